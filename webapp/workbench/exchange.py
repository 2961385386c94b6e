"""Strings for translators: a table out, and what was changed in it back into the text."""

import dataclasses
from typing import Literal

from webapp.engine.scenario.strings import LANGUAGES, Key, pairs, put
from webapp.web import exported_table, uploaded_table
from webapp.web.cells import defused, plain, undone
from webapp.web.uploaded_table import Column, Row

HEADINGS = ("path", "ar", "en")
COLUMNS = tuple(Column(name, (name,), required=True) for name in HEADINGS)

Reason = Literal["unknown", "twice", "emptied", "not-put"]


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken. Units: `row` as the spreadsheet numbers it."""

    row: int
    path: str
    reason: Reason


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """What a table came to: the text with its changes in it, how many strings changed, what was refused."""

    text: str
    changed: int
    refused: tuple[Refusal, ...]


def table(text: str, *, label: str) -> bytes:
    """Return the strings of a text as a CSV file for translators."""
    rows = ([pair.path, pair.ar, pair.en] for pair in pairs(text))
    return exported_table.csv_bytes(HEADINGS, rows, label=label)


def take(text: str, filename: str, content: bytes) -> Taken:
    """Return a text with the strings of a table in it; only cells that differ are touched.

    Errors: BadInput table.… when the file cannot be read as such a table.
    """
    sent = uploaded_table.read(filename, content, columns=COLUMNS)
    known = {pair.path: pair for pair in pairs(text)}
    changes: dict[Key, str] = {}
    rows: dict[Key, Row] = {}
    refused: list[Refusal] = []
    seen: set[str] = set()
    for row in sent.rows:
        path = undone(row.values["path"])
        if path not in known or path in seen:
            refused.append(Refusal(row.number, path, "twice" if path in seen else "unknown"))
            continue
        seen.add(path)
        for lang in LANGUAGES:
            before, after = known[path].of(lang), row.values[lang]
            if _is_same(before, after):
                continue
            if not after:
                refused.append(Refusal(row.number, path, "emptied"))
                continue
            changes[path, lang], rows[path, lang] = undone(after), row
    made = put(text, changes)
    refused.extend(Refusal(rows[key].number, key[0], "not-put") for key in made.refused)
    return Taken(made.text, len(changes) - len(made.refused), tuple(sorted(refused, key=lambda one: one.row)))


def _is_same(before: str, after: str) -> bool:
    """Say whether a cell says what was written out, whatever spreadsheets do to spaces at its ends."""
    return plain(defused(plain(before))) == after or plain(before) == after
