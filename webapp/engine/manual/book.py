"""The whole manual, from its files to one value: data, and sections with their two languages."""

import dataclasses
import functools
import hashlib
from collections.abc import Iterator, Mapping

from webapp.engine.letters import ODD
from webapp.engine.manual import data_files, source, splitting
from webapp.engine.manual.data import Chapter, Words
from webapp.engine.manual.data_files import Data
from webapp.engine.manual.fields import Fields
from webapp.engine.manual.sections import Block, Page
from webapp.engine.manual.source import LEADING, Place
from webapp.engine.problems import Problem, Where
from webapp.engine.yaml import Scalar

KINDS = ("rule", "procedure", "advice", "form", "directory")
NAMED = ("roles", "entities", "harms", "themes", "stages", "forms", "clocks", "related", "sources")
"""The lists of ids in a front matter."""
_MAY_LACK = {"stages", "forms"}

_RAW_BYTES = range(0xDC80, 0xDD00)
"""The surrogates that stand for bytes which are not UTF-8."""


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Shape: `pages` holds at least one language; `named` maps each of NAMED to its ids with their places.
    """

    id: str
    place: Place
    title: Words
    kind: str
    status: str
    named: Mapping[str, tuple[Scalar, ...]]
    pages: Mapping[str, Page]
    where: Where

    @property
    def number(self) -> str:
        """The number people use, `7.1`."""
        return self.place.number

    @property
    def leading(self) -> Page:
        """The Arabic page, or the only one there is."""
        return self.pages.get(LEADING) or next(iter(self.pages.values()))

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of one of the lists in the front matter."""
        return tuple(item.text for item in self.named.get(name, ()))

    def uids(self) -> tuple[str, ...]:
        """Return every uid once, in the order of the leading page, then what only the twin has."""
        return tuple(
            dict.fromkeys(block.uid for page in self._ordered() for block in page.blocks if block.uid)
        )

    def numbers(self) -> dict[str, str]:
        """Return the number of each block by uid; the summary bears the section's own, the rest count on."""
        summaries = {
            block.uid for page in self.pages.values() for block in page.blocks if block.name == "summary"
        }
        counted = [uid for uid in self.uids() if uid not in summaries]
        numbers = {uid: f"{self.number}.{at}" for at, uid in enumerate(counted, 1)}
        return numbers | dict.fromkeys(summaries - {""}, self.number)

    def _ordered(self) -> Iterator[Page]:
        yield self.leading
        yield from (page for page in self.pages.values() if page is not self.leading)


@dataclasses.dataclass(frozen=True, slots=True)
class Book:
    """The manual. Shape: sections are in the order of their numbers."""

    data: Data
    sections: tuple[Section, ...]
    digest: str

    def chapter(self, section: Section) -> Chapter | None:
        """Return the chapter a section stands in, or None when manual.yaml has no such number."""
        return next((one for one in self.data.frame.chapters if one.number == section.place.chapter), None)

    def blocks(self) -> Iterator[tuple[Section, str, Block]]:
        """Yield every block with its section and language."""
        for section in self.sections:
            for lang, page in section.pages.items():
                yield from ((section, lang, block) for block in page.blocks)


def read(files: Mapping[str, str]) -> tuple[Book, tuple[Problem, ...]]:
    """Return the manual and what is wrong with single files; what cannot be read is left out or empty."""
    return _read(tuple(sorted(files.items())))


@functools.lru_cache(maxsize=2)  # whoever publishes reads the old and the new one several times over
def _read(held: tuple[tuple[str, str], ...]) -> tuple[Book, tuple[Problem, ...]]:
    files = dict(held)
    problems = [found for path, text in files.items() for found in _file_problems(path, text)]
    data, found = data_files.read(files)
    problems.extend(found)
    pages: dict[str, dict[str, Page]] = {}
    for path in sorted(files):
        place = source.place(path)
        if place and len(files[path]) <= source.MOST_LETTERS:
            page, found = _page(files[path].removeprefix("\ufeff"), place)
            problems.extend(found)
            pages.setdefault(place.stem, {})[place.lang] = page
    together = sorted((_section(pair, problems) for pair in pages.values()), key=_order)
    return Book(data, tuple(together), digest(files)), tuple(problems)


def digest(files: Mapping[str, str]) -> str:
    """Return a fingerprint of all files, character for character."""
    total = hashlib.sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            raw = part.encode("utf-8", "surrogatepass")
            total.update(b"%d:" % len(raw) + raw)
    return total.hexdigest()


def _order(section: Section) -> tuple[int, int, str]:
    return section.place.chapter, section.place.section, section.place.stem


def _file_problems(path: str, text: str) -> Iterator[Problem]:
    if path not in data_files.PATHS and source.place(path) is None:
        yield Problem(
            "error", "manual.file-unknown", Where(path), "this is not a file of the manual", "take it away"
        )
    elif path not in data_files.PATHS and len(text) > source.MOST_LETTERS:
        says = f"the file has {len(text)} characters, more than {source.MOST_LETTERS}"
        yield Problem("error", "manual.too-large", Where(path), says, "make two sections of it")
    if text.startswith("\ufeff"):
        yield Problem(
            "error",
            "manual.bom",
            Where(path, 1, 1),
            "the file begins with a byte order mark",
            "save without it",
        )
    for at, row in enumerate(source.lines(text), 1):
        odd = ODD.search(row)
        if odd and not (path in data_files.PATHS and ord(odd[0]) in _RAW_BYTES):  # the reader of YAML says it
            yield _odd(Where(path, at, odd.start() + 1), ord(odd[0]))


def _odd(where: Where, code: int) -> Problem:
    if code in _RAW_BYTES:
        says = f"the byte {code - _RAW_BYTES.start + 0x80:02X} is not UTF-8"
        return Problem("error", "manual.not-utf-8", where, says, "save the file as UTF-8")
    says = f"the character U+{code:04X} does not belong in a text"
    return Problem("error", "manual.character", where, says)


def _page(text: str, place: Place) -> tuple[Page, tuple[Problem, ...]]:
    read_source, problems = source.read(text, place)
    page, found = splitting.split(read_source)
    return page, (*problems, *found)


def _section(pages: Mapping[str, Page], problems: list[Problem]) -> Section:
    """Return the section of one or two pages; each page's front matter says what belongs to its language."""
    titles = {}
    for lang, page in pages.items():
        if lang != LEADING:
            fields = _front(page, problems)
            titles[lang] = fields.done(fields.text("title"))
    if LEADING not in pages:
        twin = next(iter(pages.values()))
        title = Words("", titles.get("en", ""))
        return Section(
            "", twin.source.place, title, "rule", "starter", {}, pages, Where(twin.source.place.path)
        )
    page = pages[LEADING]
    fields = _front(page, problems)
    section = Section(
        id=fields.name("id", parts=2),
        place=page.source.place,
        title=Words(fields.text("title"), titles.get("en", "")),
        kind=fields.one_of("kind", KINDS),
        status=fields.one_of("status", data_files.STATUSES),
        named={name: fields.scalars(name, required=name not in _MAY_LACK) for name in NAMED},
        pages=pages,
        where=fields.at("id"),
    )
    return fields.done(section)


def _front(page: Page, problems: list[Problem]) -> Fields:
    """Return a front matter to be read; a broken one has been reported and is not asked for its keys."""
    front = page.source.front
    return Fields(front, problems if front.entries else [], "the front matter")
