"""One laptop serves a room without internet: who comes in from there, and where they are sent."""

import dataclasses
import pathlib

import pytest
import segno
from click.testing import CliRunner
from flask import Flask

from tests.web.small import empty_site
from webapp import lan
from webapp.cli import cli
from webapp.settings import Settings, WrongSettings

LAPTOP, TELEPHONE = "203.0.113.5", "203.0.113.40"
"""Addresses of no private network, as a hotspot may have them."""


@pytest.fixture
def laptop(settings: Settings) -> Flask:
    return empty_site(dataclasses.replace(settings, lan_url=f"http://{LAPTOP}:8000"))


def from_a_telephone(app: Flask, path: str) -> int:
    base, asked_by = f"http://{LAPTOP}:8000", {"REMOTE_ADDR": TELEPHONE}
    return app.test_client().get(path, base_url=base, environ_base=asked_by).status_code


@pytest.mark.parametrize("path", ["/ar/join", "/en/join/again", "/ar/cases", "/ar/privacy"])
def test_a_telephone_joins_plays_and_reads(laptop: Flask, path: str) -> None:
    assert from_a_telephone(laptop, path) == 200


@pytest.mark.parametrize(
    "path", ["/ar/sign-in", "/en/sessions", "/en/sessions/x/room", "/en/people", "/en/drafts"]
)
def test_nobody_signs_in_over_the_air(laptop: Flask, path: str) -> None:
    assert from_a_telephone(laptop, path) in {403, 404}
    assert from_a_telephone(laptop, path) != 303


def test_a_laptop_answers_to_no_address_it_was_not_told(settings: Settings) -> None:
    assert from_a_telephone(empty_site(settings), "/ar/join") == 400


@pytest.mark.parametrize(
    "given",
    ["https://192.168.1.5", "http://127.0.0.1:8000", "http://192.168.1.5/x", "http://", "http://two words"],
)
def test_only_an_address_of_the_local_network_is_one(tmp_path: pathlib.Path, given: str) -> None:
    with pytest.raises(WrongSettings, match=r"^MASAR_LAN_URL: "):
        Settings.from_environment({"MASAR_INSTANCE": str(tmp_path), "MASAR_LAN_URL": given})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MASAR_DEMO_PEOPLE", "on"),
        ("MASAR_SECURE_COOKIES", "on"),
        ("MASAR_TRUSTED_PROXIES", "1"),
        ("MASAR_PUBLIC_URL", "https://masar.example"),
    ],
)
def test_plain_http_for_a_room_stands_beside_nothing_public(
    tmp_path: pathlib.Path, name: str, value: str
) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path), "MASAR_LAN_URL": "http://192.168.1.5:8000/"}
    assert Settings.from_environment(environment).lan_url == "http://192.168.1.5:8000"
    with pytest.raises(WrongSettings, match=rf"^MASAR_LAN_URL: .*{name}"):
        Settings.from_environment(environment | {name: value})


def test_the_likeliest_address_comes_first() -> None:
    found = [
        ("lo", "127.0.0.1"),
        ("docker0", "172.17.0.1"),
        ("eth0", "169.254.3.3"),
        ("wlan0", "192.168.1.5"),
        ("enp3s0", "10.0.0.7"),
        ("", "10.0.0.7"),
    ]
    assert lan.ranked(found, leading="10.0.0.7") == ("10.0.0.7", "192.168.1.5", "169.254.3.3", "172.17.0.1")
    assert lan.ranked(found, leading="")[0] in {"10.0.0.7", "192.168.1.5"}
    assert lan.ranked([("lo", "127.0.0.1"), ("", "127.0.1.1")], leading="") == ()


def test_this_machine_has_the_addresses_it_finds() -> None:
    assert all(lan.is_ours(one) for one in lan.addresses())
    assert not lan.is_ours(LAPTOP)


def test_a_terminal_that_cannot_draw_is_given_no_code() -> None:
    drawn = lan.drawn("http://192.168.1.5:8000/join", "utf-8")
    size = segno.make("http://192.168.1.5:8000/join", micro=False, error="m").symbol_size(border=2)[0]
    assert {len(line) for line in drawn.splitlines()} == {size}
    assert lan.drawn("http://192.168.1.5:8000/join", "ascii") == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("serve --address 192.168.1.5", 2, "give both"),
        ("serve --lan --demo", 2, "cannot go with --lan"),
        (f"serve --lan --address {LAPTOP}", 1, f"this machine has no address {LAPTOP}; it has"),
    ],
)
def test_what_cannot_be_served_is_refused_in_a_sentence(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, words: str, code: int, told: str
) -> None:
    monkeypatch.setenv("MASAR_INSTANCE", str(tmp_path))
    monkeypatch.delenv("MASAR_TEST_DATABASE", raising=False)
    result = CliRunner().invoke(cli, words.split(), prog_name="masar")
    assert result.exit_code == code
    assert told in result.output
