"""What every page leans on: closed by default, our own forms only, errors that help, headers, languages."""

import logging
import pathlib

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from tests.people import sign_in
from tests.web.pages import HERE, Pages, look_over, parsed
from tests.web.small import small_site
from webapp.app import create_app
from webapp.errors import BadInput, Refused, TooMany
from webapp.settings import Settings
from webapp.web import guard, visitor
from webapp.web.access import ROLES
from webapp.web.language import other_language

TRY = "/ar/cases/anything/attempts"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def closed(app: Flask) -> None:
    app.add_url_rule("/<lang:lang>/desk", "desk", lambda lang: f"drafts {lang}")


def test_what_stands_in_no_table_is_closed_to_everybody(site: Flask) -> None:
    closed(site)
    answer = site.test_client().get("/en/desk?draft=1")
    assert answer.headers["Location"] == "/en/sign-in?next=/en/desk?draft%3D1"
    everything = sign_in(site, *ROLES)
    assert "not part of your roles" in everything.get("/desk", status=403).text


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("origin", "headers"),
    [
        ("https://elsewhere.example", {}),
        ("null", {}),
        ("", {}),
        ("", {"Referer": "https://elsewhere.example/x"}),
        (HERE, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_a_form_from_elsewhere_is_refused(
    site: Flask, lang: str, origin: str, headers: dict[str, str]
) -> None:
    sent = headers | ({"Origin": origin} if origin else {})
    answer = site.test_client().post(f"/{lang}/cases/x/attempts", headers=sent)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_the_form_of_a_shared_page_needs_no_token_but_a_wrong_one_is_refused(site: Flask) -> None:
    client = site.test_client()
    own = {"Origin": HERE}
    assert (
        client.post(TRY, headers=own).status_code == 404
    )  # there is no such case, but the guard let it pass
    assert client.post(TRY, headers={"Referer": f"{HERE}/ar/cases"}).status_code == 404
    assert client.post(TRY, headers=own, data={"csrf": "wrong"}).status_code == 403


def test_any_other_form_needs_the_token_of_its_own_visitor(site: Flask) -> None:
    client = site.test_client()
    client.set_cookie(visitor.COOKIE, "a" * 43)
    address = "/ar/attempts/none/decisions"
    with site.test_request_context("/", headers={"Cookie": f"{visitor.COOKIE}={'a' * 43}"}):
        mine = guard.csrf_token()
    with site.test_request_context("/", headers={"Cookie": f"{visitor.COOKIE}={'b' * 43}"}):
        theirs = guard.csrf_token()
    own = {"Origin": HERE}
    assert client.post(address, headers=own).status_code == 403
    assert client.post(address, headers=own, data={"csrf": theirs}).status_code == 403
    assert client.post(address, headers=own, data={"csrf": mine}).status_code == 404


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("attempt.unfinished"), 409),
        (BadInput("search.nothing-asked"), 422),
        (TooMany("limits.too-many", after=30), 429),
        (OperationalError("SELECT", {}, Exception("gone")), 503),
        (RuntimeError("broken"), 500),
        (413, 413),
        (405, 405),
    ],
    ids=str,
)
def test_every_error_has_a_page_that_helps(
    site: Flask, lang: str, error: Exception | int, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    site.config["PROPAGATE_EXCEPTIONS"] = False

    def fail(lang: str) -> str:
        if isinstance(error, int):
            abort(error, lang)
        raise error

    site.view_functions["reading.about"] = fail
    page = Pages(site).get(f"/{lang}/about", status=status)
    assert page.tree.get("lang") == lang
    assert f"/{lang}/search" in page.source
    assert ("Retry-After" in page.response.headers) is (status in {429, 503})


@pytest.mark.parametrize(
    "gone", ["sqlite:////nowhere/at/all.sqlite3", "postgresql+psycopg://x@127.0.0.1:1/x"]
)
def test_the_page_of_a_fault_needs_no_database(tmp_path: pathlib.Path, gone: str) -> None:
    site = create_app(Settings(instance=tmp_path, database_url=gone, secret_key="x" * 40))
    site.config["PROPAGATE_EXCEPTIONS"] = False
    answer = site.test_client().get("/ar/manual")
    assert answer.status_code == 503
    assert "9999" in answer.get_data(as_text=True)


def test_the_data_interface_answers_errors_as_data(site: Flask) -> None:
    answer = site.test_client().get("/api/v1/search")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "search.nothing-asked")


def test_an_unknown_address_is_answered_in_the_language_it_names(site: Flask) -> None:
    pages = Pages(site)
    assert pages.get("/en/nothing", status=404).tree.get("lang") == "en"
    assert pages.get("/nothing", status=404).tree.get("lang") == "ar"
    assert pages.get("/fr/manual", status=404).tree.get("lang") == "ar"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/ar", "/en"),
        ("/en", "/ar"),
        ("/ar/manual/reporting/routes@1", "/en/manual/reporting/routes@1"),
        ("/nothing", "/en"),
    ],
)
def test_the_other_language_is_the_same_place(here: str, there: str) -> None:
    assert other_language(here) == there
    assert other_language(here, "q=1") == there + "?q=1"


def test_the_way_out_says_nothing_of_this_site(site: Flask) -> None:
    answer = site.test_client().get("/en/exit")
    text = answer.get_data(as_text=True).lower()
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not [word for word in ("masar", "child", "manual", "مسار") if word in text]


def test_personal_and_unknown_answers_are_never_stored(site: Flask) -> None:
    client = site.test_client()
    for address in ("/ar/attempts", "/ar/nothing", "/health", "/", "/ar/exit"):
        assert client.get(address).headers["Cache-Control"] == "no-store", address


def test_the_client_of_the_tests_sees_what_is_wrong(site: Flask) -> None:
    whole = Pages(site).get("/ar/about")
    with pytest.raises(AssertionError):
        parsed("<!doctype html><html><head></head><body><p></div></body></html>")
    for planted in (
        '<h1 id="main">twice</h1>',
        '<input name="q">',
        "<form></form>",
        '<p onclick="x()">x</p>',
        '<img src="https://elsewhere.example/x.png" alt="">',
        '<p style="color:red">x</p>',
    ):
        source = whole.source.replace("</main>", f"{planted}</main>")
        page = type(whole)(whole.response, source, parsed(source))
        assert list(look_over(page)), planted
