"""The test bench: what chance and habits would score, what each answer costs, what of the manual is cited."""

import dataclasses
from fractions import Fraction

import sqlalchemy as sa

from webapp.engine.scenario.model import Scenario, Scene
from webapp.engine.scenario.probes import Cost, costs
from webapp.engine.scenario.report import cites
from webapp.manual import queries as manual
from webapp.scenarios.figures import Figures


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the draft beside that of the version in force; None where there is none."""

    name: str
    now: Fraction
    before: Fraction | None

    @property
    def change(self) -> Fraction:
        """By how much it changed."""
        return Fraction(0) if self.before is None else self.now - self.before


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that the case cites."""

    uid: str
    number: str


@dataclasses.dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manual with what the case cites of it, in the order of the manual."""

    number: int
    title: str
    cited: tuple[Paragraph, ...]


def compared(now: Figures, before: Figures | None) -> tuple[Compared, ...]:
    """Return the figures of a draft beside those of the version in force."""
    olds = {one.name: one.mean for one in before.strategies} if before else {}
    found = [Compared("expert", now.expert, before.expert if before else None)]
    found.extend(Compared(one.name, one.mean, olds.get(one.name)) for one in now.strategies)
    for name in ("decisions", "repairs", "endings", "states"):
        old = Fraction(getattr(before, name)) if before else None
        found.append(Compared(name, Fraction(getattr(now, name)), old))
    return tuple(found)


def answers(scenario: Scenario) -> tuple[tuple[Scene, tuple[Cost, ...]], ...]:
    """Return each decision with what each of its answers costs."""
    found = costs(scenario)
    return tuple((scenario.scenes[name], told) for name, told in found.items())


def coverage(
    connection: sa.Connection, scenario: Scenario, *, lang: str, edition: int
) -> tuple[Chapter, ...]:
    """Return every chapter of the manual with the paragraphs of it that a scenario cites."""
    uids = cites(scenario.fields)
    quotes = manual.quotes(connection, lang=lang, edition=edition, uids=sorted(uids))
    told = sorted(quotes.values(), key=lambda one: [int(part) for part in one.number.split(".")])
    return tuple(
        Chapter(
            chapter.number,
            chapter.title,
            tuple(
                Paragraph(one.uid, one.number)
                for one in told
                if one.number.split(".")[0] == str(chapter.number)
            ),
        )
        for chapter in manual.outline(connection, lang=lang, edition=edition)
    )
