"""What a section is made of: headings and blocks, each block with its uid."""

import dataclasses
import hashlib
import re
from collections.abc import Iterator

from webapp.engine.manual.source import Source
from webapp.engine.problems import Where

UID = re.compile(r"[a-z][a-z0-9]{3,7}")
FORCES = ("must", "must-not", "should", "may")
CONTAINERS = ("summary", *FORCES, "note", "warning", "card", "practise", "pathway")
BASES = ("law", "practice", "training")


@dataclasses.dataclass(frozen=True, slots=True)
class Basis:
    """What a statement of duty rests on: `law`, `practice` or `training`, its sources and its article."""

    code: str
    sources: tuple[str, ...] = ()
    article: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section."""

    level: int
    markdown: str
    where: Where


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One block as written in one language.

    Shape: `kind` is paragraph, list, table, roles, quotation or container; `name` is the container's or "".
    Units: `first` is the line of the file on which `markdown` begins.
    """

    uid: str
    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    markdown: str
    footnotes: str
    heading: str
    where: Where
    first: int

    @property
    def force(self) -> str:
        """The duty it states, or nothing."""
        return self.name if self.name in FORCES else ""

    @property
    def basis(self) -> Basis | None:
        """What it says it rests on, or None."""
        given = dict(self.attributes)
        if "basis" not in given:
            return None
        sources = tuple(part for part in given.get("source", "").split(",") if part)
        return Basis(given["basis"], sources, given.get("article", ""))

    @property
    def digest(self) -> str:
        """A fingerprint of what it says and how strongly."""
        told = "\n".join(
            (self.kind, self.name, *("=".join(pair) for pair in self.attributes), self.markdown.strip())
        )
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One language of a section: its headings and blocks in order."""

    source: Source
    items: tuple[Heading | Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks alone."""
        return tuple(item for item in self.items if isinstance(item, Block))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings alone."""
        return tuple(item for item in self.items if isinstance(item, Heading))


def text_lines(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the lines of a block's text with their numbers in the file."""
    yield from enumerate(block.markdown.split("\n"), block.first)
