"""Starting, deciding, finishing. Choices are the truth; everything else is replayed from them."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.attempts import own_words, queries
from webapp.attempts.models import Attempt, Decided
from webapp.attempts.queries import Kept
from webapp.database import Database, Statement
from webapp.engine.scenario import play as plays
from webapp.engine.scenario import score as scores
from webapp.engine.scenario import values
from webapp.engine.scenario.model import Scenario
from webapp.engine.scenario.play import Play
from webapp.errors import NotFound, Refused
from webapp.manual import queries as manual
from webapp.scenarios import flags
from webapp.scenarios import queries as scenarios

MOST_REMEMBERED = 4096
_lately: dict[str, tuple[str, "Standing"]] = {}
"""Owner and standing of attempts that this process moved last, by key."""


class Unsure(Refused):
    """The step cannot be taken back, and nobody has said yet that they mean it; nothing was recorded.

    Shape: the code is `attempt.ends` for what would end the case, else `attempt.irreversible`.
    """


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """Where an attempt stands: what is kept, and the play it replays to."""

    kept: Kept
    play: Play

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was when the attempt began."""
        return self.play.scenario


# Made once: building a statement costs more than running it.
_FORWARD = (
    sa.update(Attempt)
    .where(
        Attempt.id == sa.bindparam("attempt"),
        Attempt.owner == sa.bindparam("whose"),
        Attempt.steps == sa.bindparam("before"),
    )
    .values(steps=sa.bindparam("after"))
)
_STEP = Statement(_FORWARD)
_FINISH = Statement(_FORWARD.values(finished=sa.bindparam("at"), result=sa.bindparam("given")))
_DECIDE = Statement(sa.insert(Decided), ("attempt_id", "position", "submission", "choice", "taken"))


@functools.lru_cache(maxsize=4096)
def replayed(scenario: Scenario, choices: tuple[str, ...]) -> Play:
    """Return the play of kept choices: one step more on a known play, since many walk the same way."""
    if not choices:
        return plays.replay(scenario, ())
    return plays.take(replayed(scenario, choices[:-1]), queries.read_choice(choices[-1]))


@functools.lru_cache(maxsize=1024)
def _result(scenario: Scenario, choices: tuple[str, ...]) -> str:
    return scores.to_json(scores.score(scenario, replayed(scenario, choices)))


def playable(connection: sa.Connection) -> tuple[Scenario, ...]:
    """Return every scenario that is offered as an attempt begun now would have it."""
    edition = manual.edition_in_force(connection)
    if edition is None:
        return ()
    found = scenarios.offered(connection)
    return tuple(scenarios.scenario(connection, one.digest, edition=edition.number) for one in found)


def look_ahead(scenario: Scenario) -> None:
    """Work out what can be attained in a scenario, which the first result of a process would wait for."""
    values.reach_of(scenario)


def current(connection: sa.Connection, scenario_id: str) -> tuple[Scenario, int]:
    """Return a current case as an attempt begun now would have it, and the edition in force.

    Errors: NotFound scenario.not-found.
    """
    digest = scenarios.current_digest(connection, scenario_id)
    edition = manual.edition_in_force(connection)
    if digest is None or edition is None:
        raise NotFound("scenario.not-found", id=scenario_id)
    return scenarios.scenario(connection, digest, edition=edition.number), edition.number


def nobodys(play: Play) -> Standing:
    """Return a play that is kept nowhere as if it were somebody's: to be shown, never to be moved."""
    return in_a_room(play, key="", seed="nobody")


def in_a_room(play: Play, *, key: str, seed: str = "") -> Standing:
    """Return the play of a room, which nobody alone moves; all who are in it see answers in one order."""
    kept = Kept(
        id=0,
        key=key,
        owner="",
        scenario_id=play.scenario.id,
        digest=play.scenario.digest,
        edition=0,
        seed=seed or key,
        started=play.scenario.starts,
        finished=None,
        result=None,
        replayed_from=None,
        choices=(),
        submissions=(),
    )
    return Standing(kept, play)


def start(
    connection: sa.Connection,
    *,
    scenario_id: str,
    owner: str,
    lang: str,
    key: str,
    seed: str,
    now: dt.datetime,
    in_room: bool = False,
) -> None:
    """Begin an attempt, pinned to the scenario and the edition in force.

    Errors: NotFound for an unknown scenario; Refused for one that starts only in a room or is withdrawn,
    outside of a room: what a session has prepared goes on.
    """
    scenario, edition = current(connection, scenario_id)
    if not in_room and flags.is_withdrawn(connection, scenario_id):
        raise Refused("scenario.withdrawn", id=scenario_id)
    if scenario.access != "open" and not in_room:
        raise Refused("scenario.trainer-led", id=scenario_id)
    connection.execute(
        sa.insert(Attempt).values(
            key=key,
            owner=owner,
            scenario_id=scenario_id,
            digest=scenario.digest,
            edition=edition,
            lang=lang,
            seed=seed,
            started=now,
            steps=0,
        )
    )


def standing(database: Database, *, key: str, owner: str | None) -> Standing:
    """Return where somebody's attempt stands.

    Errors: NotFound when it is not theirs.
    """
    kept = queries.kept(database, key=key, owner=owner)
    scenario = scenarios.known(kept.digest, edition=kept.edition)
    if scenario is None:
        with database.reading() as connection:
            scenario = scenarios.scenario(connection, kept.digest, edition=kept.edition)
    return Standing(kept, replayed(scenario, kept.choices))


def standing_at(database: Database, *, key: str, owner: str | None, position: int) -> Standing:
    """Return where somebody's attempt stood before decision `position`, from memory where it is there.

    What was chosen never changes, so memory can only be behind; whether it is, and whether the attempt has
    been given away meanwhile, `decide` finds out from its own UPDATE. Do not show it unasked.
    Errors: as for `standing`.
    """
    last = _lately.get(key)
    if last is not None and last[0] == owner and len(last[1].kept.choices) == position:
        return last[1]
    return standing(database, key=key, owner=owner)


def _remember(owner: str, at: Standing, choice: str, submission: str, after: Play) -> None:
    """Keep where an attempt stands after a decision; the oldest is let go."""
    kept = dataclasses.replace(
        at.kept, choices=(*at.kept.choices, choice), submissions=(*at.kept.submissions, submission)
    )
    if len(_lately) >= MOST_REMEMBERED:
        _lately.pop(next(iter(_lately)), None)
    _lately[at.kept.key] = (owner, Standing(kept, after))


def forget(owner: str) -> None:
    """Let go of what this process remembers of somebody's attempts."""
    for key, (whose, _) in list(_lately.items()):
        if whose == owner:
            _lately.pop(key, None)


def decide(
    database: Database,
    *,
    at: Standing,
    position: int,
    submission: str,
    given: Mapping[str, Sequence[str]],
    is_sure: bool,
    now: dt.datetime,
) -> None:
    """Record one decision; the same submission sent again changes nothing.

    Two statements in one transaction, nothing computed while it is open: docs/performance.md.
    Errors: Refused when the attempt has moved on, also when the same submission now says something else;
    ChoiceRefused when the answer is incomplete; Unsure when `is_sure` is not said and it ends the case, or is
    of an irreversible decision.
    """
    if submission in at.kept.submissions:
        if not is_recorded(at, submission, given):
            raise Refused("attempt.moved-on", key=at.kept.key)
        return
    if position != len(at.kept.choices) or at.play.ended:
        raise Refused("attempt.moved-on", key=at.kept.key)
    choice = queries.write_choice(own_words.read_choice(at.scenario, at.play.scene.id, given))
    after = replayed(at.scenario, (*at.kept.choices, choice))
    if not is_sure:
        _ask_first(at, after)
    step: dict[str, object] = {
        "attempt": at.kept.id,
        "whose": at.kept.owner,
        "before": position,
        "after": position + 1,
    }
    if after.ended:
        step |= {"at": now, "given": _result(at.scenario, (*at.kept.choices, choice))}
    row = {
        "attempt_id": at.kept.id,
        "position": position,
        "submission": submission,
        "choice": choice,
        "taken": now,
    }
    with database.writing_prepared() as run:
        if not run(_FINISH if after.ended else _STEP, step):
            raise Refused("attempt.moved-on", key=at.kept.key)
        run(_DECIDE, row)
    _lately.pop(at.kept.key, None)
    if not after.ended:
        _remember(at.kept.owner, at, choice, submission, after)


def _ask_first(at: Standing, after: Play) -> None:
    if after.ended:
        raise Unsure("attempt.ends", key=at.kept.key)
    decision = at.play.scene.decision
    if decision is not None and decision.irreversible:
        raise Unsure("attempt.irreversible", key=at.kept.key)


def is_recorded(at: Standing, submission: str, given: Mapping[str, Sequence[str]]) -> bool:
    """Say whether this submission is on record with this very answer.

    The back button brings the same form again: what is changed there is another answer to the same scene.
    """
    if submission not in at.kept.submissions:
        return False
    step = at.play.steps[at.kept.submissions.index(submission)]
    try:
        return plays.read_choice(at.scenario, step.scene.id, given) == step.given
    except plays.ChoiceRefused:
        return False


def replay_from(
    connection: sa.Connection,
    *,
    at: Standing,
    owner: str,
    position: int,
    lang: str,
    key: str,
    now: dt.datetime,
) -> None:
    """Begin another attempt with the same first `position` decisions, to answer the next one anew.

    Errors: Refused while the attempt is unfinished; NotFound when it never had that decision.
    """
    if at.kept.finished is None:
        raise Refused("attempt.unfinished", key=at.kept.key)
    if not 0 <= position < len(at.kept.choices):
        raise NotFound("attempt.no-such-decision", position=position)
    made = connection.execute(
        sa.insert(Attempt).values(
            key=key,
            owner=owner,
            scenario_id=at.kept.scenario_id,
            digest=at.kept.digest,
            edition=at.kept.edition,
            lang=lang,
            seed=at.kept.seed,
            started=now,
            steps=position,
            replayed_from=position,
            replayed_of=at.kept.id,
        )
    )
    attempt = made.inserted_primary_key[0]  # type: ignore[index]  # one row was inserted, so there is a key
    rows = [
        {
            "attempt_id": attempt,
            "position": index,
            "submission": f"copied-{index}",
            "choice": choice,
            "taken": now,
        }
        for index, choice in enumerate(at.kept.choices[:position])
    ]
    if rows:
        connection.execute(sa.insert(Decided), rows)
