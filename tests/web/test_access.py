"""The walk: every route, with every role and with none, in both languages, on one's own things and on others'."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.conftest import ON_POSTGRESQL
from tests.people import Person, add, enter, store, token_of
from tests.web.pages import HERE, Pages
from webapp.accounts.models import Account, Organisation, SignIn
from webapp.desk import service as desk
from webapp.queues import service as queues
from webapp.queues.service import About
from webapp.sessions import queries as session_queries
from webapp.sessions import service as sessions
from webapp.web.access import EVERYWHERE, FROM_SHARED_PAGES, MAY, OPEN, ROLES, WHILE_SOMETHING_IS_DUE
from webapp.workbench import service as drafts

CASE = "marks-under-the-sleeve"
DEEDS = {"manual import", "manual review", "manual publish"}
NOBODY = "nobody"
TRAINING = "a-training-of-another1"
"""The key of somebody else's session."""
_BOTH = [*product([*ROLES, NOBODY], ["ar", "en"])]
WALKS = [both for at, both in enumerate(_BOTH) if at % 4 in {0, 3}] if ON_POSTGRESQL else _BOTH
"""Every role in both languages; on PostgreSQL in one, turn about: the language is a value in the same statements."""
DRAFT = 'id: a-case\ntitle: {ar: "=1+1", en: "@SUM(1)"}\n'
ABOUT = About(uid="h2vt", section_id="reporting/routes", number="7.1.4", edition=1, lang="en")


@dataclasses.dataclass
class Things:
    """What addresses speak of: this person's own, and somebody else's."""

    own: dict[str, Any]
    others: dict[str, Any]


SHARED = {
    "scenario_id": CASE,
    "token": "x" * 43,
    "chapter": "reporting",
    "section": "routes",
    "filename": "css/tokens.css",
    "uid": "h2vt",
    "edition": 1,
    "later": 1,
    "comment": 1,
    "position": 0,
    "synonym": 1,
    "draft": 1,
    "place": 7,
    "part": 1,
    "name": "teacher",
    "kind": "role",
    "hours": 24,
    "code": "234567892345",  # no certificate has it
    "number": 99,  # no such edition: a whole one is not made here
    **dict.fromkeys(
        ("approver", "at", "change", "file", "flag", "publication", "remark"), 99
    ),  # nor of these
}


def rules(app: Flask) -> list[Rule]:
    """Return every route, those that change nothing first."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: ("POST" in (rule.methods or ()), rule.endpoint))


def begin(person: Person) -> str:
    answer = person.send(f"/cases/{CASE}/attempts", {"csrf": person.token()})
    return str(answer.headers["Location"].rsplit("/", 1)[1])


def things(app: Flask) -> Things:
    """Make somebody of everything, and return the addresses' values for them."""
    person = enter(app, add(app, "trainee"))
    key = begin(person)
    with store(app).writing() as connection:
        sign_in = connection.execute(
            sa.select(SignIn.id).where(SignIn.account_id == person.account)
        ).scalar_one()
        made = connection.execute(sa.select(Organisation.id).limit(1)).scalar()
        if made is None:
            values = {"name_ar": "جهة", "name_en": "Body", "sector": "health"}
            now = app.extensions["masar.clock"]()
            made = connection.execute(
                sa.insert(Organisation).values(**values, made=now).returning(Organisation.id)
            ).scalar_one()
        now = app.extensions["masar.clock"]()
        comment = queues.leave(connection, ABOUT, text="What is this?", now=now)
        draft = drafts.begin(connection, text=DRAFT, by=person.pseudonym, now=now)
        part = _training(connection, now)
        amendment = desk.begin(
            connection, piece="manual/clocks.yaml", section_id="", by=person.pseudonym, now=now
        ).id
    found = {"key": key, "sign_in": sign_in, "pseudonym": person.pseudonym, "organisation": made}
    found |= {"comment": comment, "draft": draft, "part": part, "amendment": amendment}
    return Things(found, found)


def _training(connection: sa.Connection, now: dt.datetime) -> int:
    """Prepare a session of somebody's with a case on its agenda; return that part's id."""
    about = {"title": "Day one", "cohort": "", "support": "", "seats": "person", "lang": "en"}
    number = sessions.create(connection, host="0" * 64, key=TRAINING, now=now, **about)
    session = session_queries.by_id(connection, number)
    sessions.add_part(connection, session, kind="case", title="", minutes=45, scenario_id=CASE, mode="paced")
    return session_queries.agenda(connection, number)[0].id


def address(app: Flask, rule: Rule, lang: str, found: dict[str, Any]) -> str:
    """Return the address of a route for these things."""
    known = {"lang": lang, **SHARED, **found}
    if rule.endpoint.startswith(("sessions.", "room.")):
        known["key"] = TRAINING
    missing = rule.arguments - known.keys()
    assert not missing, f"{rule} needs {missing}: add it to this test"
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(
            rule.endpoint, {name: known[name] for name in rule.arguments}
        )
    return str(built)


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    status, leads = answer.status_code, answer.headers.get("Location", "")
    return status == 401 or (status == 303 and "/sign-in?" in leads)


@dataclasses.dataclass
class Caller:
    """Somebody who knocks at one door after another, or nobody."""

    app: Flask
    who: Person | None
    _browser: Pages | None = None
    _token: str = ""

    def knock(self, rule: Rule, where: str) -> TestResponse:
        """Send what the route takes and nothing else; a form by a sign-in that no form has changed."""
        if "POST" not in (rule.methods or ()):
            return (self.who.pages if self.who else Pages(self.app)).client.get(where)
        if self._browser is None:
            self._browser = enter(self.app, self.who.account).pages if self.who else Pages(self.app)
            self._token = token_of(self._browser, "/en/account/consent" if self.who else "/en/sign-in")
        answer = self._browser.client.post(where, data={"csrf": self._token}, headers={"Origin": HERE})
        if answer.status_code not in {403, 404, 422} and not is_sent_to_sign_in(answer):
            self._browser = None  # what was let in may have ended the sign-in
        return answer


@pytest.fixture
def walk(app: Flask) -> Iterator[Flask]:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def test_every_route_and_deed_stands_in_the_table_and_nothing_else(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert there == OPEN | (set(MAY) - DEEDS)
    assert not OPEN & set(MAY)
    assert FROM_SHARED_PAGES <= OPEN
    assert set(MAY) >= EVERYWHERE | WHILE_SOMETHING_IS_DUE
    assert all(roles and roles <= set(ROLES) for roles in MAY.values())


@pytest.mark.parametrize(("role", "lang"), WALKS)
def test_each_role_opens_what_the_table_says_and_nothing_else(walk: Flask, role: str, lang: str) -> None:
    add(walk, "administrator")
    found = things(walk).others
    who = enter(walk, add(walk, role)) if role != NOBODY else None
    wrong, caller = [], Caller(walk, who)
    for rule in rules(walk):
        answer = caller.knock(rule, address(walk, rule, lang, found))
        status, leads = answer.status_code, answer.headers.get("Location", "")
        to_sign_in = is_sent_to_sign_in(answer)
        if rule.endpoint in OPEN:
            fine = status < 500 and status != 403 and not (to_sign_in and "second" not in rule.rule)
        elif who is None:
            fine = to_sign_in
        elif role in MAY[rule.endpoint]:
            fine = status < 500 and status not in {401, 403} and not to_sign_in
        else:
            fine = status == 403
        if not fine:
            wrong.append(f"{rule.endpoint}: {status} {leads}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_other_peoples_attempts_and_sign_ins_are_not_there_for_any_role(walk: Flask, role: str) -> None:
    add(walk, "administrator")
    found = things(walk).others
    caller = Caller(walk, enter(walk, add(walk, role)))
    personal = [rule for rule in rules(walk) if rule.arguments & {"key", "sign_in"}]
    assert len(personal) >= 6
    seen = {
        rule.endpoint: caller.knock(rule, address(walk, rule, "en", found)).status_code for rule in personal
    }
    may = {rule.endpoint: rule.endpoint in OPEN or role in MAY[rule.endpoint] for rule in personal}
    assert seen == {endpoint: 404 if may[endpoint] else 403 for endpoint in seen}


def test_ones_own_attempts_are_there_with_an_account_and_without_its_cookie_they_are_not(walk: Flask) -> None:
    person = enter(walk, add(walk, "trainee"))
    key = begin(person)
    assert person.pages.client.get(f"/en/attempts/{key}").status_code == 200
    assert person.pages.client.get_cookie("masar_visitor") is None, "an account needs no second cookie"
    assert Pages(walk).client.get(f"/en/attempts/{key}").status_code == 404
    elsewhere = enter(walk, person.account)
    assert elsewhere.pages.client.get(f"/ar/attempts/{key}").status_code == 200


def test_an_administrator_of_one_governorate_finds_nobody_of_another(walk: Flask) -> None:
    add(walk, "administrator")
    limited = Caller(walk, enter(walk, add(walk, "administrator", governorate="dhofar")))
    inside = enter(walk, add(walk, "trainee", governorate="dhofar"))
    outside = enter(walk, add(walk, "trainee", governorate="muscat"))
    about = [rule for rule in rules(walk) if "pseudonym" in rule.arguments]
    assert len(about) >= 8
    for rule in about:
        there = address(walk, rule, "en", {"pseudonym": outside.pseudonym})
        assert limited.knock(rule, there).status_code == 404, rule.endpoint
    (page,) = [rule for rule in about if rule.endpoint == "administration.show_person"]
    there = address(walk, page, "en", {"pseudonym": inside.pseudonym})
    assert limited.knock(page, there).status_code == 200
    for endpoint in sorted(EVERYWHERE):
        (rule,) = list(walk.url_map.iter_rules(endpoint))
        there = address(walk, rule, "en", {"organisation": 1, "amendment": 1})
        assert limited.knock(rule, there).status_code == 403, endpoint
    with store(walk).reading() as connection:
        assert (
            connection.execute(sa.select(Account.suspended).where(Account.id == outside.account)).scalar()
            is None
        )


@pytest.mark.parametrize("htmx", [False, True])
def test_every_unsafe_route_refuses_a_form_without_its_token_and_one_from_elsewhere(
    walk: Flask, *, htmx: bool
) -> None:
    add(walk, "administrator")
    found = things(walk).others
    person = enter(walk, add(walk, *ROLES))
    unsafe = [rule for rule in rules(walk) if (rule.methods or set()) & {"POST", "PUT", "DELETE", "PATCH"}]
    assert len(unsafe) > 20
    extra = {"HX-Request": "true"} if htmx else {}
    token = person.token()
    for rule in unsafe:
        where = address(walk, rule, "en", found)
        if rule.endpoint not in FROM_SHARED_PAGES:
            bare = person.pages.client.post(where, headers={"Origin": HERE} | extra)
            assert bare.status_code == 403, rule.endpoint
        wrong = person.pages.client.post(where, data={"csrf": "0" * 64}, headers={"Origin": HERE} | extra)
        assert wrong.status_code == 403, rule.endpoint
        for other in (
            {"Origin": "https://elsewhere.example"},
            {},
            {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        ):
            answer = person.pages.client.post(where, data={"csrf": token}, headers=other | extra)
            assert answer.status_code == 403, rule.endpoint


def test_a_token_of_somebody_else_is_not_ones_own(walk: Flask) -> None:
    mine, theirs = enter(walk, add(walk, "trainee")), enter(walk, add(walk, "trainee"))
    assert mine.send("/account/sign-ins/end", {"csrf": theirs.token()}).status_code == 403
    assert not re.search("csrf", mine.pages.client.get("/en/about").get_data(as_text=True))
