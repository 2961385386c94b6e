"""What a certificate says beside the name, and how it is kept."""

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Literal

from webapp.engine.scenario.model import Words

Kind = Literal["participation", "completion"]
KINDS: tuple[Kind, ...] = ("participation", "completion")


@dataclasses.dataclass(frozen=True, slots=True)
class Harm:
    """A kind of harm, as the manual called it on the day."""

    id: str
    name: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """A case, as it was called, the edition of the manual it was played in, and the last day."""

    scenario_id: str
    title: Words
    edition: int
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class Contents:
    """What a certificate is for. Shape: `harms` is empty for participation; `cases` the latest last."""

    kind: Kind
    harms: tuple[Harm, ...]
    cases: tuple[Case, ...]

    @property
    def digest(self) -> str:
        """What stands for it: kind, harms and cases, whenever and in whichever edition they were played."""
        harms, cases = sorted(one.id for one in self.harms), sorted(one.scenario_id for one in self.cases)
        return hashlib.sha256(json.dumps([self.kind, harms, cases]).encode()).hexdigest()


def write_harms(harms: tuple[Harm, ...]) -> str:
    """Return kinds of harm as they are kept."""
    return json.dumps([{"id": one.id, **_both(one.name)} for one in harms], ensure_ascii=False)


def read_harms(text: str) -> tuple[Harm, ...]:
    """Return kept kinds of harm."""
    return tuple(Harm(one["id"], Words(one["ar"], one["en"])) for one in json.loads(text))


def write_cases(cases: tuple[Case, ...]) -> str:
    """Return cases as they are kept."""
    told = (
        {"id": one.scenario_id, **_both(one.title), "edition": one.edition, "day": one.day.isoformat()}
        for one in cases
    )
    return json.dumps([*told], ensure_ascii=False)


def read_cases(text: str) -> tuple[Case, ...]:
    """Return kept cases."""
    return tuple(
        Case(one["id"], Words(one["ar"], one["en"]), one["edition"], dt.date.fromisoformat(one["day"]))
        for one in json.loads(text)
    )


def _both(words: Words) -> dict[str, str]:
    return {"ar": words.ar, "en": words.en}
