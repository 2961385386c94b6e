"""What a scenario needs from the manual, taken from its files alone: authors need no database."""

import dataclasses
import datetime as dt
import pathlib
import re
from collections.abc import Mapping

from webapp.engine.clocks import Limit
from webapp.engine.manual import book
from webapp.engine.problems import has_errors
from webapp.engine.scenario import variant
from webapp.engine.scenario.writing import written
from webapp.engine.yaml import read as read_yaml
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


_VARIANT = re.compile("^variant:", re.MULTILINE)


def parent_of(path: pathlib.Path) -> pathlib.Path | None:
    """Return the file of the scenario that this one is a variant of; itself where there is no such file.

    Shape: a parent lies in the same folder; None for a scenario that is no variant.
    """
    text = read_scenario(path)
    name = variant.parent_of(read_yaml(text, str(path))[0]) if _VARIANT.search(text) else None
    if name is None:
        return None
    line = re.compile(rf"^id: *{re.escape(name)} *$", re.MULTILINE)
    others = (one for one in sorted(path.parent.glob("[!_]*.yaml")) if one.is_file() and one != path)
    return next((one for one in others if line.search(read_scenario(one))), path)


def whole_text(path: pathlib.Path) -> str:
    """Return a scenario's text, of a variant that of the whole scenario it comes to.

    Shape: a variant that cannot be written out comes as it is, and is refused as no scenario.
    """
    text, parent = read_scenario(path), parent_of(path)
    if parent is None:
        return text
    root, problems = variant.expand(text, str(path), (read_scenario(parent), str(parent)))
    return text if root is None or has_errors(problems) else written(root)
