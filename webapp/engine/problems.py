"""Findings about content: what, where, and how to mend it. Content faults are values, never exceptions."""

import dataclasses
from collections.abc import Iterable
from typing import Literal

Severity = Literal["error", "warning", "note"]


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


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `rule` is a stable id (`manual.uid-doubled`), `says` one sentence, `mend` what to do."""

    severity: Severity
    rule: str
    where: Where
    says: str
    mend: str = ""

    def __str__(self) -> str:
        """Return the finding as one line."""
        tail = f" ({self.mend})" if self.mend else ""
        return f"{self.where}: {self.severity} {self.rule}: {self.says}{tail}"

    def as_dict(self) -> dict[str, object]:
        """Return the finding as plain data, for `--json`."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.where.path,
            "line": self.where.line,
            "column": self.where.column,
            "says": self.says,
            "mend": self.mend,
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any finding is an error."""
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return findings sorted by place, then rule, so that two runs print the same."""
    return tuple(sorted(problems, key=lambda one: (one.where, one.rule, one.says)))
