"""The folder that answers questions about one edition in one language: built once, then only read.

Shape: an index can be thrown away at any time; the database is the source of truth.
Source: docs/adr/0009-search.md
"""

import contextlib
import dataclasses
import fcntl
import functools
import importlib.metadata
import json
import logging
import os
import pathlib
import shutil
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from webapp.engine.words.analyse import ANALYSER, Token, analyse
from webapp.engine.words.vocabulary import Collected, Vocabulary
from webapp.manual.queries import BlockText, SectionText
from webapp.search import everyday

if TYPE_CHECKING:
    import tantivy

TITLE_TIMES = 2
LAYOUT = 3
"""Raised whenever an index is written otherwise; one of another layout is made anew."""
BETWEEN = "¶"
"""Stands between the texts of a section, so that no phrase goes on from one to the next; never a stem."""
_TOKENS = "masar_tokens"
_MEMORY = 64_000_000  # bytes the writer may hold before it writes a segment
_SECTIONS, _WORDS, _KEYS = "sections.json", "words.json", "words.keys"
_WHOLE = "whole.json"
"""Written last: the sum of every other file, so that what is cut short or spoiled is never asked."""
_BUILDING, _GONE, _LOCK = ".building-", ".gone-", ".lock"
_TOLD_EVERY = 10_000  # sections
_CHUNK = 1 << 20

_LOG = logging.getLogger(__name__)

Names = Mapping[str, Sequence[str]]
"""How people ask for a section, by its id."""


@dataclasses.dataclass(frozen=True)  # not slots: what it works out is kept beside its fields
class Opened:
    """An index ready to be asked.

    Shape: the fields are `a` (stems of everything), `t` (stems of the title), `k` (stems of how people ask
    for it), `x` (forms), `p` (stems text by text, for phrases) and `n` (place in `sections`).
    """

    schema: "tantivy.Schema"
    searcher: "tantivy.Searcher"
    sections: tuple[SectionText, ...]
    vocabulary: Vocabulary

    @functools.cached_property
    def by_id(self) -> dict[str, SectionText]:
        """Sections by their id."""
        return {section.section_id: section for section in self.sections}

    @functools.cached_property
    def by_place(self) -> dict[str, tuple[SectionText, BlockText | None]]:
        """Sections by number; blocks by number and by uid."""
        found: dict[str, tuple[SectionText, BlockText | None]] = {}
        for section in self.sections:
            found[section.number] = (section, None)  # which is also the number of its summary
            for block in section.blocks:
                found.setdefault(block.number, (section, block))
                found[block.uid] = (section, block)
        return found


def folder_name(digest: str, lang: str) -> str:
    """Return the folder of an index: another edition, analyser, layout, tantivy, names: another folder."""
    made = f"a{ANALYSER}-l{LAYOUT}-t{_tantivy_version()}-n{everyday.edition()}"
    return f"edition-{digest[:16]}-{lang}-{made}"


@functools.cache
def _tantivy_version() -> str:
    return importlib.metadata.version("tantivy")


def build(folder: pathlib.Path, sections: Sequence[SectionText], names: Names | None = None) -> None:
    """Write the index of some sections, unless another process has meanwhile.

    Shape: written beside its place and renamed when it is whole, so that a build killed anywhere leaves what
    was there; a spoiled folder in its place is moved away first.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        _clear(folder.parent)
        if is_whole(folder):
            return
        fresh = pathlib.Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder.parent))
        try:
            _write(fresh, sections, names or {})
            if folder.exists():
                folder.rename(pathlib.Path(tempfile.mkdtemp(prefix=_GONE, dir=folder.parent)) / folder.name)
            fresh.rename(folder)
        finally:
            _clear(folder.parent)


def is_whole(folder: pathlib.Path) -> bool:
    """Say whether every file of an index is as it was written."""
    try:
        sums = json.loads((folder / _WHOLE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(sums, dict) and sums == _sums(folder)


def open(folder: pathlib.Path) -> Opened:  # noqa: A001 -- read as `index.open(folder)`
    """Open an index for reading.

    Errors: ValueError when the folder is missing or is not as it was written.
    """
    import tantivy

    if not is_whole(folder):
        raise ValueError(folder.name)
    kept = tantivy.Index.open(str(folder))
    kept.register_tokenizer(_TOKENS, _tokenizer())
    words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    keys = array("Q")
    keys.frombytes((folder / _KEYS).read_bytes())
    listed = json.loads((folder / _SECTIONS).read_text(encoding="utf-8"))
    return Opened(
        schema=kept.schema,
        searcher=kept.searcher(),
        sections=tuple(_section(one) for one in listed),
        vocabulary=Vocabulary(**words, keys=keys),
    )


@contextlib.contextmanager
def _alone(place: pathlib.Path) -> Iterator[None]:
    """Let one process at a time build; whoever waited finds what the other has built."""
    with (place / _LOCK).open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # ends with the process, however it ends
        yield


def _clear(place: pathlib.Path) -> None:
    """Remove what builds that were killed have left; nobody else is building now."""
    for prefix in (_BUILDING, _GONE):
        for left in place.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)


def _sums(folder: pathlib.Path) -> dict[str, int]:
    """Return a sum of every file but tantivy's locks, by its name."""
    files = sorted(path for path in folder.iterdir() if path.name != _WHOLE and path.suffix != ".lock")
    return {path.name: _sum(path) for path in files}


def _sum(path: pathlib.Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = zlib.crc32(chunk, total)
    return total


def _write(folder: pathlib.Path, sections: Sequence[SectionText], names: Names) -> None:
    import tantivy

    kept = tantivy.Index(_schema(), path=str(folder))
    kept.register_tokenizer(_TOKENS, _tokenizer())
    writer = kept.writer(heap_size=_MEMORY, num_threads=1)  # more threads would reorder ties
    collected = Collected()
    for at, section in enumerate(sections):
        each = [analyse(text) for text in texts(section)]
        asked = [token for name in names.get(section.section_id, ()) for token in analyse(name)]
        collected.add([*(token for tokens in each for token in tokens), *asked])
        writer.add_document(_document(at, section, each, asked))
        if at and at % _TOLD_EVERY == 0:
            _LOG.info("the search index holds %s of %s sections", at, len(sections))
    writer.commit()
    writer.wait_merging_threads()
    vocabulary = collected.vocabulary()
    words = {one.name: getattr(vocabulary, one.name) for one in dataclasses.fields(vocabulary)}
    (folder / _KEYS).write_bytes(words.pop("keys").tobytes())
    _write_json(folder / _WORDS, words)
    _write_json(folder / _SECTIONS, [dataclasses.asdict(section) for section in sections])
    _write_json(folder / _WHOLE, _sums(folder))
    _sync(folder)


def _sync(folder: pathlib.Path) -> None:
    """Wait until the disk has every file, so that not even a power cut leaves a name for half an index."""
    for path in (*folder.iterdir(), folder):
        held = os.open(path, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in ("a", "t", "k", "x", "p"):
        builder.add_text_field(field, stored=False, tokenizer_name=_TOKENS, index_option="position")
    builder.add_unsigned_field("n", stored=True, indexed=False)
    return builder.build()


def _tokenizer() -> "tantivy.TextAnalyzer":
    """Return the tokenizer that takes our words as they are: they come analysed, one space between them."""
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _document(
    at: int, section: SectionText, each: Sequence[Sequence[Token]], asked: Sequence[Token]
) -> "tantivy.Document":
    import tantivy

    title = [token.stem for token in analyse(section.title)]
    tokens = [token for text in each for token in text]
    return tantivy.Document(
        a=" ".join([*title * (TITLE_TIMES - 1), *(token.stem for token in (*tokens, *asked))]),
        t=" ".join(title),
        k=" ".join(token.stem for token in asked),
        x=" ".join(token.core for token in tokens),
        p=f" {BETWEEN} ".join(" ".join(token.stem for token in text) for text in each),
        n=at,
    )


def texts(section: SectionText) -> Iterator[str]:
    """Return everything of a section that can be found: title, chapter, headings once, paragraphs."""
    yield section.title
    yield section.chapter_title
    heading = ""
    for block in section.blocks:
        if block.heading != heading:
            heading = block.heading
            yield heading
        yield block.text


def _section(one: dict[str, Any]) -> SectionText:
    blocks = tuple(BlockText(**block) for block in one.pop("blocks"))
    return SectionText(**one, blocks=blocks)


def _write_json(path: pathlib.Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
