"""Two people's changes to one text put together, word by word; what both changed is shown."""

import dataclasses
import difflib
import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_TELLS = re.compile(r"\w")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 4_000
"""Words of a text; longer ones are merged line by line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of the merged text. Shape: where both changed it, the two differ; `text` is the old."""

    text: str
    mine: str
    theirs: str

    @property
    def is_conflict(self) -> bool:
        """Say whether both changed it, and otherwise."""
        return self.mine != self.theirs


@dataclasses.dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge, in the order of the text."""

    pieces: tuple[Piece, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether no place was changed by both."""
        return not any(one.is_conflict for one in self.pieces)

    @property
    def text(self) -> str:
        """The merged text; of a place that both changed, both versions, mine first."""
        return "".join(_both(one) if one.is_conflict else one.mine for one in self.pieces)


@dataclasses.dataclass(frozen=True, slots=True)
class _Change:
    """Words `start` to `end` of the base give way to other words."""

    start: int
    end: int
    words: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Return what two texts come to that were both made from `base`."""
    if mine in (base, theirs):
        return Merged((Piece(theirs, theirs, theirs),))
    if theirs == base:
        return Merged((Piece(mine, mine, mine),))
    is_long = max(len(_WORD.findall(one)) for one in (base, mine, theirs)) > _MOST
    words, ours, others = ((_LINE if is_long else _WORD).findall(one) for one in (base, mine, theirs))
    pieces = _pieces(words, _changes(words, ours), _changes(words, others))
    return Merged(tuple(_closed_up(pieces)))


def _pieces(words: Sequence[str], ours: Sequence[_Change], others: Sequence[_Change]) -> Iterable[Piece]:
    at = 0
    for group in _groups(ours, others):
        start, end = min(one.start for one in group), max(one.end for one in group)
        if start > at:
            same = "".join(words[at:start])
            yield Piece(same, same, same)
        mine = _applied(words, start, end, [one for one in group if one in ours])
        theirs = _applied(words, start, end, [one for one in group if one in others])
        old = "".join(words[start:end])
        if mine == old:
            yield Piece(old, theirs, theirs)
        elif theirs == old:
            yield Piece(old, mine, mine)
        else:
            yield Piece(old, mine, theirs)
        at = end
    rest = "".join(words[at:])
    if rest:
        yield Piece(rest, rest, rest)


def _closed_up(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Yield the pieces; two conflicts with no word between them are one, or their words would be mixed."""
    held: list[Piece] = []
    for one in pieces:
        if held and not one.is_conflict and _TELLS.search(one.mine):
            yield from _one(held)
            held = []
        if held or one.is_conflict:
            held.append(one)
        else:
            yield one
    yield from _one(held)


def _one(held: Sequence[Piece]) -> Iterable[Piece]:
    last = max((at for at, one in enumerate(held) if one.is_conflict), default=-1)
    if last >= 0:
        inner = held[: last + 1]
        yield Piece(*("".join(getattr(one, name) for one in inner) for name in ("text", "mine", "theirs")))
    yield from held[last + 1 :]


def _changes(words: Sequence[str], new: Sequence[str]) -> list[_Change]:
    codes = difflib.SequenceMatcher(None, words, new, autojunk=False).get_opcodes()
    return [_Change(a, b, tuple(new[c:d])) for code, a, b, c, d in codes if code != "equal"]


def _groups(ours: Sequence[_Change], others: Sequence[_Change]) -> Iterable[list[_Change]]:
    """Yield changes that meet as one group: those that touch are taken to be about the same words."""
    group: list[_Change] = []
    end = 0
    for one in sorted((*ours, *others), key=lambda one: (one.start, one.end)):
        if group and one.start > end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.end) if len(group) > 1 else one.end
    if group:
        yield group


def _applied(words: Sequence[str], start: int, end: int, changes: Iterable[_Change]) -> str:
    told, at = [], start
    for one in changes:
        told += [*words[at : one.start], *one.words]
        at = one.end
    return "".join((*told, *words[at:end]))


def _both(one: Piece) -> str:
    meets = not one.mine or not one.theirs or one.mine[-1].isspace() or one.theirs[0].isspace()
    between = "" if meets else " "
    return f"{one.mine}{between}{one.theirs}"
