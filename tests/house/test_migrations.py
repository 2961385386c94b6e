"""What a migration does to rows that are there already: in, and out again."""

import datetime as dt
import pathlib

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from webapp.accounts import queries, service
from webapp.audit import queries as audit
from webapp.database import Database
from webapp.queues import service as queues
from webapp.queues.models import Comment
from webapp.queues.service import About, Contested
from webapp.search import counting, synonyms
from webapp.workbench import queries as draft_queries
from webapp.workbench import service as drafts

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)


def migrate(store: Database, to: str, *, back: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "webapp/migrations"))
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, to)


def run(store: Database, statement: str, **values: object) -> sa.CursorResult[tuple[object, ...]]:
    with store.writing() as connection:
        return connection.execute(sa.text(statement), values)


@pytest.fixture
def lived_in(database_url: str):
    """A database of the first form, with two people and an edition they have signed."""
    store = Database(database_url)
    migrate(store, "0001")
    add = "INSERT INTO account (name, password_hash, made) VALUES (:name, 'hash', :made)"
    for name in ("Badr", "بَدر", "بدر"):
        run(store, add, name=name, made=NOW.replace(tzinfo=None) if "sqlite" in database_url else NOW)
    run(store, "INSERT INTO account_role (account_id, role) SELECT id, 'publisher' FROM account")
    run(
        store,
        "INSERT INTO edition (number, effective, note_ar, note_en, author, reviewer, publisher, digest,"
        " published) VALUES (1, '2026-11-01', '', '', 'Badr', 'بدر', 'somebody else', 'd', :made)",
        made=NOW.replace(tzinfo=None) if "sqlite" in database_url else NOW,
    )
    yield store
    store.close()


def test_people_get_a_pseudonym_and_it_stands_where_their_name_stood(lived_in: Database) -> None:
    migrate(lived_in, "0002")
    with lived_in.reading() as connection:
        badr = queries.known(connection, "BADR")
        first, second = (queries.known(connection, name) for name in ("بدر", "بدر 3"))
        assert all((badr, first, second))
        assert badr.password_set == NOW
        assert len({badr.pseudonym, first.pseudonym, second.pseudonym}) == 3
        signed = connection.execute(sa.text("SELECT author, reviewer, publisher FROM edition")).one()
    assert tuple(signed) == (badr.pseudonym, second.pseudonym, "somebody else")


def test_comments_come_with_their_table_and_go_with_it(lived_in: Database) -> None:
    migrate(lived_in, "0003")
    row = (
        "INSERT INTO comment (uid, section_id, number, edition, lang, text, made, state, note)"
        " VALUES ('p7k2', 'reporting/routes', '7.1.1', 1, 'en', 'What is this?', :made, 'open', '')"
    )
    is_sqlite = lived_in.engine.dialect.name == "sqlite"
    run(lived_in, row, made=NOW.replace(tzinfo=None) if is_sqlite else NOW)
    with lived_in.reading() as connection:
        asked = sa.select(Comment.uid, Comment.made, Comment.settled, Comment.settled_by)
        assert tuple(connection.execute(asked).one()) == ("p7k2", NOW, None, None)
    migrate(lived_in, "0002", back=True)
    with lived_in.reading() as connection:
        assert not sa.inspect(connection).has_table("comment")
    migrate(lived_in, "0003")
    assert run(lived_in, "SELECT count(*) FROM comment").scalar() == 0


def test_going_back_keeps_people_who_could_sign_in_before(lived_in: Database) -> None:
    migrate(lived_in, "0002")
    with lived_in.writing() as connection:
        service.invite(
            connection,
            service.NewPerson(name="Only invited", grants=(service.Grant("trainee"),)),
            by="",
            now=NOW,
        )
        assert audit.verify(connection).is_whole
    migrate(lived_in, "0001", back=True)
    names = run(lived_in, "SELECT name FROM account ORDER BY id").scalars().all()
    assert names == ["Badr", "بَدر", "بدر"]
    migrate(lived_in, "0002")
    assert run(lived_in, "SELECT count(*) FROM account WHERE name_key = 'badr'").scalar() == 1


def test_counts_of_queries_and_pairs_come_with_their_tables_and_go_with_them(lived_in: Database) -> None:
    migrate(lived_in, "0004")
    with lived_in.writing() as connection:
        counting.count(connection, text="school", lang="en", now=NOW, empty=True)
        synonyms.add(connection, one="nursery", other="kindergarten", by="0123456789ab", now=NOW)
    with lived_in.reading() as connection:
        (kept,) = counting.counted(connection, since=counting.monday(NOW))
        (pair,) = synonyms.listed(connection)
    assert (kept.text, kept.asked, kept.empty, kept.last) == ("school", 1, 1, dt.date(2026, 10, 26))
    assert (pair.one, pair.other, pair.made) == ("nursery", "kindergarten", NOW)
    migrate(lived_in, "0003", back=True)
    with lived_in.reading() as connection:
        there = sa.inspect(connection).get_table_names()
    assert not {"search_count", "synonym"} & set(there)
    migrate(lived_in, "0004")


def test_comments_stay_when_what_was_contested_goes(lived_in: Database) -> None:
    migrate(lived_in, "0005")
    contested = Contested(scenario_id="a-case", digest="0" * 64, scene_id="scene", answer="{}")
    about = About(uid="p7k2", section_id="reporting/routes", number="7.1.1", edition=1, lang="en")
    with lived_in.writing() as connection:
        queues.leave(connection, about, text="The paragraph says otherwise.", now=NOW, contested=contested)
    asked = "SELECT scenario_id, digest, scene_id, answer FROM comment"
    assert tuple(run(lived_in, asked).one()) == ("a-case", "0" * 64, "scene", "{}")
    migrate(lived_in, "0004", back=True)
    assert run(lived_in, "SELECT text FROM comment").scalars().all() == ["The paragraph says otherwise."]
    migrate(lived_in, "0005")


def test_what_was_worked_out_about_cases_goes_with_its_table(lived_in: Database) -> None:
    migrate(lived_in, "0007")
    row = "INSERT INTO scenario_analysis (digest, kind, rules, manual, value) VALUES (:d, 'plays', '1-a', :d, '[]')"
    run(lived_in, row, d="0" * 64)
    with pytest.raises(sa.exc.IntegrityError):
        run(lived_in, row, d="0" * 64)
    migrate(lived_in, "0006", back=True)
    with lived_in.reading() as connection:
        assert not sa.inspect(connection).has_table("scenario_analysis")
    migrate(lived_in, "0007")
    assert run(lived_in, "SELECT count(*) FROM scenario_analysis").scalar() == 0


def test_a_certificate_says_who_withdrew_it_and_goes_with_its_table(lived_in: Database) -> None:
    migrate(lived_in, "0009")
    row = (
        "INSERT INTO certificate (code, owner, name, kind, harms, cases, issued, withdrawn, withdrawn_by, living)"
        " VALUES (:code, 'o', 'N', 'completion', '[]', '[]', :at, :gone, :by, :living)"
    )
    at = NOW.replace(tzinfo=None) if lived_in.engine.dialect.name == "sqlite" else NOW
    run(lived_in, row, code="A", at=at, gone=None, by="", living="d")
    run(lived_in, row, code="B", at=at, gone=at, by="holder", living=None)
    for wrong in ({"gone": None, "by": "holder", "living": None}, {"gone": None, "by": "", "living": "d"}):
        with pytest.raises(sa.exc.IntegrityError):
            run(lived_in, row, code="C", at=at, **wrong)
    migrate(lived_in, "0008", back=True)
    with lived_in.reading() as connection:
        assert not sa.inspect(connection).has_table("certificate")
    migrate(lived_in, "0009")


def test_drafts_of_cases_come_with_their_table_and_go_with_it(lived_in: Database) -> None:
    migrate(lived_in, "0006")
    with lived_in.writing() as connection:
        number = drafts.begin(connection, text="id: a-case", by="0123456789ab", now=NOW)
    with lived_in.reading() as connection:
        kept = draft_queries.draft(connection, number)
    assert (kept.scenario_id, kept.text, kept.author, kept.made) == (
        "a-case",
        "id: a-case",
        kept.authors,
        NOW,
    )
    migrate(lived_in, "0005", back=True)
    with lived_in.reading() as connection:
        assert not sa.inspect(connection).has_table("scenario_draft")
    migrate(lived_in, "0006")
