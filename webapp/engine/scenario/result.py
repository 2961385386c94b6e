"""What a score is made of, and its text in store: exact both ways, fractions written as "a/b"."""

import dataclasses
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from webapp.engine.scenario.model import Choice, CriticalClass
from webapp.engine.scenario.rules import Band

RowKind = Literal["best", "fine", "slip", "mistake", "critical"]


@dataclasses.dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension's bar. Units: weight a share of 1; score and floor of 100, None where there is none."""

    code: str
    weight: Fraction
    score: Fraction | None
    floor: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class LedgerRow:
    """What a decision cost. Units: points of 100; a dimension's loss may be negative, the row's never is."""

    position: int
    scene_id: str
    loss: Fraction
    by_dimension: Mapping[str, Fraction]
    kind: RowKind
    chosen: Choice
    best: Choice
    cites: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Adjustment:
    """A cap's row, or that of the stop at 0. Units: points taken; what the stop gives back is negative."""

    kind: Literal["cap", "floor-at-zero"]
    class_: str
    points: Fraction
    position: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Critical:
    """A critical answer that was given; `repaired` in time, for a C1."""

    class_: CriticalClass
    position: int
    field: str
    answer: str
    repaired: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """A play's score; losses of rows and points of caps add up to 100 − final. Units: points of 100."""

    rules: int
    raw: Fraction
    final: Fraction
    band: Band
    dimensions: tuple[DimensionScore, ...]
    rows: tuple[LedgerRow, ...]
    caps: tuple[Adjustment, ...]
    below_floor: tuple[str, ...]
    criticals: tuple[Critical, ...]


def to_json(result: Result) -> str:
    """Return a result as text; the same result always gives the same text."""
    return json.dumps(_plain(result), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Result:
    """Return the result a text was made from, exactly.

    Errors: KeyError or ValueError for a text that `to_json` did not make.
    """
    data = json.loads(text)
    return Result(
        rules=data["rules"],
        raw=Fraction(data["raw"]),
        final=Fraction(data["final"]),
        band=data["band"],
        dimensions=tuple(_dimension(one) for one in data["dimensions"]),
        rows=tuple(_row(one) for one in data["rows"]),
        caps=tuple(Adjustment(**{**one, "points": Fraction(one["points"])}) for one in data["caps"]),
        below_floor=tuple(data["below_floor"]),
        criticals=tuple(Critical(**one) for one in data["criticals"]),
    )


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    return value


def _dimension(data: dict[str, Any]) -> DimensionScore:
    score = data["score"]
    return DimensionScore(
        data["code"], Fraction(data["weight"]), None if score is None else Fraction(score), data["floor"]
    )


def _row(data: dict[str, Any]) -> LedgerRow:
    return LedgerRow(
        position=data["position"],
        scene_id=data["scene_id"],
        loss=Fraction(data["loss"]),
        by_dimension={code: Fraction(loss) for code, loss in data["by_dimension"].items()},
        kind=data["kind"],
        chosen=_choice(data["chosen"]),
        best=_choice(data["best"]),
        cites=tuple(data["cites"]),
    )


def _choice(data: dict[str, list[str]]) -> Choice:
    return {field: tuple(answers) for field, answers in data.items()}
