"""Steps of signing_in.feature."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.accounts.test_second_step import second, switch_on
from tests.accounts.test_signing_in import ELSEWHERE, is_in, try_in
from tests.conftest import Clock
from tests.people import PASSWORD, Person, add, enter, store
from tests.web.pages import Pages
from webapp.app import create_app
from webapp.settings import Settings

bind_feature("signing_in.feature")

LETTER = {"email": "salma.new@example.om", "language": "en"}


@dataclasses.dataclass
class Story:
    """Salma, her browsers, and what somebody else tried."""

    site: Flask
    clock: Clock
    account: int
    codes: list[str] = dataclasses.field(default_factory=list)
    browser: Pages | None = None
    shared: Person | None = None
    token: str = ""
    seen: list[int] = dataclasses.field(default_factory=list)
    text: str = ""

    @property
    def here(self) -> Pages:
        assert self.browser is not None
        return self.browser

    @property
    def left(self) -> Person:
        assert self.shared is not None
        return self.shared


@pytest.fixture
def site(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = create_app(settings, clock=clock)
    made.testing = True
    yield made
    store(made).close()


@given("Salma is a publisher with an account", target_fixture="story")
def salma(site: Flask, clock: Clock) -> Story:
    return Story(site, clock, add(site, "publisher", name="Salma"))


@given("Salma has switched the second step on")
def second_step(story: Story) -> None:
    _secret, story.codes = switch_on(enter(story.site, story.account), story.clock)


@given("Salma is signed in on a shared computer")
def on_a_shared_computer(story: Story) -> None:
    story.shared = enter(story.site, story.account)
    story.token = story.shared.token()


@when("Salma signs in on her telephone")
@when("somebody signs in with her password")
def with_her_password(story: Story) -> None:
    story.browser = Pages(story.site)
    assert try_in(story.browser, "Salma", PASSWORD).status_code == 303


@when("Salma signs in with her password and a recovery code")
def with_a_recovery_code(story: Story) -> None:
    with_her_password(story)
    assert second(story.here, story.codes[3]).status_code == 303


@when("somebody guesses her password two hundred times")
def guessing(story: Story) -> None:
    attacker = Pages(story.site)
    story.seen = [try_in(attacker, "Salma", f"guess {n}", **ELSEWHERE).status_code for n in range(200)]


@when("nobody touches it for half an hour")
def half_an_hour(story: Story) -> None:
    story.clock.now += dt.timedelta(minutes=30)


@when("she signs out everywhere else from her telephone")
def from_afar(story: Story) -> None:
    enter(story.site, story.account).post("/account/sign-ins/end")


@when("she sends what she had written")
def too_late(story: Story) -> None:
    answer = story.left.send("/account/details", {"csrf": story.token} | LETTER)
    story.seen, story.text = [answer.status_code], answer.get_data(as_text=True)


@then("she sees her own account")
def her_account(story: Story) -> None:
    assert "Salma" in story.here.get("/en/account").text


@then("they are asked for a code and see nothing of hers")
def asked_for_a_code(story: Story) -> None:
    assert not is_in(story.here)
    assert "six digits" in story.here.get("/en/sign-in/second").text


@then("all but a few guesses were not even looked at")
def throttled(story: Story) -> None:
    assert story.seen.count(429) == 190


@then("Salma signs in elsewhere without waiting")
def the_owner(story: Story) -> None:
    assert try_in(Pages(story.site), "Salma", PASSWORD).status_code == 303


@then("whoever comes next finds nobody signed in")
def nobody(story: Story) -> None:
    assert not is_in(story.left.pages)


@then("nothing was changed and she is told how to go on")
def told(story: Story) -> None:
    assert story.seen == [401]
    assert "Sign in in another window" in story.text


@then("after signing in again the same form is taken")
def taken(story: Story) -> None:
    again = enter(story.site, story.account)
    assert again.send("/account/details", {"csrf": story.token} | LETTER).status_code == 303
