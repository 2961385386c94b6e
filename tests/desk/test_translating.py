"""Texts out to translators and in again: unchanged they change nothing, one changed text changes itself alone."""

import csv
import io
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from tests.people import sign_in
from tests.web.small import NOW, files, small_site, store_of
from webapp.desk import queries, service, translating, units, xliff
from webapp.desk.translating import Scope, Sheet, Taken
from webapp.desk.units import Unit
from webapp.engine.desk import rows
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import BadInput
from webapp.settings import Settings
from webapp.web.cells import defused, undone

ROUTES = "manual/07-reporting/01-routes"
AR, EN = f"{ROUTES}.ar.md", f"{ROUTES}.en.md"
SCOPE = Scope(chapter=7)
PIECES = st.sampled_from(("'", "=", "-", "- ", "+1", "@", "كلمة", "a", ",", ";", '"', "\n", " ", "|", "%"))
TEXTS = st.lists(PIECES, max_size=9).map("".join)


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def sheet(app: Flask, scope: Scope = SCOPE) -> Sheet:
    with store_of(app).reading() as connection:
        return translating.sheet(connection, scope)


def take(app: Flask, content: bytes) -> Taken:
    with store_of(app).writing() as connection:
        return translating.take(connection, translating.sent("texts", content), by="huda", now=NOW)


def as_table(app: Flask, change: Callable[[list[str]], object] = bool, scope: Scope = SCOPE) -> bytes:
    lines = list(csv.reader(io.StringIO(translating.table(sheet(app, scope), label="x").decode("utf-8-sig"))))
    for line in lines[2:]:
        change(line)
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue().encode("utf-8-sig")


def as_xliff(app: Flask, old: str = "", new: str = "", scope: Scope = SCOPE) -> bytes:
    found = sheet(app, scope)
    made = xliff.written(found.units, into="en", states=found.states, note="x").decode()
    assert escape(old) in made
    return made.replace(escape(old), escape(new)).encode()


def put_in(uid: str, column: int, text: str) -> Callable[[list[str]], None]:
    def change(row: list[str]) -> None:
        if row[0].endswith(f"#{uid}"):
            row[column] = text

    return change


def open_texts(app: Flask) -> list[queries.Amendment]:
    with store_of(app).reading() as connection:
        return list(queries.with_texts(connection, tuple(one.id for one in queries.in_work(connection))))


def test_out_and_in_without_a_change_changes_nothing(site: Flask) -> None:
    for content in (as_table(site), as_xliff(site)):
        taken = take(site, content)
        assert (taken.changed, taken.amendments, taken.refused) == (0, (), ())
    assert open_texts(site) == []


def test_one_changed_cell_changes_that_text_alone_in_an_amendment(site: Flask) -> None:
    taken = take(site, as_table(site, put_in("p7k2", 4, "Every teacher reports within 24 hours.")))
    assert (taken.changed, taken.refused) == (1, ())
    (made,) = open_texts(site)
    assert made.files[AR] == files()[AR]
    was = "Every teacher must report a {term:suspicion|suspicion} within 24 hours."
    assert made.files[EN] == files()[EN].replace(was, "Every teacher reports within 24 hours.")


def test_a_list_gets_an_item_whatever_guards_stand_before_its_dashes(site: Flask) -> None:
    def change(row: list[str]) -> None:
        if row[0].endswith("#f7ra"):
            assert row[4].startswith("'- ")
            row[4] += "\n- Write down the hour."

    assert take(site, as_table(site, change)).changed == 1
    assert "- Do not wait for proof.\n- Write down the hour.\n:::" in open_texts(site)[0].files[EN]


def test_a_changed_target_of_xliff_is_taken_and_its_marks_belong_to_it(site: Flask) -> None:
    sent = as_xliff(site, "Every teacher must report", "Every <b>teacher</b> reports")
    sent = sent.replace(b"&lt;b&gt;", b"<g id='1'>").replace(b"&lt;/b&gt;", b"</g>")
    assert take(site, sent).changed == 1
    assert "\nEvery teacher reports a {term" in open_texts(site)[0].files[EN]


def test_a_text_that_a_language_lacks_is_put_in_its_place(site: Flask) -> None:
    text = files()[EN]
    start, end = text.index("{#c8nw}"), text.index("## Time limits")
    with store_of(site).writing() as connection:
        section = "reporting/routes"
        found = service.begin(connection, piece=ROUTES, section_id=section, by="huda", now=NOW)
        lacking = {EN: text[:start] + text[end:]}
        service.save(connection, found.id, files=lacking, revision=1, by="huda", now=NOW)
    assert [one.key for one in sheet(site, Scope()).units] == ["c8nw"]
    assert take(site, as_table(site, put_in("c8nw", 4, "Nobody must tell."), Scope())).changed == 1
    (made,) = open_texts(site)
    assert "{#c8nw}\n::: must-not\nNobody must tell.\n:::\n" in made.files[EN]
    assert rows.rows(rows.pair_of(made.files))[0].at == {"ar": 0, "en": 0}


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (0, "reporting/routes#zzzz", "unknown"),
        (0, "reporting/routes#f7ra", "twice"),
        (4, "", "emptied"),
        (4, "Text\n\n{#abcd}\nMore", "not-put"),
        (4, "::: note\nBox\n:::", "not-put"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_reason(
    site: Flask, column: int, text: str, reason: str
) -> None:
    taken = take(site, as_table(site, put_in("p7k2", column, text)))
    assert [(one.reason, one.row) for one in taken.refused] == [(reason, 6)]
    assert open_texts(site) == []


def test_a_text_changed_since_it_was_taken_along_is_not_written_over(site: Flask) -> None:
    old = as_table(site, put_in("p7k2", 4, "Every teacher reports."))
    take(site, as_table(site, put_in("p7k2", 4, "All teachers report.")))
    assert [one.reason for one in take(site, old).refused] == ["meanwhile"]
    assert "All teachers report." in open_texts(site)[0].files[EN]


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2"></xliff>',
        b'<!DOCTYPE xliff SYSTEM "http://example.org/x.dtd"><xliff version="1.2"/>',
        b"<html></html>",
        b'<xliff version="2.0"/>',
        b'<xliff version="1.2">',
        b'<xliff version="1.2">' + b"<g>" * 90,
    ],
)
def test_what_is_no_plain_xliff_is_not_read(content: bytes) -> None:
    with pytest.raises(BadInput, match="xliff"):
        xliff.read(content)


@given(TEXTS)
@tries(max_examples=200, deadline=None)
def test_guards_of_cells_are_taken_away_as_they_were_put(text: str) -> None:
    assert undone(defused(text)) == text


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
@tries(max_examples=50, deadline=None)
def test_xliff_says_what_was_written(pairs: list[tuple[str, str]]) -> None:
    told = [Unit(f"a/b#u{at}", dict(zip(LANGUAGES, pair, strict=True))) for at, pair in enumerate(pairs)]
    back = xliff.read(xliff.written(told, into="ar", states={}, note=""))
    assert [(one.id, one.lang, one.text) for one in back] == [
        (f"{one.id}.{one.mark}", "ar", one.texts["ar"]) for one in told
    ]


@given(st.data())
@tries(max_examples=40, deadline=None)
def test_one_text_put_in_leaves_every_other_as_it_was(data: st.DataObject) -> None:
    pair = rows.pair_of({path: files()[path] for path in (AR, EN)})
    known = list(units.units("reporting/routes", pair))
    one = data.draw(st.sampled_from(known))
    lang = data.draw(st.sampled_from(LANGUAGES))
    text = data.draw(TEXTS)
    made = units.put(pair, one.key, lang, text)
    if made is not None:
        after = {unit.id: unit.texts for unit in units.units("reporting/routes", made)}
        before = {unit.id: dict(unit.texts) for unit in known}
        before[one.id][lang] = after[one.id][lang]
        assert after == before


def test_the_pages_give_and_take(site: Flask) -> None:
    editor, reviewer = sign_in(site, "manual-editor"), sign_in(site, "reviewer")
    assert "XLIFF into English" in reviewer.get("/desk/manual/exchange").text
    given = editor.pages.client.get("/en/desk/manual/exchange/texts.xlf?chapter=7&into=en")
    assert given.headers["Content-Disposition"].startswith('attachment; filename="chapter-7-en.xlf"')
    changed = given.data.replace(b"Do not wait for proof.", b"Never wait for proof.")
    fields = {"csrf": editor.token(), "file": (io.BytesIO(changed), "back.xlf")}
    answer = editor.send("/desk/manual/exchange", fields)
    assert answer.status_code == 200
    assert "text was changed." in answer.get_data(as_text=True)
    fields = {"csrf": editor.token(), "file": (io.BytesIO(b"<!DOCTYPE x><xliff/>"), "back.xlf")}
    assert editor.send("/desk/manual/exchange", fields).status_code == 422
    fields = {"csrf": reviewer.token(), "file": (io.BytesIO(changed), "back.xlf")}
    assert reviewer.send("/desk/manual/exchange", fields).status_code == 403


def test_a_file_in_utf_16_is_read_as_what_it_is() -> None:
    told = [Unit("a/b#u", {"ar": "كلمة", "en": "word"})]
    made = xliff.written(told, into="ar", states={}, note="").decode().partition("?>")[2]
    (back,) = translating.sent("texts.xlf", f'<?xml version="1.0" encoding="UTF-16"?>{made}'.encode("utf-16"))
    assert (back.id, back.mark, back.texts) == ("a/b#u", told[0].mark, {"ar": "كلمة"})
