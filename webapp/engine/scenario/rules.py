"""The numbers of scoring: caps, floors, bands. Change one and raise RULES; docs/scoring.md explains them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

RULES = 1
"""Kept with every result: results are shown as they were given and never computed again."""

Band = Literal["secure", "developing", "again"]

FULL = 100
SECURE = 80
DEVELOPING = 60
FLOORS: Mapping[str, int] = {"SAF": 75, "ENT": 70, "TIM": 60, "CDH": 60, "DOC": 50}
CAP_C1 = 40
CAP_REPAIRED = 60
CAP_C2 = 60
SLIP = Fraction(5)
"""A loss below this is a slip, from here on a mistake."""


def cap(class_: str, *, repaired: bool) -> int | None:
    """Return the cap a critical answer puts on the final score; a C3 puts none. Units: points of 100."""
    if class_ == "C1":
        return CAP_REPAIRED if repaired else CAP_C1
    return CAP_C2 if class_ == "C2" else None


def final(raw: Fraction, lowest_cap: int | None) -> Fraction:
    """Return the final score. Units: points of 100, never below 0."""
    capped = raw if lowest_cap is None else min(raw, Fraction(lowest_cap))
    return max(Fraction(0), capped)


def band(final_score: Fraction, *, below_floor: bool, serious: bool) -> Band:
    """Return the band; `serious` says that there was a C1 or a C2, repaired or not."""
    if serious or final_score < DEVELOPING:
        return "again"
    return "secure" if final_score >= SECURE and not below_floor else "developing"
