"""The part of a participant's page that moves, made once for all who see the same: a few words differ."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping

from markupsafe import Markup

MOST = 512
"""So many parts of pages are kept; the one that was longest not asked for goes first."""

_EDGE = "\N{NULL}"  # a letter that HTML cannot hold
_kept: OrderedDict[Hashable, tuple[str, ...]] = OrderedDict()
_turn = threading.Lock()


def gap(name: str) -> Markup:
    """Return what holds the place of a word that differs from one participant to the next."""
    return Markup(f"{_EDGE}{name}{_EDGE}")  # noqa: S704 -- a name of ours


def filled(key: Hashable, make: Callable[[], str], words: Mapping[str, str]) -> str:
    """Return a part of a page with these words, trusted HTML, in its gaps; `make` is asked for a new one.

    Shape: `key` says everything that the part depends on but the words. A room's own key is in it, and the
    number that every step raises, so nothing has to be dropped.
    """
    with _turn:
        parts = _kept.get(key)
        if parts is not None:
            _kept.move_to_end(key)
    if parts is None:
        parts = tuple(make().split(_EDGE))
        with _turn:
            _kept[key] = parts
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return "".join(words[part] if place % 2 else part for place, part in enumerate(parts))
