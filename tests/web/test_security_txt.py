"""Whoever finds a weakness finds out whom to tell."""

import dataclasses
import datetime as dt

import pytest
from flask import Flask

from tests.web.pages import Pages
from tests.web.small import NOW, empty_site
from webapp.settings import Settings

PLACE = "/.well-known/security.txt"


def site(settings: Settings, **told: object) -> Flask:
    return empty_site(dataclasses.replace(settings, **told))


def test_without_a_contact_there_is_no_such_file(settings: Settings) -> None:
    assert "9999" in Pages(site(settings)).get(PLACE, status=404).text


@pytest.mark.parametrize("contact", ["mailto:security@masar.example", "https://masar.example/report"])
def test_the_file_names_the_contact_and_holds_for_a_year(settings: Settings, contact: str) -> None:
    answer = site(settings, security_contact=contact).test_client().get(PLACE)
    assert answer.content_type == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines())
    assert fields.pop("Contact") == contact
    assert fields.pop("Preferred-Languages") == "ar, en"
    ahead = dt.datetime.fromisoformat(fields.pop("Expires")) - NOW
    assert dt.timedelta(days=364) < ahead <= dt.timedelta(days=365)
    assert fields == {}


def test_the_file_names_its_own_place_where_the_site_has_a_name(settings: Settings) -> None:
    told = {"security_contact": "mailto:a@masar.example", "public_url": "https://masar.example"}
    words = site(settings, **told).test_client().get(PLACE).get_data(as_text=True)
    assert f"Canonical: https://masar.example{PLACE}\n" in words
