"""How an author's plain text is laid out: paragraphs, somebody's words, lines of a record, spans of time."""

import dataclasses
from typing import Literal

from babel import Locale
from babel.units import format_unit

_DUALS = {"دقيقتان": "دقيقتين", "ساعتان": "ساعتين", "يومان": "يومين"}
MINUTES_IN_HOUR = 60
MINUTES_IN_DAY = 24 * MINUTES_IN_HOUR


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `said` holds somebody's words."""

    kind: Literal["plain", "said"]
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line of a record or a log: a name (or an hour) and what stands beside it."""

    name: str
    value: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return an author's text as paragraphs; one that begins with `>` is somebody's words."""
    found = []
    for raw in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in raw.strip().splitlines()]
        if not any(lines):
            continue
        said = lines[0].startswith(">")
        joined = " ".join(line.removeprefix(">").strip() for line in lines if line)
        found.append(Paragraph("said" if said else "plain", joined))
    return tuple(found)


def record_lines(text: str) -> tuple[Line, ...]:
    """Return `name: value` lines, or nothing when the text is not such a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pairs = [line.partition(": ") for line in lines]
    if not pairs or not all(colon for _, colon, _ in pairs):
        return ()
    return tuple(Line(name.strip(), value.strip()) for name, _, value in pairs)


def _unit(amount: int, unit: str, lang: str) -> str:
    """Return so many days, hours or minutes; the words for Arabic days are missing from Babel's own."""
    if lang != "ar" or unit != "day":
        return format_unit(amount, f"duration-{unit}", length="long", locale=lang)
    forms = {"one": "يوم", "two": "يومان", "few": f"{amount} أيام", "many": f"{amount} يومًا"}
    return forms.get(Locale("ar").plural_form(amount), f"{amount} يوم")


def span(minutes: int, lang: str, case: Literal["subject", "object"] = "subject") -> str:
    """Return a length of time in words, at most two units.

    Shape: `case` is how the words stand in an Arabic sentence: what remains, or what something is late by.
    Units: minutes, not negative.
    """
    days, rest = divmod(minutes, MINUTES_IN_DAY)
    hours, left = divmod(rest, MINUTES_IN_HOUR)
    parts = [
        _unit(amount, unit, lang)
        for amount, unit in ((days, "day"), (hours, "hour"), (left, "minute"))
        if amount
    ][:2]
    if not parts:
        return format_unit(0, "duration-minute", length="long", locale=lang)
    if lang != "ar":
        return " ".join(parts)
    return " و".join(_DUALS.get(part, part) if case == "object" else part for part in parts)
