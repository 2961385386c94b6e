"""Erasing: afterwards nothing in any table tells who it was, what opens the account, or what belongs together."""

import dataclasses
import datetime as dt
import json
import threading
from collections.abc import Iterator, Sequence

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.people import PASSWORD, add, enter, sign_in, store, token_of
from tests.privacy.devices import Device
from tests.privacy.lives import NAME, Life, lived
from tests.web.pages import Pages
from webapp.accounts import queries, service
from webapp.accounts.service import NewPerson
from webapp.app import create_app
from webapp.attempts import owners
from webapp.attempts import service as attempts
from webapp.attempts.models import Attempt, Decided
from webapp.audit import queries as audit
from webapp.database import Base
from webapp.errors import NotFound, Refused
from webapp.privacy import service as privacy
from webapp.privacy.models import RecoveryPhrase
from webapp.settings import Settings
from webapp.web.visitor import COOKIE
from webapp.web.who import Grant

MAY_STAND = {
    *(("audit_row", column) for column in ("actor", "subject")),
    *(("draft", column) for column in ("author", "reviewed_by")),
    ("comment", "settled_by"),
    *(("edition", column) for column in ("author", "reviewer", "publisher")),
}
"""Where the pseudonym of somebody who was erased may still be found."""


def standing_in(app: Flask, searched: set[str]) -> dict[str, set[tuple[str, str]]]:
    """Return where each of these is found, as text, in every column of every table."""
    found: dict[str, set[tuple[str, str]]] = {}
    with store(app).reading() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(table.select()).mappings():
                for column, value in row.items():
                    text = json.dumps(value, ensure_ascii=False, default=str).casefold()
                    for one in searched:
                        if one.casefold() in text:
                            found.setdefault(one, set()).add((table.name, str(column)))
    return found


@pytest.fixture
def life(app: Flask, clock: Clock) -> Life:
    return lived(app, clock)


def erased(life: Life) -> None:
    answer = life.person.post("/data/erase", {"erase": "yes", "present": PASSWORD})
    assert answer.response.headers["Location"] == "/en/data?done=erased"


def test_nothing_anywhere_tells_who_it_was(app: Flask, life: Life) -> None:
    before = standing_in(app, life.traces | {life.person.pseudonym})
    assert set(before) == life.traces | {life.person.pseudonym}, "the search finds what is there"
    assert not before[life.person.pseudonym] <= MAY_STAND
    erased(life)
    after = standing_in(app, life.traces | {life.person.pseudonym})
    assert set(after) == {life.person.pseudonym}
    assert (
        {("audit_row", "subject"), ("edition", "author"), ("draft", "author"), ("comment", "settled_by")}
        <= after[life.person.pseudonym]
        <= MAY_STAND
    )


def test_the_cases_stay_with_nobody_and_only_their_day(app: Flask, life: Life) -> None:
    with store(app).reading() as connection:
        before = connection.execute(sa.select(Decided.id, Decided.choice).order_by(Decided.id)).all()
        results = connection.execute(sa.select(Attempt.id, Attempt.result).order_by(Attempt.id)).all()
    erased(life)
    with store(app).reading() as connection:
        rows = connection.execute(sa.select(Attempt)).all()
        after = connection.execute(sa.select(Decided.id, Decided.choice).order_by(Decided.id)).all()
        assert connection.execute(sa.select(Attempt.id, Attempt.result).order_by(Attempt.id)).all() == results
        moments = set(connection.execute(sa.select(Decided.taken)).scalars())
    assert choices(after) == choices(before, wrote="note")
    assert len({row.owner for row in rows}) == len(rows) == 4
    moments |= {row.started for row in rows} | {row.finished for row in rows if row.finished}
    assert {owners.day_of(one) for one in moments} == moments


def choices(
    rows: Sequence[sa.Row[tuple[int, str]]], wrote: str = ""
) -> list[tuple[int, dict[str, list[str]]]]:
    """Return the choices of decisions, without what was written in the field `wrote`."""
    found = [(row.id, json.loads(row.choice)) for row in rows]
    return [
        (one, {field: [] if field == wrote else picks for field, picks in choice.items()})
        for one, choice in found
    ]


def test_no_process_serves_the_former_owner_from_memory(life: Life) -> None:
    assert any(owner == life.owner for owner, _ in attempts._lately.values())
    erased(life)
    assert not any(owner == life.owner for owner, _ in attempts._lately.values())


def test_whoever_is_erased_is_out_and_the_browser_holds_nothing(app: Flask, life: Life) -> None:
    person, browser = life.person, life.person.pages.client
    browser.set_cookie("masar_device", "something")
    other = enter(app, person.account)
    erased(life)
    for cookie in ("masar_session", "masar_device"):
        assert not (browser.get_cookie(cookie) and browser.get_cookie(cookie).value)
    assert "It is done" in person.get("/data?done=erased").text
    assert other.pages.client.get("/en/account").status_code == 303
    with store(app).reading() as connection:
        assert queries.known(connection, NAME) is None
        assert queries.names(connection, [person.pseudonym]) == {}


def test_the_chain_stays_whole_and_says_that_somebody_was_erased(app: Flask, life: Life) -> None:
    erased(life)
    with store(app).reading() as connection:
        assert audit.verify(connection).is_whole
        (deed,) = audit.entries(connection, audit.Wanted(action="person.erased"))
    assert (deed.actor, deed.subject, deed.facts) == (life.person.pseudonym, life.person.pseudonym, {})


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"present": PASSWORD}, 422), ({"erase": "yes", "present": "a guess"}, 422), ({"erase": "yes"}, 422)],
)
def test_it_needs_the_tick_and_the_present_password(app: Flask, fields: dict[str, str], status: int) -> None:
    person = sign_in(app, "trainee")
    page = person.post("/data/erase", fields, status=status)
    assert page.with_class("errs")
    box = page.by_id("erase")
    assert box is not None
    assert (box.get("checked") is not None) == ("erase" in fields)
    assert person.get("/account").status == 200


def test_the_password_cannot_be_guessed_here_without_end(app: Flask) -> None:
    person = sign_in(app, "trainee")
    for _ in range(10):
        person.post("/data/erase", {"erase": "yes", "present": "x"}, status=422)
    page = person.post("/data/erase", {"erase": "yes", "present": PASSWORD}, status=429)
    assert int(page.response.headers["Retry-After"]) > 0
    assert person.get("/account").status == 200


def test_the_last_administrator_stays(app: Flask) -> None:
    person = sign_in(app, "administrator")
    person.post("/data/erase", {"erase": "yes", "present": PASSWORD}, status=409)
    assert person.get("/account").status == 200


def test_somebody_who_has_not_joined_is_no_other_administrator(app: Flask, clock: Clock) -> None:
    first, invited = add(app, "administrator"), NewPerson(name="Invited", grants=(Grant("administrator"),))
    with store(app).writing() as connection:
        second, _link = service.invite(connection, invited, by="", now=clock.now)
    with pytest.raises(Refused, match=r"account\.last-administrator"):
        erase(app, first, clock.now)
    erase(app, second, clock.now)


def erase(app: Flask, account: int, now: dt.datetime) -> None:
    with store(app).writing() as connection:
        privacy.erase_account(connection, account=account, by="", now=now)


def test_whoever_is_not_there_cannot_be_erased(app: Flask, clock: Clock) -> None:
    with pytest.raises(NotFound, match=r"account\.no-such-person"):
        erase(app, 4711, clock.now)


@pytest.fixture
def showing(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """A site that offers people for demonstration."""
    made = create_app(dataclasses.replace(settings, demo_people=True), clock=clock)
    made.testing = True
    yield made
    store(made).close()


def test_people_for_demonstration_are_not_erased_by_whoever_tries_them(showing: Flask) -> None:
    pages = Pages(showing)
    token = token_of(pages, "/en/sign-in")
    fields = {"csrf": token, "role": "trainee"}
    pages.client.post("/en/sign-in/demo", data=fields, headers={"Origin": "http://localhost"})
    token = token_of(pages, "/en/data/take-up")
    pages.get("/en/data/erase")
    pages.post("/en/data/erase", {"csrf": token, "erase": "yes", "present": PASSWORD}, status=422)
    pages.get("/en/account")


def test_a_device_is_forgotten_with_its_words_and_its_cookie(app: Flask) -> None:
    device, other = Device(app), Device(app)
    device.play()
    other.play()
    device.words()
    owner, key = device.owner, device.trainee.key
    assert set(standing_in(app, {owner, key})) == {owner, key}
    answer = device.send("/data/erase", {"erase": "yes"})
    assert answer.headers["Location"] == "/en/data?done=erased"
    assert not device.pages.client.get_cookie(COOKIE)
    assert "It is done" in device.get("/data?done=erased").text
    assert standing_in(app, {owner, key}) == {}
    with store(app).reading() as connection:
        assert connection.execute(sa.select(RecoveryPhrase)).first() is None
        assert len(set(connection.execute(sa.select(Attempt.owner)).scalars())) == 2
    assert other.trainee.look().status_code == 200


def test_a_device_is_forgotten_only_with_the_tick(app: Flask) -> None:
    device = Device(app)
    device.play()
    device.post("/data/erase", status=422)
    assert device.trainee.look().status_code == 200


def test_a_cookie_that_was_kept_aside_opens_nothing_any_more(app: Flask) -> None:
    device = Device(app)
    device.play()
    form = device.trainee.form()
    kept = device.pages.client.get_cookie(COOKIE)
    assert kept is not None
    device.send("/data/erase", {"erase": "yes"})
    device.pages.client.set_cookie(COOKIE, kept.value)
    assert device.trainee.look().status_code == 404
    assert device.trainee.post(f"/en/attempts/{device.trainee.key}/decisions", form).status_code == 404


def test_what_was_begun_on_the_device_outlives_the_account(app: Flask) -> None:
    person, device = sign_in(app, "trainee"), Device(app)
    device.play()
    cookie = device.pages.client.get_cookie(COOKIE)
    assert cookie is not None
    person.pages.client.set_cookie(COOKIE, cookie.value)
    assert "does not belong to the account" in person.get("/data/erase").text
    person.post("/data/erase", {"erase": "yes", "present": PASSWORD})
    assert "Your account is erased" in person.get("/data?done=erased").text
    assert device.trainee.look().status_code == 200


def test_where_nothing_is_kept_there_is_nothing_to_erase(app: Flask) -> None:
    device = Device(app)
    assert device.pages.client.get("/en/data/erase").headers["Location"] == "/en/data"


def test_two_administrators_cannot_erase_one_another_at_once(app: Flask, clock: Clock) -> None:
    accounts = [add(app, "administrator") for _ in range(2)]
    refused: list[str] = []

    def other(account: int) -> None:
        try:
            erase(app, account, clock.now)
        except Refused as fault:
            refused.append(fault.code)

    threads = [threading.Thread(target=other, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["account.last-administrator"]
