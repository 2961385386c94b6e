"""A trainer's deeds: preparing a session, opening it, leading a part through its phases, closing it."""

import datetime as dt
import secrets

import sqlalchemy as sa

from webapp.engine.room import code as codes
from webapp.errors import BadInput, NotFound, Refused
from webapp.sessions import standing
from webapp.sessions.models import Host, Part, Participant, RoomStep, TrainingSession, Vote
from webapp.sessions.queries import AgendaPart, Session

MOST_PARTS = 40
MOST_MINUTES = 5 * 24 * 60
"""Five days, as long as a part may be planned to last."""

_BITS = 30
_TRIES = 20
_NEXT: dict[str, dict[str, tuple[str, ...]]] = {
    "paced": {"hold": ("open",), "open": ("shown",), "shown": ("told", "open"), "told": ()},
    "again": {
        "hold": ("open",),
        "open": ("talk",),
        "talk": ("again", "open"),
        "again": ("shown",),
        "shown": ("told", "again"),
        "told": (),
    },
    "self": {"open": ("done",), "done": ("open",)},
    "": {"open": ("done",)},
}
"""Where a part may go from each phase, by its mode; `told` ends when the room moves on."""


def following(part: AgendaPart) -> tuple[str, ...]:
    """Return the phases to which a part may be led now, the usual one first."""
    return _NEXT[part.mode].get(part.phase, ())


def create(
    connection: sa.Connection,
    *,
    host: str,
    title: str,
    cohort: str,
    support: str,
    seats: str,
    lang: str,
    key: str,
    now: dt.datetime,
) -> int:
    """Prepare a session without any part, with a code that is already its own; return its id."""
    made = connection.execute(
        sa.insert(TrainingSession).values(
            key=key,
            code=_free_code(connection),
            title=title,
            cohort=cohort,
            support=support,
            host=host,
            lang=lang,
            seats=seats,
            state="prepared",
            lets_in=True,
            pulse=0,
            part=0,
            made=now,
        )
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted, so there is a key


def change(
    connection: sa.Connection, session: Session, *, title: str, cohort: str, support: str, seats: str
) -> None:
    """Change what a session says of itself.

    Errors: Refused when people have joined and would have to sit otherwise.
    """
    if seats != session.seats and _is_joined(connection, session):
        raise Refused("session.seats-taken")
    _set(connection, session, title=title, cohort=cohort, support=support, seats=seats)
    raise_pulse(connection, session)


def copy(
    connection: sa.Connection, session: Session, *, host: str, title: str, key: str, now: dt.datetime
) -> int:
    """Prepare another session with the same agenda and nobody in it; return its id."""
    fresh = create(
        connection,
        host=host,
        title=title,
        cohort="",
        support=session.support,
        seats=session.seats,
        lang=session.lang,
        key=key,
        now=now,
    )
    same = (Part.position, Part.kind, Part.title, Part.minutes, Part.scenario_id, Part.mode, Part.asks_sure)
    rows = connection.execute(sa.select(*same).where(Part.session_id == session.id).order_by(Part.position))
    parts = [{"session_id": fresh, "phase": "waiting", "decision": 0, **row._mapping} for row in rows]  # noqa: SLF001 -- SQLAlchemy's public name
    if parts:
        connection.execute(sa.insert(Part), parts)
    return fresh


def add_part(
    connection: sa.Connection,
    session: Session,
    *,
    kind: str,
    title: str,
    minutes: int,
    scenario_id: str | None = None,
    mode: str = "",
    asks_sure: bool = False,
) -> None:
    """Put a part at the end of the agenda.

    Errors: Refused when the agenda is full.
    """
    last = connection.execute(
        sa.select(sa.func.count(), sa.func.max(Part.position)).where(Part.session_id == session.id)
    ).one()
    if last[0] >= MOST_PARTS:
        raise Refused("session.agenda-full", most=MOST_PARTS)
    connection.execute(
        sa.insert(Part).values(
            session_id=session.id,
            position=0 if last[1] is None else last[1] + 1,
            kind=kind,
            title=title,
            minutes=minutes,
            scenario_id=scenario_id,
            mode=mode,
            asks_sure=asks_sure,
            phase="waiting",
            decision=0,
        )
    )
    raise_pulse(connection, session)


def change_part(
    connection: sa.Connection, part: AgendaPart, *, title: str, minutes: int, mode: str, asks_sure: bool
) -> None:
    """Change a part; of one that has begun only what it is called and how long it is planned.

    Errors: Refused when it has begun and its mode would change.
    """
    if part.phase != "waiting" and (mode, asks_sure) != (part.mode, part.asks_sure):
        raise Refused("session.part-begun")
    values = {"title": title, "minutes": minutes, "mode": mode, "asks_sure": asks_sure}
    connection.execute(sa.update(Part).where(Part.id == part.id).values(values))


def move_part(connection: sa.Connection, session: Session, part: AgendaPart, *, up: bool) -> None:
    """Let a part change places with the one before it, or after it; at the edge nothing happens."""
    beside = Part.position < part.position if up else Part.position > part.position
    order = Part.position.desc() if up else Part.position
    row = connection.execute(
        sa.select(Part.id, Part.position)
        .where(Part.session_id == session.id, beside)
        .order_by(order)
        .limit(1)
    ).first()
    if row is None:
        return
    for number, position in ((part.id, row.position), (row.id, part.position)):
        connection.execute(sa.update(Part).where(Part.id == number).values(position=position))
    at = {part.position: row.position, row.position: part.position}.get(session.part)
    if at is not None and session.state != "prepared":
        _set(connection, session, part=at)
    raise_pulse(connection, session)


def remove_part(connection: sa.Connection, session: Session, part: AgendaPart) -> None:
    """Take a part out of the agenda.

    Errors: Refused when it has begun: what was answered in it would be lost.
    """
    if part.phase != "waiting":
        raise Refused("session.part-begun")
    connection.execute(sa.delete(Part).where(Part.id == part.id))
    raise_pulse(connection, session)


def open_(connection: sa.Connection, session: Session, *, now: dt.datetime) -> None:
    """Let people in; a closed session opens again, with another code where its own has been given away."""
    if session.state == "open":
        return
    values: dict[str, object] = {"state": "open", "opened": session.opened or now, "closed": None}
    if session.code is None:
        values["code"] = _free_code(connection)
    _set(connection, session, lets_in=True, **values)
    raise_pulse(connection, session)


def close(connection: sa.Connection, session: Session, *, now: dt.datetime) -> None:
    """End a session: what was answered stays, its code leads nowhere any more."""
    ending = (Part.session_id == session.id) & Part.phase.not_in(("waiting", "done"))
    connection.execute(sa.update(Part).where(ending).values(phase="done", ended=now))
    _set(connection, session, state="closed", closed=now, code=None)
    raise_pulse(connection, session)


def let_in(connection: sa.Connection, session: Session, *, whether: bool) -> None:
    """Close the door to newcomers, or open it again; whoever is in stays in and can come back."""
    _set(connection, session, lets_in=whether)


def begin_part(
    connection: sa.Connection, session: Session, part: AgendaPart, *, pulse: int, now: dt.datetime
) -> None:
    """Bring the room to a part; the part at hand is over then, and one that was left goes on where it was.

    Errors: Refused when the session is not open, or has moved on since `pulse`.
    """
    _move(connection, session, pulse)
    over = (Part.session_id == session.id) & Part.phase.not_in(("waiting", "done")) & (Part.id != part.id)
    left = connection.execute(sa.select(Part.id, Part.mode).where(over)).all()
    for row in left:
        if row.mode not in {"paced", "again"}:  # a paced case keeps its place
            connection.execute(sa.update(Part).where(Part.id == row.id).values(phase="done", ended=now))
    _set(connection, session, part=part.position)
    if part.phase != "waiting":
        return
    values: dict[str, object] = {"phase": "hold" if part.is_paced else "open", "since": now, "begun": now}
    if part.scenario_id is not None:
        digest, edition = standing.current(connection, part.scenario_id)
        values |= {"digest": digest, "edition": edition}
    connection.execute(sa.update(Part).where(Part.id == part.id).values(values))


def go(
    connection: sa.Connection, session: Session, part: AgendaPart, *, to: str, pulse: int, now: dt.datetime
) -> None:
    """Lead the part at hand to its next phase, or one back.

    Errors: Refused when that phase does not follow, or the room has moved on since `pulse`.
    """
    if to not in following(part):
        raise Refused("session.moved-on")
    _move(connection, session, pulse)
    values = {"phase": to, "since": now, "ended": now if to == "done" else None}
    connection.execute(sa.update(Part).where(Part.id == part.id).values(values))


def move_on(
    connection: sa.Connection,
    session: Session,
    part: AgendaPart,
    *,
    branch: str,
    chosen: str,
    pulse: int,
    now: dt.datetime,
) -> None:
    """Take the decision of the room: the expert's, the majority's, or one of those given.

    Errors: Refused when the answer is not shown yet or the room has moved on; BadInput for an answer that
    nobody gave.
    """
    if part.phase not in {"shown", "told"}:
        raise Refused("session.moved-on")
    _move(connection, session, pulse)
    choice = standing.choice_of(connection, part, branch=branch, chosen=chosen)
    step = {"part_id": part.id, "position": part.decision, "choice": choice, "branch": branch, "moved": now}
    connection.execute(sa.insert(RoomStep), [step])
    is_over = standing.of(connection, part).play.ended
    values = {
        "decision": part.decision + 1,
        "phase": "done" if is_over else "hold",
        "since": now,
        "ended": now if is_over else None,
    }
    connection.execute(sa.update(Part).where(Part.id == part.id).values(values))


def take_back(
    connection: sa.Connection, session: Session, part: AgendaPart, *, pulse: int, now: dt.datetime
) -> None:
    """Bring the room back to the decision before, whose answers stay.

    Errors: Refused when there is none, or somebody has answered the one at hand already.
    """
    answered = sa.select(Vote.id).where(Vote.part_id == part.id, Vote.position == part.decision).limit(1)
    if part.phase not in {"hold", "done"} or not part.decision or connection.execute(answered).first():
        raise Refused("session.no-way-back")
    _move(connection, session, pulse)
    last = (RoomStep.part_id == part.id) & (RoomStep.position == part.decision - 1)
    connection.execute(sa.delete(RoomStep).where(last))
    values = {"decision": part.decision - 1, "phase": "told", "since": now, "ended": None}
    connection.execute(sa.update(Part).where(Part.id == part.id).values(values))


def remove(connection: sa.Connection, session: Session, participant: int, *, now: dt.datetime) -> None:
    """Take somebody out of the room; their answers count no longer until they are let in again."""
    _set_participant(connection, session, participant, now)


def readmit(connection: sa.Connection, session: Session, participant: int) -> None:
    """Let somebody in again, with everything they answered."""
    _set_participant(connection, session, participant, None)


def add_host(connection: sa.Connection, session: Session, *, owner: str) -> None:
    """Let another trainer lead a session too."""
    if owner in {session.host, *connection.execute(_hosts(session)).scalars()}:
        raise Refused("session.host-already")
    connection.execute(sa.insert(Host).values(session_id=session.id, owner=owner))


def hand_over(connection: sa.Connection, session: Session, *, owner: str) -> None:
    """Give a session to one of its co-trainers; who led it stays as a co-trainer.

    Errors: NotFound when that is none of them.
    """
    gone = sa.delete(Host).where(Host.session_id == session.id, Host.owner == owner)
    if not connection.execute(gone).rowcount:
        raise NotFound("session.no-such-host")
    _set(connection, session, host=owner)
    connection.execute(sa.insert(Host).values(session_id=session.id, owner=session.host))


def remove_host(connection: sa.Connection, session: Session, *, owner: str) -> None:
    """Take a co-trainer off a session."""
    connection.execute(sa.delete(Host).where(Host.session_id == session.id, Host.owner == owner))


def raise_pulse(connection: sa.Connection, session: Session) -> None:
    """Tell the room to look anew; call it in the transaction that changes what it sees."""
    raised = sa.update(TrainingSession).where(TrainingSession.id == session.id)
    connection.execute(raised.values(pulse=TrainingSession.pulse + 1))


def _move(connection: sa.Connection, session: Session, pulse: int) -> None:
    """Raise the pulse once for whoever saw it last, so that two trainers or two clicks take one step.

    Errors: Refused.
    """
    raised = sa.update(TrainingSession).where(
        TrainingSession.id == session.id, TrainingSession.pulse == pulse, TrainingSession.state == "open"
    )
    if not connection.execute(raised.values(pulse=TrainingSession.pulse + 1)).rowcount:
        raise Refused("session.moved-on" if session.state == "open" else "session.not-open")


def _set(connection: sa.Connection, session: Session, **values: object) -> None:
    connection.execute(sa.update(TrainingSession).where(TrainingSession.id == session.id).values(values))


def _set_participant(
    connection: sa.Connection, session: Session, participant: int, removed: dt.datetime | None
) -> None:
    this = (Participant.id == participant) & (Participant.session_id == session.id)
    if not connection.execute(sa.update(Participant).where(this).values(removed=removed)).rowcount:
        raise NotFound("session.no-such-participant", participant=participant)
    raise_pulse(connection, session)


def _hosts(session: Session) -> sa.Select[str]:
    return sa.select(Host.owner).where(Host.session_id == session.id)


def _is_joined(connection: sa.Connection, session: Session) -> bool:
    somebody = sa.select(Participant.id).where(Participant.session_id == session.id).limit(1)
    return connection.execute(somebody).first() is not None


def _free_code(connection: sa.Connection) -> str:
    """Return a code that no session has. Errors: BadInput when a score of draws were all taken."""
    for _ in range(_TRIES):
        found = codes.code(secrets.randbits(_BITS))
        taken = sa.select(TrainingSession.id).where(TrainingSession.code == found)
        if connection.execute(taken).first() is None:
            return found
    raise BadInput("session.no-code-free")
