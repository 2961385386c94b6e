"""A uid that was given up is never another block's: citations of old editions would come to mean that."""

import pytest
import sqlalchemy as sa

from webapp.errors import BadInput
from webapp.manual import service
from webapp.manual.models import Draft

AR, EN = (f"manual/07-reporting/01-routes.{lang}.md" for lang in ("ar", "en"))
OTHER = {lang: f"manual/06-response/06-recording.{lang}.md" for lang in ("ar", "en")}
WORDS = {AR: "\n{#zzz7}\nفقرة تُحذف بعد حين.\n", EN: "\n{#zzz7}\nA paragraph to be taken out.\n"}


def publish(database, files, now, by="Amal"):
    with database.writing() as connection:
        made = service.import_files(connection, files=files, by=by, now=now)
        if made.draft:
            service.review(connection, draft=made.draft, by="Badr", now=now)
            return service.publish(connection, draft=made.draft, by="Badr", now=now)
        return made.edition


@pytest.fixture
def given_up(database, files, now):
    """A database whose first edition had the block zzz7, and whose second has not."""
    assert publish(database, files | {path: files[path] + words for path, words in WORDS.items()}, now) == 1
    assert publish(database, files, now) == 2
    return database


def refused(database, files, now):
    with pytest.raises(BadInput) as fault, database.writing() as connection:
        service.import_files(connection, files=files, by="Amal", now=now)
    return [one for one in fault.value.facts["problems"] if one.severity == "error"]


def test_a_uid_of_an_earlier_edition_on_a_block_of_another_section_is_refused_where_it_stands(
    given_up, files, now
):
    held = files | {OTHER[lang]: files[OTHER[lang]] + WORDS[path] for lang, path in (("ar", AR), ("en", EN))}
    (problem,) = refused(given_up, held, now)
    assert (problem.rule, problem.where.path) == ("manual.uid-retired", OTHER["ar"])
    assert held[OTHER["ar"]].split("\n")[problem.where.line - 1] in {"{#zzz7}", "فقرة تُحذف بعد حين."}
    assert "zzz7" in problem.says
    assert "edition 1" in problem.says
    with given_up.reading() as connection:
        drafts = connection.execute(sa.select(sa.func.count()).select_from(Draft)).scalar()
    assert drafts == 1, "nothing was kept"


def test_a_uid_of_an_earlier_edition_on_a_block_of_another_kind_is_refused(given_up, files, now):
    listed = {AR: "\n{#zzz7}\n- قائمة.\n", EN: "\n{#zzz7}\n- A list.\n"}
    held = files | {path: files[path] + words for path, words in listed.items()}
    assert [one.rule for one in refused(given_up, held, now)] == ["manual.uid-retired"]


def test_a_block_that_comes_back_to_its_section_is_itself(given_up, files, now):
    held = files | {path: files[path] + words.replace(".", "!") for path, words in WORDS.items()}
    assert publish(given_up, held, now) == 3


def test_a_statement_may_come_back_with_another_force(database, files, now):
    forces = {
        force: {
            AR: f"\n{{#zzz7}}\n::: {force} basis=training\nأن تكتب الوقت.\n:::\n",
            EN: f"\n{{#zzz7}}\n::: {force}\nThe time is written down.\n:::\n",
        }
        for force in ("must", "should")
    }
    publish(database, files | {path: files[path] + words for path, words in forces["must"].items()}, now)
    publish(database, files, now)
    assert (
        publish(
            database, files | {path: files[path] + words for path, words in forces["should"].items()}, now
        )
        == 3
    )


def test_a_block_that_only_moves_between_two_editions_keeps_its_uid(database, files, now):
    publish(database, files | {path: files[path] + words for path, words in WORDS.items()}, now)
    held = files | {OTHER[lang]: files[OTHER[lang]] + WORDS[path] for lang, path in (("ar", AR), ("en", EN))}
    assert publish(database, held, now) == 2


def test_a_draft_made_before_the_uid_was_given_up_is_refused_when_it_is_published(given_up, files, now):
    """The check is made again at publication: what is in force then is what counts."""
    held = files | {OTHER[lang]: files[OTHER[lang]] + WORDS[path] for lang, path in (("ar", AR), ("en", EN))}
    with given_up.writing() as connection:
        draft = service._draft(connection, held, by="Amal", based_on=2, now=now)
        service.review(connection, draft=draft, by="Badr", now=now)
    with pytest.raises(BadInput) as fault, given_up.writing() as connection:
        service.publish(connection, draft=draft, by="Badr", now=now)
    assert "manual.uid-retired" in [one.rule for one in fault.value.facts["problems"]]
