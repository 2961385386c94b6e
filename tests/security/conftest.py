"""One furnished site for all attacks that leave it standing."""

import dataclasses
from collections.abc import Iterator

import pytest

from tests.conftest import Clock, Databases
from tests.security.house import House, furnish
from webapp.app import create_app
from webapp.settings import Settings


@pytest.fixture(scope="session")
def house(site_settings: Settings, databases: Databases) -> Iterator[House]:
    """A site with one of everything in it; each test settles it before it begins."""
    address = databases.make(copy_of=site_settings.database_url)
    app = create_app(dataclasses.replace(site_settings, database_url=address), clock=Clock())
    app.testing = True
    yield furnish(app)
    app.extensions["masar.database"].close()
    databases.drop(address)
