"""What is worked out about a case: once for every process, anew when anything it rests on is another."""

import dataclasses
import datetime as dt
import json
from fractions import Fraction

import pytest
import sqlalchemy as sa

from tests.scenarios import text_of
from tests.scenarios.test_service import BOXES, NOW, SMALL
from webapp.database import Database, is_writing
from webapp.engine.clocks import Limit
from webapp.engine.scenario.build import build
from webapp.engine.scenario.chance import HABITS, outlook
from webapp.engine.scenario.check import check_text
from webapp.engine.scenario.model import Draft, Scenario
from webapp.engine.scenario.schema import read
from webapp.manual import queries as manual_queries
from webapp.manual.files import read_folder
from webapp.manual.service import import_files
from webapp.scenarios import analyses
from webapp.scenarios.figures import Figures, figures
from webapp.scenarios.models import ScenarioAnalysis
from webapp.scenarios.service import register

EASY = BOXES.replace("harmful: true, ", "")
"""The same boxes, none of them harmful: chance scores more than it should."""
PLANTED = [["habit-first", ["scenes"], {"mean": "99.9", "most": 60}]]


@pytest.fixture
def manual(database: Database) -> Database:
    with database.writing() as connection:
        import_files(connection, files=read_folder(SMALL), by="", now=NOW)
    return database


def told(store: Database, text: str) -> list[tuple[str, str]]:
    """Register a text; return what each finding says in both languages."""
    with store.writing() as connection:
        made = register(connection, text=text, path="scenarios/x.yaml", now=NOW)
    return [(one.line("ar"), one.line("en")) for one in made.warnings]


def rows(store: Database) -> list[tuple[str, str]]:
    with store.reading() as connection:
        found = connection.execute(sa.select(ScenarioAnalysis.kind, ScenarioAnalysis.value))
        return [(row.kind, row.value) for row in found]


def plant(store: Database, value: object) -> None:
    """Put something else in the place of what was worked out."""
    with store.writing() as connection:
        connection.execute(sa.update(ScenarioAnalysis).values(value=json.dumps(value)))


def test_what_is_remembered_says_the_same_as_what_is_worked_out(manual: Database) -> None:
    with manual.reading() as connection:
        _, fresh = check_text(
            EASY,
            "scenarios/x.yaml",
            limits=manual_queries.limits(connection, edition=1),
            holidays=manual_queries.holidays(connection, edition=1),
            known_uids=manual_queries.known_uids(connection, edition=1),
        )
    said = [(one.line("ar"), one.line("en")) for one in fresh]
    assert any("habit" in one.rule or "random" in one.rule for one in fresh), "plays show something here"
    assert told(manual, EASY) == said
    assert told(manual, EASY) == said
    assert len(rows(manual)) == 1


def test_the_same_text_is_not_worked_out_again_though_it_was_never_in_this_process(manual: Database) -> None:
    told(manual, BOXES)
    plant(manual, PLANTED)
    assert any("99.9" in en for _, en in told(manual, BOXES))


def test_another_text_is(manual: Database) -> None:
    told(manual, BOXES)
    plant(manual, PLANTED)
    assert not any("99.9" in en for _, en in told(manual, BOXES.replace("Boxes", "Other boxes", 1)))
    assert len(rows(manual)) == 2


def test_a_paragraph_that_is_gone_is_found_whatever_is_remembered(manual: Database) -> None:
    told(manual, BOXES)
    with manual.reading() as connection:
        _, found = check_text(
            BOXES,
            "scenarios/x.yaml",
            limits=manual_queries.limits(connection, edition=1),
            holidays=manual_queries.holidays(connection, edition=1),
            known_uids=frozenset(),
            look=analyses.looking(connection),
        )
    assert any(one.severity == "error" and "c8nw" in one.says for one in found)


def late(*, amount: int = 60, status: str = "starter", uid: str = "") -> Scenario:
    """Return a case with clocks, and the limits of all of them."""
    draft, _ = read(text_of("a_late_report"), "x.yaml")
    assert isinstance(draft, Draft)
    limits = [Limit(one.clock, one.risk, amount, "minute", status, uid) for one in draft.clocks]
    return build(draft, limits, frozenset({dt.date(2026, 12, 20)}))


def test_another_limit_or_holiday_makes_it_another_matter() -> None:
    here = late()
    assert here.clocks
    assert analyses.of_manual(here) == analyses.of_manual(late(status="official", uid="zz9z"))
    assert analyses.of_manual(here) != analyses.of_manual(late(amount=59))
    assert analyses.of_manual(here) != analyses.of_manual(
        dataclasses.replace(here, holidays=frozenset({dt.date(2026, 12, 21)}))
    )


def test_it_is_another_matter_under_other_rules(manual: Database) -> None:
    told(manual, BOXES)
    with manual.writing() as connection:
        connection.execute(sa.update(ScenarioAnalysis).values(rules="1-another", value=json.dumps(PLANTED)))
    assert not any("99.9" in en for _, en in told(manual, BOXES))
    assert analyses.NOW.startswith("1-")
    assert len(rows(manual)) == 2


def test_the_oldest_go_when_there_are_many(manual: Database) -> None:
    told(manual, BOXES)
    filler = {"digest": "0" * 64, "kind": "plays", "rules": "1-a", "manual": "0" * 64, "value": "[]"}
    with manual.writing() as connection:
        first = connection.execute(sa.select(ScenarioAnalysis.id)).scalar_one()
        added = sa.insert(ScenarioAnalysis).values(filler | {"id": first + analyses.MOST_KEPT})
        connection.execute(added)
        analyses._insert(connection, filler | {"id": first + analyses.MOST_KEPT + 1, "digest": "1" * 64})
    assert len(rows(manual)) == 2


def in_full(store: Database, scenario: Scenario) -> Figures:
    with store.writing() as connection:
        assert is_writing(connection)
        return figures(connection, scenario)


def test_figures_come_back_exact(manual: Database) -> None:
    scenario = late()
    made = in_full(manual, scenario)
    assert in_full(manual, scenario) == made
    assert [kind for kind, _ in rows(manual)] == ["figures"]
    for one in made.strategies:
        seen = outlook(scenario, HABITS[one.name])
        assert (one.mean, dict(one.bands)) == (seen.mean, dict(seen.bands))
    assert made.expert == 100
    known = json.loads(rows(manual)[0][1])
    plant(manual, known | {"expert": "197/2"})
    assert in_full(manual, scenario).expert == Fraction(197, 2)


def test_a_connection_that_only_reads_keeps_nothing_by_itself(manual: Database) -> None:
    scenario = late()
    with manual.reading() as connection:
        assert not is_writing(connection)
        assert figures(connection, scenario).decisions == scenario.decisions
    assert rows(manual) == []
