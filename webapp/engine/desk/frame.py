"""What manual.yaml says of an edition, set anew in the text itself: its day, its note, what is in step."""

import datetime as dt
import json
import re
from collections.abc import Collection

from webapp.engine import yaml
from webapp.engine.problems import Where

PATH = "manual/manual.yaml"
SET_HERE = frozenset({"effective", "note", "in_step"})
_AFTER_DAY = re.compile(r"effective:[ \t]*\S+(?P<rest>.*)")
_NOTHING_TO_SAY = re.compile(r"\s*(?:#.*)?")


class Unfit(ValueError):
    """The text is not written in a way in which this can be set without touching anything else."""


def with_frame(text: str, *, effective: dt.date, note_ar: str, note_en: str, in_step: Collection[str]) -> str:
    """Return the text of manual.yaml with another day, note and list of what is in step.

    Shape: everything else stays, letter for letter, comments too; `in_step` is left out where there is
    neither anything to list nor a list to empty.
    Errors: Unfit.
    """
    rows = text.split("\n")
    keys = _keys(text)
    listed = f"in_step: [{', '.join(sorted(in_step))}]"
    rest = _AFTER_DAY.fullmatch(rows[keys["effective"].line - 1]) if "effective" in keys else None
    if rest is None or "note" not in keys:
        raise Unfit
    note = [f"note:\n  ar: {_quoted(note_ar)}\n  en: {_quoted(note_en)}"]
    written = {"effective": [f"effective: {effective.isoformat()}{rest['rest']}"], "note": note}
    if "in_step" in keys:
        written["in_step"] = [listed]
    made = _replaced(rows, keys, written)
    if in_step and "in_step" not in keys:
        ends_line = not made[-1]
        made = [*(made[:-1] if ends_line else made), listed, *([""] if ends_line else [])]
    told = "\n".join(made)
    if others(told) != others(text):
        raise Unfit
    return told


def with_in_step(text: str, in_step: Collection[str]) -> str:
    """Return the text of manual.yaml with another list of what is in step; all else stays, letter for letter.

    Errors: Unfit.
    """
    rows, keys = text.split("\n"), _keys(text)
    listed = f"in_step: [{', '.join(sorted(in_step))}]"
    if "in_step" in keys:
        told = "\n".join(_replaced(rows, keys, {"in_step": [listed]}))
    else:
        told = "\n".join([*(rows if rows[-1] else rows[:-1]), listed, ""])
    if others(told) != others(text) or in_step_of(told) != frozenset(in_step):
        raise Unfit
    return told


def others(text: str) -> object:
    """Return what manual.yaml says besides what is set here, as plain values.

    Errors: Unfit for what cannot be read.
    """
    node, problems = yaml.read(text, PATH)
    if problems or not isinstance(node, yaml.Mapping):
        raise Unfit
    return {key: plain(one) for key, one in node.entries.items() if key not in SET_HERE}


def in_step_of(text: str) -> frozenset[str]:
    """Return the uids that manual.yaml lists as in step; none of what cannot be read."""
    node, _problems = yaml.read(text, PATH)
    listed = node.entries.get("in_step") if isinstance(node, yaml.Mapping) else None
    items = listed.items if isinstance(listed, yaml.Sequence) else ()
    return frozenset(one.text for one in items if isinstance(one, yaml.Scalar))


def plain(node: yaml.Node) -> object:
    """Return a node without its places: texts, lists and dictionaries."""
    if isinstance(node, yaml.Scalar):
        return node.text
    if isinstance(node, yaml.Sequence):
        return [plain(one) for one in node.items]
    return {key: plain(one) for key, one in node.entries.items()}


def _keys(text: str) -> dict[str, Where]:
    node, problems = yaml.read(text, PATH)
    if problems or not isinstance(node, yaml.Mapping):
        raise Unfit
    lines = [where.line for where in node.keys.values()]
    if len(set(lines)) != len(lines) or any(where.column != 1 for where in node.keys.values()):
        raise Unfit
    return node.keys


def _replaced(rows: list[str], keys: dict[str, Where], written: dict[str, list[str]]) -> list[str]:
    """Return the rows with some keys written anew; lines of comments inside them are kept above them."""
    starts = {where.line - 1: key for key, where in keys.items()}
    ends = [*sorted(starts)[1:], len(rows)]
    made = rows[: min(starts)]
    for start, end in zip(sorted(starts), ends, strict=True):
        here = rows[start:end]
        key = starts[start]
        if key not in written:
            made += here
            continue
        last = max(at for at, row in enumerate(here) if not at or not _NOTHING_TO_SAY.fullmatch(row))
        kept = [row for row in here[1 : last + 1] if row.lstrip().startswith("#")]
        made += [*kept, *written[key], *here[last + 1 :]]
    return made


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
