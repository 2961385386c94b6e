"""Registering scenarios and finding them again."""

import datetime as dt
import pathlib
import re

import pytest

from tests.scenarios import text_of
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual.files import read_folder
from webapp.manual.service import import_files
from webapp.scenarios import queries
from webapp.scenarios.service import register
from webapp.web import site

SMALL = pathlib.Path(__file__).parents[1] / "manual" / "small" / "manual"
NOW = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)
BOXES = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", text_of("boxes_to_tick"))


@pytest.fixture
def manual(database):
    with database.writing() as connection:
        import_files(connection, files=read_folder(SMALL), by="", now=NOW)
    return database


def keep(database, text):
    with database.writing() as connection:
        return register(connection, text=text, path="scenarios/x.yaml", now=NOW)


def test_a_registered_case_is_listed_and_can_be_played(manual) -> None:
    made = keep(manual, BOXES)
    with manual.reading() as connection:
        [entry] = queries.catalogue(connection)
        scenario = queries.scenario(connection, made.digest, edition=1)
        assert queries.scenario(connection, made.digest, edition=1) is scenario
        assert queries.case(connection, "boxes-to-tick") == entry
        assert queries.case(connection, "another") is None
    assert (entry.id, entry.digest, entry.title.en, entry.decisions) == (
        "boxes-to-tick",
        made.digest,
        "Boxes",
        1,
    )
    assert scenario.digest == made.digest


def test_the_same_text_again_changes_nothing(manual) -> None:
    first = keep(manual, BOXES)
    with manual.reading() as connection:
        before = site.version(connection)
    again = keep(manual, BOXES)
    with manual.reading() as connection:
        assert site.version(connection) == before
    assert (again.digest, again.changed) == (first.digest, False)


def test_a_new_text_takes_the_place_of_the_old_and_the_old_stays_playable(manual) -> None:
    first = keep(manual, BOXES)
    second = keep(manual, BOXES.replace('en: "Boxes"', 'en: "More boxes"'))
    with manual.reading() as connection:
        assert queries.current_digest(connection, "boxes-to-tick") == second.digest
        assert queries.scenario(connection, first.digest, edition=1).title.en == "Boxes"
    assert keep(manual, BOXES).changed
    with manual.reading() as connection:
        assert queries.current_digest(connection, "boxes-to-tick") == first.digest
        assert len(queries.catalogue(connection)) == 1


def test_a_case_is_found_by_the_blocks_it_cites(manual) -> None:
    keep(manual, BOXES)
    with manual.reading() as connection:
        assert queries.citing(connection, {"c8nw", "zzzz"}) == ("boxes-to-tick",)
        assert queries.citing(connection, {"d4ls"}) == ()
        assert queries.citing(connection, ()) == ()


def test_a_text_with_errors_is_refused_with_every_finding(manual) -> None:
    broken = BOXES.replace("c8nw", "none").replace("start: form", "start: nowhere")
    with pytest.raises(BadInput) as refused:
        keep(manual, broken)
    rules = {one.rule for one in refused.value.facts["problems"]}
    assert {"scenario.cite-unknown", "scenario.scene-unknown"} <= rules
    with manual.reading() as connection:
        assert queries.catalogue(connection) == ()


def test_nothing_is_registered_before_there_is_a_manual(database) -> None:
    with pytest.raises(Refused, match="no-edition"):
        keep(database, BOXES)


def test_an_unknown_digest_is_not_found(manual) -> None:
    with manual.reading() as connection, pytest.raises(NotFound):
        queries.scenario(connection, "0" * 64, edition=1)
