"""Whom a change reaches: the cases that cite it or keep to its limits, and what rests on these."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from webapp.attempts.models import Attempt
from webapp.certificates import contents
from webapp.certificates.models import Certificate
from webapp.desk import consequences, contradictions
from webapp.desk.consequences import Comparison
from webapp.desk.contradictions import Pair, Verdict
from webapp.engine.clocks import Limit
from webapp.engine.manual.book import Book
from webapp.engine.scenario.model import Scenario, Words
from webapp.errors import Refused
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.scenarios.queries import CaseEntry
from webapp.sessions.models import Part, TrainingSession

MOST_SCORED = 2
"""Cases scored anew in one request, each in up to some seconds; asked again, the page goes on from there."""
_DRAFT = sa.table("scenario_draft", sa.column("scenario_id", sa.String), sa.column("published", sa.String))
"""The workbench’s drafts, of which only their number is asked: its package stands beside this one."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cite:
    """Where a case cites a paragraph. Shape: `answer` is None where the question itself does."""

    uid: str
    is_removed: bool
    scene: Words
    ask: Words
    answer: Words | None


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """A case that a change reaches. Shape: `verdict` is None where none of its limits changes."""

    id: str
    title: Words
    cites: tuple[Cite, ...]
    verdict: Verdict | None
    is_too_large: bool = False

    @property
    def blocks(self) -> bool:
        """Say whether it holds a publication up: it cites what is gone, or keeps to a limit that is gone."""
        return any(one.is_removed for one in self.cites) or bool(self.verdict and self.verdict.gone)


@dataclasses.dataclass(frozen=True, slots=True)
class Numbers:
    """What rests on the cases that a change reaches; numbers alone, nobody’s name."""

    certificates: int
    drafts: int
    running: int
    sessions: int


@dataclasses.dataclass(frozen=True, slots=True)
class Consequences:
    """Everything that a change changes. Shape: cases in the order of the catalogue."""

    changes: Comparison
    cases: tuple[Case, ...]
    numbers: Numbers

    @property
    def blockers(self) -> tuple[Case, ...]:
        """The cases that must cite something else before this can be published."""
        return tuple(one for one in self.cases if one.blocks)

    @property
    def unscored(self) -> int:
        """How many cases are still to be scored."""
        return sum(1 for one in self.cases if one.verdict and one.verdict.expert is None)

    @property
    def contradicted(self) -> tuple[Case, ...]:
        """The cases whose key a changed limit contradicts."""
        return tuple(one for one in self.cases if one.verdict and one.verdict.contradicts)


def of(
    connection: sa.Connection, old: Mapping[str, str], new: Mapping[str, str], weights: Mapping[str, str]
) -> Consequences:
    """Return what it means to publish `new` after `old`, the files of the edition in force."""
    compared = _Compared.of(old, new, weights)
    cases = tuple(
        _cases(connection, compared, edition=_in_force(connection), patience=_Patience(MOST_SCORED))
    )
    return Consequences(compared.changes, cases, numbers(connection, [one.id for one in cases]))


def blockers(connection: sa.Connection, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Case, ...]:
    """Return the cases that cite a paragraph, or keep to a limit, that `new` has no more.

    Shape: a publication waits until they do not; quick, nothing is scored. `old` is the edition in force.
    """
    compared = _Compared.of(old, new, {})
    if not compared.changes.removed and all(one.after for one in compared.changes.limits):
        return ()
    found = _cases(connection, compared, edition=_in_force(connection), patience=_Patience())
    return tuple(one for one in found if one.blocks)


def meant(
    connection: sa.Connection,
    old: Mapping[str, str],
    new: Mapping[str, str],
    weights: Mapping[str, str],
    *,
    edition: int,
) -> dict[str, tuple[str, ...]]:
    """Return the cases that teach what has changed, each with the changed paragraphs that it cites.

    Shape: `old` are the files of `edition`; cosmetic changes count for nothing; a case whose key alone is
    contradicted has no paragraphs.
    """
    compared, found = _Compared.of(old, new, weights), {}
    for case in _cases(connection, compared, edition=edition, patience=_Patience()):
        uids = tuple(dict.fromkeys(one.uid for one in case.cites if one.uid in compared.changes.meant))
        if uids or (case.verdict and case.verdict.contradicts):
            found[case.id] = uids
    return found


def numbers(connection: sa.Connection, cases: Collection[str]) -> Numbers:
    """Return what rests on some cases: living certificates, drafts, running attempts, sessions not closed."""
    if not cases:
        return Numbers(0, 0, 0, 0)
    open_drafts = sa.select(sa.func.count()).select_from(_DRAFT)
    drafts = open_drafts.where(_DRAFT.c.scenario_id.in_(cases), _DRAFT.c.published.is_(None))
    running = (
        sa.select(sa.func.count())
        .select_from(Attempt)
        .where(Attempt.scenario_id.in_(cases), Attempt.finished.is_(None))
    )
    sessions = (
        sa.select(sa.func.count(Part.session_id.distinct()))
        .join(TrainingSession, TrainingSession.id == Part.session_id)
        .where(Part.scenario_id.in_(cases), TrainingSession.state != "closed")
    )
    return Numbers(
        _certificates(connection, frozenset(cases)),
        connection.execute(drafts).scalar_one(),
        connection.execute(running).scalar_one(),
        connection.execute(sessions).scalar_one(),
    )


def _certificates(connection: sa.Connection, cases: frozenset[str]) -> int:
    rows = connection.execute(sa.select(Certificate.cases).where(Certificate.withdrawn.is_(None)))
    return sum(any(one.scenario_id in cases for one in contents.read_cases(text)) for text in rows.scalars())


@dataclasses.dataclass(slots=True)
class _Patience:
    """How many cases may still be scored; those known cost nothing, and where it is None none is scored."""

    left: int | None = None

    def has_for(self, connection: sa.Connection, old: Scenario, new: Scenario) -> bool:
        """Say whether this case is scored, and count it."""
        if self.left is None or contradictions.is_known(connection, old, new):
            return self.left is not None
        self.left -= 1
        return self.left >= 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Compared:
    """Two states of the manual, and what differs between them."""

    before: Book
    after: Book
    changes: Comparison

    @classmethod
    def of(cls, old: Mapping[str, str], new: Mapping[str, str], weights: Mapping[str, str]) -> "_Compared":
        """Compare the files of two states."""
        return cls(consequences.read(old), consequences.read(new), consequences.compare(old, new, weights))


def _in_force(connection: sa.Connection) -> int:
    edition = manual.edition_in_force(connection)
    return edition.number if edition else 0


def _cases(
    connection: sa.Connection, compared: _Compared, *, edition: int, patience: "_Patience"
) -> Iterator[Case]:
    """Yield the current cases that a change reaches; as many are scored as `patience` has for.

    Shape: `edition` is one of which the cases know the limits.
    """
    changes = compared.changes
    uids = frozenset(one.uid for one in changes.blocks if one.kind != "added")
    cited = scenarios.cites(connection)
    pairs = frozenset((one.clock, one.risk) for one in changes.limits)
    for entry in scenarios.catalogue(connection):
        has_cites = bool(uids & cited.get(entry.digest, frozenset()))
        if not (has_cites or pairs or changes.has_other_holidays):
            continue
        scenario = scenarios.scenario(connection, entry.digest, edition=edition)
        cites = tuple(_cites(scenario, uids, changes.removed)) if has_cites else ()
        judged = _judged(connection, scenario, compared, pairs, patience)
        if cites or judged:
            yield _case(entry, cites, judged)


def _case(entry: CaseEntry, cites: tuple[Cite, ...], judged: "Verdict | Refused | None") -> Case:
    if isinstance(judged, Refused):
        return Case(entry.id, entry.title, cites, None, is_too_large=True)
    return Case(entry.id, entry.title, cites, judged)


def _judged(
    connection: sa.Connection,
    scenario: Scenario,
    compared: _Compared,
    pairs: Collection[Pair],
    patience: "_Patience",
) -> "Verdict | Refused | None":
    """Return what changed limits do to a case; None where nothing about it would be otherwise."""
    if not contradictions.is_concerned(scenario, pairs, other_days=compared.changes.has_other_holidays):
        return None
    before, after = compared.before, compared.after
    old, new = (contradictions.relimited(scenario, _limits(book), _days(book)) for book in (before, after))
    try:
        if patience.has_for(connection, old, new):
            verdict = contradictions.fully(connection, old, new, _limits(after))
        else:
            verdict = contradictions.quickly(connection, old, new, _limits(after))
    except Refused as fault:
        return fault
    is_still_owed = verdict.expert is None and patience.left is not None
    return verdict if verdict.is_touched or is_still_owed else None


def _limits(book: Book) -> tuple[Limit, ...]:
    return tuple(one.limit for one in book.data.clocks)


def _days(book: Book) -> frozenset[dt.date]:
    return frozenset(one.date for one in book.data.holidays)


def _cites(scenario: Scenario, uids: Collection[str], removed: Collection[str]) -> Iterator[Cite]:
    """Yield each place of a case that cites one of these paragraphs, in the order of its scenes."""
    for scene in scenario.scenes.values():
        for field in scene.decision.fields if scene.decision else ():
            places = [(field.cite, None), *((one.cite, one.text) for one in field.answers)]
            for cites, answer in places:
                yield from (
                    Cite(uid, uid in removed, scene.title, field.ask, answer) for uid in cites if uid in uids
                )
