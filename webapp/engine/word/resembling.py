"""Which blocks of a manual some texts resemble, by the runs of words they share."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from webapp.engine.words.normal import normal

_RUN = 3
_LEAST = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Likeness:
    """A block that a text resembles. Units: `share` of all runs of words that both have, from 0 to 1."""

    uid: str
    share: float


class Index:
    """The blocks of one language, by their runs of words."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._runs = {uid: runs(text) for uid, text in texts.items()}
        self._with: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for uid, found in self._runs.items():
            for run in found:
                self._with[run].append(uid)

    def like(self, text: str) -> tuple[Likeness, ...]:
        """Return the blocks a text resembles, the nearest first."""
        own = runs(text)
        shared = Counter(uid for run in own for uid in self._with.get(run, ()))
        found = (Likeness(uid, count / len(own | self._runs[uid])) for uid, count in shared.items())
        return tuple(sorted((one for one in found if one.share >= _LEAST), key=lambda one: -one.share))


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words of a text, as words are compared; of a shorter one, all of it."""
    words = [word for word in (normal(part) for part in text.split()) if word]
    if len(words) <= _RUN:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def same_words(one: str, other: str) -> bool:
    """Say whether two texts have the same words."""
    return [normal(part) for part in one.split()] == [normal(part) for part in other.split()]


def uids_of(pairs: Iterable[tuple[Likeness, ...]]) -> dict[int, str]:
    """Return for each text, by its place, the one block it takes over: each block once, the surest first."""
    offers = [(one.share, at, one.uid) for at, offered in enumerate(pairs) for one in offered]
    taken: dict[int, str] = {}
    gone: set[str] = set()
    for _share, at, uid in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if at not in taken and uid not in gone:
            taken[at] = uid
            gone.add(uid)
    return taken
