"""What a scenario needs from the manual, taken from its files alone: authors need no database."""

import dataclasses
import datetime as dt
import pathlib
from collections.abc import Mapping

from webapp.engine.clocks import Limit
from webapp.engine.manual import book
from webapp.manual.files import read_folder


@dataclasses.dataclass(frozen=True, slots=True)
class Manual:
    """Limits, holidays, and the number (“7.1.4”) and chapter of each block by its uid."""

    limits: tuple[Limit, ...]
    holidays: frozenset[dt.date]
    numbers: Mapping[str, str]
    chapters: Mapping[str, int]


def read_manual(folder: pathlib.Path) -> Manual:
    """Return what a manual's folder says to scenarios; what is wrong with it `masar manual check` says.

    Errors: BadInput when there is no such folder.
    """
    found, _ = book.read(read_folder(folder))
    numbers = {uid: number for section in found.sections for uid, number in section.numbers().items()}
    return Manual(
        limits=tuple(one.limit for one in found.data.clocks),
        holidays=frozenset(one.date for one in found.data.holidays),
        numbers=numbers,
        chapters={uid: section.place.chapter for section in found.sections for uid in section.numbers()},
    )


def scenario_files(content: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Return the files of scenarios in a content folder; a name that begins with `_` is none."""
    found = (content / "scenarios").glob("[!_]*.yaml")
    return tuple(sorted(path for path in found if path.is_file()))


def read_scenario(path: pathlib.Path) -> str:
    """Return a scenario's text; a byte that is not UTF-8 comes as the surrogate that stands for it."""
    return path.read_text(encoding="utf-8", errors="surrogateescape")
