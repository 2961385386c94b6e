"""Taking a section's text apart into headings and blocks, with findings about its outline."""

import dataclasses
import re

from markdown_it.token import Token

from webapp.engine.manual import markdown
from webapp.engine.manual.sections import CONTAINERS, UID, Block, Heading, Page
from webapp.engine.manual.source import Source
from webapp.engine.problems import Problem, Where

_KINDS = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "dl_open": "roles",
    "blockquote_open": "quotation",
    "container": "container",
}
_UID_LINE = re.compile(r"\s*\{#[^{}]*\}\s*")
_UID_MARK = re.compile(r"\{#[^{}]*\}")
_DEEPEST_HEADING = 3
_LONGEST_HEADING = 300
_LONGEST_BLOCK = 4000
"""Characters; brackets and the like, which may be opened and never closed, take time that grows faster."""


def split(source: Source) -> tuple[Page, tuple[Problem, ...]]:
    """Return the page that a file holds, and what is wrong with its outline."""
    work = _Splitting(source)
    for token in markdown.outline(source.body):
        work.take(token)
    work.finish()
    return Page(source, tuple(work.items)), tuple(work.problems)


class _Splitting:
    """One walk over a file's top-level tokens: the uid waiting for its block, the heading above."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows = source.body.split("\n")
        self.items: list[Heading | Block] = []
        self.problems: list[Problem] = []
        self.waiting: Token | None = None
        self.heading = ""
        self.taken: set[int] = set()
        self.footnotes = ""

    def where(self, at: int, column: int = 1) -> Where:
        return Where(self.source.place.path, self.source.first + at, column)

    def say(self, rule: str, at: int, says: str, mend: str = "", *, column: int = 1) -> None:
        self.problems.append(Problem("error", f"manual.{rule}", self.where(at, column), says, mend))

    def take(self, token: Token) -> None:
        """Take the next token; closing tokens and what they enclose have been seen with their opening."""
        if token.nesting < 0 or token.map is None:
            return
        start, end = token.map
        if token.type == "uid":
            self.taken.add(start)
            self._orphan("another uid stands below it")
            self.waiting = token
        elif token.type == "heading_open":
            self._orphan("a heading stands below it")
            self._take_heading(token, start, end)
        elif token.type == "footnote_reference_open":
            told = self.footnotes + "\n\n" + "\n".join(self.rows[start:end])
            self.footnotes = self._short(told, _LONGEST_BLOCK, start)
        else:
            self._take_block(token, start, end)

    def finish(self) -> None:
        """Report what is left over, and give every block the footnotes."""
        self._orphan("the file ends below it")
        self._stray_marks()
        if self.footnotes:
            self.items = [
                dataclasses.replace(item, footnotes=self.footnotes) if isinstance(item, Block) else item
                for item in self.items
            ]

    def _take_heading(self, token: Token, start: int, end: int) -> None:
        level = int(token.tag[1:])
        if token.markup in {"=", "-"}:
            self.say(
                "heading-underlined", start, "a line of = or - makes the text above it a heading", "use ##"
            )
        elif level == 1:
            self.say(
                "heading-one", start, "the title stands in the front matter; headings here begin with ##"
            )
        elif level > _DEEPEST_HEADING:
            self.say("heading-deep", start, "headings go no deeper than ###")
        text = "\n".join(self.rows[start:end]).strip().lstrip("#").strip()
        text = self._short(text, _LONGEST_HEADING, start)
        self.heading = text
        self.items.append(Heading(level, text, self.where(start)))

    def _take_block(self, token: Token, start: int, end: int) -> None:
        kind = _KINDS.get(token.type, "")
        if not kind:
            self.say("block-unknown", start, "a rule, code or another block that the manual does not use")
            kind = "paragraph"
        uid = self._uid_for(start)
        name = ""
        attributes: tuple[tuple[str, str], ...] = ()
        text, first = "\n".join(self.rows[start:end]), start
        if kind == "container":
            name, attributes = self._opening(token, start)
            text, first = token.content, start + 1
            self._check_fences(token, start)
        block = Block(
            uid,
            kind,
            name,
            attributes,
            self._short(text.rstrip(), _LONGEST_BLOCK, start),
            "",
            self.heading,
            self.where(start),
            self.source.first + first,
        )
        self.items.append(block)

    def _short(self, text: str, most: int, at: int) -> str:
        """Return a text, or nothing of one that is too long to be read further."""
        if len(text) <= most:
            return text
        self.say("block-long", at, f"this has {len(text)} characters, more than {most}", "make several of it")
        return ""

    def _opening(self, token: Token, start: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        name, *rest = token.info.split()
        if name not in CONTAINERS:
            self.say(
                "container-unknown",
                start,
                f"there is no container “{name}”",
                f"one of {', '.join(CONTAINERS)}",
            )
        pairs: list[tuple[str, str]] = []
        for part in rest:
            key, equals, value = part.partition("=")
            if not equals or not value or key in dict(pairs):
                self.say("attribute", start, f"“{part}” is not a new key=value")
            else:
                pairs.append((key, value))
        return name, tuple(pairs)

    def _check_fences(self, token: Token, start: int) -> None:
        nested = token.meta["nested"]
        if nested:
            self.say("container-nested", nested, "a container cannot stand in another one")
        if not token.meta["closed"]:
            self.say("container-unclosed", start, "this container is not closed", "close it with a line :::")
        assert token.map is not None  # noqa: S101 -- containers are made with their lines
        fences = range(start, token.map[1]) if nested else (start, token.map[1] - 1)
        self.taken.update(at for at in fences if self.rows[at].startswith(":::"))

    def _uid_for(self, start: int) -> str:
        token, self.waiting = self.waiting, None
        if token is None or token.map is None:
            return ""
        at = token.map[0]
        if at + 1 != start:
            self.say(
                "uid-unattached", at, "an empty line parts this uid from its block", "remove the empty line"
            )
        if not UID.fullmatch(token.content):
            self.say(
                "uid-malformed",
                at,
                f"“{token.content}” is not a uid",
                "a small letter, then 3 to 7 letters or digits",
            )
            return ""
        return token.content

    def _orphan(self, why: str) -> None:
        if self.waiting is not None and self.waiting.map is not None:
            self.say("uid-orphaned", self.waiting.map[0], f"this uid has no block: {why}")
        self.waiting = None

    def _stray_marks(self) -> None:
        for at, row in enumerate(self.rows):
            if at not in self.taken and _UID_LINE.fullmatch(row):
                self.say(
                    "uid-swallowed",
                    at,
                    "this uid became part of the text above it",
                    "put an empty line before it",
                )
            elif at not in self.taken:
                for match in _UID_MARK.finditer(row):
                    says = "a uid stands alone on the line above its block"
                    self.say("uid-unattached", at, says, column=match.start() + 1)
            if at not in self.taken and row.lstrip().startswith(":::"):
                self.say("container-stray", at, "this ::: neither opens nor closes a container")
