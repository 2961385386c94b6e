"""Reading Markdown: CommonMark, tables, definition lists, footnotes, and the three things of our own."""

import functools
import itertools
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from webapp.engine.manual import references

_UID = re.compile(r"\{#([^{}\n]*)\}[ \t]*")
_OPENS = re.compile(r":::[ \t]*([^\s:].*)")
_CLOSES = re.compile(r":{3,}[ \t]*")


def reader() -> MarkdownIt:
    """Return a parser without raw HTML, images and links by definition, which the manual does not use."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(deflist_plugin).use(footnote_plugin)
    parser.disable(["image", "autolink", "html_block", "html_inline", "reference"])
    parser.inline.ruler.before("emphasis", "reference_in_braces", _reference_rule)
    return parser


def _outliner() -> MarkdownIt:
    parser = reader()
    parser.block.ruler.before("table", "uid", _uid_rule)
    parser.block.ruler.before(
        "table", "container", _container_rule, {"alt": ["paragraph", "list", "blockquote"]}
    )
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def outline(body: str) -> tuple[Token, ...]:
    """Return the top-level tokens of a section's text, with uids and containers among them."""
    return tuple(token for token in _OUTLINER.parse(references.hide_bars(body)) if token.level == 0)


_A_MANUAL = 4096
"""Blocks of a whole manual: each is read for its check, its page, its quotation and its plain text."""


def tokens(text: str, environment: dict[str, Any]) -> tuple[Token, ...]:
    """Return all tokens of one block's own text; they are not to be changed."""
    found, notes = _tokens(text)
    environment.update(notes)
    return found


@functools.lru_cache(maxsize=_A_MANUAL)
def _tokens(text: str) -> tuple[tuple[Token, ...], dict[str, Any]]:
    notes: dict[str, Any] = {}
    return tuple(_READER.parse(references.hide_bars(text), notes)), notes


def inline_tokens(text: str) -> Sequence[Token]:
    """Return the tokens of one line of running text, such as a heading."""
    parsed = _READER.parseInline(references.hide_bars(text))
    return parsed[0].children or ()


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] : state.eMarks[at]]


def _uid_rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 -- the parser calls it so
    match = _UID.fullmatch(_line(state, start)) if state.level == 0 else None
    if match is None:
        return False
    if not silent:
        token = state.push("uid", "", 0)
        token.map = [start, start + 1]
        token.content = match[1]
        state.line = start + 1
    return True


def _container_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as above
    match = _OPENS.fullmatch(_line(state, start)) if state.level == 0 else None
    if match is None:
        return False
    if silent:
        return True
    close, nested, closed = _extent(state, start, end)
    token = state.push("container", "", 0)
    token.map = [start, close + closed]
    token.info = match[1].strip()
    token.content = "\n".join(_line(state, at) for at in range(start + 1, close))
    token.meta = {"closed": closed, "nested": nested}
    state.line = close + closed
    return True


def _extent(state: StateBlock, start: int, end: int) -> tuple[int, int, bool]:
    """Return the line where a container ends, the line of one nested in it or 0, and whether it is closed.

    A second opening is nested when both are closed; when not, the first container is unclosed and ends there.
    """
    found = (at for at in range(start + 1, end) if _line(state, at).startswith(":::"))
    fences = [*itertools.islice(found, 3)]
    match [bool(_CLOSES.fullmatch(_line(state, at))) for at in fences]:
        case [True, *_]:
            return fences[0], 0, True
        case [False, True, True]:
            return fences[2], fences[0], True
    most = fences[0] if fences else end
    return next((at for at in range(start + 1, most) if _begins_another(_line(state, at))), most), 0, False


def _begins_another(line: str) -> bool:
    """Say whether a line shows that the container above it was meant to be closed before."""
    return bool(_UID.fullmatch(line)) or line.startswith("#")


def _reference_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as above
    if state.src[state.pos] != "{":
        return False
    match = references.BRACES.match(state.src, state.pos)
    reference = references.parse(match[0]) if match else None
    if match is None or reference is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"reference": reference}
        token.content = match[0]
    state.pos = match.end()
    return True


_READER = reader()
_OUTLINER = _outliner()
