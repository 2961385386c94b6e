"""Tables go out so that a spreadsheet opens them right and runs nothing of them."""

import datetime as dt
from decimal import Decimal

import pytest

from webapp.web.exported_table import attachment, csv_bytes
from webapp.web.uploaded_table import Column, read

COLUMNS = (Column("name", ("Name",), required=True),)


def test_an_exported_table_opens_right_in_excel() -> None:
    moment = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)
    cells = ["a\r\nb", moment, dt.date(2026, 11, 4), None, True, -5, Decimal("-1.50"), float("-inf")]
    told = csv_bytes(["الاسم", "=x"], [cells], label="نسخة غير رسمية")
    assert (
        told
        == (
            "\ufeffنسخة غير رسمية\r\nالاسم,'=x\r\n"
            '"a\nb",2026-11-04T12:00:00+04:00,2026-11-04,,TRUE,-5,-1.50,\'-inf\r\n'
        ).encode()
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("\t \u200f-1", "'-1"),
        ("\u200d@x", "\u200d'@x"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ('a", +b', "a\", '+b"),
        ("one\n\n |two", "one\n\n '|two"),
        ("well-known, half-way", "well-known, half-way"),
        (12, "12"),
    ],
)
def test_what_could_run_in_a_spreadsheet_is_defused(given: object, kept: str) -> None:
    told = read("list.csv", csv_bytes(["Name"], [[given]], label="Unofficial"), columns=COLUMNS)
    assert [(row.number, row.values["name"]) for row in told.rows] == [(3, kept)]


def test_a_moment_without_its_offset_is_not_exported() -> None:
    with pytest.raises(ValueError, match="offset"):
        csv_bytes(["Name"], [[dt.datetime(2026, 11, 4)]], label="Unofficial")  # noqa: DTZ001 -- meant


@pytest.mark.parametrize(
    ("filename", "told"),
    [
        ("list 2026.csv", "attachment; filename=\"list-2026.csv\"; filename*=UTF-8''list%202026.csv"),
        ("منى.csv", "attachment; filename=\"masar.csv\"; filename*=UTF-8''%D9%85%D9%86%D9%89.csv"),
        (
            'a"\r\nSet-Cookie: x=1\\..',
            "attachment; filename=\"a-Set-Cookie-x-1.\"; filename*=UTF-8''a-Set-Cookie-%20x%3D1.",
        ),
        ("", "attachment; filename=\"masar\"; filename*=UTF-8''masar"),
        ("../../x\u202evsc.exe", "attachment; filename=\"xvsc.exe\"; filename*=UTF-8''xvsc.exe"),
    ],
)
def test_a_file_is_named_in_plain_letters_and_in_its_own(filename: str, told: str) -> None:
    response = attachment(b"x", filename=filename, mimetype="text/csv")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == told
