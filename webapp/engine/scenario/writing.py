"""A document written out as YAML that people can go on with, and that reads as the same document."""

import json
import re
from collections.abc import Iterator

from webapp.engine.yaml import Mapping, Node, Scalar, Sequence

LANGUAGES = ("ar", "en")
"""Keys whose texts always stand in quotes, as people write them."""

WIDEST = 100
"""Letters up to which what holds other things stays on one line."""

_PLAIN = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9_.+/-]*(:[A-Za-z0-9_.+/-]+)*\Z")
_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""What YAML takes for the end of a line, besides the one that we write, or for the beginning of a file."""

_INDENTED = re.compile(r"[ \t]")
_STEP = "  "


def written(node: Node) -> str:
    """Return a document as text; the same document, the same text.

    Shape: a mapping or a list at the top begins at the margin, one key or item after the other.
    """
    lines = [_flow(node)] if isinstance(node, Scalar) else _block(node, "")
    return "\n".join(line for line in lines if line is not None) + "\n"


def _block(node: Mapping | Sequence, margin: str) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _under(f"{margin}{_word(key)}:", entry, margin, key)
    else:
        for item in node:
            yield from _item(item, margin)


def _under(head: str, node: Node, margin: str, key: str = "") -> Iterator[str]:
    """Write what stands under a key, or behind a dash: on the same line where that is short."""
    flow = _flow(node, key)
    if flow is not None:
        yield f"{head} {flow}"
    elif isinstance(node, Scalar):
        yield f"{head} {'|' if node.text.endswith(chr(10)) else '|-'}"
        yield from (margin + _STEP + row if row else "" for row in _rows(node.text))
    else:
        yield head
        yield from _block(node, margin + _STEP)


def _item(node: Node, margin: str) -> Iterator[str]:
    if isinstance(node, Mapping) and _flow(node) is None:
        first, *more = _block(node, margin + _STEP)
        yield f"{margin}- {first.removeprefix(margin + _STEP)}"
        yield from more
    else:
        yield from _under(f"{margin}-", node, margin)


def _rows(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _flow(node: Node, key: str = "") -> str | None:
    """Return what can stand on one line; None for what is better written over several."""
    if isinstance(node, Scalar):
        return None if _is_long_text(node.text) else _word(node.text, quoted=key in LANGUAGES)
    if isinstance(node, Mapping):
        pairs = [(name, _flow(entry, name)) for name, entry in node.entries.items()]
        inner = [None if flow is None else f"{_word(name)}: {flow}" for name, flow in pairs]
    else:
        inner = [_flow(item) for item in node]
    if None in inner or sum(len(one or "") + 2 for one in inner) > WIDEST:
        return None
    joined = ", ".join(one or "" for one in inner)
    return f"{{{joined}}}" if isinstance(node, Mapping) else f"[{joined}]"


def _is_long_text(text: str) -> bool:
    """Say whether a text of several lines can be written line by line."""
    rows = _rows(text)
    whole = bool(rows[0]) and bool(rows[-1]) and not _BREAKS.search(text)
    return "\n" in text and whole and not any(_INDENTED.match(row) for row in rows)


def _word(text: str, *, quoted: bool = False) -> str:
    """Return a text on one line, in quotes where it needs them or they are asked for."""
    if not quoted and _PLAIN.match(text):
        return text
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
