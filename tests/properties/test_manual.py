"""Laws of the manual: nothing written makes the check fall over, and what goes in comes out."""

import datetime as dt
import pathlib
import re
import tempfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import webapp.tables  # noqa: F401 -- fills the metadata
from tests.manual.bending import resting_on
from webapp.database import Base, Database
from webapp.engine.manual import check, number, pages
from webapp.engine.manual.isolate import isolated
from webapp.engine.problems import has_errors
from webapp.manual import service

SMALL = pathlib.Path(__file__).parents[1] / "manual" / "small"
FILES = {one.relative_to(SMALL).as_posix(): one.read_bytes().decode() for one in sorted(SMALL.rglob("*.*"))}
AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
PIECES = st.sampled_from(
    [
        "{#abcd}\n", "{#abce}\n", "{#", "}", "::: must\n", "::: note\n", ":::\n", "\n\n", "\n", "\r\n", "\r", "---\n",
        "# ", "## ", "- ", "| a | b |\n|---|---|\n", "term\n: said\n", "{clock:CL-SEEN high}", "{ref:p7k2}", "[^a]: x\n",
        "{term:suspicion|x}", "[^a]", "<b>", "`", "```\n", "> ", "النص", "words", "24 hours", "    ", "\t", "\ue000",
        "[a](b)", "title: x\n", "id: [\n", "\ufeff", "\x00", "\u2028", "&amp;", "**", "===\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join)


@given(TEXTS, st.sampled_from(sorted(FILES)), st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_text_makes_the_check_or_the_numbering_raise(text, path, after):
    files = FILES | {path: FILES[path] + text if after else text}
    book, problems = check.check(files)
    assert all(one.where.path for one in problems)
    number.number(files)
    if not has_errors(problems):
        assert len(list(pages.pages(book))) == 4


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_whatever_is_written_the_page_holds_no_element_of_the_authors_making(text):
    files = FILES | {
        EN: FILES[EN].replace("Any **one**", "Any " + text + "<script src=x></script><i onclick=x>")
    }
    book, problems = check.check(files)
    if any(one.rule == "manual.uid-missing" for one in problems):
        return
    for page in pages.pages(book):
        assert not re.search("<(script|i|img)[ >]| onclick=[^&]", re.sub("&lt;.*?&gt;", "", page.html))


@given(st.text())
@settings(max_examples=50, deadline=None)
def test_isolating_adds_nothing_but_marks(text):
    import html

    assert html.unescape(re.sub(r'<bdi dir="ltr">|</bdi>', "", isolated(text))) == html.unescape(
        html.escape(text, quote=False)
    )


@given(st.sets(st.sampled_from(["f7ra", "p7k2", "m3xd", "c8nw", "d4ls", "y6gu"])))
@settings(max_examples=40, deadline=None)
def test_numbering_mends_every_missing_uid_and_then_rests(gone):
    files = resting_on(FILES, "r3vb")
    for uid in gone:
        for path in (AR, EN):
            files[path] = files[path].replace(f"{{#{uid}}}\n", "")
    files |= number.number(files)
    assert not has_errors(check.check(files)[1])
    assert number.number(files) == {}


@pytest.fixture(scope="module")
def store():
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/manual.sqlite3")
        yield database
        database.close()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")), max_size=30)


@given(WORDS, st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_exported_is_what_was_imported(store, words, ending, last):
    files = FILES | {EN: FILES[EN].replace("Any", "Any " + re.sub(r"[{}<>#:&\[\]|]", "", words))}
    files = {path: text.replace("\n", ending) for path, text in files.items()}
    files = files if last else {path: text.rstrip() for path, text in files.items()}
    Base.metadata.drop_all(store.engine)
    Base.metadata.create_all(store.engine)
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    with store.writing() as connection:
        made = service.import_files(connection, files=files, by="", now=now)
        assert service.export_files(connection, edition=made.edition) == files
        assert service.import_files(connection, files=files, by="A", now=now).draft is None
