"""What somebody has earned a certificate for, and what is missing for the next."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, get_args

import sqlalchemy as sa

from webapp.attempts import record
from webapp.certificates.contents import Case, Contents, Harm
from webapp.engine.clocks import MUSCAT
from webapp.engine.scenario.model import Harm as HarmId
from webapp.engine.scenario.model import Scenario, Words
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios

NEEDED = 2
"""So many different cases: to have taken part, and to have mastered a kind of harm."""

SECURE = "secure"


class TakenPart(Protocol):
    """A case of a training session in which somebody took part."""

    @property
    def scenario_id(self) -> str:
        """Which case."""

    @property
    def digest(self) -> str:
        """Its text."""

    @property
    def edition(self) -> int:
        """The edition it was played in."""

    @property
    def day(self) -> dt.date:
        """When."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mastery:
    """How far somebody is with a kind of harm.

    Shape: `secure` are the different cases of it whose latest attempt is Secure; `there` counts those that
    can be played without a trainer.
    """

    harm: Harm
    secure: tuple[Case, ...]
    there: int

    @property
    def missing(self) -> int:
        """How many more cases it takes; 0 when it is mastered."""
        return max(0, NEEDED - len(self.secure))

    @property
    def is_within_reach(self) -> bool:
        """Say whether it is mastered, or can be with the cases that are there."""
        return not self.missing or self.there >= NEEDED


class _Play(NamedTuple):
    """A case somebody played or took part in; siblings are one `family`."""

    family: str
    case: Case
    harms: tuple[str, ...]
    is_secure: bool
    at: dt.datetime


def participation(connection: sa.Connection, taken: Iterable[TakenPart]) -> tuple[Case, ...]:
    """Return the different cases somebody took part in, each on its latest day, the latest last."""
    plays = []
    for one in taken:
        scenario = scenarios.scenario(connection, one.digest, edition=one.edition)
        case = Case(one.scenario_id, scenario.title, one.edition, one.day)
        at = dt.datetime.combine(one.day, dt.time(), MUSCAT)
        plays.append(_Play(_family(scenario), case, scenario.harm, is_secure=False, at=at))
    return tuple(one.case for one in _latest(plays))


def masteries(connection: sa.Connection, owner: str | None) -> tuple[Mastery, ...]:
    """Return how far somebody is with every kind of harm, in the manual's order.

    Shape: of a case and its siblings only the latest attempt counts; attempts that begin at a decision, and
    cases that start only with a trainer, count for nothing.
    """
    played = [*_latest(_alone(connection, owner))]
    there: dict[str, set[str]] = {}
    for entry in scenarios.catalogue(connection):
        if entry.access == "open":
            for name in entry.harm:
                there.setdefault(name, set()).add(entry.sibling_of or entry.id)
    found = []
    for harm in _harms(connection):
        secure = tuple(one.case for one in played if one.is_secure and harm.id in one.harms)
        found.append(Mastery(harm, secure, len(there.get(harm.id, ()))))
    return tuple(found)


def participated(cases: tuple[Case, ...]) -> Contents | None:
    """Return what a certificate of participation would say; never from one case alone."""
    return Contents("participation", (), cases) if len(cases) >= NEEDED else None


def completed(found: Iterable[Mastery]) -> Contents | None:
    """Return what a certificate of completion would say, where any kind of harm is mastered."""
    mastered = [one for one in found if not one.missing]
    if not mastered:
        return None
    cases = {case.scenario_id: case for one in mastered for case in one.secure}
    ordered = sorted(cases.values(), key=lambda case: (case.day, case.scenario_id))
    return Contents("completion", tuple(one.harm for one in mastered), tuple(ordered))


def _alone(connection: sa.Connection, owner: str | None) -> Iterator[_Play]:
    for one in record.latest(connection, owner=owner):
        scenario = scenarios.scenario(connection, one.digest, edition=one.edition)
        if scenario.access == "open":
            day = one.finished.astimezone(MUSCAT).date()
            case = Case(one.scenario_id, scenario.title, one.edition, day)
            is_secure = one.band == SECURE
            yield _Play(_family(scenario), case, scenario.harm, is_secure=is_secure, at=one.finished)


def _latest(plays: Iterable[_Play]) -> list[_Play]:
    """Return the latest of each family, the latest last."""
    found: dict[str, _Play] = {}
    for one in sorted(plays, key=lambda one: (one.at, one.case.scenario_id)):
        found.pop(one.family, None)
        found[one.family] = one
    return [*found.values()]


def _family(scenario: Scenario) -> str:
    return scenario.sibling_of or scenario.id


def _harms(connection: sa.Connection) -> tuple[Harm, ...]:
    edition = manual.edition_in_force(connection)
    if edition is None:
        return ()
    ar, en = (
        manual.vocabulary(connection, lang=lang, edition=edition.number).get("harms", {})
        for lang in ("ar", "en")
    )
    return tuple(Harm(one, Words(ar.get(one, one), en.get(one, one))) for one in get_args(HarmId))
