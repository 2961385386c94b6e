"""What stands in braces in a text: a time limit, another place, a term."""

import dataclasses
import re
from collections.abc import Iterator

BAR = "\ue000"
"""Stands for the bar of a term while Markdown is read, so that no table takes it for the end of a cell."""

BRACES = re.compile(r"\{[^{}\n]*\}")
_CLOCK = re.compile(r"\{clock:(?P<target>[A-Z][A-Z0-9-]*) (?P<detail>[a-z]+)\}")
_REF = re.compile(r"\{ref:(?P<target>[a-z][a-z0-9/-]*)\}")
_TERM = re.compile(rf"\{{term:(?P<target>[a-z][a-z0-9-]*)[|{BAR}](?P<detail>[^{{}}|{BAR}\n]+)\}}")
_KINDS = {"clock": _CLOCK, "ref": _REF, "term": _TERM}
_TERM_BAR = re.compile(r"(\{term:[^{}|\n]*)\|")


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """One reference.

    Shape: `kind` is clock, ref or term; `detail` is the risk of a clock, the words of a term, else empty.
    """

    kind: str
    target: str
    detail: str = ""


def parse(written: str) -> Reference | None:
    """Return the reference that a text in braces is, or None."""
    for kind, pattern in _KINDS.items():
        match = pattern.fullmatch(written)
        if match:
            return Reference(kind, match["target"], match.groupdict().get("detail") or "")
    return None


def found(line: str) -> Iterator[tuple[int, str, Reference | None]]:
    """Yield each pair of braces in a line: column, text, and what it refers to, if anything.

    Units: columns count from 1.
    """
    for match in BRACES.finditer(line):
        yield match.start() + 1, match[0], parse(match[0])


def hide_bars(text: str) -> str:
    """Return the text with the bars of its terms replaced, every column kept."""
    return _TERM_BAR.sub(rf"\1{BAR}", text)


def show_bars(text: str) -> str:
    """Return the text with its bars back."""
    return text.replace(BAR, "|")
