"""Comments go when their time is over, come out on the command line, and tell nothing of anybody."""

import datetime as dt
import json
import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import Person, sign_in, store
from tests.queues.readers import UNCLEAR, kept, leave
from tests.web.pages import Pages
from tests.web.small import NOW, small_site
from webapp.accounts import policy
from webapp.accounts.policy import Policy
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.cli import cli
from webapp.database import Database
from webapp.errors import Refused
from webapp.privacy import retention
from webapp.privacy.retention import Done
from webapp.queues import service
from webapp.queues.models import Comment
from webapp.settings import Settings

A_MOMENT = dt.timedelta(microseconds=1)
KEPT = dt.timedelta(days=Policy().keep_comments_days)


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def database(site: Flask) -> Database:
    return store(site)


def settle(
    site: Flask, comment: int, *, now: dt.datetime = NOW, outcome: str = "done", note: str = ""
) -> None:
    with store(site).writing() as connection:
        service.settle(connection, comment, outcome=outcome, note=note, by="0123456789ab", now=now)


def apply(database: Database, now: dt.datetime) -> Done:
    """Apply it all; what is due before must be what went."""
    with database.reading() as connection:
        due = retention.due(connection, now)
    done = retention.apply_all(database, now)
    assert due == done
    return done


@pytest.mark.parametrize("outcome", ["done", "set-aside"])
def test_a_settled_comment_goes_to_the_day_after_it_was_settled(
    site: Flask, database: Database, outcome: str
) -> None:
    settled = NOW + dt.timedelta(days=300)
    settle(site, leave(site), now=settled, outcome=outcome)
    assert apply(database, settled + KEPT - A_MOMENT) == Done()
    assert apply(database, settled + KEPT) == Done(comments=1)
    assert kept(site) == []


def test_an_open_comment_goes_after_twice_as_long(site: Flask, database: Database) -> None:
    leave(site)
    assert apply(database, NOW + 2 * KEPT - A_MOMENT) == Done()
    assert apply(database, NOW + 2 * KEPT) == Done(comments=1)


def test_how_long_is_what_administrators_set_and_it_is_recorded(site: Flask, database: Database) -> None:
    settle(site, leave(site))
    leave(site)
    with database.writing() as connection:
        policy.change(connection, {"keep_comments_days": "40"}, by="", now=NOW)
    assert apply(database, NOW + dt.timedelta(days=40)) == Done(comments=1)
    assert [row["state"] for row in kept(site)] == ["open"]
    with database.reading() as connection:
        (deed,) = audit.entries(connection, Wanted(action="retention"))
    assert deed.facts["comments"] == 1


def test_a_big_backlog_goes_in_portions(site: Flask, database: Database) -> None:
    leave(site)
    many = retention.COMMENTS_AT_ONCE + 3
    with database.writing() as connection:
        row = dict(connection.execute(sa.select(Comment.__table__)).mappings().one())
        del row["id"]
        connection.execute(sa.insert(Comment), [row] * (many - 1))
    assert apply(database, NOW + 2 * KEPT) == Done(comments=many)
    with database.reading() as connection:
        deeds = audit.entries(connection, Wanted(action="retention"))
    assert sorted(int(str(one.facts["comments"])) for one in deeds) == [3, retention.COMMENTS_AT_ONCE]


def test_two_editors_settle_a_comment_once(site: Flask) -> None:
    leave(site)
    refused: list[str] = []

    def other() -> None:
        try:
            settle(site, 1)
        except Refused as fault:
            refused.append(fault.code)

    threads = [threading.Thread(target=other) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["comment.settled-already"] * 3
    with store(site).reading() as connection:
        assert audit.count(connection, Wanted(action="comment.settled")) == 1


@pytest.fixture
def editor(site: Flask) -> Person:
    return sign_in(site, "manual-editor")


def test_an_editor_takes_away_what_they_made_of_comments_without_the_readers_words(
    site: Flask, editor: Person
) -> None:
    leave(site)
    leave(site)
    settle(site, 2)
    editor.post("/desk/comments/1/settle", {"outcome": "set-aside", "note": "It is in 7.1.3."})
    found = json.loads(editor.pages.client.get("/en/data.json").get_data(as_text=True))
    (one,) = found["comments_settled"]
    assert {name: one[name] for name in ("number", "paragraph", "outcome", "note")} == {
        "number": 1,
        "paragraph": "p7k2",
        "outcome": "set-aside",
        "note": "It is in 7.1.3.",
    }
    assert UNCLEAR not in json.dumps(found)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_privacy_notice_says_what_is_kept_of_a_comment_and_how_long(site: Flask, lang: str) -> None:
    with store(site).writing() as connection:
        policy.change(connection, {"keep_comments_days": "77"}, by="", now=NOW)
    page = Pages(site).get(f"/{lang}/privacy")
    assert ("إن كتبت ملاحظة على فقرة" if lang == "ar" else "When you comment on a paragraph") in page.text
    assert any("77" in "".join(cell.itertext()) for cell in page.all("td"))


def listed(site: Flask, *words: str) -> str:
    result = site.test_cli_runner().invoke(cli.commands["comments"], ["list", *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_line_lists_what_waits_first(site: Flask) -> None:
    leave(site, "The first of them is settled.")
    leave(site, "هذه لم يبتّ فيها أحد\nوهي من سطرين", lang="ar")
    settle(site, 1, note="Said in 7.1.3.")
    assert listed(site).splitlines() == [
        "2 open: §7.1.1 p7k2, ar, edition 1, 2026-11-04",
        "  هذه لم يبتّ فيها أحد",
        "  وهي من سطرين",
        "1 done: §7.1.1 p7k2, en, edition 1, 2026-11-04",
        "  The first of them is settled.",
        "  note: Said in 7.1.3.",
        "2 comments.",
    ]
    assert listed(site, "--state", "set-aside") == "0 comments.\n"


def test_the_command_line_lists_comments_as_json(site: Flask) -> None:
    leave(site)
    settle(site, leave(site))
    first, second = json.loads(listed(site, "--json"))
    assert first == {
        "id": 1,
        "uid": "p7k2",
        "section_id": "reporting/routes",
        "number": "7.1.1",
        "edition": 1,
        "lang": "en",
        "text": UNCLEAR,
        "made": "2026-11-04T12:00:00+04:00",
        "state": "open",
        "settled": None,
        "settled_by": None,
        "note": "",
        "scenario_id": None,
        "digest": None,
        "scene_id": None,
        "answer": None,
    }
    assert (second["state"], second["settled"]) == ("done", "2026-11-04T12:00:00+04:00")
    assert json.loads(listed(site, "--json", "--state", "set-aside")) == []
