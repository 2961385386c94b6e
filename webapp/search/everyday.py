"""How people say it: what they call a thing that the manual calls otherwise, and how they ask for a section.

Shape: three files in `words/`, whose first lines say how they are written. They are about the manual that
comes with this version; a section that is not there is passed over.
"""

import functools
import pathlib
import zlib
from collections.abc import Iterator, Mapping

FOLDER = pathlib.Path(__file__).parent / "words"
_SAID = ("ar.txt", "en.txt")
_SECTIONS = "sections.txt"

Said = tuple[tuple[str, ...], tuple[str, ...]]


def said() -> tuple[Said, ...]:
    """Return what people say, with what the manual calls it."""
    return tuple(_pair(line) for name in _SAID for line in _lines(name))


@functools.cache
def asked_as(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Return how people ask for each section, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in _lines(_SECTIONS):
        spoken, colon, names = line.partition(":")
        if not colon:
            section = line
        elif spoken == lang:
            found[section] = _names(names.replace("؛", ";"), ";")
    return found


@functools.cache
def edition() -> str:
    """Return what changes whenever `asked_as` does: an index made with other names is made anew."""
    return f"{zlib.crc32((FOLDER / _SECTIONS).read_bytes()):08x}"


def _pair(line: str) -> Said:
    spoken, _arrow, called = line.partition(">")
    return _names(spoken, ","), _names(called, ",")


def _names(text: str, between: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(between) if (name := part.strip()))


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
