"""Fields in which something is written freely: never scored, kept with the answers, shown to the trainer."""

from collections.abc import Sequence
from fractions import Fraction

from webapp.engine.letters import UNPRINTABLE
from webapp.engine.scenario.kind import EXPERT, Kind, Picks
from webapp.engine.scenario.model import Answer, Field

MOST_TEXT = 600
"""Units: characters."""

NOTHING: Picks = ()


def written(given: Sequence[str]) -> str:
    """Return what was written, without what no page can hold."""
    return UNPRINTABLE.sub("", "".join(given).replace("\r\n", "\n")).strip()


def _refuse(_field: Field, given: Sequence[str]) -> str | None:
    if len(given) > 1:
        return "repeated"
    return "too-long" if len(written(given)) > MOST_TEXT else None


def _read(_field: Field, given: Sequence[str]) -> Picks:
    text = written(given)
    return (text,) if text else NOTHING


def _one_way(_field: Field, *_more: object) -> list[Picks]:
    return [NOTHING]


def _no_answers(_field: Field, _picks: Picks) -> tuple[Answer, ...]:
    return ()


def _no_credit(_field: Field, _picks: Picks) -> dict[str, Fraction]:
    return {}


TEXT = Kind(
    refuse=_refuse,
    read=_read,
    ways=_one_way,
    count=lambda _field: 1,
    expert=lambda _field: NOTHING,
    rank=lambda _field, _picks: EXPERT,
    minutes=lambda _field, _picks: 0,
    credit=_no_credit,
    shown=_no_answers,
    struck=_no_answers,
    cites=lambda _field, _picks: iter(()),
    first=_one_way,
    taking=_one_way,
    slips=lambda _field: iter(()),
    alike=lambda _field, _one, _other: True,
)
