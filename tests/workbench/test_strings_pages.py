"""Strings out and in again: only what was changed, nothing that a spreadsheet would run."""

import csv
import io

import pytest

from tests.people import Person
from tests.web.pages import Page
from tests.workbench.drafts import CLEAN, begin, revision_of
from webapp.workbench import exchange

DANGER = CLEAN.replace('en: "Boxes"', 'en: "=1+1"', 1)
assert DANGER != CLEAN


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def file_of(table: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8-sig")


def send(author: Person, draft: str, table: list[list[str]], *, status: int = 200) -> Page:
    sent = {"revision": revision_of(author, draft), "file": (io.BytesIO(file_of(table)), "strings.csv")}
    return author.post(f"{draft}/strings", sent, status=status)


def test_an_unchanged_table_changes_nothing() -> None:
    for text in (CLEAN, DANGER):
        taken = exchange.take(text, "x.csv", exchange.table(text, label="Label"))
        assert (taken.text, taken.changed, taken.refused) == (text, 0, ())


def test_no_cell_begins_a_formula_and_the_guard_is_taken_off_again() -> None:
    table = rows(exchange.table(DANGER, label="Label"))
    [title] = [row for row in table if row[0] == "title"]
    assert title[2] == "'=1+1"
    title[2] = "'=2+2"
    taken = exchange.take(DANGER, "x.csv", file_of(table))
    assert taken.text == DANGER.replace("=1+1", "=2+2")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_changed_cells_go_into_the_text_and_rows_that_cannot_are_named(author: Person, lang: str) -> None:
    author.lang = lang
    draft = begin(author)
    table = rows(author.pages.client.get(f"/{lang}{draft}/strings.csv").data)
    assert table[1] == ["path", "ar", "en"]
    changed = [row[:] for row in table]
    title = next(row for row in changed if row[0] == "title")
    title[1:] = ["صناديق أخرى", ""]
    changed += [["no/such/path", "أ", "a"], ["title", "أ", "a"]]
    page = send(author, draft, changed)
    told = "".join("".join(one.itertext()) for one in page.with_class("notice"))
    assert "no/such/path" in told
    assert told.count("title") == 2
    text = author.get(draft).by_id("text")
    assert text is not None
    assert '"صناديق أخرى"' in (text.text or "")
    assert "Boxes" in (text.text or "")
    assert len(page.all("tr")) == len(table) - 1


def test_a_file_that_is_no_such_table_changes_nothing(author: Person) -> None:
    draft = begin(author)
    assert send(author, draft, [["a", "b"], ["c", "d"]], status=422).with_class("errs")
    assert author.post(f"{draft}/strings", {"revision": "1"}, status=422).with_class("errs")


def test_a_missing_language_is_shown_as_work_to_do(author: Person) -> None:
    draft = begin(author, CLEAN.replace(', en: "Boxes"', "", 1))
    page = author.get(f"{draft}/strings?show=open")
    assert {"1", "22"} == {"".join(one.itertext()) for one in page.with_class("ways-list")[-1].iter("bdi")}
    assert any("English is missing" in "".join(one.itertext()) for one in page.with_class("tag"))
