"""What a reviewer does to the rows of a proposal: parts, joins, splits them, leaves some out."""

import re
from collections.abc import Sequence
from typing import Any

from webapp.engine.manual.number import fresh_uid

Rows = list[dict[str, Any]]
LANGUAGES = ("ar", "en")
_SENTENCE = re.compile(r"(?<=[.؟?!])\s+")


class NotPossible(ValueError):
    """This cannot be done to this row; `why` is one word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def part(rows: Sequence[dict[str, Any]], at: int) -> Rows:
    """Return the rows with one of them parted: its two texts are not twins.

    Errors: NotPossible `alone` where one text has no twin.
    """
    row = rows[at]
    if not row["ar"] or not row["en"]:
        raise NotPossible("alone")
    second = {**row, "ar": None, "uid": _fresh(row, rows), "like": 0.0, "sure": 0.0}
    return [*rows[:at], {**row, "en": None, "sure": 0.0}, second, *rows[at + 1 :]]


def join(rows: Sequence[dict[str, Any]], at: int) -> Rows:
    """Return the rows with one of them joined to the next: what one lacks the other gives.

    Errors: NotPossible `last`, and `kinds` where blocks of two kinds would become one.
    """
    if at + 1 >= len(rows):
        raise NotPossible("last")
    row, below = rows[at], rows[at + 1]
    sides = {lang: _together(row[lang], below[lang]) for lang in LANGUAGES}
    kinds = {side["kind"] for side in sides.values() if side}
    if len(kinds) > 1 and "heading" in kinds:
        raise NotPossible("kinds")
    first = row if row["like"] or not below["like"] else below
    joined = {**row, **sides, "uid": first["uid"], "like": first["like"], "out": False, "sure": 1.0}
    return [*rows[:at], joined, *rows[at + 2 :]]


def split(rows: Sequence[dict[str, Any]], at: int) -> Rows:
    """Return the rows with one of them in two: after the first entry of a list, or near the middle of a text.

    Errors: NotPossible `short` where there is nothing to split.
    """
    row = rows[at]
    halves = {lang: _halves(row[lang]) for lang in LANGUAGES}
    if all(second is None for _first, second in halves.values()):
        raise NotPossible("short")
    above = {**row, **{lang: first for lang, (first, _) in halves.items()}}
    below = {
        **row,
        **{lang: second for lang, (_, second) in halves.items()},
        "uid": _fresh(row, rows),
        "like": 0.0,
    }
    return [*rows[:at], above, below, *rows[at + 1 :]]


def turn(rows: Sequence[dict[str, Any]], at: int) -> Rows:
    """Return the rows with one of them left out, or taken in again."""
    return [*rows[:at], {**rows[at], "out": not rows[at]["out"]}, *rows[at + 1 :]]


def _together(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    if one is None or other is None:
        return one or other
    if one["kind"] != other["kind"] or one["kind"] in {"heading", "table"}:
        raise NotPossible("kinds")
    between = "\n" if one["kind"] == "list" else " "
    return {
        **one,
        "text": one["text"] + between + other["text"],
        "plain": one["plain"] + " " + other["plain"],
        "notes": {**one["notes"], **other["notes"]},
    }


def _halves(side: dict[str, Any] | None) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    if side is None or side["kind"] in {"heading", "table"}:
        return side, None
    text = side["text"]
    if side["kind"] == "list":
        cuts = [found.start() for found in re.finditer(r"\n(?=\S)", text)][:1]
    else:
        cuts = [found.end() for found in _SENTENCE.finditer(text)]
    if not cuts:
        return side, None
    cut = min(cuts, key=lambda place: abs(place - len(text) // 2))
    first, second = text[:cut].strip(), text[cut:].strip()
    return {**side, "text": first, "plain": first}, {**side, "text": second, "plain": second}


def _fresh(row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    return fresh_uid(f"review\0{row['uid']}", {one["uid"] for one in rows}) if row["uid"] else ""
