"""Publishing: approved amendments become the next edition, all of them or none, now or at a moment."""

import dataclasses
import datetime as dt
import logging
import re
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.database import Database
from webapp.desk import assembling, flagging, moving, queries, reviewing, service, touched
from webapp.desk.assembling import Words
from webapp.desk.models import Amendment as Row
from webapp.desk.models import AmendmentPresence
from webapp.desk.models import Publication as Planned
from webapp.desk.queries import APPROVED, PUBLISHED, Amendment
from webapp.engine.desk import frame
from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.manual import service as editions
from webapp.manual.models import Block, Edition
from webapp.manual.queries import EditionInfo
from webapp.manual.service import Signed

After = Callable[[sa.Connection, int, int, Sequence[Amendment], dt.datetime], None]
AFTER: tuple[After, ...] = (flagging.after, moving.note_moves)
"""What takes part in a publication, in its transaction: each is called with the connection, the old and the
new edition's number, the amendments that went into it, and the moment."""

_LOG = logging.getLogger(__name__)
PLANNED, DONE, FAILED, CANCELLED = "planned", "done", "failed", "cancelled"
_BINDING = ("must", "must-not")
_LONGEST_SIGNATURE = 120
_UID = re.compile(r"\{#([a-z0-9]+)\}")
_LIMITS = "manual/clocks.yaml"


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published. Shape: `amendments` are (id, revision) pairs, as they were seen.

    `reason` says why it is published although a duty is older in one language, or is empty.
    """

    amendments: tuple[tuple[int, int], ...]
    words: Words
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """A publication that is planned, was made, failed or was cancelled."""

    id: int
    at: dt.datetime
    effective: dt.date
    note_ar: str
    note_en: str
    amendments: Sequence[Sequence[int]]
    reason: str
    by: str
    made: dt.datetime
    state: str
    failure: str
    edition: int | None

    @property
    def wanted(self) -> Wanted:
        """What is to be published."""
        pairs = tuple((number, revision) for number, revision in self.amendments)
        return Wanted(pairs, Words(self.effective, self.note_ar, self.note_en), self.reason)


@dataclasses.dataclass(frozen=True, slots=True)
class Stale:
    """A duty that one language says as it was before the other changed; `lang` is the one that waits."""

    uid: str
    number: str
    section_id: str
    lang: str


_COLUMNS = tuple(getattr(Planned, field.name) for field in dataclasses.fields(Publication))


def publications(connection: sa.Connection, *, most: int = 50) -> tuple[Publication, ...]:
    """Return the publications, the latest first."""
    rows = connection.execute(sa.select(*_COLUMNS).order_by(Planned.at.desc(), Planned.id.desc()).limit(most))
    return tuple(Publication(*row) for row in rows)


def stale(connection: sa.Connection, *, edition: int) -> tuple[Stale, ...]:
    """Return the duties of an edition that are older in one language than in the other."""
    rows = connection.execute(
        sa.select(Block.uid, Block.number, Block.section_id, Block.lang)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == edition, Block.state == "older", Block.force.in_(_BINDING))
        .order_by(Block.section_id, Block.position)
    )
    return tuple(Stale(*row) for row in rows)


def publish(
    connection: sa.Connection, wanted: Wanted, *, by: str, now: dt.datetime, planned: int | None = None
) -> int:
    """Publish approved amendments as the next edition and return its number.

    Shape: `planned` is the publication that had been planned for this, if there is one.
    Errors: Refused publication.empty, publication.not-approved, publication.behind (with `amendments`),
    publication.alone, publication.frame, publication.cited (with `cases`), publication.stale
    (with `stale`) where a reason is missing, and manual.publish.outdated; BadInput publication.words, and
    manual.import.problems with `problems`.
    Whatever is raised, the transaction is to be given up.
    """
    edition = manual.edition_in_force(connection)
    if edition is None:
        raise Refused("manual.no-edition")
    _refuse_wordless(wanted)
    chosen = _chosen(connection, wanted)
    signed = _signed(connection, chosen, by)
    before = manual.files(connection, edition=edition.number)
    files = assembling.assemble(connection, chosen, wanted.words, before=before, in_force=edition.number)
    _refuse_cited(connection, before, files)
    number = editions.publish_files(connection, files=files, signed=signed, based_on=edition.number, now=now)
    waiting = stale(connection, edition=number)
    if waiting and not wanted.reason.strip():
        raise Refused("publication.stale", stale=waiting)
    _close(connection, chosen, number, by=by, now=now)
    _note(connection, wanted, number, by=by, now=now, planned=planned)
    for one in AFTER:
        one(connection, edition.number, number, chosen, now)
    return number


def plan(connection: sa.Connection, wanted: Wanted, *, at: dt.datetime, by: str, now: dt.datetime) -> None:
    """Plan a publication for a moment, after trying whether it could be made now.

    Errors: as `publish`; BadInput publication.past.
    """
    if at <= now:
        raise BadInput("publication.past")
    trial = connection.begin_nested()
    try:
        publish(connection, wanted, by=by, now=now)
    finally:
        trial.rollback()
    values = _values(wanted, by=by, now=now) | {"at": at, "state": PLANNED, "failure": "", "edition": None}
    made = connection.execute(sa.insert(Planned).values(values).returning(Planned.id)).scalar_one()
    _record(connection, "planned", made, by=by, now=now)


def cancel(connection: sa.Connection, number: int, *, by: str, now: dt.datetime) -> None:
    """Cancel a planned publication, or set one aside that failed.

    Errors: NotFound publication.not-found for one that is neither.
    """
    this = (Planned.id == number) & Planned.state.in_((PLANNED, FAILED))
    if not connection.execute(sa.update(Planned).where(this).values(state=CANCELLED)).rowcount:
        raise NotFound("publication.not-found", publication=number)
    _record(connection, "cancelled", number, by=by, now=now)


def is_due(connection: sa.Connection, now: dt.datetime) -> bool:
    """Say whether the moment of a planned publication has come."""
    this = (Planned.state == PLANNED) & (Planned.at <= now)
    return connection.execute(sa.select(Planned.id).where(this).limit(1)).first() is not None


def due(connection: sa.Connection, now: dt.datetime) -> tuple[Publication, ...]:
    """Return the planned publications whose moment has come, the earliest first."""
    this = (Planned.state == PLANNED) & (Planned.at <= now)
    rows = connection.execute(sa.select(*_COLUMNS).where(this).order_by(Planned.at, Planned.id))
    return tuple(Publication(*row) for row in rows)


def failed(connection: sa.Connection) -> tuple[Publication, ...]:
    """Return the planned publications that could not be made, and that nobody has set aside."""
    rows = connection.execute(sa.select(*_COLUMNS).where(Planned.state == FAILED).order_by(Planned.id))
    return tuple(Publication(*row) for row in rows)


def publish_due(database: Database, now: dt.datetime) -> tuple[Publication, ...]:
    """Make the planned publications whose moment has come, and return them as they are then.

    Shape: each in a transaction of its own; one that cannot be made is kept as failed, with the reason.
    """
    with database.reading() as connection:
        waiting = due(connection, now)
    return tuple(_make(database, one, now) for one in waiting)


def roll_back(
    connection: sa.Connection, *, to: int, notes: tuple[str, str], by: str, now: dt.datetime
) -> tuple[Amendment, ...]:
    """Hand in, for review, the text that an earlier edition had: an amendment for each piece that differs.

    Shape: `notes` say why, in Arabic and English. They are published together like any other amendments.
    Errors: Refused publication.no-earlier, publication.same, amendment.open where a piece is being amended;
    BadInput amendment.notes.
    """
    edition = manual.edition_in_force(connection)
    if edition is None or not 0 < to < edition.number:
        raise Refused("publication.no-earlier", edition=to)
    if not all(one.strip() for one in notes):
        raise BadInput("amendment.notes")
    then, now_ = (manual.files(connection, edition=number) for number in (to, edition.number))
    names = {stem: one for held in (then, now_) for one, stem in queries.pieces_in(held).items()}
    differing = sorted({_piece(path) for path in then.keys() | now_.keys() if _differs(path, then, now_)})
    if not differing:
        raise Refused("publication.same", edition=to)
    made = []
    for piece in differing:
        files = {path: then.get(path, "") for path in service.paths(piece)}
        if piece == frame.PATH:
            files[piece] = _as_now(then[piece], now_[piece], edition)
        one = service.begin_with(
            connection, piece=piece, section_id=names.get(piece, ""), files=files, by=by, now=now
        )
        reviewing.hand_in_whole(connection, one, notes=notes, by=by, now=now)
        made.append(queries.amendment(connection, one.id))
    return tuple(made)


def _make(database: Database, planned: Publication, now: dt.datetime) -> Publication:
    this = (Planned.id == planned.id) & (Planned.state == PLANNED)
    try:
        with database.writing() as connection:
            claim = sa.update(Planned).where(this).values(state=DONE)
            if connection.execute(claim).rowcount:  # nobody else makes or cancels it at this moment
                publish(connection, planned.wanted, by=planned.by, now=now, planned=planned.id)
    except sa.exc.OperationalError:  # the database is away or busy: another time
        raise
    except Exception as fault:  # noqa: BLE001 -- one that breaks would be tried again at every request
        code = fault.code if isinstance(fault, AppError) else "publication.broken"
        if not isinstance(fault, AppError):
            _LOG.exception("publication %d could not be made", planned.id)
        with database.writing() as connection:
            failed = sa.update(Planned).where(this).values(state=FAILED, failure=code[:80])
            if connection.execute(failed).rowcount:
                _record(connection, "failed", planned.id, by=planned.by, now=now)
    with database.reading() as connection:
        return Publication(*connection.execute(sa.select(*_COLUMNS).where(Planned.id == planned.id)).one())


def _refuse_cited(connection: sa.Connection, before: Mapping[str, str], files: Mapping[str, str]) -> None:
    """Let pass what leaves every case a paragraph to cite and a limit to keep to.

    Errors: Refused publication.cited.
    """
    if not _takes_away(before, files):
        return
    blocking = touched.blockers(connection, before, files)
    if blocking:
        raise Refused("publication.cited", cases=tuple(one.id for one in blocking))


def _takes_away(before: Mapping[str, str], files: Mapping[str, str]) -> bool:
    """Say whether any paragraph is gone, or any limit another one: only then need the cases be asked."""
    were, are = ({uid for text in held.values() for uid in _UID.findall(text)} for held in (before, files))
    return bool(were - are) or before.get(_LIMITS) != files.get(_LIMITS)


def _refuse_wordless(wanted: Wanted) -> None:
    notes = (wanted.words.note_ar, wanted.words.note_en)
    if not all(0 < len(one.strip()) <= reviewing.MOST_LETTERS for one in notes):
        raise BadInput("publication.words")


def _chosen(connection: sa.Connection, wanted: Wanted) -> tuple[Amendment, ...]:
    """Return the amendments with their texts, held until the transaction is over.

    Errors: Refused publication.empty, publication.not-approved, publication.behind.
    """
    seen = dict(wanted.amendments)
    if not seen:
        raise Refused("publication.empty")
    connection.execute(sa.select(Row.id).where(Row.id.in_(seen)).order_by(Row.id).with_for_update()).all()
    chosen = queries.with_texts(connection, tuple(seen))
    found = {one.id: one.revision for one in chosen if one.state == APPROVED}
    if found != seen:
        raise Refused("publication.not-approved")
    behind = tuple(one.piece for one in chosen if reviewing.is_behind(connection, one))
    if behind:
        raise Refused("publication.behind", amendments=behind)
    return chosen


def _signed(connection: sa.Connection, chosen: Sequence[Amendment], by: str) -> Signed:
    """Return who made an edition, after seeing that each amendment was read by a second person.

    Errors: Refused publication.alone.
    """
    readers: dict[str, None] = {}
    for one in chosen:
        given = {approval.by for approval in queries.approvals(connection, one).values()}
        if not given or given & set(one.everybody):
            raise Refused("publication.alone", amendment=one.id)
        readers |= dict.fromkeys(sorted(given))
    writers = dict.fromkeys(writer for one in chosen for writer in one.everybody)
    return Signed(_signature(writers), _signature(readers), by)


def _signature(people: dict[str, None]) -> str:
    """Return people, apart by spaces, as many as an edition has room for; all stand in the amendments."""
    told = ""
    for one in people:
        longer = f"{told} {one}".strip()
        if len(longer) > _LONGEST_SIGNATURE:
            break
        told = longer
    return told


def _close(
    connection: sa.Connection, chosen: Sequence[Amendment], number: int, *, by: str, now: dt.datetime
) -> None:
    numbers = [one.id for one in chosen]
    values = {"state": PUBLISHED, "open_piece": None, "published_as": number, "changed": now}
    connection.execute(sa.update(Row).where(Row.id.in_(numbers)).values(values))
    connection.execute(sa.delete(AmendmentPresence).where(AmendmentPresence.amendment_id.in_(numbers)))
    for one in numbers:
        audit.record(
            connection, action="amendment.published", actor=by, subject=f"amendment {one}", now=now,
            edition=number,
        )  # fmt: skip


def _note(
    connection: sa.Connection, wanted: Wanted, number: int, *, by: str, now: dt.datetime, planned: int | None
) -> None:
    done = {"state": DONE, "failure": "", "edition": number}
    if planned is None:
        values = _values(wanted, by=by, now=now) | done | {"at": now}
        connection.execute(sa.insert(Planned).values(values))
    else:
        connection.execute(sa.update(Planned).where(Planned.id == planned).values(done))


def _values(wanted: Wanted, *, by: str, now: dt.datetime) -> dict[str, object]:
    return {
        **dataclasses.asdict(wanted.words), "amendments": [list(one) for one in wanted.amendments],
        "reason": wanted.reason.strip(), "by": by, "made": now,
    }  # fmt: skip


def _piece(path: str) -> str:
    return path if path.endswith(".yaml") else path.rsplit(".", 2)[0]


def _differs(path: str, then: dict[str, str], now: dict[str, str]) -> bool:
    """Say whether a file says something else; what every edition says anew of itself does not count."""
    was, is_ = then.get(path, ""), now.get(path, "")
    if path == frame.PATH and was and is_:
        return frame.others(was) != frame.others(is_)
    return was != is_


def _as_now(text: str, now: str, edition: EditionInfo) -> str:
    """Return an earlier manual.yaml with what the edition in force says of itself."""
    return frame.with_frame(
        text,
        effective=edition.effective,
        note_ar=edition.note_ar,
        note_en=edition.note_en,
        in_step=frame.in_step_of(now),
    )


def _record(connection: sa.Connection, what: str, number: int, *, by: str, now: dt.datetime) -> None:
    audit.record(connection, action=f"publication.{what}", actor=by, subject=f"publication {number}", now=now)
