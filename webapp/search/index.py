"""The folder that answers questions about one edition in one language: built once, then only read.

Shape: an index can be thrown away at any time; the database is the source of truth.
Source: docs/adr/0009-search.md
"""

import dataclasses
import functools
import importlib.metadata
import json
import pathlib
import shutil
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from webapp.engine.words.analyse import ANALYSER, Token, analyse
from webapp.engine.words.vocabulary import Collected, Vocabulary
from webapp.manual.queries import BlockText, SectionText

if TYPE_CHECKING:
    import tantivy

TITLE_TIMES = 2
LAYOUT = 2
"""Raised whenever an index is written otherwise; one of another layout is made anew."""
BETWEEN = "¶"
"""Stands between the texts of a section, so that no phrase goes on from one to the next; never a stem."""
_TOKENS = "masar_tokens"
_MEMORY = 64_000_000  # bytes the writer may hold before it writes a segment
_SECTIONS, _WORDS, _KEYS = "sections.json", "words.json", "words.keys"


@dataclasses.dataclass(frozen=True)  # not slots: what it works out is kept beside its fields
class Opened:
    """An index ready to be asked.

    Shape: the fields are `a` (stems of title, chapter and body), `t` (stems of the title), `x` (forms),
    `p` (stems text by text, for phrases) and `n` (place in `sections`).
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
    """Return the folder of an index: another edition, analyser, layout or tantivy is another folder."""
    return f"edition-{digest[:16]}-{lang}-a{ANALYSER}-l{LAYOUT}-t{_tantivy_version()}"


@functools.cache
def _tantivy_version() -> str:
    return importlib.metadata.version("tantivy")


def build(folder: pathlib.Path, sections: Sequence[SectionText]) -> None:
    """Write the index of some sections; a build cut short, or made twice at once, leaves no half folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = pathlib.Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _write(fresh, sections)
        fresh.rename(folder)
    except OSError:
        if not folder.is_dir():  # otherwise somebody else built the very same one first
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def open(folder: pathlib.Path) -> Opened:  # noqa: A001 -- read as `index.open(folder)`
    """Open an index for reading.

    Errors: OSError or ValueError when the folder is missing or was not written whole.
    """
    import tantivy

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


def _write(folder: pathlib.Path, sections: Sequence[SectionText]) -> None:
    import tantivy

    kept = tantivy.Index(_schema(), path=str(folder))
    kept.register_tokenizer(_TOKENS, _tokenizer())
    writer = kept.writer(heap_size=_MEMORY, num_threads=1)  # more threads would reorder ties
    collected = Collected()
    for at, section in enumerate(sections):
        each = [analyse(text) for text in texts(section)]
        collected.add([token for tokens in each for token in tokens])
        writer.add_document(_document(at, section, each))
    writer.commit()
    writer.wait_merging_threads()
    vocabulary = collected.vocabulary()
    words = {one.name: getattr(vocabulary, one.name) for one in dataclasses.fields(vocabulary)}
    (folder / _KEYS).write_bytes(words.pop("keys").tobytes())
    _write_json(folder / _WORDS, words)
    _write_json(folder / _SECTIONS, [dataclasses.asdict(section) for section in sections])


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in ("a", "t", "x", "p"):
        builder.add_text_field(field, stored=False, tokenizer_name=_TOKENS, index_option="position")
    builder.add_unsigned_field("n", stored=True, indexed=False)
    return builder.build()


def _tokenizer() -> "tantivy.TextAnalyzer":
    """Return the tokenizer that takes our words as they are: they come analysed, one space between them."""
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _document(at: int, section: SectionText, each: Sequence[Sequence[Token]]) -> "tantivy.Document":
    import tantivy

    title = [token.stem for token in analyse(section.title)]
    tokens = [token for text in each for token in text]
    return tantivy.Document(
        a=" ".join([*title * (TITLE_TIMES - 1), *(token.stem for token in tokens)]),
        t=" ".join(title),
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
