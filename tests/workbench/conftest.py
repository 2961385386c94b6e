"""A small site whose case is in force, and the people who work on it."""

import pytest
from flask import Flask

from tests.people import Person, sign_in, store
from tests.web.small import NOW, small_site
from tests.workbench.drafts import CLEAN
from webapp.scenarios.service import register
from webapp.settings import Settings


@pytest.fixture
def site(settings: Settings) -> Flask:
    made = small_site(settings)
    with store(made).writing() as connection:
        register(connection, text=CLEAN, path="scenarios/boxes.yaml", now=NOW)
    return made


@pytest.fixture
def author(site: Flask) -> Person:
    return sign_in(site, "scenario-author", name="Aisha Author")


@pytest.fixture
def second(site: Flask) -> Person:
    return sign_in(site, "reviewer", "publisher", name="Said Second")
