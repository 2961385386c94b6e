"""Fields in which a moment is chosen among those offered; each lies in one stretch of time, the answer."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.engine.scenario.kind import ACCEPTED, EXPERT, OTHER, Kind, Picks, refuse_one
from webapp.engine.scenario.model import Answer, Field, Offer


def holds(answer: Answer, offer: Offer) -> bool:
    """Say whether a stretch holds an offer: later than where it begins, and not after its end."""
    begins = answer.since is None or offer.at > answer.since
    return begins and (answer.until is None or offer.at <= answer.until)


def stretch(field: Field, offer_id: str) -> Answer:
    """Return the first stretch of the file that holds an offer.

    Errors: KeyError for one that is not offered, or lies in no stretch.
    """
    for offer in field.offers:
        for answer in field.answers:
            if offer.id == offer_id and holds(answer, offer):
                return answer
    raise KeyError(offer_id)


def _ids(field: Field) -> Picks:
    return tuple(offer.id for offer in field.offers)


def _refuse(field: Field, given: Sequence[str]) -> str | None:
    return refuse_one(_ids(field), given)


def _read(_field: Field, given: Sequence[str]) -> Picks:
    return tuple(given)


def _ways(field: Field) -> list[Picks]:
    return [(name,) for name in _ids(field)]


def _expert(field: Field) -> Picks:
    """Return the earliest offer in the best stretch."""
    return next((name,) for name in _ids(field) if stretch(field, name).expert)


def _rank(field: Field, picks: Picks) -> int:
    answer = stretch(field, picks[0])
    return EXPERT if answer.expert else ACCEPTED if answer.accepted else OTHER


def _minutes(field: Field, picks: Picks) -> int:
    return stretch(field, picks[0]).minutes


def _credit(field: Field, picks: Picks) -> Mapping[str, Fraction]:
    return stretch(field, picks[0]).credit


def _shown(field: Field, picks: Picks) -> tuple[Answer, ...]:
    return tuple(stretch(field, name) for name in picks)


def _cites(field: Field, picks: Picks) -> Iterator[str]:
    return iter(stretch(field, picks[0]).cite)


def _taking(field: Field, names: Sequence[str]) -> list[Picks]:
    return [(name,) for name in _ids(field) if stretch(field, name).id in names]


def _slips(field: Field) -> Iterator[tuple[Answer, Picks]]:
    """Return one offer of each stretch that is neither the expert's nor accepted."""
    told: set[str] = set()
    for name in _ids(field):
        answer = stretch(field, name)
        if answer.id not in told and not (answer.expert or answer.accepted):
            told.add(answer.id)
            yield answer, (name,)


def _alike(field: Field, one: Picks, other: Picks) -> bool:
    return stretch(field, one[0]).id == stretch(field, other[0]).id


WHEN = Kind(
    refuse=_refuse,
    read=_read,
    ways=_ways,
    count=lambda field: len(field.offers),
    expert=_expert,
    rank=_rank,
    minutes=_minutes,
    credit=_credit,
    shown=_shown,
    struck=_shown,
    cites=_cites,
    first=lambda field: _ways(field)[:1],
    taking=_taking,
    slips=_slips,
    alike=_alike,
)
