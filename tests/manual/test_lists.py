"""What others ask of the lists an edition keeps: limits, entities, pathways, cards, forms."""

import pytest
import sqlalchemy as sa
from markupsafe import Markup

from webapp.manual import lists, service
from webapp.manual.models import EditionData

ASKED = (lists.clocks, lists.directory, lists.questions, lists.pathways, lists.cards, lists.forms)
LANGUAGES = ("ar", "en")


@pytest.fixture
def seeded(database, files, now):
    with database.writing() as writing:
        service.import_files(writing, files=files, by="", now=now)
    return database


@pytest.fixture
def connection(seeded):
    with seeded.reading() as reading:
        yield reading


def test_a_time_limit_comes_back_with_its_place(connection):
    first, second = lists.clocks(connection, lang="en", edition=1)
    assert (first.clock, first.risk, first.words, first.minutes) == ("CL-SEEN", "high", "24 hours", 1440)
    assert first.place == ("7.1.4", "/en/manual/reporting/routes#d4ls")
    assert second.place is None


def test_an_entity_comes_back_with_what_it_rests_on(connection):
    hotline, police = lists.directory(connection, lang="ar", edition=1)
    assert (hotline.name, hotline.phone, hotline.sources) == ("خط حماية الطفل", "1100", ("قانون التعليم",))
    assert (police.id, police.sources) == ("police", ())


def test_questions_come_back_with_their_answers(connection):
    danger, suspected = lists.questions(connection, lang="en", edition=1)
    assert danger.answers == (("now", "Yes"), ("not-now", "No"))
    assert (suspected.id, suspected.ask) == ("suspected", "Who is suspected?")


def test_a_pathway_comes_back_drawn(connection):
    general, danger, family = lists.pathways(connection, lang="en", edition=1)
    assert dict(general.when) == {}
    assert dict(family.when) == {"danger": ("not-now",), "suspected": ("family",)}
    assert (danger.harms, danger.actors) == (("physical", "neglect"), ("teacher", "police"))
    assert isinstance(family.html, Markup)
    assert family.html.startswith('<figure class="pathway">')


def test_a_card_comes_back_line_by_line(connection):
    [card] = lists.cards(connection, lang="en", edition=1)
    assert (card.id, card.roles, card.title) == ("teacher", ("teacher",), "Card of the teacher")
    assert [part.kind for part in card.parts] == ["do", "avoid", "record", "call"]
    line = card.parts[2].lines[0]
    assert line.html == Markup("The child's <strong>own</strong> words.")
    assert line.places == (("6.6.1", "/en/manual/response/recording#r3vb"),)


def test_a_form_comes_back_with_its_section(connection):
    assert lists.forms(connection, lang="en", edition=1) == (
        lists.Form("report-form", "Report form", "response/recording"),
    )


def test_front_matter_comes_back_by_section(connection):
    named = lists.named(connection, edition=1)
    assert named["reporting/routes"]["clocks"] == ("CL-SEEN",)
    assert named["response/recording"]["stages"] == ("notice",)


@pytest.mark.parametrize("ask", ASKED)
def test_an_edition_that_is_not_there_has_empty_lists(connection, ask):
    for lang in LANGUAGES:
        assert ask(connection, lang=lang, edition=99) == ()
        assert ask(connection, lang=lang, edition=1) != ()
    assert lists.named(connection, edition=99) == {}


@pytest.mark.parametrize("ask", ASKED)
def test_an_edition_of_before_there_were_such_lists_has_none(seeded, ask):
    with seeded.writing() as connection:
        connection.execute(sa.delete(EditionData).where(EditionData.name.contains(".")))
        connection.execute(sa.delete(EditionData).where(EditionData.name == "named"))
    with seeded.reading() as connection:
        assert ask(connection, lang="ar", edition=1) == ()
        assert lists.named(connection, edition=1) == {}


def test_without_the_files_that_may_be_missing_there_are_no_pathways_and_no_cards(database, files, now):
    drawn = "\n{#k4ws}\n::: pathway\nin-the-family\n:::\n"
    told = {path: text.replace(drawn, "") for path, text in files.items()}
    for path in ("manual/pathways.yaml", "manual/cards.yaml"):
        del told[path]
    with database.writing() as connection:
        assert service.import_files(connection, files=told, by="", now=now).edition == 1
        for ask in (lists.questions, lists.pathways, lists.cards):
            assert ask(connection, lang="en", edition=1) == ()
