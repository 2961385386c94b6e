"""Six words take cases along once, to another device or into an account; nothing of them is kept but a digest."""

import dataclasses
import datetime as dt
import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.people import Person, sign_in, store
from tests.privacy.devices import Device, shown_words
from webapp.app import create_app
from webapp.attempts.models import Attempt
from webapp.audit import queries as audit
from webapp.engine import phrase
from webapp.errors import AppError
from webapp.privacy import phrases
from webapp.privacy.models import RecoveryPhrase
from webapp.web.visitor import COOKIE


@pytest.fixture
def device(app: Flask) -> Device:
    """Somebody two decisions into a case, without an account."""
    found = Device(app)
    found.play()
    return found


@pytest.fixture
def other(app: Flask) -> Device:
    """The same person's other device, on which nothing was begun."""
    return Device(app, "ar")


def taken_up(device: Device, words: str) -> int:
    return device.send("/data/take-up", {"words": words}).status_code


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_are_shown_once_in_both_languages(device: Device, lang: str) -> None:
    device.lang = lang
    page = device.post("/data/phrase")
    assert page.response.headers["Cache-Control"] == "no-store"
    both = [shown_words(page, one) for one in ("ar", "en")]
    assert len({phrase.number(one) for one in both}) == 1
    assert all(len(one.split()) == 6 for one in both)
    assert not [one for one in both[1].split() if f">{one}<" in device.get("/data").source]


def test_only_a_digest_is_kept(device: Device) -> None:
    number = phrase.number(device.words())
    with store(device.app).reading() as connection:
        (row,) = connection.execute(sa.select(RecoveryPhrase)).all()
    assert row.owner == device.owner
    assert len(row.digest) == 64
    assert str(number) not in str(row)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_move_the_cases_to_another_device_in_either_language(
    device: Device, other: Device, lang: str
) -> None:
    device.lang = lang
    words = device.words()
    assert not other.pages.client.get_cookie(COOKIE)
    answer = other.send("/data/take-up", {"words": words})
    assert answer.headers["Location"] == "/ar/attempts"
    assert other.pages.client.get_cookie(COOKIE)
    other.trainee.key, other.trainee.taken = device.trainee.key, list(device.trainee.taken)
    other.trainee.answer_as_expert()
    assert device.trainee.look().status_code == 404


def test_the_words_work_once(device: Device, other: Device) -> None:
    words = device.words()
    assert taken_up(other, words) == 303
    assert taken_up(Device(device.app), words) == 422
    with store(device.app).reading() as connection:
        assert connection.execute(sa.select(RecoveryPhrase)).first() is None


def test_newer_words_take_the_place_of_older_ones(device: Device, other: Device) -> None:
    older, newer = device.words(), device.words()
    assert taken_up(other, older) == 422
    assert taken_up(other, newer) == 303


def test_wrong_and_used_words_are_answered_alike_and_what_was_typed_stays(
    device: Device, other: Device
) -> None:
    used = device.words()
    assert taken_up(other, used) == 303
    told = []
    for words in (used, "storm chalk book moss cinnamon hospital", "not even six", "", "x" * 400, "\0"):
        page = other.post("/data/take-up", {"words": words}, status=422)
        field = page.by_id("f-words")
        assert field is not None
        assert field.get("value") == words[:300].replace("\0", "\ufffd")
        told.append("".join(page.with_class("errs")[0].itertext()))
    assert len(set(told)) == 1
    assert not other.pages.get("/ar/attempts").response.headers.getlist("Set-Cookie")


def test_the_device_that_made_them_does_not_use_them_up(device: Device, other: Device) -> None:
    words = device.words()
    assert taken_up(device, words) == 409
    assert device.trainee.look().status_code == 200
    assert taken_up(other, words) == 303


def test_a_failed_try_leaves_no_cookie_behind(other: Device) -> None:
    assert taken_up(other, "storm chalk book moss cinnamon hospital") == 422
    assert not other.pages.client.get_cookie(COOKIE)


def test_into_an_account_they_are_recorded(device: Device) -> None:
    person = sign_in(device.app, "trainee")
    person.post("/data/take-up", {"words": device.words()})
    assert person.get(f"/attempts/{device.trainee.key}").status == 200
    with store(device.app).reading() as connection:
        (deed,) = audit.entries(connection, audit.Wanted(action="attempts.claimed"))
    assert (deed.subject, deed.facts) == (person.pseudonym, {"by": "phrase", "count": 1})


def test_an_account_can_take_the_words_of_the_very_device_it_is_used_on(device: Device) -> None:
    person, words = sign_in(device.app, "trainee"), device.words()
    cookie = device.pages.client.get_cookie(COOKIE)
    assert cookie is not None
    person.pages.client.set_cookie(COOKIE, cookie.value)
    person.post("/data/take-up", {"words": words})
    assert person.get(f"/attempts/{device.trainee.key}").status == 200


def test_guessing_is_stopped_and_right_words_are_not_counted(device: Device, clock: Clock) -> None:
    other = Device(device.app)
    for _ in range(phrases.TRIES + 5):
        assert taken_up(other, device.words()) == 303
        device, other = other, device
    for _ in range(phrases.TRIES):
        assert taken_up(other, "storm chalk book moss cinnamon hospital") == 422
    words = device.words()
    page = other.post("/data/take-up", {"words": words}, status=429)
    assert 0 < int(page.response.headers["Retry-After"]) <= phrases.WINDOW
    field = page.by_id("f-words")
    assert field is not None
    assert field.get("value") == words
    clock.now += dt.timedelta(seconds=phrases.WINDOW)
    assert taken_up(other, words) == 303


def test_words_made_under_a_former_key_still_hold(device: Device, clock: Clock) -> None:
    words, app = device.words(), device.app
    old = app.extensions["masar.settings"]
    renewed = dataclasses.replace(
        old, secret_key="another-key-that-is-long-enough-for-anybody", previous_secret_keys=(old.secret_key,)
    )
    later = create_app(renewed, clock=clock)
    later.testing = True
    try:
        assert taken_up(Device(later), words) == 303
    finally:
        store(later).close()


def test_an_account_needs_no_words_and_a_device_without_cases_gets_none(app: Flask) -> None:
    person: Person = sign_in(app, "trainee")
    assert person.post("/data/phrase").response.headers["Location"] == "/en/data"
    assert Device(app).send("/data/phrase").headers["Location"] == "/en/data"
    with store(app).reading() as connection:
        assert connection.execute(sa.select(RecoveryPhrase)).first() is None


def test_many_devices_at_once_use_the_words_up_once(device: Device) -> None:
    number, app = phrase.number(device.words()), device.app
    assert number is not None
    text, settings = phrase.words(number, "ar"), app.extensions["masar.settings"]
    came: list[str] = []

    def use(name: int) -> None:
        try:
            with store(app).writing() as connection:
                former = phrases.use(connection, text, mine=None, settings=settings)
                phrases.bring(connection, former=former, owner=str(name) * 64)
                came.append("moved")
        except AppError as fault:
            came.append(fault.code)

    threads = [threading.Thread(target=use, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["moved", *["phrase.unknown"] * 5]
    with store(app).reading() as connection:
        assert len(connection.execute(sa.select(Attempt.owner)).all()) == 1


def test_one_device_asking_twice_at_once_has_one_phrase(device: Device, clock: Clock) -> None:
    app, owner = device.app, device.owner

    def make() -> None:
        with store(app).writing() as connection:
            phrases.make(connection, owner=owner, settings=app.extensions["masar.settings"], now=clock.now)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store(app).reading() as connection:
        assert len(connection.execute(sa.select(RecoveryPhrase)).all()) == 1
