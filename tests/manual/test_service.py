"""From files to editions: imported, reviewed by another, published, exported."""

import pytest
import sqlalchemy as sa

from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import queries, service
from webapp.manual.models import Section
from webapp.web import site

EN = "manual/07-reporting/01-routes.en.md"


@pytest.fixture
def seeded(database, files, now):
    with database.writing() as connection:
        made = service.import_files(connection, files=files, by="", now=now)
    assert (made.edition, made.draft) == (1, None)
    return database


@pytest.fixture
def changed(files):
    return files | {EN: files[EN].replace("Do not wait", "Never wait")}


def draft(database, files, now, by="Amal"):
    with database.writing() as connection:
        return service.import_files(connection, files=files, by=by, now=now).draft


def test_the_first_import_publishes_edition_one_and_raises_the_sites_version(seeded):
    with seeded.reading() as connection:
        assert queries.edition_in_force(connection).number == 1
        assert site.version(connection) == 1


def test_a_later_import_makes_a_draft_and_changes_nothing_public(seeded, changed, now):
    assert draft(seeded, changed, now) == 1
    with seeded.reading() as connection:
        assert [one.number for one in queries.editions(connection)] == [1]
        assert site.version(connection) == 1


def test_importing_what_is_in_force_does_nothing(seeded, files, now):
    assert draft(seeded, files, now) is None


def test_files_with_errors_are_refused_whole(database, files, now):
    files[EN] = files[EN].replace("{#m3xd}\n", "")
    with pytest.raises(BadInput) as refused, database.writing() as connection:
        service.import_files(connection, files=files, by="", now=now)
    assert [one.rule for one in refused.value.facts["problems"] if one.severity == "error"] == [
        "manual.uid-missing"
    ]
    with database.reading() as connection:
        assert queries.edition_in_force(connection) is None
        assert connection.execute(sa.select(sa.func.count()).select_from(Section)).scalar() == 0


def test_what_is_exported_is_what_was_imported_character_for_character(database, files, now):
    files[EN] = files[EN].replace("\n", "\r\n").rstrip()
    with database.writing() as connection:
        service.import_files(connection, files=files, by="", now=now)
    with database.reading() as connection:
        assert service.export_files(connection, edition=1) == files


def test_an_author_cannot_review_their_own_draft(seeded, changed, now):
    made = draft(seeded, changed, now)
    with pytest.raises(Refused) as refused, seeded.writing() as connection:
        service.review(connection, draft=made, by="Amal", now=now)
    assert refused.value.code == "manual.review.same-person"


def test_a_draft_is_published_after_another_person_reviewed_it(seeded, changed, now):
    made = draft(seeded, changed, now)
    with seeded.writing() as connection:
        service.review(connection, draft=made, by="Badr", now=now)
        assert service.publish(connection, draft=made, by="Amal", now=now) == 2
    with seeded.reading() as connection:
        assert queries.edition_in_force(connection).number == 2
        assert site.version(connection) == 2
        assert service.export_files(connection, edition=2) == changed
        pages = [
            queries.section_page(connection, lang="en", section_id="reporting/routes", edition=number)
            for number in (1, 2)
        ]
    assert ["Never wait" in page.summary_html for page in pages] == [False, True]


def test_a_draft_that_nobody_reviewed_is_not_published(seeded, changed, now):
    made = draft(seeded, changed, now)
    with pytest.raises(Refused) as refused, seeded.writing() as connection:
        service.publish(connection, draft=made, by="Badr", now=now)
    assert refused.value.code == "manual.publish.not-reviewed"


def test_a_draft_behind_the_edition_in_force_is_not_published(seeded, changed, files, now):
    first = draft(seeded, changed, now)
    second = draft(seeded, files | {EN: files[EN].replace("Do not", "Do never")}, now)
    with seeded.writing() as connection:
        for made in (first, second):
            service.review(connection, draft=made, by="Badr", now=now)
        service.publish(connection, draft=first, by="Badr", now=now)
    with pytest.raises(Refused) as refused, seeded.writing() as connection:
        service.publish(connection, draft=second, by="Badr", now=now)
    assert refused.value.code == "manual.publish.outdated"


@pytest.mark.parametrize("again", ["review", "publish"])
def test_a_published_draft_is_done_with(seeded, changed, now, again):
    made = draft(seeded, changed, now)
    with seeded.writing() as connection:
        service.review(connection, draft=made, by="Badr", now=now)
        service.publish(connection, draft=made, by="Badr", now=now)
    with pytest.raises(Refused) as refused, seeded.writing() as connection:
        getattr(service, again)(connection, draft=made, by="Badr", now=now)
    assert refused.value.code == "manual.draft.published"


def test_a_review_is_given_once(seeded, changed, now):
    made = draft(seeded, changed, now)
    with seeded.writing() as connection:
        service.review(connection, draft=made, by="Badr", now=now)
    with pytest.raises(Refused) as refused, seeded.writing() as connection:
        service.review(connection, draft=made, by="Dana", now=now)
    assert refused.value.code == "manual.review.done"


def test_what_is_not_there_is_not_found(seeded, now):
    for ask in (
        lambda connection: service.review(connection, draft=99, by="Badr", now=now),
        lambda connection: service.publish(connection, draft=99, by="Badr", now=now),
        lambda connection: service.export_files(connection, edition=99),
    ):
        with pytest.raises(NotFound), seeded.writing() as connection:
            ask(connection)
