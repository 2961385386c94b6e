"""A site answers to its own names, and to nobody else's."""

import contextlib
import dataclasses

import pytest
from flask import Flask, request
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from werkzeug import Response
from werkzeug.test import create_environ

from tests.web.pages import Pages
from tests.web.small import small_site
from webapp.settings import Settings
from webapp.web.limits import remote

ASKED = "/ar/search?q=x"  # a page that is not kept in memory: nobody may have asked for it before


@pytest.fixture
def named(settings: Settings) -> Flask:
    told = {"public_url": "https://masar.example", "hosts": ("reading.example", "xn--mgbue5e.example")}
    return small_site(dataclasses.replace(settings, **told))


OURS = (
    "localhost",
    "localhost:8000",
    "LocalHost",
    "masar.localhost",
    "127.0.0.1:8000",
    "127.8.9.1",
    "[::1]",
    "[::1]:8000",
    "10.1.2.3",
    "172.16.0.1:8000",
    "192.168.1.5:8000",
    "[fc00::1]:8000",
    "[fe80::1]",
    "masar.example",
    "MASAR.example.",
    "masar.example:8443",
    "reading.example",
    "مسار.example".encode("idna").decode(),
)
OTHERS = (
    "elsewhere.example",
    "masar.example.elsewhere.example",
    "notmasar.example",
    "masar.example@elsewhere.example",
    "8.8.8.8",
    "172.32.0.1",
    "[2001:db8::1]",
    "",
    ".",
    "a..b",
    "a" * 64,
    "a." * 150,
    "localhost:80:81",
    "localhost:port",
    "localhost:",
    "[::1",
    "::1",
    "[localhost]",
    "127.0.0.1.5",
    "masar.example/x",
    "masar example",
    "\xff\xfe",
)


def test_its_own_names_this_machine_and_the_local_network_are_answered(named: Flask) -> None:
    for host in OURS:
        Pages(named).get(ASKED, headers={"Host": host})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_any_other_name_is_refused_with_a_page_that_says_why(named: Flask, lang: str) -> None:
    for host in OTHERS:
        page = Pages(named).get(f"/{lang}/search?q=x", status=400, headers={"Host": host})
        assert "MASAR_PUBLIC_URL" in page.text
        assert page.tree.get("lang") == lang


def asked(app: Flask, host: str) -> int:
    """The status of a request as a server hands it on, whatever stands in the header."""
    environ = create_environ(ASKED)
    environ["HTTP_HOST"] = host
    with contextlib.closing(Response.from_app(app.wsgi_app, environ)) as answer:
        return answer.status_code


def test_what_is_no_name_at_all_is_refused_and_never_a_fault(named: Flask) -> None:
    for written in ("xn--", "xn--a", "xn--\xff", "\0", "a\nb", "[fe80::1%25eth0]", "é.example", "٣"):
        assert asked(named, written) == 400, written


@settings_of_hypothesis(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=st.text(st.characters(max_codepoint=255), max_size=60))
def test_whatever_is_written_there_is_answered_or_refused(named: Flask, written: str) -> None:
    assert asked(named, written) in {200, 400}


def test_even_the_first_redirection_and_what_needs_no_signing_in_look_at_the_host(named: Flask) -> None:
    client = named.test_client()
    for address in ("/", "/health", "/ar/nothing", "/static/vendor/htmx.min.js"):
        assert client.get(address, headers={"Host": "elsewhere.example"}).status_code == 400, address
    assert client.post("/ar/attempts/x/decisions", headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_site_without_a_name_answers_this_machine_and_the_local_network_alone(settings: Settings) -> None:
    site = small_site(settings)
    Pages(site).get(ASKED, headers={"Host": "192.168.1.5:8000"})
    Pages(site).get(ASKED, status=400, headers={"Host": "masar.example"})


def test_a_page_asked_for_under_another_name_is_not_kept_for_others(named: Flask) -> None:
    client = named.test_client()
    assert client.get("/ar/about", headers={"Host": "elsewhere.example"}).status_code == 400
    kept = client.get("/ar/about")
    assert kept.status_code == 200
    assert "elsewhere" not in kept.get_data(as_text=True)


def proxied(settings: Settings, *, hops: int) -> Flask:
    told = {"public_url": "https://masar.example", "trusted_proxies": hops}
    site = small_site(dataclasses.replace(settings, **told))

    def tell(**_lang: str) -> dict[str, str]:
        return {"key": remote(), "address": str(request.remote_addr), "url": request.url}

    site.view_functions["reading.about"] = tell
    return site


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Host": "elsewhere.example, masar.example",
    "X-Forwarded-Proto": "http, https",
}


def test_what_proxies_say_is_not_believed_unless_there_are_some(settings: Settings) -> None:
    told = proxied(settings, hops=0).test_client().get("/en/about", headers=FORWARDED).get_json()
    assert told["address"] == "127.0.0.1"
    assert told["url"] == "http://localhost/en/about"


def test_one_proxy_is_believed_as_far_as_it_speaks_itself(settings: Settings) -> None:
    told = proxied(settings, hops=1).test_client().get("/en/about", headers=FORWARDED).get_json()
    assert told["address"] == "198.51.100.7"
    assert told["url"] == "https://masar.example/en/about"


def test_limits_count_by_the_forwarded_address_only_behind_a_trusted_proxy(settings: Settings) -> None:
    def key(client: Flask, address: str) -> str:
        return str(
            client.test_client().get("/en/about", headers={"X-Forwarded-For": address}).get_json()["key"]
        )

    open_site, behind = proxied(settings, hops=0), proxied(settings, hops=1)
    assert key(open_site, "198.51.100.7") == key(open_site, "198.51.100.8")
    assert key(behind, "198.51.100.7") != key(behind, "198.51.100.8")
    assert key(behind, "203.0.113.9, 198.51.100.7") == key(behind, "198.51.100.7")


def test_a_host_that_a_proxy_passes_on_is_looked_at_too(settings: Settings) -> None:
    client = proxied(settings, hops=1).test_client()
    refused = client.get("/en/about", headers={"X-Forwarded-Host": "elsewhere.example"})
    assert refused.status_code == 400
