"""What stands at the head of every answer, whatever it is: nothing foreign runs, nothing personal is kept."""

import dataclasses
import gzip
import io
import threading
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import Clock, Databases
from tests.people import PASSWORD, store, token_of
from tests.security.doors import Form
from tests.security.house import House
from tests.web.pages import HERE, Pages
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.access import OPEN
from webapp.web.headers import POLICY

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEVER = (
    "Server",
    "X-Powered-By",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Via",
    "X-Runtime",
)
OURS = {"masar_session", "masar_visitor", "masar_device"}


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


def wrong(answer: TestResponse, *, secure: bool = False) -> list[str]:
    """Return what is missing from the head of an answer, twice there, or too much in it."""
    headers = answer.headers
    found = [name for name, value in ALWAYS.items() if headers.getlist(name) != [value]]
    found += [name for name in NEVER if name in headers]
    rule = headers.getlist("Cache-Control")
    if rule != ["no-store"] and not (
        len(rule) == 1 and rule[0].startswith("public") and "Set-Cookie" not in headers
    ):
        found.append(f"Cache-Control: {rule}")
    if answer.status_code >= 400 and rule != ["no-store"]:
        found.append("a fault is kept")
    if ("Strict-Transport-Security" in headers) != secure:
        found.append("Strict-Transport-Security")
    found += [
        f"{one.partition('=')[0]}"
        for one in headers.getlist("Set-Cookie")
        if not is_well_set(one, secure=secure)
    ]
    return [f"{answer.request.method} {answer.request.path} {answer.status_code}: {one}" for one in found]


def is_well_set(cookie: str, *, secure: bool) -> bool:
    """Say whether a cookie is one of ours, out of the reach of scripts and of other sites."""
    [(name, told)] = SimpleCookie(cookie).items()
    bare = name.removeprefix("__Host-")
    if bare not in OURS or told["domain"] or told["path"] != "/":
        return False
    if name != bare and not secure:
        return False
    return bool(told["httponly"]) and told["samesite"] == "Lax" and bool(told["secure"]) == secure


POLICIES = POLICY.split("; ")


def test_the_policy_itself_lets_nothing_in() -> None:
    told = dict(one.partition(" ")[::2] for one in POLICIES)
    assert told["default-src"] == told["base-uri"] == told["frame-ancestors"] == "'none'"
    assert {
        value for name, value in told.items() if name not in {"default-src", "base-uri", "frame-ancestors"}
    } == {"'self'"}
    assert told.keys() >= {"script-src", "style-src", "form-action"}


METHODS = [
    "GET",
    "HEAD",
    "OPTIONS",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "FOO",
    "GET of htmx",
    "POST of htmx",
]


@pytest.mark.parametrize("asked", METHODS)
def test_every_route_with_every_method_answers_with_a_safe_head(settled: House, asked: str) -> None:
    method, _, htmx = asked.partition(" ")
    person, nobody = settled.person.pages.client, Pages(settled.app).client
    told = {"Origin": HERE} | ({"HX-Request": "true"} if htmx else {})
    found, statuses = [], set()
    for path in {where for way in ("GET", "POST") for _, where in settled.routes(way)}:
        for client in (person, nobody):
            answer = client.open(path, method=method, headers=told)
            statuses.add(answer.status_code)
            found += wrong(answer)
            assert method != "HEAD" or answer.get_data() == b""
    assert found == []
    assert max(statuses) < 500


def test_every_answer_to_a_form_has_a_safe_head(settled: House) -> None:
    found, set_cookies = [], 0
    for form in settled.forms():
        settled.settle()
        for sent in (
            form.usual(settled.token()),
            {},
            form.usual(settled.token()) | {"present": "x", "name": ""},
        ):
            answer = send(settled, form, sent)
            found += wrong(answer)
            set_cookies += len(answer.headers.getlist("Set-Cookie"))
    assert found == []
    assert set_cookies > 1


def send(house: House, form: Form, sent: dict[str, str]) -> TestResponse:
    where, client = house.now(form.action), house.person.pages.client
    if form.method == "GET":
        return client.get(where, query_string=sent)
    return client.post(where, data=sent, headers={"Origin": HERE})


FAULTS = {
    "nothing there": (404, {"path": "/en/nothing"}),
    "no file": (404, {"path": "/static/nothing.css"}),
    "another host": (400, {"path": "/en/account", "environ_overrides": {"HTTP_HOST": "evil.example"}}),
    "another site's form": (403, {"path": "/en/sign-in", "method": "POST"}),
    "no token": (403, {"path": "/en/sign-in", "method": "POST", "headers": {"Origin": HERE}}),
    "not signed in": (401, {"path": "/en/account/details", "method": "POST", "headers": {"Origin": HERE}}),
    "no such method": (405, {"path": "/en/about", "method": "DELETE", "headers": {"Origin": HERE}}),
    "too much": (413, {"path": "/en/sign-in", "method": "POST", "data": b"x" * 3_000_000, "headers": {"Origin": HERE}, "content_type": "application/x-www-form-urlencoded"}),
    "data that cannot be": (422, {"path": "/api/v1/search?lang=xx"}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_every_refusal_has_a_safe_head(settled: House, fault: str) -> None:
    status, told = FAULTS[fault]
    answer = Pages(settled.app).client.open(**told)
    assert (answer.status_code, wrong(answer)) == (status, [])


def broken_view(lang: str) -> str:
    raise ZeroDivisionError(lang)


def test_a_throttled_try_and_a_fault_of_ours_have_safe_heads(app: Flask, settled: House) -> None:
    pages = Pages(settled.app)
    sent = {"csrf": token_of(pages, "/en/sign-in"), "name": "nobody at all", "password": "x"}
    answers = [pages.client.post("/en/sign-in", data=sent, headers={"Origin": HERE}) for _ in range(12)]
    assert {422, 429} <= {one.status_code for one in answers}
    assert [one for answer in answers for one in wrong(answer)] == []
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["reading.about"] = broken_view
    broken = app.test_client().get("/en/about")
    assert (broken.status_code, wrong(broken)) == (500, [])
    store(app).engine.dispose()
    with store(app).writing() as connection:
        connection.execute(sa.text("DROP TABLE rate_window"))
        connection.execute(sa.text("ALTER TABLE edition RENAME TO away"))
    away = app.test_client().get("/en/editions")
    assert away.status_code in {500, 503}
    assert wrong(away) == []


def test_what_comes_from_memory_packed_or_unchanged_has_the_same_head(settled: House) -> None:
    client = Pages(settled.app).client
    for path in ("/en/about", "/en/manual/reporting/routes", "/ar"):
        first = client.get(path)
        again = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(again.get_data()) == first.get_data()
        assert [*wrong(first), *wrong(again)] == []
        unchanged = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (unchanged.status_code, unchanged.headers["Cache-Control"]) == (
            304,
            first.headers["Cache-Control"],
        )
        assert not {"Set-Cookie", *NEVER} & {*unchanged.headers.keys()}
    person = settled.person.pages.client
    for rule, where in settled.routes():
        if rule.endpoint not in OPEN:
            assert person.get(where).headers["Cache-Control"] == "no-store", where


def test_an_answer_that_is_told_to_come_again_runs_nothing(settled: House) -> None:
    """The place where bodies are waited for answers by itself, in front of everything else."""
    stuck = threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            stuck.wait(5)
            return super().read(size)

    def post() -> TestResponse:
        return settled.app.test_client().post(
            "/en/sign-in", input_stream=Slow(b"x=y"), headers={"Origin": HERE}
        )

    waiting = [threading.Thread(target=post) for _ in range(3)]
    for one in waiting:
        one.start()
    try:
        answer = settled.app.test_client().post("/en/sign-in", data={"x": "y"}, headers={"Origin": HERE})
    finally:
        stuck.set()
        for one in waiting:
            one.join()
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")
    assert wrong(answer) == []


@pytest.fixture
def public(site_settings: Settings, databases: Databases) -> Iterator[Flask]:
    """A site behind https, as people will meet it."""
    address = databases.make(copy_of=site_settings.database_url)
    told = dataclasses.replace(
        site_settings,
        database_url=address,
        secure_cookies=True,
        public_url="https://masar.example",
        trusted_proxies=1,
    )
    app = create_app(told, clock=Clock())
    app.testing = True
    yield app
    app.extensions["masar.database"].close()
    databases.drop(address)


def test_behind_https_every_cookie_is_secure_and_the_sign_in_is_bound_to_its_host(public: Flask) -> None:
    from tests.people import add

    add(public, "trainee", name="Somebody")
    client = public.test_client()
    https = {
        "base_url": "https://masar.example",
        "environ_overrides": {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "masar.example"},
    }
    shown = client.get("/en/sign-in", **https)
    token = shown.get_data(as_text=True).partition('name="csrf" value="')[2][:64]
    sent = {"csrf": token, "name": "Somebody", "password": PASSWORD}
    entered = client.post("/en/sign-in", data=sent, headers={"Origin": "https://masar.example"}, **https)
    assert entered.status_code == 303
    begun = client.post(
        "/en/cases/marks-under-the-sleeve/attempts", headers={"Origin": "https://masar.example"}, **https
    )
    alone = public.test_client().post(
        "/en/cases/marks-under-the-sleeve/attempts", headers={"Origin": "https://masar.example"}, **https
    )
    answers = [
        shown,
        entered,
        begun,
        alone,
        client.get("/en/account", **https),
        client.get("/static/css/tokens.css", **https),
        client.get("/en/nothing", **https),
    ]
    assert [one for answer in answers for one in wrong(answer, secure=True)] == []
    names = [one.partition("=")[0] for one in entered.headers.getlist("Set-Cookie")]
    assert any(name.startswith("__Host-masar_session") for name in names)
    assert alone.headers.getlist("Set-Cookie")
