"""Everything that comes back from training and time into the manual, in one list, each with its owner.

What waits is derived, so that nothing can be forgotten; a row of `work_item` says who sees to it.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import sqlalchemy as sa

from webapp.database import change_or_add
from webapp.desk import care, disagreements, queries
from webapp.desk.models import WorkItem
from webapp.errors import BadInput, NotFound
from webapp.manual import between, history
from webapp.manual import queries as manual
from webapp.queues import queries as comments
from webapp.queues import service as queues
from webapp.queues.queries import DONE, OPEN, SET_ASIDE, Remark
from webapp.scenarios import flags
from webapp.scenarios import queries as scenarios
from webapp.web import free_text

DOING = "doing"
STATES = (OPEN, DOING, DONE, SET_ASIDE)
KINDS = ("comment", "contest", "search", "split", "review", "source", "twin", "flag", "look")
OF_AUTHORS = ("comment", "contest", "search", "split", "flag")
"""What those see who write cases and not the manual."""
FROM_READERS = frozenset({"comment", "contest", "search"})
"""What is settled among the comments, whose state is the one that holds."""
MOST_NOTE = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One thing to see to.

    Shape: `about` are the words it is about and `number` a section or paragraph, either may be empty; `to`
    and `args` lead to where it is seen to; `owner` is a pseudonym. `more` are numbers that the page puts
    into words.
    """

    kind: str
    subject: str
    about: str
    to: str
    args: Mapping[str, object] = dataclasses.field(default_factory=dict)
    number: str = ""
    since: dt.datetime | None = None
    due: dt.date | None = None
    owner: str | None = None
    state: str = OPEN
    note: str = ""
    more: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody still has to see to it."""
        return self.state in {OPEN, DOING}


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What is kept about an item."""

    owner: str | None
    state: str
    note: str
    due: dt.date | None


def items(
    connection: sa.Connection, *, lang: str, today: dt.date, kinds: Iterable[str] = KINDS
) -> tuple[Item, ...]:
    """Return everything there is to see to, what falls due first, then what has waited longest."""
    found = (one for kind in kinds for one in of_kind(connection, kind, lang=lang, today=today))
    return tuple(sorted(found, key=_place))


def of_kind(connection: sa.Connection, kind: str, *, lang: str, today: dt.date) -> Iterator[Item]:
    """Yield the items of one kind, each with what is kept about it."""
    known = rows(connection, kind)
    for one in _DERIVED[kind](connection, lang, today):
        row = known.get(one.subject)
        if row is None:
            yield one
        elif kind in FROM_READERS and not one.is_waiting:
            yield dataclasses.replace(one, owner=row.owner or one.owner, due=row.due)
        else:
            state = row.state if kind not in FROM_READERS or row.state == DOING else OPEN
            yield dataclasses.replace(
                one, owner=row.owner or one.owner, state=state, note=row.note, due=row.due or one.due
            )


def waiting(found: Iterable[Item]) -> Counter[str]:
    """Count what waits, by kind."""
    return Counter(one.kind for one in found if one.is_waiting)


def rows(connection: sa.Connection, kind: str) -> dict[str, Row]:
    """Return what is kept about the items of a kind, by subject."""
    kept = sa.select(WorkItem.subject, WorkItem.owner, WorkItem.state, WorkItem.note, WorkItem.due)
    return {
        row.subject: Row(row.owner, row.state, row.note, row.due)
        for row in connection.execute(kept.where(WorkItem.kind == kind))
    }


def find(connection: sa.Connection, kind: str, subject: str, *, lang: str, today: dt.date) -> Item:
    """Return an item.

    Errors: NotFound work.not-found for what is not, or no longer, on the list.
    """
    if kind in KINDS:
        for one in of_kind(connection, kind, lang=lang, today=today):
            if one.subject == subject:
                return one
    raise NotFound("work.not-found", kind=kind)


def give(connection: sa.Connection, item: Item, *, to: str, now: dt.datetime) -> None:
    """Make somebody see to an item; whoever takes it themselves has it in hand."""
    keep(connection, item.kind, item.subject, now=now, owner=to, state=DOING)


def plan(connection: sa.Connection, item: Item, *, due: dt.date | None, note: str, now: dt.datetime) -> None:
    """Keep by when an item is to be seen to, and a note for colleagues.

    Errors: BadInput work.note-long, text.private.
    """
    note = " ".join(note.split())
    if len(note) > MOST_NOTE:
        raise BadInput("work.note-long", field="note")
    free_text.refuse_private(note, field="note")
    keep(connection, item.kind, item.subject, now=now, due=due, note=note)


def settle(connection: sa.Connection, item: Item, *, outcome: str, by: str, now: dt.datetime) -> None:
    """Say that an item is done, or set it aside; what readers left is settled among the comments too.

    Errors: BadInput work.outcome; Refused as for comments.
    """
    if outcome not in {DONE, SET_ASIDE}:
        raise BadInput("work.outcome")
    if item.kind in FROM_READERS:
        queues.settle(connection, int(item.subject), outcome=outcome, note=item.note, by=by, now=now)
    keep(connection, item.kind, item.subject, now=now, state=outcome, owner=item.owner or by)


def undo(connection: sa.Connection, item: Item, *, by: str, now: dt.datetime) -> None:
    """Open an item again that was settled, or let go of one that was taken."""
    if item.kind in FROM_READERS and not item.is_waiting:
        queues.reopen(connection, int(item.subject), by=by, now=now)
    keep(connection, item.kind, item.subject, now=now, state=OPEN, owner=None)


def keep(connection: sa.Connection, kind: str, subject: str, *, now: dt.datetime, **values: object) -> None:
    """Keep something about an item, whether or not anything was kept before."""
    this = (WorkItem.kind == kind) & (WorkItem.subject == subject)
    first = {"kind": kind, "subject": subject, "owner": None, "state": OPEN, "note": "", "changed": now}
    change_or_add(
        connection,
        sa.update(WorkItem).where(this).values(**values, changed=now),
        sa.insert(WorkItem).values(first | values),
    )


def _place(item: Item) -> tuple[bool, dt.date, str, str]:
    since = item.since.isoformat() if item.since else "9"
    return not item.is_waiting, item.due or dt.date.max, since, item.subject


def _remarks(connection: sa.Connection, kind: str) -> Iterator[Item]:
    settled = (one for state in (DONE, SET_ASIDE) for one in comments.listed(connection, state=state).remarks)
    for one in (*comments.every(connection, state=OPEN), *settled):
        if _kind_of(one) == kind:
            args = {"state": one.state, "_anchor": f"comment-{one.id}"}
            yield Item(
                kind, str(one.id), one.text, "queues.list_comments", args, number=one.number, since=one.made,
                owner=one.settled_by, state=one.state, note=one.note,
            )  # fmt: skip


def _kind_of(remark: Remark) -> str:
    return "search" if remark.is_search else "contest" if remark.digest else "comment"


def _reviews(connection: sa.Connection, lang: str, today: dt.date) -> Iterator[Item]:
    edition = manual.edition_in_force(connection)
    chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
    sections = {one.section_id: one for chapter in chapters for one in chapter.sections}
    for one in care.dates(connection):
        near = one.review_by and one.review_by <= today + care.NEAR
        if near and one.section_id in sections:
            section = sections[one.section_id]
            yield Item(
                "review", f"{one.section_id} {one.review_by}", section.title, "reading.show_section",
                _address(one.section_id), number=section.number, due=one.review_by, owner=one.owner,
                more={"is_late": bool(one.review_by and one.review_by < today)},
            )  # fmt: skip


def _address(section_id: str) -> dict[str, str]:
    chapter, _, section = section_id.partition("/")
    return {"chapter": chapter, "section": section}


def _sources(connection: sa.Connection, lang: str, _today: dt.date) -> Iterator[Item]:
    names = care.source_names(connection, lang)
    for one in care.changes(connection):
        if not one.settled:
            args = {"_anchor": f"change-{one.id}"}
            about = names.get(one.source_id, one.source_id)
            yield Item(
                "source", str(one.id), about, "desk.list_sources", args, since=one.at, more={"note": one.note}
            )


def _twins(connection: sa.Connection, _lang: str, _today: dt.date) -> Iterator[Item]:
    edition = manual.edition_in_force(connection)
    if edition is None:
        return
    ages = history.kept(connection, edition=edition.number).blocks
    for one in between.waiting(connection, edition=edition.number):
        changed = ages.get(("en" if one.lang == "ar" else "ar", one.uid), edition.number)
        yield Item(
            "twin", f"{one.uid} {one.lang} {changed}", "", "reading.find_paragraph_in", {"uid": one.uid},
            number=one.number, more={"lang": one.lang, "is_written": one.is_written, "edition": changed},
        )  # fmt: skip


def _flags(connection: sa.Connection, lang: str, _today: dt.date) -> Iterator[Item]:
    titles = {one.id: one.title.of(lang) for one in scenarios.catalogue(connection)}
    for one in flags.waiting(connection):
        yield Item(
            "flag", str(one.id), titles.get(one.scenario_id, one.scenario_id), "desk.list_flags",
            {"_anchor": f"flag-{one.id}"}, since=one.made, more={"edition": one.edition},
        )  # fmt: skip


def _looks(connection: sa.Connection, lang: str, _today: dt.date) -> Iterator[Item]:
    titles = manual.titles_in_force(connection, lang)
    for one in queries.owing(connection):
        yield Item(
            "look", str(one.id), titles.get(one.section_id, one.piece), "desk.show_review",
            {"amendment": one.id}, since=one.changed, more={"edition": one.published_as},
        )  # fmt: skip


def _splits(connection: sa.Connection, lang: str, _today: dt.date) -> Iterator[Item]:
    for one in disagreements.found(connection, lang=lang):
        yield Item(
            "split", one.subject, f"{one.case} · {one.decision}", "attempts.show_case",
            {"scenario_id": one.scenario_id}, more={"people": one.people, "most": one.most},
        )  # fmt: skip


_DERIVED: Mapping[str, Callable[[sa.Connection, str, dt.date], Iterator[Item]]] = {
    "comment": lambda connection, _lang, _today: _remarks(connection, "comment"),
    "contest": lambda connection, _lang, _today: _remarks(connection, "contest"),
    "search": lambda connection, _lang, _today: _remarks(connection, "search"),
    "split": _splits,
    "review": _reviews,
    "source": _sources,
    "twin": _twins,
    "flag": _flags,
    "look": _looks,
}
