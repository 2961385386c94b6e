"""The small manual, and the time at which things are done."""

import datetime as dt
import pathlib

import pytest

from webapp.manual.files import read_folder

SMALL = pathlib.Path(__file__).parent / "small" / "manual"
NOW = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def folder() -> pathlib.Path:
    return SMALL


@pytest.fixture
def files() -> dict[str, str]:
    return read_folder(SMALL)


@pytest.fixture
def now() -> dt.datetime:
    return NOW
