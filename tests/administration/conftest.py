"""A site that people have used, its backup, and an empty place to restore it into."""

import pathlib
import re
from collections.abc import Iterator

import pytest

from tests.administration.places import NOON, SECRET, Place, fill, place
from tests.conftest import Databases
from tests.trainee import Trainee
from webapp.administration.backup import backup
from webapp.app import create_app
from webapp.settings import Settings

CASE = "marks-under-the-sleeve"


@pytest.fixture(scope="session")
def player(
    site_settings: Settings, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Trainee]:
    """Somebody who has finished a case and has begun it again from its second decision."""
    where = place(tmp_path_factory.mktemp("lived-in"), databases.make(copy_of=site_settings.database_url))
    where.database.close()
    app = create_app(where.settings, clock=lambda: NOON)
    trainee = Trainee(app, CASE)
    trainee.begin()
    trainee.finish()
    page = trainee.open(f"/ar/attempts/{trainee.key}/debrief").get_data(as_text=True)
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    again = trainee.post(f"/ar/attempts/{trainee.key}/replay", {"csrf": token.group(1), "position": 1})
    assert again.status_code == 303
    yield trainee
    app.extensions["masar.database"].close()
    databases.drop(where.settings.database_url)


@pytest.fixture(scope="session")
def lived_in(player: Trainee) -> Place:
    """A site with rows in every table and two keys."""
    where = Place(player.app.extensions["masar.settings"], player.app.extensions["masar.database"])
    (where.instance / "secret.key").write_text(SECRET)
    (where.instance / "audit.key").write_bytes(b"\x00\xff any bytes\r\n")
    with where.database.writing() as connection:
        fill(connection)
    return where


@pytest.fixture(scope="session")
def kept(lived_in: Place, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The backup of that site."""
    path = tmp_path_factory.mktemp("kept") / "masar.zip"
    backup(lived_in.database, lived_in.settings, path, now=NOON)
    return path


@pytest.fixture
def empty(database_url: str, tmp_path: pathlib.Path) -> Iterator[Place]:
    """A place with no table yet."""
    where = place(tmp_path / "empty", database_url)
    yield where
    where.database.close()
