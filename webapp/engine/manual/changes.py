"""What two editions differ in, block by block: what each says, and where it stands."""

import bisect
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """One block of one edition in one language, as far as comparing needs it."""

    uid: str
    lang: str
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One block that differs."""

    uid: str
    lang: str
    kind: Literal["added", "removed", "changed"]


def compare(old: Iterable[Version], new: Iterable[Version]) -> tuple[Change, ...]:
    """Return what was added or changed, in the order of the new edition, then what was removed."""
    before, after = _by_name(old), _by_name(new)
    changes = []
    for (uid, lang), digest in after.items():
        if (uid, lang) not in before:
            changes.append(Change(uid, lang, "added"))
        elif before[uid, lang] != digest:
            changes.append(Change(uid, lang, "changed"))
    changes.extend(Change(uid, lang, "removed") for uid, lang in before if (uid, lang) not in after)
    return tuple(changes)


def moved(old: Iterable[str], new: Sequence[str]) -> frozenset[str]:
    """Return the fewest uids that must have moved, so that all others stand in the order they had.

    Shape: each uid at most once in either order; those of one order alone have not moved.
    """
    places = {uid: at for at, uid in enumerate(new)}
    shared = [uid for uid in old if uid in places]
    return frozenset(shared) - _longest_rising(shared, places)


def together(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return the uids of both orders, each once: the new order, what is gone after what it stood after."""
    kept = tuple(new)
    gone: dict[str, list[str]] = {}
    last, there = "", set(kept)
    for uid in old:
        if uid in there:
            last = uid
        else:
            gone.setdefault(last, []).append(uid)
    found = [*gone.get("", ())]
    for uid in kept:
        found += [uid, *gone.get(uid, ())]
    return tuple(found)


def _longest_rising(shared: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return the longest run, gaps allowed, of uids whose places rise (patience sorting)."""
    tops: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for uid in shared:
        at = bisect.bisect_left(tops, places[uid])
        before[uid] = ends[at - 1] if at else None
        tops[at : at + 1] = [places[uid]]
        ends[at : at + 1] = [uid]
    kept: set[str] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _by_name(versions: Iterable[Version]) -> Mapping[tuple[str, str], str]:
    return {(one.uid, one.lang): one.digest for one in versions}
