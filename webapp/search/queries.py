"""What an index answers: sections in order, each with the paragraph that answers best."""

import dataclasses
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from webapp.engine.words import demands, operators
from webapp.engine.words.analyse import places
from webapp.engine.words.pairs import Pairs, expanded
from webapp.engine.words.pairs import pairs as paired
from webapp.engine.words.query import Group, groups
from webapp.engine.words.snippet import Piece, snippet
from webapp.manual.queries import BlockText, SectionText
from webapp.search import demanding
from webapp.search.index import Opened
from webapp.search.ranking import question

MOST_HITS = 100  # nobody turns ten pages; fetching no more keeps every answer quick
WORTH_SHOWING = 0.1  # of the best hit's score; what is weaker only shares a common word
MOST_SUGGESTIONS = 3
NO_PAIRS = paired(())
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
    `sections` are the ids of all that answer, whatever they were narrowed to; `missing` are phrases that no
    section holds, so that their words were looked for one by one, if anything was; `emptied` says that all
    that would answer was left out.
    """

    lang: str
    total: int
    hits: tuple[Hit, ...]
    corrected: str | None = None
    suggestions: tuple[str, ...] = ()
    searched_also: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    emptied: bool = False


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
    names; `among` are the ids of the sections that may be shown, all where it is None. Phrases, words to
    leave out and beginnings are read from `text` as `operators.read` says.
    """
    read = operators.read(text)
    if not read.is_plain:
        known = NO_PAIRS if as_written else pairs
        page = slice(offset, offset + limit)
        return _demanded(opened, read, lang=lang, page=page, pairs=known, among=among, as_written=as_written)
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


def _demanded(
    opened: Opened,
    read: operators.Read,
    *,
    lang: str,
    page: slice,
    pairs: Pairs,
    among: Collection[str] | None,
    as_written: bool,
) -> Found:
    """Return the sections that answer a query with operators.

    Shape: where no section holds a phrase and there are other words, the words of the phrase are looked for
    as well as those, and the phrase is said to be missing.
    """
    asked = demands.demand(read, opened.vocabulary, as_written=as_written)
    wider = expanded(asked.words, pairs, opened.vocabulary)
    meant = _in_order(wider.groups, asked)
    ranked = demanding.ranked(opened, meant, asked, most=MOST_HITS, worth=WORTH_SHOWING)
    missing = _missing(opened, asked) if not ranked.hits and not ranked.emptied else ()
    if missing and (asked.words or asked.beginnings):
        read = read.without_phrases()
        found = _demanded(opened, read, lang=lang, page=page, pairs=pairs, among=among, as_written=as_written)
        return dataclasses.replace(found, missing=missing)
    places = [_Place(section, None, score) for score, section in ranked.hits]
    shown = [one for one in places if among is None or one.section.section_id in among]
    weights = _weights(group for group in meant if group not in set(asked.of_phrases))
    runs = tuple(run for phrase in asked.phrases for run in phrase.runs)
    return Found(
        lang=lang,
        total=len(shown),
        hits=tuple(_hit(place, meant, weights, lang, runs) for place in shown[page]),
        corrected=_squeezed(_corrected(opened, read.text, meant)),
        suggestions=tuple(dict.fromkeys(_instead(opened, read, meant, ranked)))[:MOST_SUGGESTIONS],
        searched_also=tuple(dict.fromkeys((*wider.also, *_also(opened, meant))))[:MOST_ALSO],
        sections=tuple(section.section_id for _score, section in ranked.hits),
        missing=missing,
        emptied=ranked.emptied,
    )


_Text = TypeVar("_Text", str, str | None)


def _in_order(words: Sequence[Group], asked: demands.Demand) -> tuple[Group, ...]:
    """Return all that is to be found in the order it was typed; a word that comes twice counts once."""
    every = {group.token.stem: group for group in (*asked.of_phrases, *asked.beginnings, *words)}
    return tuple(sorted(every.values(), key=lambda group: group.token.start))


def _missing(opened: Opened, asked: demands.Demand) -> tuple[str, ...]:
    """Return the phrases that no section holds; all of them where none holds them together."""
    every = tuple(_squeezed(phrase.run.text) for phrase in asked.phrases)
    lost = (
        text for text, one in zip(every, asked.phrases, strict=True) if not demanding.is_held(opened, one)
    )
    return tuple(lost) or every


def _instead(
    opened: Opened, read: operators.Read, meant: Sequence[Group], ranked: demanding.Ranked
) -> Iterator[str]:
    """Return other queries: without what leaves nothing, or without quotes that no section answers."""
    if ranked.emptied:
        yield _squeezed(read.kept)
    elif read.phrases and not ranked.hits:
        yield _squeezed(read.unquoted)
    yield from _suggestions(opened, read.text, meant)


def _squeezed(text: _Text) -> _Text:
    return " ".join(text.split()) if text else text


def _weights(meant: Iterable[Group]) -> dict[str, float]:
    groups = tuple(meant)
    return {one.stem: one.weight for group in reversed(groups) for one in reversed(group.alternatives)}


def _hit(
    place: _Place,
    meant: Sequence[Group],
    weights: Mapping[str, float],
    lang: str,
    runs: Collection[tuple[str, ...]] = (),
) -> Hit:
    section = place.section
    if place.is_named and place.block is None:
        return _whole(section, place.score, lang)
    block = place.block or _best_block(section, meant, runs)
    if runs and not (block and _holds(block, runs)):  # it stands in a title: its words are marked alone
        weights = _weights(meant)
    return Hit(
        section_id=section.section_id,
        number=section.number,
        title=section.title,
        chapter_title=section.chapter_title,
        uid=block.uid if block else "",
        block_number=block.number if block else "",
        force=block.force if block else "",
        heading=block.heading if block else "",
        pieces=snippet(block.text, weights, runs=runs) if block else (),
        score=place.score,
        lang=lang,
    )


def _whole(section: SectionText, score: float, lang: str) -> Hit:
    """Return a section asked for by its number, with how it begins."""
    begins = snippet(section.blocks[0].text, {}) if section.blocks else ()
    names = (section.section_id, section.number, section.title, section.chapter_title)
    return Hit(*names, uid="", block_number="", force="", heading="", pieces=begins, score=score, lang=lang)


def _best_block(
    section: SectionText, meant: Sequence[Group], runs: Collection[tuple[str, ...]] = ()
) -> BlockText | None:
    """Return the paragraph that holds a phrase, or else most of what was asked; of equals, the first."""
    if len(section.blocks) == 1:
        return section.blocks[0]
    wanted = [{one.stem: one.weight for one in reversed(group.alternatives)} for group in meant]
    every = frozenset(stem for weights in wanted for stem in weights)

    def worth(block: BlockText) -> tuple[bool, float]:
        body, heading = stems_of(block.text) & every, stems_of(block.heading) & every
        worths = (_worth(weights, body) + _HEADING * _worth(weights, heading) for weights in wanted)
        return _holds(block, runs), sum(worths) if body or heading else 0.0

    return max(section.blocks, key=worth, default=None)


def _holds(block: BlockText, runs: Collection[tuple[str, ...]]) -> bool:
    """Say whether a paragraph holds one of some runs of stems; most are told by their stems alone."""
    return bool(runs) and any(f" {' '.join(run)} " in _row_of(block.text) for run in runs)


def _worth(weights: Mapping[str, float], stems: frozenset[str]) -> float:
    """Return the weight of the weightiest of some stems, 0 where none has any."""
    return max((weights[stem] for stem in stems if stem in weights), default=0.0)


@functools.lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems in a text."""
    return frozenset(stem for _start, _end, stem in places(text))


@functools.lru_cache(maxsize=8192)
def _row_of(text: str) -> str:
    """Return the stems of a text in a row, a space around each."""
    return f" {' '.join(stem for _start, _end, stem in places(text))} "


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
