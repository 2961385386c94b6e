"""What each edition remembers of the one before: when a paragraph last changed, and whose twin is behind."""

import pytest
import sqlalchemy as sa

from webapp.manual import history, pairs, service
from webapp.manual.models import EditionData

AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"


@pytest.fixture
def publish(database, now):
    """Publish some files as the next edition, and return its history."""

    def made(files):
        with database.writing() as connection:
            found = service.import_files(connection, files=files, by="Amal", now=now)
            number = found.edition
            if found.draft:
                service.review(connection, draft=found.draft, by="Badr", now=now)
                number = service.publish(connection, draft=found.draft, by="Amal", now=now)
            return history.kept(connection, edition=number)

    return made


@pytest.fixture
def states(database):
    """Return what each side of a paragraph says of itself in an edition."""

    def of(uid, edition):
        with database.reading() as connection:
            found = pairs.pairs(connection, section_id="reporting/routes", edition=edition)
            return {lang: side.state for lang, side in {one.uid: one for one in found}[uid].sides.items()}

    return of


def changed(files, path, old, new):
    assert old in files[path]
    return files | {path: files[path].replace(old, new)}


def test_in_a_first_edition_everything_is_new_and_nothing_behind(publish, files):
    past = publish(files)
    assert set(past.blocks.values()) == set(past.sections.values()) == {1}
    assert past.behind == frozenset()


def test_a_paragraph_changed_in_one_language_leaves_its_twin_behind_until_that_is_changed(
    publish, files, states
):
    publish(files)
    second = changed(files, EN, "Do not wait", "Never wait")
    past = publish(second)
    assert past.behind == {("ar", "f7ra")}
    assert (past.blocks["en", "f7ra"], past.blocks["ar", "f7ra"]) == (2, 1)
    assert states("f7ra", 2) == {"ar": "older", "en": "newer"}
    assert states("p7k2", 2) == {"ar": "same", "en": "same"}
    third = changed(second, AR, "لا تنتظر", "لا تطلب")
    assert publish(third).behind == {("en", "f7ra")}
    assert publish(changed(third, EN, "Never wait", "Wait not")).behind == {("ar", "f7ra")}


def test_a_paragraph_read_against_its_twin_is_behind_in_no_language(publish, files, states):
    publish(files)
    past = publish(changed(files, EN, "Listens and does not question", "Listens, asks nothing"))
    assert past.behind == frozenset()
    assert states("y6gu", 2) == {"ar": "same", "en": "same"}


def test_a_paragraph_changed_in_both_languages_at_once_is_behind_in_none(publish, files):
    publish(files)
    both = changed(changed(files, EN, "Do not wait", "Never wait"), AR, "لا تنتظر", "لا تطلب")
    past = publish(both)
    assert past.behind == frozenset()
    assert past.blocks["ar", "f7ra"] == past.blocks["en", "f7ra"] == 2


def test_a_limit_that_changes_makes_new_every_text_that_names_it_in_both_languages(publish, files):
    publish(files)
    past = publish(changed(files, "manual/clocks.yaml", "limit: 24", "limit: 12"))
    assert {name for name, edition in past.blocks.items() if edition == 2} == {
        (lang, uid) for lang in ("ar", "en") for uid in ("d4ls", "k4ws", "y6gu")
    }, "y6gu is said to be in step in every edition"
    assert past.behind == frozenset()
    assert past.sections == {"reporting/routes": 2, "response/recording": 2}


def test_a_section_remembers_the_edition_of_its_last_change(publish, files):
    publish(files)
    publish(changed(files, EN, "Do not wait", "Never wait"))
    past = publish(changed(files, "manual/directory.yaml", "takes reports", "takes every report"))
    assert past.sections == {"reporting/routes": 3, "response/recording": 1}


def test_an_edition_that_keeps_no_history_has_none(database, publish, files):
    publish(files)
    with database.writing() as connection:
        connection.execute(sa.delete(EditionData).where(EditionData.name == history.DATA))
        assert history.kept(connection, edition=1) == history.History({}, {}, {})
    past = publish(changed(files, EN, "Do not wait", "Never wait"))
    assert set(past.blocks.values()) == {2}
    assert past.behind == frozenset()
