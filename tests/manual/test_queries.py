"""What others ask of an edition."""

import datetime as dt

import pytest

from webapp.engine.clocks import Limit
from webapp.manual import queries, service


@pytest.fixture
def connection(database, files, now):
    with database.writing() as writing:
        service.import_files(writing, files=files, by="", now=now)
    with database.reading() as reading:
        yield reading


def test_nothing_is_in_force_before_the_first_edition(database):
    with database.reading() as connection:
        assert queries.edition_in_force(connection) is None
        assert queries.editions(connection) == ()


def test_an_edition_says_when_it_holds_and_what_is_new(connection, now):
    edition = queries.edition_in_force(connection)
    assert (edition.number, edition.effective, edition.published) == (1, dt.date(2026, 11, 1), now)
    assert (edition.note_ar, edition.note_en) == ("أول إصدار", "First edition")
    assert queries.editions(connection) == (edition,)


def test_a_section_comes_whole(connection):
    page = queries.section_page(connection, lang="ar", section_id="reporting/routes", edition=1)
    assert (page.number, page.title, page.twin_title) == ("7.1", "طرق الإبلاغ", "Reporting routes")
    assert (page.chapter_id, page.chapter_number, page.chapter_title) == ("reporting", 7, "الإبلاغ")
    assert (page.kind, page.status, page.edition, page.effective) == (
        "rule",
        "starter",
        1,
        dt.date(2026, 11, 1),
    )
    assert page.headings == (("g1", "من يبلّغ"), ("g2", "المهل"))
    assert page.previous == queries.SectionLink("response/recording", "6.6", "التدوين")
    assert page.next is None
    assert page.sources == (queries.SourceNote("S1", "قانون التعليم", "confirmed"),)
    assert 'id="p7k2"' in page.html
    assert page.summary_html.startswith("<ul")


@pytest.mark.parametrize("wrong", [{"section_id": "no/where"}, {"edition": 9}, {"lang": "fr"}])
def test_a_section_that_is_not_there_is_none(connection, wrong):
    asked = {"lang": "ar", "section_id": "reporting/routes", "edition": 1} | wrong
    assert queries.section_page(connection, **asked) is None


def test_the_outline_holds_written_and_planned_sections_in_order(connection):
    first, second = queries.outline(connection, lang="en", edition=1)
    assert (first.id, first.number, first.title) == ("response", 6, "Response")
    assert first.sections == (
        queries.OutlineSection("6.5", "Parents", None),
        queries.OutlineSection("6.6", "Recording", "response/recording"),
    )
    assert second.sections == (queries.OutlineSection("7.1", "Reporting routes", "reporting/routes"),)


def test_a_block_is_found_by_its_uid(connection):
    assert queries.find_block(connection, uid="c8nw", edition=1) == queries.BlockPlace(
        "c8nw", "reporting/routes", "7.1.3"
    )
    assert queries.find_block(connection, uid="zzzz", edition=1) is None
    assert "c8nw" in queries.known_uids(connection, edition=1)


def test_a_quote_tells_its_place_force_and_basis(connection):
    found = queries.quotes(connection, lang="en", edition=1, uids=("p7k2", "zzzz"))
    assert list(found) == ["p7k2"]
    quote = found["p7k2"]
    assert (quote.number, quote.section_number, quote.section_title) == ("7.1.1", "7.1", "Reporting routes")
    assert (quote.force, quote.basis) == ("must", "law")
    assert quote.basis_words == "Basis: law (Education Law, Article 91)"
    assert quote.text == "Every teacher must report a suspicion within 24 hours."


def test_the_data_of_an_edition_comes_back_as_values(connection):
    limits = queries.limits(connection, edition=1)
    assert limits[0] == Limit("CL-SEEN", "high", 24, "hour", "starter", "d4ls")
    assert queries.holidays(connection, edition=1) == frozenset({dt.date(2026, 11, 20)})
    term = queries.TermEntry("suspicion", "اشتباه", "suspicion", ("شك",), "أقلّ من الدليل.")
    assert queries.glossary(connection, lang="ar", edition=1) == (term,)
    vocabulary = queries.vocabulary(connection, lang="en", edition=1)
    assert vocabulary["roles"] == {"teacher": "Teacher", "nurse": "Nurse"}
    assert set(vocabulary) == {"roles", "harms", "entities", "themes", "stages"}


def test_searchable_text_comes_section_by_section_in_order(connection):
    first, second = queries.searchable(connection, lang="en", edition=1)
    assert (first.number, second.number, second.chapter_title) == ("6.6", "7.1", "Reporting")
    assert [one.uid for one in second.blocks] == ["f7ra", "p7k2", "m3xd", "c8nw", "d4ls", "y6gu"]
    assert second.blocks[1].heading == "Who reports"
    assert second.blocks[1].text == "Every teacher must report a suspicion within 24 hours."
