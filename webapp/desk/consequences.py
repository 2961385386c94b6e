"""What a change of the manual's files changes: paragraphs, limits, pathways and cards; pure comparison."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Literal

from webapp.engine.clocks import Limit
from webapp.engine.manual import book as books
from webapp.engine.manual import pathway_page
from webapp.engine.manual.ages import Name
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.cards import Card
from webapp.engine.manual.data import Clock, Words
from webapp.engine.manual.lookup import Lookup, lookup
from webapp.engine.manual.pathways import Pathway
from webapp.engine.manual.printing import Printer, plain
from webapp.engine.manual.saying import saying
from webapp.engine.manual.sections import Block
from webapp.engine.manual.source import LANGUAGES
from webapp.manual import difference
from webapp.manual.difference import Marks
from webapp.web.memory import Lately

Kind = Literal["added", "removed", "changed"]
COSMETIC, MEANING = "cosmetic", "meaning"
MOST_READ = 4
_read: Lately[str, Book] = Lately(MOST_READ)


@dataclasses.dataclass(frozen=True, slots=True)
class BlockChange:
    """A paragraph that is new, gone, or says something else in a language.

    Shape: `weight` is cosmetic or meaning; `marks` hold the difference of each language that differs;
    `by_limit` says that its own words are as they were, and a limit it names is another.
    """

    uid: str
    section_id: str
    number: str
    title: Words
    kind: Kind
    weight: str
    marks: Mapping[str, Marks]
    by_limit: bool
    is_on_other_ground: bool


@dataclasses.dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit that is another one, is new (no `before`) or is gone (no `after`)."""

    clock: str
    risk: str
    before: Limit | None
    after: Limit | None
    starts: Words
    stops: Words
    named: tuple[tuple[str, str], ...]
    """Ids and numbers of the sections whose front matter names the clock."""


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """A pathway or a card. Shape: `kind` says whether it is added, removed or changed."""

    id: str
    title: Words
    kind: Kind


@dataclasses.dataclass(frozen=True, slots=True)
class Reworded:
    """A section whose title or headings say something else, in whatever language."""

    section_id: str
    number: str
    title: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states of the manual."""

    blocks: tuple[BlockChange, ...]
    limits: tuple[LimitChange, ...]
    pathways: tuple[Thing, ...]
    cards: tuple[Thing, ...]
    has_other_holidays: bool
    reworded: tuple[Reworded, ...]

    @property
    def removed(self) -> frozenset[str]:
        """The uids that are given up."""
        return frozenset(one.uid for one in self.blocks if one.kind == "removed")

    @property
    def meant(self) -> frozenset[str]:
        """The uids whose meaning changed, those given up among them."""
        return frozenset(
            one.uid for one in self.blocks if one.kind == "removed" or (one.kind, one.weight) == _MEANT
        )

    @property
    def is_nothing(self) -> bool:
        """Say whether nothing that readers see differs."""
        things = (self.blocks, self.limits, self.pathways, self.cards, self.reworded)
        return not (any(things) or self.has_other_holidays)


_MEANT = ("changed", MEANING)


def read(files: Mapping[str, str]) -> Book:
    """Return the book of some files; those read last are kept, since pages ask for the same ones again."""
    digest = books.digest(files)
    return _read.get(digest) or _read.keep(digest, books.read(files)[0])


def compare(old: Mapping[str, str], new: Mapping[str, str], weights: Mapping[str, str]) -> Comparison:
    """Return what differs between two states of the manual's files.

    Shape: `weights` by uid; a change that nobody has weighed counts as one of meaning, and so does one that
    comes of a limit. What cannot be read is as if it were not there.
    """
    before, after = read(old), read(new)
    then, now = lookup(before), lookup(after)
    limits = tuple(_limits(before, after))
    return Comparison(
        blocks=tuple(_blocks(before, after, then, now, weights)),
        limits=limits,
        pathways=tuple(_things(_pathways(before, then), _pathways(after, now))),
        cards=tuple(_things(_cards(before, then), _cards(after, now))),
        has_other_holidays={one.date for one in before.data.holidays}
        != {one.date for one in after.data.holidays},
        reworded=tuple(_reworded(before, after)),
    )


def _reworded(before: Book, after: Book) -> Iterator[Reworded]:
    were = {one.id: _headings(one) for one in before.sections}
    for section in after.sections:
        if were.get(section.id, _headings(section)) != _headings(section):
            yield Reworded(section.id, section.number, section.title)


def _headings(section: Section) -> tuple[object, ...]:
    told = [(lang, *(one.markdown for one in page.headings)) for lang, page in sorted(section.pages.items())]
    return (section.title, *told)


def _limits(before: Book, after: Book) -> Iterator[LimitChange]:
    olds, news = (
        {(one.limit.clock, one.limit.risk): one for one in book.data.clocks} for book in (before, after)
    )
    for pair in {**news, **olds}:
        old, new = olds.get(pair), news.get(pair)
        there = new or old
        if there is not None and _size(old) != _size(new):
            named = tuple((one.id, one.number) for one in after.sections if pair[0] in one.ids("clocks"))
            limits = (old.limit if old else None, new.limit if new else None)
            yield LimitChange(*pair, *limits, there.starts, there.stops, named)


def _size(clock: Clock | None) -> tuple[int, str] | None:
    return (clock.limit.amount, clock.limit.unit) if clock else None


@dataclasses.dataclass(frozen=True, slots=True)
class _Placed:
    """A block in one language, the section it stands in, and the section's title."""

    block: Block
    section_id: str
    number: str
    title: Words


def _placed(book: Book) -> dict[Name, _Placed]:
    found: dict[Name, _Placed] = {}
    for section in book.sections:
        numbers = section.numbers()
        for lang, page in section.pages.items():
            for block in page.blocks:
                if block.uid:
                    place = _Placed(block, section.id, numbers.get(block.uid, section.number), section.title)
                    found[lang, block.uid] = place
    return found


def _blocks(
    before: Book, after: Book, then: Lookup, now: Lookup, weights: Mapping[str, str]
) -> Iterator[BlockChange]:
    olds, news = _placed(before), _placed(after)
    for uid in dict.fromkeys(uid for _lang, uid in (*news, *olds)):
        was = {lang: olds[lang, uid] for lang in LANGUAGES if (lang, uid) in olds}
        is_ = {lang: news[lang, uid] for lang in LANGUAGES if (lang, uid) in news}
        found = _block(uid, was, is_, (then, now), weights)
        if found:
            yield found


def _block(
    uid: str,
    was: Mapping[str, _Placed],
    is_: Mapping[str, _Placed],
    known: tuple[Lookup, Lookup],
    weights: Mapping[str, str],
) -> BlockChange | None:
    then, now = known
    marks: dict[str, Marks] = {}
    by_limit, other_ground = True, False
    for lang in LANGUAGES:
        old, new = was.get(lang), is_.get(lang)
        if old and new and _is_alike(old.block, new.block):
            continue
        words = tuple(_said(one, lang, known_) for one, known_ in ((old, then), (new, now)))
        other_ground |= bool(old and new and old.block.basis != new.block.basis)
        if words[0] == words[1] and not other_ground:
            continue
        by_limit &= bool(old and new and _written(old.block) == _written(new.block))
        marks[lang] = difference.marks(words[0][1], words[1][1])
    if not marks:
        return None
    place = next(iter((is_ or was).values()))
    kind: Kind = "changed" if was and is_ else "added" if is_ else "removed"
    weight = MEANING if by_limit or kind != "changed" else weights.get(uid, MEANING)
    where = (place.section_id, place.number, place.title)
    return BlockChange(uid, *where, kind, weight, marks, by_limit and kind == "changed", other_ground)


def _is_alike(old: Block, new: Block) -> bool:
    """Say whether two blocks surely say the same: what names a limit or draws a pathway has to be printed."""
    return _written(old) == _written(new) and "{clock:" not in old.markdown and old.name != "pathway"


def _written(block: Block) -> tuple[object, ...]:
    return block.kind, block.name, block.attributes, block.markdown.strip(), block.footnotes


def _said(placed: _Placed | None, lang: str, known: Lookup) -> tuple[str, str]:
    """Return what a block says, for comparing, and its words alone."""
    if placed is None:
        return "", ""
    block = placed.block
    pathway = known.pathways.get(block.markdown.strip()) if block.name == "pathway" else None
    if pathway:
        words = pathway_page.text(pathway, known, lang)
        return saying("", words, ""), words
    words = plain(block.markdown, known, lang)
    html = Printer(known, lang, block.uid, quoted=True).html(block.markdown + block.footnotes)
    return saying(block.force, words, html), words


def _pathways(book: Book, known: Lookup) -> dict[str, tuple[Words, str]]:
    def told(one: Pathway) -> str:
        return "\n".join(pathway_page.text(one, known, lang) for lang in LANGUAGES)

    return {one.id: (one.title, told(one)) for one in book.data.pathways.pathways}


def _cards(book: Book, known: Lookup) -> dict[str, tuple[Words, str]]:
    def told(card: Card) -> str:
        lines = (line.says for part in card.parts for line in part.lines)
        return "\n".join(plain(line.of(lang), known, lang) for line in lines for lang in LANGUAGES)

    return {one.id: (one.title, told(one)) for one in book.data.cards}


def _things(old: Mapping[str, tuple[Words, str]], new: Mapping[str, tuple[Words, str]]) -> Iterator[Thing]:
    for id_, (title, told) in new.items():
        if id_ not in old:
            yield Thing(id_, title, "added")
        elif old[id_] != (title, told):
            yield Thing(id_, title, "changed")
    yield from (Thing(id_, title, "removed") for id_, (title, _told) in old.items() if id_ not in new)
