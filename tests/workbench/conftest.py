"""A small site whose case is in force, and the people who work on it."""

import pytest
from flask import Flask

from tests.people import Person, sign_in
from tests.workbench.drafts import site_with_case
from webapp.settings import Settings


@pytest.fixture
def site(settings: Settings) -> Flask:
    return site_with_case(settings)


@pytest.fixture
def author(site: Flask) -> Person:
    return sign_in(site, "scenario-author", name="Aisha Author")


@pytest.fixture
def second(site: Flask) -> Person:
    return sign_in(site, "reviewer", "publisher", name="Said Second")
