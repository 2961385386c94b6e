"""What one participant answered in a room, decision by decision, with why, and what to read and do next."""

import dataclasses
from collections.abc import Iterable, Sequence
from fractions import Fraction

import sqlalchemy as sa

from webapp.attempts import ledger_rows, record
from webapp.attempts import queries as attempts
from webapp.attempts import service as attempt_service
from webapp.attempts.ledger_rows import Row
from webapp.attempts.record import Next, Side
from webapp.attempts.tenths import reached, shown
from webapp.engine.room.statistics import Profile, profile
from webapp.engine.room.tally import RIGHT, known_row
from webapp.engine.scenario.result import LedgerRow
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.sessions import queries, standing
from webapp.sessions.queries import AgendaPart, Session, Taking, Voted

MOST_TO_READ = 6
_FIRST = 1
"""The round that is measured."""


@dataclasses.dataclass(frozen=True, slots=True)
class OwnDecision:
    """One's own answer to a decision of the room; `after` is that after the talk, where it was another."""

    row: Row
    after: Row | None
    sure: int | None
    minority: str


@dataclasses.dataclass(frozen=True, slots=True)
class OwnPart:
    """What one participant did in a case. Units: `votes`, `right` and `criticals` are numbers of decisions.

    Shape: of a case at one's own pace only `attempt` is known, its key, and whether it is finished.
    """

    number: int
    title: str
    mode: str
    edition: int
    decisions: tuple[OwnDecision, ...]
    votes: int
    right: int
    criticals: int
    sides: tuple[Side, ...]
    attempt: tuple[str, bool] | None


@dataclasses.dataclass(frozen=True, slots=True)
class OwnPage:
    """A participant's own answers of a whole session; `to_read` names each section once, with its edition."""

    session: Session
    taking: Taking
    parts: tuple[OwnPart, ...]
    to_read: tuple[tuple[Quote, int], ...]
    next: Next | None


def of(connection: sa.Connection, session: Session, taking: Taking, lang: str) -> OwnPage:
    """Return what a participant may look back on: decisions of which it has been told what is best."""
    begun = [part for part in queries.agenda(connection, session.id) if part.kind == "case" and part.begun]
    parts = tuple(_part(connection, session, part, taking, lang) for part in begun)
    return OwnPage(
        session=session,
        taking=taking,
        parts=parts,
        to_read=_to_read(parts),
        next=record.advised(connection, owner=taking.owner, lang=lang),
    )


def _part(
    connection: sa.Connection, session: Session, part: AgendaPart, taking: Taking, lang: str
) -> OwnPart:
    if not part.is_paced:
        scenario = standing.scenario_of(connection, part)
        attempt = queries.own_attempt(connection, part.id, taking.id)
        return OwnPart(part.position + 1, scenario.title.of(lang), part.mode, 0, (), 0, 0, 0, (), attempt)
    at = standing.of(connection, part)
    votes = [
        vote
        for vote in queries.own_votes(connection, part.id, taking.id)
        if _is_told(session, part, vote.position)
    ]
    rows = {(vote.position, vote.round): _row(at, vote) for vote in votes}
    own = profile(at.scenario, [row for (_, turn), row in rows.items() if turn == _FIRST])
    return OwnPart(
        number=part.position + 1,
        title=at.scenario.title.of(lang),
        mode=part.mode,
        edition=part.edition or 0,
        decisions=_decisions(connection, at, votes, rows, lang),
        votes=own.votes,
        right=sum(row.kind in RIGHT for (_, turn), row in rows.items() if turn == _FIRST),
        criticals=own.criticals,
        sides=_sides(own) if own.votes else (),
        attempt=None,
    )


def _is_told(session: Session, part: AgendaPart, position: int) -> bool:
    return (
        position < part.decision
        or session.state == "closed"
        or (position == part.decision and part.phase == "told")
    )


def _row(at: standing.Standing, vote: Voted) -> LedgerRow:
    """Return the row of the ledger that an answer would have made where the room stood."""
    return known_row(at.scenario, standing.before(at, vote.position), attempts.read_choice(vote.choice))


def _decisions(
    connection: sa.Connection,
    at: standing.Standing,
    votes: Sequence[Voted],
    rows: dict[tuple[int, int], LedgerRow],
    lang: str,
) -> tuple[OwnDecision, ...]:
    edition = at.part.edition or 0
    uids = tuple(sorted({uid for row in rows.values() for uid in row.cites}))
    quotes = manual.quotes(connection, lang=lang, edition=edition, uids=uids)
    told = {
        (vote.position, vote.round): ledger_rows.row(
            attempt_service.replayed(at.scenario, (*at.choices[: vote.position], vote.choice)),
            rows[vote.position, vote.round],
            0,
            quotes,
            lang,
        )
        for vote in votes
    }
    found = []
    for position in sorted({vote.position for vote in votes}):
        mine = [vote for vote in votes if vote.position == position]
        first, last = mine[0], mine[-1]
        is_other = rows[position, first.round].chosen != rows[position, last.round].chosen
        found.append(
            OwnDecision(
                row=told[position, first.round],
                after=told[position, last.round] if is_other else None,
                sure=first.sure,
                minority=last.minority,
            )
        )
    return tuple(found)


def _sides(own: Profile) -> tuple[Side, ...]:
    return tuple(
        Side(one.code, shown(reached(one.score)), f"{float(one.score):.1f}%")
        for one in own.dimensions
        if one.score is not None
    )


def _to_read(parts: Iterable[OwnPart]) -> tuple[tuple[Quote, int], ...]:
    """Return a paragraph of each section that speaks of what cost points, the costliest first."""
    lost: list[tuple[Fraction, Quote, int]] = [
        (one.row.loss, quote, part.edition)
        for part in parts
        for one in part.decisions
        if one.row.loss > 0
        for quote in one.row.quotes
    ]
    found: dict[str, tuple[Quote, int]] = {}
    for _, quote, edition in sorted(lost, key=lambda one: -one[0]):
        found.setdefault(quote.section_id, (quote, edition))
    return tuple(found.values())[:MOST_TO_READ]
