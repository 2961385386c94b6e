"""Invitations and new passwords: links that work once, say nothing to strangers, and are looked at for free."""

import dataclasses
import datetime as dt
import logging
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.people import PASSWORD, add, enter, store, token_of
from tests.web.pages import HERE, Pages
from webapp.accounts import service
from webapp.accounts.service import NewPerson
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.who import Grant

NEW = "seven herons over a quiet wadi"


@dataclasses.dataclass
class Post:
    """What was sent by mail."""

    letters: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)

    def __call__(self, to: str, subject: str, body: str) -> None:
        self.letters.append((to, subject, body))


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def site(settings: Settings, clock: Clock, post: Post) -> Iterator[Flask]:
    """An empty site that sends letters."""
    with_mail = dataclasses.replace(
        settings,
        smtp_url="smtp://localhost:2525",
        mail_from="masar@example.om",
        public_url="https://masar.example.om",
    )
    made = create_app(with_mail, clock=clock)
    made.testing = True
    made.extensions["masar.mailer"] = post
    yield made
    store(made).close()


def invited(site: Flask, name: str = "Salma") -> str:
    now = site.extensions["masar.clock"]()
    with store(site).writing() as connection:
        new = NewPerson(name=name, grants=(Grant("trainee"),))
        return service.invite(connection, new, by="", now=now)[1]


def choose(pages: Pages, path: str, *, password: str = NEW, again: str | None = None, consent: str = "yes"):
    """Send the form behind a link."""
    fields = {
        "csrf": token_of(pages, path),
        "password": password,
        "again": password if again is None else again,
        "consent": consent,
    }
    return pages.client.post(path, data=fields, headers={"Origin": HERE})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_invitation_says_what_is_kept_and_lets_in_once(site: Flask, lang: str) -> None:
    path = f"/{lang}/invitation/{invited(site)}"
    pages = Pages(site)
    for _ in range(3):
        assert "Salma" in pages.get(path).text, "looking does not use it up"
    assert pages.get(path).response.headers["Cache-Control"] == "no-store"
    assert choose(pages, path).status_code == 303
    assert pages.get(f"/{lang}/account").status == 200
    assert Pages(site).get(path, status=404).tree.get("lang") == lang


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"again": "seven herons over a quiet hill"}, "not the same"),
        ({"password": "short"}, "too short"),
        ({"password": "Salma Salma Salma"}, "too much like your name"),
        ({"password": "password1234"}, "stolen elsewhere"),
        ({"password": "x" * 201}, "too long"),
        ({"consent": ""}, "agreement"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_the_link_still_holds(
    site: Flask, change: dict[str, str], told: str
) -> None:
    path = f"/en/invitation/{invited(site)}"
    answer = choose(Pages(site), path, **change)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert choose(Pages(site), path).status_code == 303


def test_an_invitation_expires_and_a_newer_one_takes_its_place(site: Flask, clock: Clock) -> None:
    first = invited(site)
    with store(site).writing() as connection:
        account = connection.exec_driver_sql("SELECT id FROM account").scalar_one()
        second = service.invite_again(connection, account, now=clock.now)
    Pages(site).get(f"/en/invitation/{first}", status=404)
    clock.now += dt.timedelta(days=13)
    Pages(site).get(f"/en/invitation/{second}")
    clock.now += dt.timedelta(days=1)
    Pages(site).get(f"/en/invitation/{second}", status=404)


def test_an_invitation_is_no_way_to_a_new_password_and_the_reverse(site: Flask) -> None:
    token = invited(site)
    Pages(site).get(f"/en/reset/{token}", status=404)


def test_only_a_digest_of_a_link_is_kept(site: Flask) -> None:
    token = invited(site)
    with store(site).reading() as connection:
        kept = connection.exec_driver_sql("SELECT digest FROM account_link").scalars().all()
    assert len(kept) == 1
    assert token not in kept


def ask(site: Flask, email: str):
    pages = Pages(site)
    fields = {"csrf": token_of(pages, "/en/reset"), "email": email}
    return pages.client.post("/en/reset", data=fields, headers={"Origin": HERE})


def test_asking_for_a_new_password_tells_nobody_whether_there_is_an_account(site: Flask, post: Post) -> None:
    add(site, "trainee", name="Salma", email="salma@example.om")
    told = [ask(site, email).get_data() for email in ("salma@example.om", "nobody@example.om", "Salma")]
    assert told[0] == told[1] == told[2]
    assert [letter[0] for letter in post.letters] == ["salma@example.om"]


def test_a_letter_leads_to_a_new_password_whatever_host_was_asked(site: Flask, post: Post) -> None:
    account = add(site, "trainee", name="Salma", email="salma@example.om")
    elsewhere = enter(site, account)
    ask(site, "SALMA@example.om")
    ((_to, _subject, body),) = post.letters
    (path,) = re.findall(r"https://masar\.example\.om(/en/reset/\S+)", body)
    assert elsewhere.get("/account").status == 200, "until then the present password holds"
    assert choose(Pages(site), path).status_code == 303
    assert elsewhere.pages.client.get("/en/account").status_code == 303
    Pages(site).get(path, status=404)


def test_letters_to_one_account_are_few(site: Flask, post: Post) -> None:
    add(site, "trainee", name="Salma", email="salma@example.om")
    answers = [ask(site, "salma@example.om") for _ in range(6)]
    assert len(post.letters) == 3
    assert {one.status_code for one in answers} == {200}, "nor does the limit tell that there is an account"


def test_without_mail_an_administrator_hands_the_link_over(settings: Settings, clock: Clock) -> None:
    site = create_app(settings, clock=clock)
    assert "administrator" in Pages(site).get("/en/reset").text
    add(site, "trainee", name="Salma")
    with store(site).writing() as connection:
        account = connection.exec_driver_sql("SELECT id FROM account").scalar_one()
        token = service.reset_link(connection, account, by="", now=clock.now)
    assert choose(Pages(site), f"/ar/reset/{token}").status_code == 303
    store(site).close()


def test_a_password_that_was_changed_ends_every_other_sign_in(site: Flask) -> None:
    account = add(site, "trainee", name="Salma")
    here, there = enter(site, account), enter(site, account)
    fields = {"present": PASSWORD, "password": NEW, "again": NEW}
    here.post("/account/password", fields)
    assert here.get("/account").status == 200
    assert there.pages.client.get("/en/account").status_code == 303
    wrong = here.post("/account/password", fields, status=422)
    assert "present password is not right" in wrong.text


def test_trying_the_present_password_is_limited(site: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    here = enter(site, add(site, "trainee"))
    fields = {"present": "guess", "password": NEW, "again": NEW}
    seen = [here.send("/account/password", {"csrf": here.token()} | fields).status_code for _ in range(12)]
    assert seen == [422] * 10 + [429] * 2


def test_details_are_kept_or_come_back_as_they_were_written(site: Flask) -> None:
    add(site, "trainee", name="Badr", email="badr@example.om")
    here = enter(site, add(site, "trainee", name="Salma"))
    here.post("/account/details", {"email": "salma@example.om", "language": "ar"})
    for wrong, status in (("not an address", 422), ("BADR@example.om", 409)):
        page = here.post("/account/details", {"email": wrong, "language": "en"}, status=status)
        assert wrong in {one.get("value") for one in page.all("input")}
    assert "salma@example.om" in {one.get("value") for one in here.get("/account").all("input")}
