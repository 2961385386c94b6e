"""Findings about content: what, where, and how to mend it. Content faults are values, never exceptions."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from webapp.engine.telling import Both, Phrase, Piece, Pieces, Value, plain

Severity = Literal["error", "warning", "note"]

SEVERITIES: Mapping[Severity, Both] = {
    "error": Both("خطأ", "error"),
    "warning": Both("تنبيه", "warning"),
    "note": Both("ملاحظة", "note"),
}


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a source file.

    Units: line and column count from 1; 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return the place as editors read it."""
        return f"{self.path}:{self.line}:{self.column}"


class Entry(NamedTuple):
    """How a rule is told to whoever broke it."""

    severity: Severity
    says: Both
    mend: Both


class Told(NamedTuple):
    """A finding in one language, piece by piece."""

    says: Pieces
    mend: Pieces


class Twice(NamedTuple):
    """A finding in both languages."""

    ar: Told
    en: Told


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `rule` is a stable id (`manual.uid-doubled`), `says` one sentence, `mend` what to do.

    Shape: `says` and `mend` are English; `twice` is the same in both languages, where both are there.
    """

    severity: Severity
    rule: str
    where: Where
    says: str
    mend: str = ""
    twice: Twice | None = None

    def __str__(self) -> str:
        """Return the finding as one line."""
        return self.line("en")

    def told(self, lang: str) -> Told:
        """Return the finding in a language, in English where there is no other."""
        if self.twice is None:
            return Told((Piece("words", self.says),), (Piece("words", self.mend),) if self.mend else ())
        return self.twice.ar if lang == "ar" else self.twice.en

    def line(self, lang: str) -> str:
        """Return the finding as one line in a language."""
        says, mend = (plain(pieces, lang) for pieces in self.told(lang))
        tail = f" ({mend})" if mend else ""
        return f"{self.where}: {SEVERITIES[self.severity].of(lang)} {self.rule}: {says}{tail}"

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Return the finding as plain data, for `--json`; its sentences are those of a language."""
        says, mend = (plain(pieces, lang) for pieces in self.told(lang))
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.where.path,
            "line": self.where.line,
            "column": self.where.column,
            "says": says,
            "mend": mend,
        }


def raised(rule: str, entry: Entry, where: Where, values: Mapping[str, Value]) -> Problem:
    """Return the finding about a broken rule in both languages.

    Errors: KeyError when one of its templates names a value that is not there.
    """
    says, mend = Phrase(entry.says, values), Phrase(entry.mend, values)
    ar, en = (Told(says.told(lang), mend.told(lang)) for lang in ("ar", "en"))
    return Problem(entry.severity, rule, where, plain(en.says, "en"), plain(en.mend, "en"), Twice(ar, en))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any finding is an error."""
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return findings sorted by place, then rule, so that two runs print the same."""
    return tuple(sorted(problems, key=lambda one: (one.where, one.rule, one.says)))
