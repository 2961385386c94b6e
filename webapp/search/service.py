"""Searching the edition in force: the right index, built when missing, in the language of the question."""

import dataclasses
import logging
import pathlib
import shutil
import threading
import time
import unicodedata
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from webapp.engine.words import operators
from webapp.engine.words.analyse import analyse, majority
from webapp.engine.words.pairs import Pairs
from webapp.engine.words.query import MOST_WORDS
from webapp.engine.words.snippet import snippet
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.search import everyday, index
from webapp.search.queries import NO_PAIRS, Found, Hit, find
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
MOST_LETTERS = 200
_MOST_GIVEN = 4000  # letters that are looked at to find two hundred
_LOST = "\ufffd"  # what stands for a letter that could not be read on its way here
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of all that follows; what is searched is shown in sentences of ours."""
_OTHER = {"ar": "en", "en": "ar"}
_SPOKEN = {"arabic": "ar", "latin": "en"}
_KEPT_OPEN = 4  # two languages of the edition in force and, around a publication, of the one before

_LOG = logging.getLogger(__name__)
_turn = threading.Lock()
_open: dict[pathlib.Path, index.Opened] = {}


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is searched. Shape: `cut` says that the reader wrote more than is read."""

    text: str
    cut: bool

    @property
    def lacks(self) -> str:
        """Return the code of what is wrong where there is nothing to look for, else nothing."""
        read = operators.read(self.text)
        if read.only_leaves_out:
            return "search.only-exclusions"
        return "" if self.text and not read.is_only_signs else "search.nothing-asked"


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a reader is shown: hits in the language of the page, found in `found.lang`."""

    asked: Asked
    lang: str
    edition: int
    found: Found

    @property
    def is_from_other_language(self) -> bool:
        """Say whether the other language's text was searched."""
        return self.found.lang != self.lang


def read_query(given: str) -> Asked:
    """Return what of a query is searched: no control characters, at most 200 letters and 24 words."""
    kept = (letter for letter in given[:_MOST_GIVEN] if letter not in _TURNS)
    nothing = {"Cc", "Cs"}
    letters = (
        " " if letter == _LOST or unicodedata.category(letter) in nothing else letter for letter in kept
    )
    text = " ".join("".join(letters).split())
    short = " ".join(text[:MOST_LETTERS].split()[:MOST_WORDS])
    return Asked(short, cut=short != text or len(given) > _MOST_GIVEN)


def search(
    connection: sa.Connection,
    settings: Settings,
    *,
    asked: Asked,
    lang: str,
    limit: int = 10,
    offset: int = 0,
    as_written: bool = False,
    pairs: Pairs = NO_PAIRS,
    among: Collection[str] | None = None,
) -> Answer:
    """Return what the edition in force answers.

    Shape: `pairs` are other names a query is widened by; `among` are the ids of the sections that may be
    shown, all where it is None.
    Errors: NotFound when nothing is published.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise NotFound("reading.nothing-published")
    answers = []
    for there in _order(asked.text, lang):
        opened = _opened(connection, settings, edition, there)
        answers.append(
            find(
                opened,
                asked.text,
                lang=there,
                limit=limit,
                offset=offset,
                as_written=as_written,
                pairs=pairs,
                among=among,
            )
        )
        if answers[-1].sections or answers[-1].emptied:  # what is left out is not looked for elsewhere
            break
    found = next((one for one in answers if one.sections or one.emptied), answers[0])
    if found.lang != lang:
        own = _opened(connection, settings, edition, lang)
        found = dataclasses.replace(found, hits=tuple(_in_own_words(own, hit, lang) for hit in found.hits))
    return Answer(asked, lang, edition.number, found)


def stems(connection: sa.Connection, settings: Settings, *, edition: EditionInfo) -> frozenset[str]:
    """Return every stem that the indexes of an edition have, in both languages."""
    return frozenset().union(
        *(_opened(connection, settings, edition, lang).vocabulary.frequencies for lang in LANGUAGES)
    )


def ensure(connection: sa.Connection, settings: Settings) -> Iterator[str]:
    """Build the missing and spoiled indexes of the edition in force, drop stale ones; say what is done."""
    edition = manual.edition_in_force(connection)
    if edition is None:
        return
    paths = {lang: _path(settings, edition, lang) for lang in LANGUAGES}
    for lang, path in paths.items():
        if not index.is_whole(path):
            yield f"Building the search index of edition {edition.number} ({lang}) …"
            begun = time.perf_counter()
            _forget(path)
            opened = _opened(connection, settings, edition, lang)
            took = time.perf_counter() - begun
            yield f"The search index was built: {len(opened.sections)} sections in {took:.1f} s."
    _drop_all_but(list(paths.values()))


def _order(text: str, lang: str) -> tuple[str, str]:
    """Return the languages to search in turn: the question's own first, else the page's."""
    first = _SPOKEN.get(majority(analyse(operators.read(text).wanted)) or "", lang)
    return first, _OTHER[first]


def _in_own_words(own: index.Opened, hit: Hit, lang: str) -> Hit:
    """Return a hit of the other language with the words of the page's; as it is where those are missing."""
    section = own.by_id.get(hit.section_id)
    block = next((one for one in section.blocks if one.uid == hit.uid), None) if section else None
    if section is None or (hit.uid and block is None):
        return hit
    return dataclasses.replace(
        hit,
        title=section.title,
        chapter_title=section.chapter_title,
        heading=block.heading if block else "",
        pieces=snippet((block or section.blocks[0]).text, {}) if section.blocks else (),
        lang=lang,
    )


def _opened(connection: sa.Connection, settings: Settings, edition: EditionInfo, lang: str) -> index.Opened:
    path = _path(settings, edition, lang)
    if path in _open:
        return _open[path]
    with _turn:
        if path not in _open:
            while len(_open) >= _KEPT_OPEN:
                del _open[next(iter(_open))]
            _open[path] = _read_or_build(connection, path, edition, lang)
        return _open[path]


def _forget(path: pathlib.Path) -> None:
    with _turn:
        _open.pop(path, None)


def _read_or_build(
    connection: sa.Connection, path: pathlib.Path, edition: EditionInfo, lang: str
) -> index.Opened:
    try:
        return index.open(path)
    except ValueError:
        why = "cannot be read" if path.exists() else "is missing"
    _LOG.warning("the search index %s %s and is built from the database", path.name, why)
    begun = time.perf_counter()
    sections = manual.searchable(connection, lang=lang, edition=edition.number)
    index.build(path, sections, everyday.asked_as(lang))
    _LOG.warning("%s sections are indexed, in %.1f s", len(sections), time.perf_counter() - begun)
    return index.open(path)


def _path(settings: Settings, edition: EditionInfo, lang: str) -> pathlib.Path:
    return settings.instance / "search" / index.folder_name(edition.digest, lang)


def _drop_all_but(paths: list[pathlib.Path]) -> None:
    """Remove indexes of other editions and versions; a process still reading one keeps its open files."""
    for path in paths[0].parent.glob("edition-*"):
        if path not in paths:
            shutil.rmtree(path, ignore_errors=True)
