"""The small manual that tests bend and break."""

import pathlib
from collections.abc import Callable, Mapping

import pytest

from webapp.engine.manual.check import check
from webapp.engine.problems import Problem

SMALL = pathlib.Path(__file__).parents[2] / "manual" / "small"


@pytest.fixture
def files() -> dict[str, str]:
    return {
        one.relative_to(SMALL).as_posix(): one.read_bytes().decode() for one in sorted(SMALL.rglob("*.*"))
    }


@pytest.fixture
def findings() -> Callable[[Mapping[str, str]], list[Problem]]:
    """The findings about some files, without those about their length, which no small text can meet."""
    return lambda files: [one for one in check(files)[1] if one.rule != "manual.length"]
