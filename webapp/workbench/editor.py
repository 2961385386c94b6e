"""What the page of a text shows: findings beside their lines, and two texts beside each other."""

import dataclasses
import difflib
from collections.abc import Iterator, Mapping

from webapp.engine.problems import Problem
from webapp.engine.telling import Pieces
from webapp.workbench.checking import Checked

LONGEST = 160
"""Letters of a line that an excerpt shows."""
MOST_SHOWN = 100
MOST_LINES = 400
"""Of a difference; more than that is read in the texts themselves."""


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One finding in the reader's language.

    Shape: `before` and `after` stand around the column of its line; line 0 is the whole text. Something
    `inherited` stands on that line of the case that the text is a variant of.
    """

    severity: str
    rule: str
    line: int
    column: int
    says: Pieces
    mend: Pieces
    before: str
    after: str
    inherited: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Editor:
    """Findings of a text, errors first, and how many lines it has."""

    findings: tuple[Finding, ...]
    hidden: int
    errors: int
    warnings: int
    lines: int


@dataclasses.dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a difference. Shape: `kind` is `add`, `drop`, `same`, or `gap` for lines left out."""

    kind: str
    number: int
    text: str


def editor(text: str, checked: Checked, lang: str) -> Editor:
    """Return what stands beside a text, told in a language; of very many findings the first MOST_SHOWN."""
    lines = text.split("\n")
    parent = checked.parent
    others = {parent[1]: parent[0].split("\n")} if parent and parent[0] != text else {}
    ordered = sorted(checked.problems, key=lambda one: one.severity != "error")
    found = tuple(_finding(one, lines, others, lang) for one in ordered[:MOST_SHOWN])
    errors = checked.errors
    return Editor(
        found, len(ordered) - len(found), errors, len(ordered) - errors, len(lines) - (not lines[-1])
    )


def difference(old: str, new: str) -> tuple[DiffLine, ...]:
    """Return what differs between two texts, with a few lines around it; nothing when they are the same."""
    found: list[DiffLine] = []
    for line in _difference(old.splitlines(), new.splitlines()):
        if len(found) == MOST_LINES:
            return (*found, DiffLine("gap", 0, ""))
        found.append(line)
    return tuple(found)


def _difference(old: list[str], new: list[str]) -> Iterator[DiffLine]:
    groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(2)
    for number, group in enumerate(groups):
        if number:
            yield DiffLine("gap", 0, "")
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                yield from (DiffLine("same", place + 1, new[place]) for place in range(new_from, new_to))
                continue
            yield from (DiffLine("drop", place + 1, old[place]) for place in range(old_from, old_to))
            yield from (DiffLine("add", place + 1, new[place]) for place in range(new_from, new_to))


def _finding(one: Problem, lines: list[str], others: Mapping[str, list[str]], lang: str) -> Finding:
    says, mend = one.told(lang)
    inherited = one.where.path in others
    lines = others.get(one.where.path, lines)
    line, column = one.where.line, max(one.where.column, 1)
    if not 0 < line <= len(lines):
        return Finding(one.severity, one.rule, 0, 0, says, mend, "", "", inherited)
    text = lines[line - 1]
    begins = max(0, column - 1 - LONGEST // 4)
    before, after = text[begins : column - 1].lstrip(), text[column - 1 : begins + LONGEST]
    return Finding(one.severity, one.rule, line, column, says, mend, before, after, inherited)
