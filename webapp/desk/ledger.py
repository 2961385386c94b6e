"""The ledger of the two languages: every paragraph of the edition in force, open amendments laid over."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import sqlalchemy as sa

from webapp.desk import queries, service
from webapp.desk.models import SectionCare, WorkItem
from webapp.desk.queries import Amendment
from webapp.engine.desk.frame import PATH as FRAME
from webapp.engine.desk.frame import Unfit, in_step_of, with_in_step
from webapp.engine.manual import ages, source, splitting
from webapp.engine.manual.ages import Name
from webapp.engine.manual.changes import together
from webapp.engine.manual.references import show_bars
from webapp.engine.manual.sections import Block
from webapp.engine.manual.source import LANGUAGES, LEADING
from webapp.errors import NotFound, Refused
from webapp.manual import history
from webapp.manual import queries as manual
from webapp.manual.models import Block as Row
from webapp.manual.models import Edition, Section

State = Literal["same", "stale", "missing", "cosmetic"]
STATES: tuple[State, ...] = ("stale", "missing", "cosmetic", "same")
OTHER = {"ar": "en", "en": "ar"}
COSMETIC = "cosmetic"
_STALE = "stale"


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """A paragraph in one language.

    Shape: `written` is its Markdown where an amendment holds it, else None; `age` is the edition in which
    it last changed, one past the edition in force for what an amendment changes, 0 where that is not known.
    """

    age: int
    written: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph of the ledger.

    Shape: `waits` is the language that is behind or not written, empty where none is; `number` is empty for
    one that is new; `amendment` is the open one of its section, whose piece is `piece`, and `is_amended` says
    that it changes this paragraph; `people` are those who write it or see to it.
    """

    uid: str
    number: str
    section_id: str
    chapter: int
    force: str
    state: State
    waits: str
    sides: Mapping[str, Side]
    amendment: int | None
    piece: str
    is_amended: bool
    people: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Stood:
    """A paragraph of the edition in force. Shape: `digests` by language."""

    uid: str
    number: str
    force: str
    digests: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """What of the ledger is asked for; what is empty or None is not asked about."""

    chapter: int | None = None
    state: str = ""
    must: bool = False
    person: str = ""

    def fits(self, entry: Entry) -> bool:
        """Say whether an entry is asked for; without a state all that is open is."""
        return (
            (self.chapter is None or entry.chapter == self.chapter)
            and (entry.state == self.state if self.state else entry.state != "same")
            and (not self.must or entry.force in {"must", "must-not"})
            and (not self.person or self.person in entry.people)
        )


def ledger(connection: sa.Connection, *, edition: int) -> tuple[Entry, ...]:
    """Return every paragraph of an edition, the one in force, in the order of the manual."""
    stood, chapters = _stood(connection, edition)
    open_ones = queries.with_texts(connection, tuple(one.id for one in queries.in_work(connection)))
    by_section = {one.section_id: one for one in open_ones if one.is_section}
    known = history.kept(connection, edition=edition).blocks
    read = _in_step(connection, open_ones, edition)
    care = _care(connection)
    found: list[Entry] = []
    new = [one for one in by_section if one not in stood]
    for section_id in (*stood, *new):
        amendment = by_section.get(section_id)
        work = _Section(
            section_id, chapters.get(section_id, 0), stood.get(section_id, {}), known, edition, read
        )
        entries = work.amended(amendment) if amendment else work.as_it_stands()
        found += (_cared(entry, amendment, care) for entry in entries)
    return tuple(found)


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Return how many paragraphs are in each state."""
    found: dict[str, int] = dict.fromkeys(STATES, 0)
    for entry in entries:
        found[entry.state] += 1
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class _Section:
    """One section being laid out."""

    id: str
    chapter: int
    stood: Mapping[str, _Stood]
    known: Mapping[Name, int]
    edition: int
    read: frozenset[str]

    def as_it_stands(self) -> Iterator[Entry]:
        """Yield the paragraphs of the edition in force."""
        for one in self.stood.values():
            sides = {lang: self._side(lang, one.uid) for lang in LANGUAGES if lang in one.digests}
            yield self._entry(one, sides, frozenset(), "")

    def amended(self, amendment: Amendment) -> Iterator[Entry]:
        """Yield the paragraphs as an amendment has them."""
        blocks = {lang: _blocks(amendment, lang) for lang in LANGUAGES}
        for uid in together(*(list(blocks[lang]) for lang in reversed(LANGUAGES))):
            held = {lang: blocks[lang][uid] for lang in LANGUAGES if uid in blocks[lang]}
            was = self.stood.get(uid)
            changed = frozenset(
                lang for lang, block in held.items() if not was or was.digests.get(lang) != block.digest
            )
            sides = {
                lang: Side(
                    self.edition + 1 if lang in changed else self._side(lang, uid).age,
                    show_bars(block.markdown),
                )
                for lang, block in held.items()
            }
            leading = held.get(LEADING) or next(iter(held.values()))
            one = _Stood(uid, was.number if was else "", leading.force, {})
            entry = self._entry(one, sides, changed, amendment.weights.get(uid, ""))
            yield dataclasses.replace(
                entry, amendment=amendment.id, piece=amendment.piece, is_amended=bool(changed)
            )

    def _side(self, lang: str, uid: str) -> Side:
        return Side(self.known.get((lang, uid), 0))

    def _entry(self, one: _Stood, sides: Mapping[str, Side], changed: frozenset[str], weight: str) -> Entry:
        state, waits = self._state(one.uid, sides, changed, weight)
        return Entry(
            one.uid, one.number, self.id, self.chapter, one.force, state, waits, sides,
            amendment=None, piece="", is_amended=False, people=(),
        )  # fmt: skip

    def _state(
        self, uid: str, sides: Mapping[str, Side], changed: frozenset[str], weight: str
    ) -> tuple[State, str]:
        lacking = [lang for lang in LANGUAGES if lang not in sides]
        if lacking:
            return "missing", lacking[0]
        found = {} if uid in self.read else {(lang, uid): side.age for lang, side in sides.items()}
        behind = [lang for lang, _uid in ages.behind(found)]
        if not behind:
            return "same", ""
        before = {(lang, uid): self.known.get((lang, uid), 0) for lang in sides}
        is_light = changed and weight == COSMETIC and not ages.behind(before)
        return ("cosmetic" if is_light else "stale"), behind[0]


def _blocks(amendment: Amendment, lang: str) -> dict[str, Block]:
    """Return the paragraphs of one language of an amendment by uid; those without one are not counted."""
    path = f"{amendment.piece}.{lang}.md"
    place, text = source.place(path), amendment.files.get(path)
    if place is None or text is None:
        return {}
    page, _problems = splitting.split(source.read(text, place)[0])
    return {block.uid: block for block in page.blocks if block.uid}


def _stood(connection: sa.Connection, edition: int) -> tuple[dict[str, dict[str, _Stood]], dict[str, int]]:
    """Return the paragraphs of an edition by section and uid, in order, and the chapter of each section."""
    rows = connection.execute(
        sa.select(
            Row.section_id, Row.lang, Row.uid, Row.number, Row.force, Row.digest, Section.chapter_number
        )
        .join(Edition, Edition.id == Row.edition_id)
        .join(
            Section,
            sa.and_(
                Section.edition_id == Row.edition_id,
                Section.lang == Row.lang,
                Section.section_id == Row.section_id,
            ),
        )
        .where(Edition.number == edition)
        .order_by(Section.position, Row.position, Row.lang)
    ).all()
    chapters = {row.section_id: row.chapter_number for row in rows}
    order: dict[str, dict[str, list[str]]] = {}
    digests: dict[str, dict[str, str]] = {}
    named: dict[str, tuple[str, str]] = {}
    for row in rows:
        order.setdefault(row.section_id, {lang: [] for lang in LANGUAGES})[row.lang].append(row.uid)
        digests.setdefault(row.uid, {})[row.lang] = row.digest
        named.setdefault(row.uid, (row.number, row.force))
    stood = {
        section_id: {
            uid: _Stood(uid, *named[uid], digests[uid])
            for uid in together(*(uids[lang] for lang in reversed(LANGUAGES)))
        }
        for section_id, uids in order.items()
    }
    return stood, chapters


def _in_step(connection: sa.Connection, open_ones: Iterable[Amendment], edition: int) -> frozenset[str]:
    """Return the uids that an open amendment says were read against each other for the next edition."""
    text = next((one.files.get(FRAME, "") for one in open_ones if one.piece == FRAME), "")
    if not text:
        return frozenset()
    files = manual.files(connection, edition=edition, paths=(FRAME,))
    now, before = in_step_of(text), in_step_of(files.get(FRAME, ""))
    return frozenset() if now == before else now


def _care(connection: sa.Connection) -> dict[str, str]:
    """Return who sees to sections, by their ids, and to paragraphs that are behind, by uid."""
    sections = connection.execute(sa.select(SectionCare.section_id, SectionCare.owner))
    items = connection.execute(sa.select(WorkItem.subject, WorkItem.owner).where(WorkItem.kind == _STALE))
    return {name: owner for name, owner in (*sections, *items) if owner}


def _cared(entry: Entry, amendment: Amendment | None, care: Mapping[str, str]) -> Entry:
    owners = [care[name] for name in (entry.uid, entry.section_id) if name in care]
    people = dict.fromkeys((*owners, *(amendment.everybody if amendment else ())))
    return dataclasses.replace(entry, people=tuple(people))


def read_together(connection: sa.Connection, uid: str, *, by: str, now: dt.datetime) -> Amendment:
    """Say of a paragraph that its languages were read against each other: noted for the next edition.

    Shape: it is an amendment of manual.yaml, begun where there is none. What the edition in force lists
    belongs to that edition, so that the first uid of an amendment begins a new list.
    Errors: NotFound amendment.no-uid; Refused amendment.no-list, amendment.closed, manual.no-edition, and
    amendment.same-list where the list would be the one of the edition in force, which counts as not emptied.
    """
    edition = manual.edition_in_force(connection)
    known = ledger(connection, edition=edition.number) if edition else ()
    if edition is None or not any(one.uid == uid and one.state != "missing" for one in known):
        raise NotFound("amendment.no-uid", uid=uid)
    found = service.begin(connection, piece=FRAME, section_id="", by=by, now=now)
    before = manual.files(connection, edition=edition.number, paths=(FRAME,)).get(FRAME, "")
    listed = in_step_of(found.files[FRAME])
    noted = frozenset({uid}) | (frozenset() if listed == in_step_of(before) else listed)
    if noted == in_step_of(before):
        raise Refused("amendment.same-list", uid=uid)
    try:
        text = with_in_step(found.files[FRAME], noted)
    except Unfit as fault:
        raise Refused("amendment.no-list") from fault
    return service.save(connection, found.id, files={FRAME: text}, revision=found.revision, by=by, now=now)
