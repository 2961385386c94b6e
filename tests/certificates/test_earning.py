"""What is earned, and when: two different cases, the latest attempts, nothing with a trainer or from a decision."""

import dataclasses
import datetime as dt

import pytest
from flask import Flask

from tests.certificates.earning import (
    ALSO_NEGLECT,
    ALSO_PHYSICAL,
    NAME,
    NEGLECT,
    PHYSICAL,
    SIBLING,
    WITH_A_TRAINER,
    Taken,
    ended,
    taken,
)
from tests.conftest import NOON
from tests.people import store
from webapp.certificates import queries, service
from webapp.certificates.service import Standing
from webapp.errors import BadInput, NotFound, Refused

ME, OTHER = "a" * 64, "b" * 64


def standing(app: Flask, owner: str = ME, parts: tuple[Taken, ...] = ()) -> Standing:
    with store(app).reading() as connection:
        return service.standing(connection, owner=owner, taken=parts)


def missing(app: Flask, harm: str) -> int:
    return next(one.missing for one in standing(app).masteries if one.harm.id == harm)


def issue(app: Flask, kind: str = "completion", owner: str = ME, parts: tuple[Taken, ...] = ()) -> str:
    with store(app).writing() as connection:
        return service.issue(connection, owner=owner, kind=kind, name=NAME, taken=parts, now=NOON)


def test_two_different_cases_of_one_kind_by_the_latest_attempt_make_mastery(app: Flask) -> None:
    assert missing(app, "physical") == 2
    ended(app, ME, PHYSICAL)
    ended(app, ME, PHYSICAL, days=1)
    ended(app, ME, NEGLECT)
    assert (missing(app, "physical"), missing(app, "neglect")) == (1, 1)
    ended(app, ME, ALSO_PHYSICAL, band="developing", days=1)
    assert not standing(app).possible
    ended(app, ME, ALSO_PHYSICAL, days=2)
    (contents,) = standing(app).possible
    assert [one.id for one in contents.harms] == ["physical"]
    assert [one.scenario_id for one in contents.cases] == [PHYSICAL, ALSO_PHYSICAL]
    assert [one.day for one in contents.cases] == [dt.date(2026, 11, 5), dt.date(2026, 11, 6)]
    ended(app, ME, PHYSICAL, band="again", days=3)
    assert missing(app, "physical") == 1


def test_nothing_counts_that_was_begun_at_a_decision_or_starts_only_with_a_trainer(app: Flask) -> None:
    ended(app, ME, NEGLECT)
    ended(app, ME, ALSO_NEGLECT, anew=True)
    ended(app, ME, WITH_A_TRAINER)
    assert missing(app, "neglect") == 1
    ended(app, OTHER, ALSO_NEGLECT)
    assert missing(app, "neglect") == 1


def test_a_case_and_its_sibling_are_one(app: Flask) -> None:
    ended(app, ME, ALSO_PHYSICAL)
    ended(app, ME, SIBLING, days=1)
    assert missing(app, "physical") == 1
    ended(app, ME, SIBLING, band="developing", days=2)
    assert missing(app, "physical") == 2


def test_a_kind_of_harm_with_one_case_alone_is_out_of_reach(app: Flask) -> None:
    ended(app, ME, WITH_A_TRAINER)
    assert not any(standing_reach(app).values())
    ended(app, ME, NEGLECT)
    ended(app, ME, ALSO_NEGLECT)
    assert [name for name, is_near in standing_reach(app).items() if is_near] == ["neglect"]


def standing_reach(app: Flask) -> dict[str, bool]:
    return {one.harm.id: one.is_within_reach for one in standing(app).masteries}


def test_participation_is_never_from_one_case_alone(app: Flask) -> None:
    one = taken(app, PHYSICAL)
    later = tuple(dataclasses.replace(part, day=dt.date(2026, 11, 9)) for part in one)
    assert standing(app, parts=one + later).taken_part == 1
    with pytest.raises(Refused, match=r"certificate\.not-earned"):
        issue(app, "participation", parts=one + later)
    both = one + later + taken(app, WITH_A_TRAINER)
    code = issue(app, "participation", parts=both)
    with store(app).reading() as connection:
        kept = queries.by_code(connection, code)
    assert kept
    assert [(case.scenario_id, case.day.day) for case in kept.contents.cases] == [
        (WITH_A_TRAINER, 4),
        (PHYSICAL, 9),
    ]


def test_the_same_is_issued_once_and_again_only_when_it_was_withdrawn(app: Flask) -> None:
    ended(app, ME, PHYSICAL)
    ended(app, ME, ALSO_PHYSICAL)
    code = issue(app)
    with pytest.raises(Refused):
        issue(app)
    with store(app).writing() as connection, pytest.raises(NotFound):
        service.take_back(connection, code=code, owner=OTHER, now=NOON)
    with store(app).writing() as connection:
        service.take_back(connection, code=code, owner=ME, now=NOON)
    assert issue(app) != code
    with store(app).reading() as connection:
        gone = queries.by_code(connection, code)
    assert gone
    assert (gone.name, gone.withdrawn, gone.withdrawn_by) == ("", NOON, "holder")


def test_certificates_of_two_devices_come_together_even_where_they_say_the_same(app: Flask) -> None:
    codes = []
    for owner in (ME, OTHER):
        ended(app, owner, PHYSICAL)
        ended(app, owner, ALSO_PHYSICAL)
        codes.append(issue(app, owner=owner))
    with store(app).writing() as connection:
        assert service.hand_over(connection, former=OTHER, owner=ME) == 1
    with store(app).reading() as connection:
        own = queries.own(connection, owner=ME)
        assert not queries.own(connection, owner=OTHER)
    assert {one.code for one in own} == set(codes)
    assert not any(one.withdrawn for one in own)
    assert not standing(app).possible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Salma   Al-Hinai ", "Salma Al-Hinai"),
        ("د. سَلمى بنت سعيد", "د. سَلمى بنت سعيد"),
        ("Zoë O’Hara", "Zoë O’Hara"),
    ],
)
def test_a_name_is_kept_as_it_was_written(typed: str, kept: str) -> None:
    assert service.read_name(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "A", "A 1 B", "A" * 81, "<b>Ab</b>", "سلمى 😀", "\u202eAb", "Ивана", "- -"]
)
def test_what_cannot_be_a_name_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"certificate\.name"):
        service.read_name(typed)


@pytest.mark.parametrize("typed", ["Salma 99123456", "salma@example.om"])
def test_numbers_and_addresses_are_no_part_of_a_name(typed: str) -> None:
    with pytest.raises(BadInput, match=r"text\.private"):
        service.read_name(typed)
