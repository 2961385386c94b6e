"""Whatever leaves the site, from every route and for every fault, carries what keeps a browser safe."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.people import add, enter
from tests.web.pages import HERE, Pages
from tests.web.test_access import address, knock, rules, things
from webapp.web.access import ROLES
from webapp.web.headers import POLICY


def faults(answer: TestResponse) -> list[str]:
    """Return what is missing from an answer's head, or too much in it."""
    headers = answer.headers
    found = []
    if headers.get("Content-Security-Policy") != POLICY:
        found.append("policy")
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
    ):
        if headers.getlist(name) != [value]:
            found.append(name)
    if "Access-Control-Allow-Origin" in headers or "X-Powered-By" in headers or "Server" in headers:
        found.append("tells or allows too much")
    rule = headers.get("Cache-Control", "")
    if not (rule.startswith("public") and "Set-Cookie" not in headers) and rule != "no-store":
        found.append(f"Cache-Control: {rule}")
    said = headers.getlist("Set-Cookie")
    loose = [one for one in said if "HttpOnly" not in one or "SameSite=Lax" not in one or "Domain" in one]
    return found + [one.partition("=")[0] for one in loose]


@pytest.mark.parametrize("who", ["nobody", "everything"])
def test_every_route_answers_with_a_safe_head(app: Flask, who: str) -> None:
    add(app, "administrator")
    found = things(app).others
    person = enter(app, add(app, *ROLES)) if who == "everything" else None
    wrong = {}
    for rule in rules(app):
        for lang in ("ar", "en"):
            answer = knock(app, person, rule, address(app, rule, lang, found))
            if faults(answer):
                wrong[rule.endpoint] = faults(answer)
    assert wrong == {}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/en/nothing", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/..%2f..%2fpyproject.toml", 404),
        ("GET", "/static/../webapp/app.py", 404),
        ("PUT", "/en/account", 405),
        ("POST", "/en/sign-in", 403),
        ("GET", "/api/v1/search", 422),
    ],
)
def test_faults_have_a_safe_head_too(app: Flask, method: str, path: str, status: int) -> None:
    answer = app.test_client().open(path, method=method, headers={"Origin": HERE} if method == "PUT" else {})
    assert answer.status_code in {status, 403 if method == "PUT" else status}
    assert faults(answer) == []
    assert "masar" not in answer.get_data(as_text=True).lower() or "project" not in answer.get_data(
        as_text=True
    )


@pytest.mark.parametrize("path", ["/en/sign-in", "/ar/reset", "/en/data/erase"])
def test_a_form_larger_than_any_is_refused_whatever_it_says(app: Flask, path: str) -> None:
    pages = Pages(app)
    answer = pages.client.post(path, data={"name": "x" * 300_000}, headers={"Origin": HERE})
    assert answer.status_code == 413
    assert faults(answer) == []
