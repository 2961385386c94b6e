"""Which files are taken as a list of people, and how large they may be."""

import io

import pytest
from flask import Flask
from openpyxl import Workbook
from werkzeug.test import TestResponse

from tests.administration.desk import PEOPLE
from tests.administration.lists import HEADINGS, IMPORT, look_over, written
from tests.people import Person, sign_in
from tests.web.pages import HERE
from webapp.web.access import LARGER


@pytest.fixture
def head(app: Flask) -> Person:
    """Somebody who administers the whole site."""
    return sign_in(app, "administrator", name="Huda")


def test_a_workbook_is_read_as_a_list_is(head: Person) -> None:
    book = Workbook()
    for row in (["الاسم", "الأدوار"], ["نور", "متدربة"]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert "1 person can be invited" in look_over(head, kept.getvalue(), name="قائمة.xlsx").text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "No file was chosen"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a CSV file nor an Excel workbook"),
        (b"Name,Roles\r\n", "There is no row to read"),
        (b"One,Two\r\na,b\r\n", "A needed heading was not found"),
        (written(*(f"Person {number},,trainee,,," for number in range(301))), "This table is too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(head: Person, content: bytes, said: str) -> None:
    assert said in look_over(head, content, status=422).text


def test_a_list_may_be_larger_than_any_form_and_nothing_else_may(app: Flask, head: Person) -> None:
    notes = [f",,,,,,{'x' * 1900}" for _ in range(700)]
    large = written("Noor,,trainee,,,", *notes, headings=f"{HEADINGS},Notes")
    assert 1_000_000 < len(large) < LARGER["administration.import_people"]
    assert 'name="parcel"' in sent_whole(head, large).get_data(as_text=True)
    assert sent_whole(head, large + large).status_code == 413
    token = head.token()
    for path in (f"{PEOPLE}/invite", "/administration/organisations", "/account/details"):
        assert head.send(path, {"csrf": token, "name": "x" * 300_000}).status_code == 413
    assert sent_whole(sign_in(app, "trainer"), b"x" * 300_000).status_code == 413


def sent_whole(person: Person, content: bytes) -> TestResponse:
    """Send a file in one piece, as a browser does."""
    begin = (
        f'--masar\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{person.token()}\r\n--masar\r\n'
        'Content-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    )
    body = begin.encode() + content + b"\r\n--masar--\r\n"
    return person.pages.client.post(
        f"/en{IMPORT}",
        data=body,
        content_type="multipart/form-data; boundary=masar",
        headers={"Origin": HERE},
    )
