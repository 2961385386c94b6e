"""Sentences told in Arabic and in English, filled from named values; code in them stays as it is written.

A template is plain words. `$name` among the words is a number, or another sentence; between backticks stands
code, a name or a piece of YAML, which no language translates and which keeps its own direction.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from string import Template
from typing import Literal, NamedTuple

Kind = Literal["words", "code", "number"]

_NAMED = re.compile(r"\$([a-z_]+)")
_APART = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


class Piece(NamedTuple):
    """A run of a sentence that is all words, all code, or a number."""

    kind: Kind
    text: str


Pieces = tuple[Piece, ...]


class Both(NamedTuple):
    """One template in each language; both name the same values."""

    ar: str
    en: str

    def of(self, lang: str) -> str:
        """Return one language."""
        return self.ar if lang == "ar" else self.en


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, or a part of one, with what fills it."""

    template: Both
    values: "Mapping[str, Value]" = dataclasses.field(default_factory=dict)

    def told(self, lang: str) -> Pieces:
        """Return the sentence in one language, piece by piece, none of them empty.

        Errors: KeyError when the template names a value that is not there.
        """
        return tuple(piece for piece in self._pieces(lang) if piece.text)

    def _pieces(self, lang: str) -> Iterator[Piece]:
        for place, part in enumerate(self.template.of(lang).split("`")):
            if place % 2:
                yield Piece("code", Template(part).substitute(self.values))
                continue
            for at, words in enumerate(_NAMED.split(part)):
                value = self.values[words] if at % 2 else None
                if isinstance(value, Phrase):
                    yield from value.told(lang)
                else:
                    yield Piece("words", words) if value is None else Piece("number", str(value))


Value = str | int | Phrase


def plain(pieces: Pieces, lang: str) -> str:
    """Return a sentence as text; in Arabic, letters that keep their direction apart stand round code.

    Shape: so they do round a number with a sign in it.
    """
    if lang == "en":
        return "".join(piece.text for piece in pieces)
    return "".join(_APART.format(one.text) if _is_mixed(one) else one.text for one in pieces)


def _is_mixed(piece: Piece) -> bool:
    return piece.kind == "code" or (piece.kind == "number" and not piece.text.isdecimal())


def names(template: str) -> frozenset[str]:
    """Return the names of the values that fill a template."""
    return frozenset(Template(template).get_identifiers())
