"""The two languages of a Word file brought together: sections with sections, blocks with blocks.

Both languages are read as two streams, whatever their layout was; each is cut at its headings, and the
streams are aligned in their order, first the parts, then what stands in them.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from webapp.engine.word.likelihood import Likelihood, confidence, ratio
from webapp.engine.word.tree import Item

T = TypeVar("T")

_GAP = -0.4
_PART_GAP = -0.5
_BAND = 150
"""How far the two streams may run apart within one section."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """Two items that say the same, or one whose twin is missing. Units: `confidence` from 0 to 1."""

    ar: Item | None
    en: Item | None
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading that begins a section, or a chapter (`is_chapter`), in both languages."""

    ar: Item | None
    en: Item | None
    is_chapter: bool
    confidence: float
    rows: tuple[Row, ...]


@dataclasses.dataclass(slots=True)
class _Part:
    """A heading and what follows it, in one language."""

    heading: Item | None
    items: list[Item]

    @property
    def letters(self) -> int:
        return sum(len(item.text) for item in self.items)


def paired(
    items: Sequence[Item],
    *,
    lexicon: Sequence[tuple[str, str]] = (),
    known: Mapping[int, str] | None = None,
) -> tuple[Section, ...]:
    """Return the sections of a file with their rows.

    Shape: `lexicon` are words that say the same, Arabic and small English; `known` are the uids that items
    have taken over, by their place.
    """
    leads = next((item.lang for item in items if item.lang), "ar")
    likely = Likelihood(ratio=ratio(items), leads=leads, lexicon=lexicon, known=known or {})
    deepest = _section_level(items)
    streams = {lang: _parts([one for one in items if one.lang == lang], deepest) for lang in ("ar", "en")}
    sections = []
    for ar, en, score in aligned(
        streams["ar"], streams["en"], lambda one, other: _parts_alike(one, other, likely), gap=_PART_GAP
    ):
        ours, theirs = ar.items if ar else [], en.items if en else []
        rows = tuple(
            Row(one, other, confidence(found) if one and other else 0.0)
            for one, other, found in aligned(ours, theirs, likely.of, gap=_GAP)
        )
        heads = [part.heading for part in (ar, en) if part and part.heading]
        is_chapter = any(head.level < deepest for head in heads)
        sure = confidence(score) if ar and en else 0.0
        sections.append(
            Section(ar.heading if ar else None, en.heading if en else None, is_chapter, sure, rows)
        )
    return tuple(sections)


def _section_level(items: Sequence[Item]) -> int:
    """Return the level of heading that begins a section: the second there is, or the only one."""
    levels = sorted({item.level for item in items if item.kind == "heading"})
    return levels[1] if len(levels) > 1 else (levels[0] if levels else 1)


def _parts(items: Sequence[Item], deepest: int) -> list[_Part]:
    parts = [_Part(None, [])]
    for item in items:
        if item.kind == "heading" and item.level <= deepest:
            parts.append(_Part(item, []))
        else:
            parts[-1].items.append(item)
    return [part for part in parts if part.heading or part.items]


def _parts_alike(ar: _Part, en: _Part, likely: Likelihood) -> float:
    """Return how much speaks for two parts being one section."""
    if (ar.heading is None) != (en.heading is None):
        return -6.0
    score = likely.of(ar.heading, en.heading) if ar.heading and en.heading else 1.0
    for kind in ("heading", "paragraph", "list", "table"):
        ours = [item for item in ar.items if item.kind == kind]
        theirs = [item for item in en.items if item.kind == kind]
        score += 0.6 if len(ours) == len(theirs) else -0.25 * min(6, abs(len(ours) - len(theirs)))
        if kind in {"list", "table"} and ours:
            score += 0.8 if [one.size for one in ours] == [one.size for one in theirs] else -0.4
    if len(ar.items) == len(en.items):
        score += sum(
            max(-0.5, min(0.5, likely.of(a, e) / 8)) for a, e in zip(ar.items, en.items, strict=True)
        )
    return score


def aligned(
    ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float], *, gap: float
) -> list[tuple[T | None, T | None, float]]:
    """Return two sequences in their order, each with its twin where having one is likelier than having none.

    Shape: (one, other, how likely); what one sequence alone has stands beside None.
    """
    best, steps = _table(ours, theirs, alike, gap)
    found: list[tuple[T | None, T | None, float]] = []
    at, other = len(ours), len(theirs)
    while at or other:
        step = steps[at][other]
        if step == "both":
            at, other = at - 1, other - 1
            score = best[at + 1][other + 1] - best[at][other]
            found.append((ours[at], theirs[other], score))
        elif step == "ours":
            at -= 1
            found.append((ours[at], None, 0.0))
        else:
            other -= 1
            found.append((None, theirs[other], 0.0))
    return found[::-1]


def _table(
    ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float], gap: float
) -> tuple[list[list[float]], list[list[str]]]:
    """Return the best sum up to each place, and by which step it was reached."""
    wide, high = len(theirs), len(ours)
    best = [[gap * column for column in range(wide + 1)]]
    steps = [["theirs"] * (wide + 1)]
    for at in range(1, high + 1):
        above, line, step = best[-1], [gap * at], ["ours"]
        middle = at * wide // high
        for column in range(1, wide + 1):
            without, alone = above[column] + gap, line[column - 1] + gap
            chosen, how = (without, "ours") if without >= alone else (alone, "theirs")
            if abs(column - middle) <= _BAND:
                both = above[column - 1] + alike(ours[at - 1], theirs[column - 1])
                if both >= chosen:
                    chosen, how = both, "both"
            line.append(chosen)
            step.append(how)
        best.append(line)
        steps.append(step)
    return best, steps
