"""A participant's page, or what moves of it, made once for all who see the same: a few words differ."""

from collections.abc import Callable, Hashable

from webapp.web.memory import Lately
from webapp.web.pages import Frame, framed

MOST = 512
_kept: Lately[Hashable, Frame] = Lately(MOST)


def kept(key: Hashable, make: Callable[[], str]) -> Frame:
    """Return a page with gaps for the words that differ; `make` is asked where none is kept.

    Shape: `key` says everything that the page depends on but those words. A room's own key is in it, and the
    number that every step raises, so nothing has to be dropped.
    """
    return _kept.get(key) or _kept.keep(key, framed(make()))
