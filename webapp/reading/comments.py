"""Comments beside the paragraphs they are about: what a reader comments on, what an editor compares."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from itertools import groupby

import sqlalchemy as sa
from markupsafe import Markup

from webapp.accounts import queries as people
from webapp.errors import NotFound, Refused
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.queues import queries as queues
from webapp.queues.queries import Remark
from webapp.queues.service import About
from webapp.reading import addresses
from webapp.scenarios import queries as scenarios
from webapp.web.language import LANGUAGES

Quotes = Mapping[str, Mapping[str, Quote]]
"""Quotes by language and uid."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph to be read in one language. Shape: `html` is the engine's own; `force` may be empty."""

    lang: str
    force: str
    html: Markup


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """The paragraph somebody comments on, and the way back to it."""

    about: About
    section_number: str
    section_title: str
    shown: Shown
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class ContestedRow:
    """The decision whose row somebody contests. Shape: words; ids where that version cannot be read."""

    scenario_id: str
    case_title: str
    title: str
    answers: tuple[str, ...]
    version: str


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One comment among those about its paragraph. Shape: `by` is a name, empty where nobody has it now."""

    remark: Remark
    by: str
    is_changed: bool
    contested: "ContestedRow | None" = None


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is in force, with what was said about it.

    Shape: without `shown` it is in force no longer; then `address` leads to it in the edition commented on.
    Searches that find too little stand together under an empty `uid`, without an address.
    """

    uid: str
    number: str
    title: str
    address: str
    shown: tuple[Shown, ...]
    said: tuple[Said, ...]

    @property
    def is_open(self) -> bool:
        """Say whether these comments still wait."""
        return self.said[0].remark.is_open


@dataclasses.dataclass(frozen=True, slots=True)
class Queue:
    """One page of comments by paragraph. Units: `page` and `last` count from 1."""

    paragraphs: tuple[Paragraph, ...]
    counts: Mapping[str, int]
    state: str
    total: int
    page: int
    last: int


def subject(connection: sa.Connection, *, lang: str, uid: str, edition: int | None = None) -> Subject:
    """Return the paragraph as one edition has it, else as it is in force; in the other language if need be.

    Errors: NotFound where neither has it.
    """
    force = _in_force(connection)
    for number in (edition, force) if edition and 0 < edition < force else (force,):
        for one in sorted(LANGUAGES, key=lambda known: known != lang):
            quote = manual.quotes(connection, lang=one, edition=number, uids=[uid]).get(uid)
            if quote:
                return _subject(quote, one, edition=number if number != force else None)
    raise NotFound("reading.no-paragraph", uid=uid)


def queue(connection: sa.Connection, *, lang: str, state: str, page: int) -> Queue:
    """Return a page of the comments in one state or in all, for an editor who reads in this language."""
    found = queues.listed(connection, state=state, page=page)
    force = _in_force(connection)
    present = _quotes(connection, found.remarks, edition=force)
    editions = {one.edition for one in found.remarks} - {force}
    then = {number: _quotes(connection, found.remarks, edition=number) for number in editions}
    then[force] = present
    names = people.names(connection, {one.settled_by for one in found.remarks if one.settled_by})
    contested = {one.id: _contested(connection, one, lang) for one in found.remarks if one.digest}
    grouped = groupby(found.remarks, key=lambda one: (one.is_open, one.uid))
    return Queue(
        paragraphs=tuple(
            _paragraph([*remarks], present, then, (names, contested), lang) for _, remarks in grouped
        ),
        counts=queues.counts(connection),
        state=state,
        total=found.total,
        page=found.page,
        last=found.last,
    )


def _subject(quote: Quote, lang: str, *, edition: int | None) -> Subject:
    return Subject(
        about=About(quote.uid, quote.section_id, quote.number, quote.edition, lang),
        section_number=quote.section_number,
        section_title=quote.section_title,
        shown=_shown(quote, lang),
        address=addresses.paragraph(lang, quote.section_id, quote.uid, edition),
    )


def _paragraph(
    remarks: list[Remark],
    present: Quotes,
    then: Mapping[int, Quotes],
    told: tuple[Mapping[str, str], Mapping[int, ContestedRow]],
    lang: str,
) -> Paragraph:
    names, contested = told
    first = remarks[0]
    uid = first.uid
    if first.is_search:
        said = tuple(Said(one, names.get(one.settled_by or "", ""), is_changed=False) for one in remarks)
        return Paragraph(uid="", number="", title="", address="", shown=(), said=said)
    here = present[lang].get(uid) or present[first.lang].get(uid)
    concerned = [one for one in LANGUAGES if any(remark.lang == one for remark in remarks)]
    there = (first.section_id, uid, first.edition) if here is None else (here.section_id, uid, None)
    return Paragraph(
        uid=uid,
        number=here.number if here else first.number,
        title=here.section_title if here else "",
        address=addresses.paragraph(lang, *there),
        shown=tuple(_shown(present[one][uid], one) for one in concerned if uid in present[one]),
        said=tuple(
            Said(
                one,
                names.get(one.settled_by or "", ""),
                _is_changed(one, present, then[one.edition]),
                contested.get(one.id),
            )
            for one in remarks
        ),
    )


def _contested(connection: sa.Connection, remark: Remark, lang: str) -> ContestedRow:
    """Return the contested row in words, as its version of the case says it."""
    scenario_id, scene_id, digest = remark.scenario_id or "", remark.scene_id or "", remark.digest or ""
    given: dict[str, list[str]] = json.loads(remark.answer or "{}")
    version = digest[:8]
    try:
        scenario = scenarios.scenario(connection, digest, edition=remark.edition)
        decision = scenario.scenes[scene_id].decision
    except (NotFound, Refused, KeyError):
        decision = None
    if decision is None:
        ids = tuple(one for picks in given.values() for one in picks)
        return ContestedRow(scenario_id, scenario_id, scene_id, ids, version)
    words = {(field.id, one.id): one.text.of(lang) for field in decision.fields for one in field.answers}
    answers = tuple(words.get((name, one), one) for name, picks in given.items() for one in picks)
    return ContestedRow(scenario_id, scenario.title.of(lang), decision.title.of(lang), answers, version)


def _is_changed(remark: Remark, present: Quotes, then: Quotes) -> bool:
    """Say whether the paragraph says something else than what the comment is about, or nothing any more."""
    now, before = present[remark.lang].get(remark.uid), then[remark.lang].get(remark.uid)
    if before is None:  # an edition that is not kept here
        return False
    return now is None or (now.force, now.text) != (before.force, before.text)


def _quotes(connection: sa.Connection, remarks: Iterable[Remark], *, edition: int) -> Quotes:
    uids = {one.uid for one in remarks}
    return {lang: manual.quotes(connection, lang=lang, edition=edition, uids=uids) for lang in LANGUAGES}


def _shown(quote: Quote, lang: str) -> Shown:
    return Shown(lang, quote.force, Markup(quote.html))  # noqa: S704 -- the engine's own HTML


def _in_force(connection: sa.Connection) -> int:
    edition = manual.edition_in_force(connection)
    return edition.number if edition else 0
