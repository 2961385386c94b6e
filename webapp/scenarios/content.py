"""What a scenario needs from the manual, taken from the manual's files alone, so that authors need no database."""

import dataclasses
import datetime as dt
import pathlib
import re
from collections.abc import Mapping

from webapp.engine import yaml
from webapp.engine.clocks import Limit
from webapp.errors import BadInput

UID = re.compile(r"^\{#([a-z][a-z0-9]{3,7})\}$", re.MULTILINE)
NUMBER = re.compile(r'^number: *"?([0-9]+)\.', re.MULTILINE)


@dataclasses.dataclass(frozen=True, slots=True)
class Manual:
    """Limits, holidays, and the chapter of each block by its uid."""

    limits: tuple[Limit, ...]
    holidays: frozenset[dt.date]
    chapters: Mapping[str, int]


def read_manual(folder: pathlib.Path) -> Manual:
    """Return what a manual's folder says to scenarios.

    Errors: BadInput when its clocks or holidays cannot be read; `masar manual check` says more.
    """
    chapters: dict[str, int] = {}
    for path in sorted(folder.glob("*/*.ar.md")):
        text = path.read_text(encoding="utf-8")
        number = NUMBER.search(text)
        chapters.update(dict.fromkeys(UID.findall(text), int(number.group(1)) if number else 0))
    limits = tuple(_limit(row, folder) for row in _rows(folder / "clocks.yaml"))
    holidays = frozenset(_day(row, folder) for row in _rows(folder / "holidays.yaml"))
    return Manual(limits, holidays, chapters)


def _rows(path: pathlib.Path) -> tuple[yaml.Node, ...]:
    if not path.exists():
        return ()
    root, problems = yaml.read(path.read_text(encoding="utf-8"), str(path))
    if problems or not isinstance(root, yaml.Sequence):
        raise BadInput("manual.findings", problems=problems, file=str(path))
    return root.items


def _limit(row: yaml.Node, folder: pathlib.Path) -> Limit:
    texts = _texts(row)
    try:
        return Limit(
            clock=texts["id"],
            risk=texts["risk"],  # type: ignore[arg-type]  # `masar manual check` holds it to the four levels
            amount=int(texts["limit"]),
            unit=texts["unit"],  # type: ignore[arg-type]  # and this to the four units
            status=texts["status"],
            uid=texts.get("uid", ""),
        )
    except (KeyError, ValueError) as fault:
        raise BadInput("manual.clock-unreadable", file=str(folder / "clocks.yaml"), why=str(fault)) from fault


def _day(row: yaml.Node, folder: pathlib.Path) -> dt.date:
    text = row.text if isinstance(row, yaml.Scalar) else _texts(row).get("date", "")
    try:
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise BadInput("manual.holiday-unreadable", file=str(folder / "holidays.yaml"), why=text) from fault


def _texts(row: yaml.Node) -> dict[str, str]:
    if not isinstance(row, yaml.Mapping):
        return {}
    return {key: node.text for key, node in row.entries.items() if isinstance(node, yaml.Scalar)}
