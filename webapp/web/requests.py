"""What a request brings: what people write is text, so what is no letter is taken for an unreadable one."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

from webapp.engine.letters import UNPRINTABLE

UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class Request(HtmxAwareRequest):
    """A request whose query and form hold only what a page can show and a database can keep.

    Shape: PostgreSQL keeps no NUL, and HTML none of `UNPRINTABLE`; browsers show the same sign instead.
    """

    if not TYPE_CHECKING:

        @cached_property
        def args(self) -> ImmutableMultiDict[str, str]:
            """Return the query."""
            told = self.query_string.decode("utf-8", "replace")  # nothing makes anybody send UTF-8
            return _legible(ImmutableMultiDict(parse_qsl(told, keep_blank_values=True, errors="replace")))

    def _load_form_data(self) -> None:
        """Read the form, once."""
        super()._load_form_data()
        self.__dict__["form"] = _legible(self.__dict__["form"])


def _legible(given: ImmutableMultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    pairs = [*given.items(multi=True)]
    if not any(UNPRINTABLE.search(word) for pair in pairs for word in pair):
        return given
    return ImmutableMultiDict(
        [(UNPRINTABLE.sub(UNREADABLE, name), UNPRINTABLE.sub(UNREADABLE, value)) for name, value in pairs]
    )
