"""Pages for everyone are kept in memory, and never a moment longer than they are true."""

import dataclasses
import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from tests.web.small import files, publish_again, small_site, store_of
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.cache import PageCache
from webapp.web.pages import public

SECTION = "/ar/manual/reporting/routes"
ROUTES = "manual/07-reporting/01-routes.ar.md"


class Counting:
    """A small application that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.version = 1
        app = Flask("counting")
        app.add_url_rule("/", "home", self.home)
        app.add_url_rule("/own", "own", public_with_cookie)
        self.cache = PageCache(app.wsgi_app, version=self.read, check_seconds=0)
        app.wsgi_app = self.cache  # type: ignore[method-assign]  # Flask's documented way
        self.client: FlaskClient = app.test_client()

    def read(self) -> int:
        if self.version < 0:
            raise OSError("the database is away")
        return self.version

    def home(self) -> Response:
        self.asked += 1
        return public(Response(f"<p>page {self.version}</p>" + "x" * 600, mimetype="text/html"))


def public_with_cookie() -> Response:
    response = public(Response("mine"))
    response.set_cookie("a", "b")
    return response


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_a_page_is_made_once_until_the_site_changes(counting: Counting) -> None:
    first, second = counting.client.get("/"), counting.client.get("/")
    assert (counting.asked, first.data == second.data) == (1, True)
    counting.version = 2
    assert b"page 2" in counting.client.get("/").data
    assert counting.asked == 2


def test_what_has_not_changed_is_not_sent_again(counting: Counting) -> None:
    etag = counting.client.get("/").headers["ETag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = counting.client.get("/", headers={"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    assert counting.client.get("/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_packed_page_is_another_representation_with_a_tag_of_its_own(counting: Counting) -> None:
    plain = counting.client.get("/")
    packed = counting.client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    refused = counting.client.get("/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Range": "bytes=0-3"}], ids=["a fragment", "a piece"]
)
def test_what_is_not_a_plain_page_goes_past_the_cache(counting: Counting, headers: dict[str, str]) -> None:
    counting.client.get("/", headers=headers)
    counting.client.get("/", headers=headers)
    counting.client.get("/?q=1")
    counting.client.get("/?q=1")
    counting.client.head("/")
    assert counting.asked == 5


def test_an_answer_that_sets_a_cookie_is_never_kept(counting: Counting) -> None:
    assert "Set-Cookie" in counting.client.get("/own").headers
    assert "Set-Cookie" in counting.client.get("/own").headers


def test_readers_keep_what_there_is_while_the_database_is_away(counting: Counting) -> None:
    counting.client.get("/")
    counting.version = -1
    assert counting.client.get("/").status_code == 200
    assert counting.asked == 1


def test_a_page_begun_before_a_change_is_not_kept_after_it(counting: Counting) -> None:
    made = counting.home

    def slow() -> Response:
        response = made()
        counting.version += 1
        counting.cache._check()
        return response

    counting.client.application.view_functions["home"] = slow
    counting.client.get("/")
    counting.client.application.view_functions["home"] = made
    assert b"page 2" in counting.client.get("/").data


def test_a_new_edition_is_read_at_once_and_the_old_one_says_that_it_is_old(settings: Settings) -> None:
    app = small_site(settings)
    client = app.test_client()
    before = client.get(SECTION)
    assert client.get(SECTION, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    fixed = client.get(f"{SECTION}@1").get_data(as_text=True)
    assert "لم يعد ساريًا" not in fixed
    publish_again(app, {ROUTES: files()[ROUTES].replace("لا تنتظر دليلًا", "لا تنتظر برهانًا")})
    after = client.get(SECTION, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "لا تنتظر برهانًا" in after.get_data(as_text=True)
    old = client.get(f"{SECTION}@1").get_data(as_text=True)
    assert "لا تنتظر دليلًا" in old
    assert "لم يعد ساريًا" in old


def test_the_page_without_the_cache_is_the_same_page(settings: Settings) -> None:
    kept = small_site(settings).test_client().get(SECTION)
    without = create_app(dataclasses.replace(settings, page_cache=False))
    plain = without.test_client().get(SECTION)
    store_of(without).close()
    assert plain.data == kept.data
    assert "ETag" not in plain.headers


def test_static_files_asked_for_by_their_digest_may_be_kept_for_a_year(settings: Settings) -> None:
    app = small_site(settings)
    client = app.test_client()
    address = app.jinja_env.globals["static_url"]("css/masar.css")  # type: ignore[operator]  # a plain function
    assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]
    for other in ("/static/css/masar.css", "/static/css/masar.css?v=000000000000"):
        assert (
            client.get(other, buffered=True).headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        )
    assert client.get("/static/css/none.css").headers["Cache-Control"] == "no-store"
