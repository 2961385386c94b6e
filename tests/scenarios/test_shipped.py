"""The cases that are shipped: each holds what authors are asked for, together they exercise the manual."""

import functools
import pathlib
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from webapp.engine.scenario import chance, rules
from webapp.engine.scenario.build import build
from webapp.engine.scenario.check import check
from webapp.engine.scenario.model import Draft, Sector
from webapp.engine.scenario.report import cites
from webapp.engine.scenario.schema import read
from webapp.engine.scenario.verify import verify
from webapp.scenarios.content import Manual, parent_of, read_manual, scenario_files, whole_text
from webapp.settings import ROOT

FILES = scenario_files(ROOT)
WHOLE = [path for path in FILES if parent_of(path) is None]
WITH_A_TRAINER = {
    "he-says-it-is-our-secret",
    "only-a-photo",
    "the-coach",
    "he-cannot-say-it",
    "nobody-asked-me",
}
TRAINED = {"social-development", "education", "health", "police", "prosecution", "committee", "hotline"}
WALKED = 12
"""Complete plays walked here for each case; `masar scenario verify` walks as many as one likes."""


@functools.cache
def manual() -> Manual:
    return read_manual(ROOT / "manual")


@functools.cache
def draft(path: pathlib.Path) -> Draft:
    found, problems = read(whole_text(path), str(path))
    assert found is not None, problems
    return found


def names(paths: list[pathlib.Path]) -> list[str]:
    return [path.stem for path in paths]


@pytest.mark.parametrize("path", WHOLE, ids=names(WHOLE))
def test_the_check_has_nothing_to_say_and_every_ledger_adds_up(path: pathlib.Path) -> None:
    """Of the expert's 100, chance at 40, habits at 60, the longest answer at 40 % and slips, the check speaks."""
    found = check(draft(path), manual().limits, manual().holidays, manual().chapters)
    assert [str(one) for one in found] == []
    case = build(draft(path), manual().limits, manual().holidays)
    assert chance.reaching(case, chance.HABITS["random"], rules.SECURE) <= Fraction(2, 100)
    assert verify(case, WALKED).breach == ""


@pytest.mark.parametrize("path", WHOLE, ids=names(WHOLE))
def test_a_case_is_worth_a_trainers_hour(path: pathlib.Path) -> None:
    case = draft(path)
    kinds = Counter(field.kind for field in case.fields)
    papers = sum(len(scene.documents) for scene in case.scenes.values())
    decisions = [scene.decision for scene in case.scenes.values() if scene.decision]
    endings = {scene.ending.outcome for scene in case.scenes.values() if scene.ending}
    assert 9 <= case.decisions <= 12
    assert case.repairs >= 2
    assert papers >= 3
    assert kinds["many"] >= 1
    assert {"safe", "unsafe"} <= endings
    assert 2 <= sum(one.key for one in decisions) <= 4
    assert any(one.irreversible for one in decisions)
    assert any(answer.accepted for field in case.fields for answer in field.answers)
    assert case.guide is not None
    assert len(case.guide.wrong_turns) >= 3
    assert case.guide.panel


@pytest.mark.parametrize("path", FILES, ids=names(list(FILES)))
def test_what_must_not_be_played_alone_is_begun_with_a_trainer(path: pathlib.Path) -> None:
    parent = parent_of(path)
    is_sensitive = (path if parent is None else parent).stem in WITH_A_TRAINER
    assert (draft(path).access == "trainer_led") is is_sensitive


def test_the_cases_exercise_every_working_chapter_of_the_manual() -> None:
    cited = [{manual().chapters[uid] for uid in cites(draft(path).fields)} for path in WHOLE]
    counted: Counter[int] = Counter(chapter for one in cited for chapter in one)
    assert {chapter: counted[chapter] for chapter in range(3, 14) if counted[chapter] < 3} == {}


def test_the_cases_seat_every_sector_that_is_trained() -> None:
    assert {sector for path in WHOLE for sector in draft(path).sectors} >= TRAINED
    assert set(Sector.__args__) > TRAINED


def test_most_cases_ask_for_more_than_one_choice_at_a_time() -> None:
    kinds = [{field.kind for field in draft(path).fields} for path in WHOLE]
    assert sum(bool(one & {"order", "when"}) for one in kinds) * 2 >= len(WHOLE)


def test_every_case_has_a_title_of_its_own_in_both_languages() -> None:
    titles: Counter[Any] = Counter()
    for path in FILES:
        titles.update([draft(path).title.ar, draft(path).title.en])
    assert [title for title, times in titles.items() if times > 1] == []
