"""The people of a session by name, each with what they came to: for their trainers alone."""

import dataclasses
from collections import Counter
from fractions import Fraction

from webapp.engine.scenario.model import DIMENSIONS
from webapp.sessions.report import Person, Report, ReportPart


@dataclasses.dataclass(frozen=True, slots=True)
class Came:
    """What one case came to for somebody.

    Shape: `left` is there for those who answered everything, `band` for those who finished on their own.
    Units: `left` and `sides` points of 100; `of` decisions that were asked.
    """

    part: int
    title: str
    answered: int
    of: int
    left: Fraction | None
    band: str
    criticals: int
    sides: tuple[Fraction | None, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """Somebody, and what they came to in each case they answered anything of."""

    person: Person
    came: tuple[Came, ...]


def of(shown: Report) -> tuple[Row, ...]:
    """Return a row for everybody who is in a session."""
    times = {
        part.number: Counter(one.participant for one in part.gathered.first)
        for part in shown.parts
        if part.gathered
    }
    here = (one for one in shown.people if one.taking.removed is None)
    return tuple(
        Row(
            one,
            tuple(_came(one.taking.id, part, times[part.number]) for part in shown.parts if _has(one, part)),
        )
        for one in here
    )


def _has(person: Person, part: ReportPart) -> bool:
    return part.figures is not None and person.taking.id in part.figures.profiles


def _came(participant: int, part: ReportPart, times: Counter[int]) -> Came:
    assert part.figures  # noqa: S101 -- whoever has a profile answered
    assert part.gathered  # noqa: S101 -- as above
    ending, profile = part.gathered.endings.get(participant), part.figures.profiles[participant]
    return Came(
        part=part.number,
        title=part.shown.heading,
        answered=times[participant],
        of=len(part.decisions) if part.shown.part.is_paced else times[participant],
        left=ending.final if ending else part.figures.scores.get(participant),
        band=ending.band if ending else "",
        criticals=profile.criticals,
        sides=tuple(profile.sides.get(code) for code in DIMENSIONS),
    )
