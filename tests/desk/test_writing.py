"""Saving row by row: what others wrote elsewhere stays, the same row is asked about, nothing is lost."""

import os
import random
import threading

import pytest
from flask import Flask

from tests.web.small import NOW, small_site, store_of
from webapp.database import Database
from webapp.desk import looking, queries, service, writing
from webapp.desk.writing import Sent, TwoTexts
from webapp.settings import Settings

PIECE = "manual/07-reporting/01-routes"
ROUNDS = int(os.environ.get("MASAR_DESK_ROUNDS", "60"))


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def store(site: Flask) -> Database:
    return store_of(site)


def begin(store: Database) -> int:
    with store.writing() as connection:
        made = service.begin(connection, piece=PIECE, section_id="reporting/routes", by="mona", now=NOW)
    return made.id


def save(store: Database, number: int, by: str, *sent: Sent) -> writing.Kept:
    with store.writing() as connection:
        return writing.save(connection, number, sent=sent, by=by, now=NOW)


def texts(store: Database, number: int) -> dict[writing.Place, str]:
    with store.reading() as connection:
        return writing.fields(queries.amendment(connection, number).files, PIECE)


def test_two_people_on_two_rows_both_stay(store: Database) -> None:
    number = begin(store)
    save(store, number, "mona", Sent("m3xd", "ar", "كلمات منى.", 1))
    kept = save(store, number, "salim", Sent("d4ls", "en", "Salim's words.", 1))
    found = texts(store, number)
    assert (found["m3xd", "ar"], found["d4ls", "en"]) == ("كلمات منى.", "Salim's words.")
    assert kept.amendment.everybody == ("mona", "salim")
    assert kept.same_rows


def test_the_same_row_changed_by_both_is_asked_about_and_nothing_is_kept(store: Database) -> None:
    number = begin(store)
    save(store, number, "mona", Sent("m3xd", "en", "Mona's words.", 1))
    with pytest.raises(TwoTexts) as caught:
        save(store, number, "salim", Sent("m3xd", "en", "Salim's words.", 1), Sent("d4ls", "en", "Other.", 1))
    (clash,) = caught.value.clashes
    assert (clash.mine, clash.theirs) == ("Salim's words.", "Mona's words.")
    assert texts(store, number)["m3xd", "en"] == "Mona's words."
    save(store, number, "salim", Sent("m3xd", "en", "Both words.", 2))
    assert texts(store, number)["m3xd", "en"] == "Both words."


def test_a_row_that_was_taken_out_meanwhile_can_be_put_back_with_its_uid(store: Database) -> None:
    number = begin(store)
    with store.writing() as connection:
        values = {"deed": "remove", "key": "m3xd", "kind": "", "sent": (), "by": "mona", "now": NOW}
        writing.operate(connection, number, **values)  # type: ignore[arg-type]  # named above
    with pytest.raises(TwoTexts) as caught:
        save(store, number, "salim", Sent("m3xd", "en", "Still needed.", 1))
    assert caught.value.clashes[0].is_gone
    save(store, number, "salim", Sent("back.m3xd", "en", "Still needed.", 2))
    assert texts(store, number)["m3xd", "en"] == "Still needed."


def test_several_blocks_typed_into_one_row_become_rows_with_uids(store: Database) -> None:
    number = begin(store)
    kept = save(store, number, "mona", Sent("m3xd", "en", "One.\n\nTwo.", 1))
    assert not kept.same_rows
    uids = [key for key, lang in texts(store, number) if lang == "en"]
    new = uids[uids.index("m3xd") + 1]
    assert len(new) == 4
    assert texts(store, number)[new, "en"] == "Two."
    with store.reading() as connection:
        looked = looking.look(connection, queries.amendment(connection, number))
    assert [one.rule for one in looked.problems[new]] == ["manual.state"]


def test_two_editors_who_save_at_once_lose_nothing(store: Database) -> None:
    number = begin(store)
    acknowledged: list[tuple[str, str, str]] = []
    asked: list[str] = []
    faults: list[BaseException] = []

    def write(by: str, own: str, seed: int) -> None:
        luck = random.Random(seed)  # noqa: S311 -- a test that can be repeated
        revision = 1
        for turn in range(ROUNDS):
            key = "y6gu" if luck.random() < 0.15 else own
            text = f"{by} {turn}\n: says"
            try:
                revision = _insist(store, number, by, Sent(key, "en", text, revision), asked)
            except BaseException as fault:  # noqa: BLE001 -- told below, on the test's own thread
                faults.append(fault)
                return
            acknowledged.append((by, key, text))

    people = [("mona", "m3xd", 1), ("salim", "d4ls", 2)]
    threads = [threading.Thread(target=write, args=one) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    assert len(acknowledged) == 2 * ROUNDS
    with store.reading() as connection:
        kept = [
            queries.revision(connection, number, at=one.number)[f"{PIECE}.en.md"]
            for one in writing.revisions(connection, number)
        ]
    assert all(any(text in held for held in kept) for _by, _key, text in acknowledged)
    last = texts(store, number)
    for by, key, _seed in people:
        assert last[key, "en"] == [text for who, where, text in acknowledged if (who, where) == (by, key)][-1]
    shared = [text for _by, where, text in acknowledged if where == "y6gu"]
    assert last["y6gu", "en"] in shared[-2:]


def _insist(store: Database, number: int, by: str, sent: Sent, asked: list[str]) -> int:
    """Save a text; where somebody else wrote there, look at theirs and save over it."""
    while True:
        try:
            return save(store, number, by, sent).amendment.revision
        except TwoTexts:
            asked.append(by)
            with store.reading() as connection:
                seen = queries.amendment(connection, number).revision
            sent = Sent(sent.key, sent.lang, sent.text, seen)
