"""What an index answers: sections in order, each with the paragraph that answers best."""

import dataclasses
import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from webapp.engine.words.analyse import places
from webapp.engine.words.pairs import Pairs, expanded
from webapp.engine.words.query import Group, groups
from webapp.engine.words.snippet import Piece, snippet
from webapp.manual.queries import BlockText, SectionText
from webapp.search.index import Opened
from webapp.search.ranking import question

MOST_HITS = 100  # nobody turns ten pages; fetching no more keeps every answer quick
WORTH_SHOWING = 0.2  # of the best hit's score; what is weaker only shares a common word
MOST_SUGGESTIONS = 3
NO_PAIRS = Pairs({})
MOST_ALSO = 4
_HEADING = 0.5  # a heading speaks for all its paragraphs, so for each of them less
_PLACE = re.compile(r"[§#]?\s*(\d+(?:\.\d+)+)")
_UID = re.compile(r"(?=.*\d|[§#])[§#]?([a-z][a-z0-9]{3,7})")


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers, and the paragraph of it that answers best.

    Shape: `uid`, `block_number`, `force` and `heading` are empty where the whole section is meant; `lang` is
    the language its words are in.
    Units: `score` compares hits of one answer only.
    """

    section_id: str
    number: str
    title: str
    chapter_title: str
    uid: str
    block_number: str
    force: str
    heading: str
    pieces: tuple[Piece, ...]
    score: float
    lang: str


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The answer of one index.

    Shape: `total` counts sections; `corrected` is the query that was searched where words were mended;
    `sections` are the ids of all that answer, whatever they were narrowed to.
    """

    lang: str
    total: int
    hits: tuple[Hit, ...]
    corrected: str | None = None
    suggestions: tuple[str, ...] = ()
    searched_also: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    section: SectionText
    block: BlockText | None
    score: float
    is_named: bool = False


def find(
    opened: Opened,
    text: str,
    *,
    lang: str,
    limit: int = 10,
    offset: int = 0,
    as_written: bool = False,
    pairs: Pairs = NO_PAIRS,
    among: Collection[str] | None = None,
) -> Found:
    """Return the sections that answer `text`, the best first; a section's number or a uid goes to its place.

    Shape: `lang` is the index's own; `as_written` takes every word as typed, without corrections or other
    names; `among` are the ids of the sections that may be shown, all where it is None.
    """
    typed = groups(text, opened.vocabulary, as_written=as_written)
    wider = expanded(typed, NO_PAIRS if as_written else pairs, opened.vocabulary)
    meant = wider.groups
    every = tuple(_places(opened, text, meant))
    places = tuple(one for one in every if among is None or one.section.section_id in among)
    weights = {one.stem: one.weight for group in reversed(meant) for one in reversed(group.alternatives)}
    return Found(
        lang=lang,
        total=len(places),
        hits=tuple(_hit(place, meant, weights, lang) for place in places[offset : offset + limit]),
        corrected=_corrected(opened, text, meant),
        suggestions=tuple(_suggestions(opened, text, meant))[:MOST_SUGGESTIONS],
        searched_also=tuple(dict.fromkeys((*wider.also, *_also(opened, meant))))[:MOST_ALSO],
        sections=tuple(one.section.section_id for one in every),
    )


def named_place(opened: Opened, text: str) -> tuple[SectionText, BlockText | None] | None:
    """Return the section or paragraph a query names by number (7.1, §7.1.4, ٧٫١) or by uid."""
    plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text.strip().lower())
    plain = plain.replace("٫", ".")
    named = _PLACE.fullmatch(plain) or _UID.fullmatch(plain)
    return opened.by_place.get(named[1]) if named else None


def _places(opened: Opened, text: str, meant: Sequence[Group]) -> Iterator[_Place]:
    ranked = tuple(_ranked(opened, meant))
    named = named_place(opened, text)
    if named is not None:
        yield _Place(*named, score=ranked[0].score if ranked else 1.0, is_named=True)
    yield from (place for place in ranked if named is None or place.section is not named[0])


def _ranked(opened: Opened, meant: Sequence[Group]) -> Iterator[_Place]:
    if not any(group.alternatives for group in meant):
        return
    found = opened.searcher.search(question(opened, meant), MOST_HITS).hits
    for score, address in found:
        if score >= WORTH_SHOWING * found[0][0]:
            section = opened.sections[opened.searcher.doc(address)["n"][0]]
            yield _Place(section, None, score)


def _hit(place: _Place, meant: Sequence[Group], weights: Mapping[str, float], lang: str) -> Hit:
    section = place.section
    if place.is_named and place.block is None:
        return _whole(section, place.score, lang)
    block = place.block or _best_block(section, meant)
    return Hit(
        section_id=section.section_id,
        number=section.number,
        title=section.title,
        chapter_title=section.chapter_title,
        uid=block.uid if block else "",
        block_number=block.number if block else "",
        force=block.force if block else "",
        heading=block.heading if block else "",
        pieces=snippet(block.text, weights) if block else (),
        score=place.score,
        lang=lang,
    )


def _whole(section: SectionText, score: float, lang: str) -> Hit:
    """Return a section asked for by its number, with how it begins."""
    begins = snippet(section.blocks[0].text, {}) if section.blocks else ()
    names = (section.section_id, section.number, section.title, section.chapter_title)
    return Hit(*names, uid="", block_number="", force="", heading="", pieces=begins, score=score, lang=lang)


def _best_block(section: SectionText, meant: Sequence[Group]) -> BlockText | None:
    """Return the paragraph that holds most of what was asked; of equals, the first."""

    def worth(block: BlockText) -> float:
        body, heading = stems_of(block.text), stems_of(block.heading)
        return sum(_worth(group, body) + _HEADING * _worth(group, heading) for group in meant)

    if len(section.blocks) == 1:
        return section.blocks[0]
    return max(section.blocks, key=worth, default=None)


def _worth(group: Group, stems: frozenset[str]) -> float:
    return next((one.weight for one in group.alternatives if one.stem in stems), 0.0)


@functools.lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems in a text."""
    return frozenset(stem for _start, _end, stem in places(text))


def _corrected(opened: Opened, text: str, meant: Sequence[Group]) -> str | None:
    """Return the query with each unknown word replaced by the likeliest known one, None when none was."""
    wrong = {group: group.corrections[0].stem for group in meant if group.corrections}
    return _rewritten(opened, text, wrong) if wrong else None


def _suggestions(opened: Opened, text: str, meant: Sequence[Group]) -> Iterator[str]:
    """Return other queries the reader may have meant, one unknown word changed in each."""
    best = {group: group.corrections[0].stem for group in meant if group.corrections}
    for group in meant:
        if not group.is_known:
            likely = group.corrections[1:] or tuple(one for one in group.alternatives if one.kind == "soft")
            yield from (_rewritten(opened, text, best | {group: one.stem}) for one in likely)


def _rewritten(opened: Opened, text: str, instead: Mapping[Group, str]) -> str:
    for group in sorted(instead, key=lambda one: -one.token.start):
        spelling = opened.vocabulary.spelling(instead[group])
        text = text[: group.token.start] + spelling + text[group.token.end :]
    return text


def _also(opened: Opened, meant: Sequence[Group]) -> Iterator[str]:
    """Return other words that were searched too; a known word with a letter more is not another."""
    typed = {group.token.stem for group in meant}
    known = [group for group in meant if group.is_known]
    soft = (
        (group.token.stem, one.stem) for group in known for one in group.alternatives if one.kind == "soft"
    )
    other = (stem for own, stem in soft if stem not in typed and own not in stem)
    yield from dict.fromkeys(opened.vocabulary.spelling(stem) for stem in other)
