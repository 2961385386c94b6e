"""The life of a draft: begun, saved, read by a second person, published. Versions are never changed."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.engine.letters import UNPRINTABLE
from webapp.engine.yaml import MOST_LETTERS
from webapp.errors import BadInput, Refused
from webapp.scenarios import service as scenarios
from webapp.scenarios.queries import current_digest
from webapp.scenarios.service import Registered
from webapp.web.requests import UNREADABLE
from webapp.workbench import checking, queries
from webapp.workbench.models import ScenarioDraft
from webapp.workbench.queries import Draft


def tidy(text: str) -> str:
    """Return a text as drafts keep it: newlines alone end lines, no byte order mark, only letters.

    Errors: BadInput draft.empty, draft.long.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInput("draft.empty")
    if len(text) > MOST_LETTERS:
        raise BadInput("draft.long")
    return UNPRINTABLE.sub(UNREADABLE, text)


def begin(connection: sa.Connection, *, text: str, by: str, now: dt.datetime) -> int:
    """Keep a text as a new draft and return its number; it is based on the version of its case in force.

    Errors: BadInput draft.empty, draft.long.
    """
    text = tidy(text)
    scenario_id = checking.id_in(text)
    values = {
        "scenario_id": scenario_id,
        "text": text,
        "based_on": current_digest(connection, scenario_id),
        "author": by,
        "authors": by,
        "made": now,
        "changed": now,
        "revision": 1,
    }
    added = sa.insert(ScenarioDraft).values(values).returning(ScenarioDraft.id)
    number = connection.execute(added).scalar_one()
    _record(connection, "drafted", number, by=by, now=now)
    return number


def save(
    connection: sa.Connection, number: int, *, text: str, revision: int, by: str, now: dt.datetime
) -> Draft:
    """Keep a draft's new text, faults and all; whoever read the old one has not read this.

    Shape: `revision` is the one the text was written over; the same text again changes nothing.
    Errors: NotFound; BadInput draft.empty, draft.long; Refused draft.published, and draft.meanwhile when
    somebody else has saved another text since.
    """
    text = tidy(text)
    draft = queries.draft(connection, number)
    _refuse_published(draft)
    if draft.text == text:
        return draft
    values = {
        "text": text,
        "scenario_id": checking.id_in(text) or draft.scenario_id,
        "authors": draft.authors if by in draft.writers else f"{draft.authors} {by}",
        "changed": now,
        "reviewed_by": None,
        "reviewed": None,
    }
    _change(connection, draft, revision, values)
    return queries.draft(connection, number)


def rebase(connection: sa.Connection, number: int, *, revision: int, now: dt.datetime) -> None:
    """Say that a draft takes account of the version in force; it must then be read again.

    Errors: NotFound; Refused draft.published, draft.meanwhile.
    """
    draft = queries.draft(connection, number)
    _refuse_published(draft)
    based_on = current_digest(connection, draft.scenario_id)
    values = {"based_on": based_on, "changed": now, "reviewed_by": None, "reviewed": None}
    _change(connection, draft, revision, values)


def review(connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime) -> None:
    """Say that a second person has read this text and holds it for right.

    Errors: NotFound; Refused draft.published, draft.own, draft.not-clean, draft.behind, draft.meanwhile.
    """
    draft = queries.draft(connection, number)
    _refuse_unready(connection, draft)
    if by in draft.writers:
        raise Refused("draft.own")
    _change(connection, draft, revision, {"reviewed_by": by, "reviewed": now})
    _record(connection, "reviewed", number, by=by, now=now)


def publish(
    connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime
) -> Registered:
    """Bring a draft into force for attempts that begin from now on; those that run stay on theirs.

    Errors: NotFound; Refused draft.published, draft.unread, draft.own, draft.not-clean, draft.behind,
    draft.meanwhile.
    """
    draft = queries.draft(connection, number)
    _refuse_unready(connection, draft)
    if not draft.reviewed_by:
        raise Refused("draft.unread")
    if draft.reviewed_by in draft.writers:
        raise Refused("draft.own")
    text = checking.whole(connection, draft.text)
    checked = checking.check(connection, text)  # known already, but for the whole text of a variant
    made = scenarios.keep(connection, checked.draft, checked.problems, text=text, now=now)
    _change(connection, draft, revision, {"published": made.digest, "published_by": by})
    _record(connection, "published", number, by=by, now=now)
    return made


def remove(connection: sa.Connection, number: int, *, revision: int, by: str, now: dt.datetime) -> None:
    """Throw a draft away that is not in force.

    Errors: NotFound; Refused draft.published, draft.meanwhile.
    """
    draft = queries.draft(connection, number)
    _refuse_published(draft)
    this = (ScenarioDraft.id == number) & (ScenarioDraft.revision == revision)
    if not connection.execute(sa.delete(ScenarioDraft).where(this)).rowcount:
        raise Refused("draft.meanwhile", draft=number)
    _record(connection, "removed", number, by=by, now=now)


def is_behind(connection: sa.Connection, draft: Draft) -> bool:
    """Say whether another version of the case came into force since the draft was begun."""
    return current_digest(connection, draft.scenario_id) != draft.based_on


def _refuse_published(draft: Draft) -> None:
    if draft.published:
        raise Refused("draft.published", draft=draft.id)


def _refuse_unready(connection: sa.Connection, draft: Draft) -> None:
    _refuse_published(draft)
    if not checking.check(connection, draft.text).is_clean:
        raise Refused("draft.not-clean", draft=draft.id)
    if is_behind(connection, draft):
        raise Refused("draft.behind", draft=draft.id)


def _change(connection: sa.Connection, draft: Draft, revision: int, values: Mapping[str, object]) -> None:
    """Change a draft that still is as it was seen."""
    seen = (ScenarioDraft.id == draft.id) & (ScenarioDraft.revision == revision)
    change = sa.update(ScenarioDraft).where(seen, ScenarioDraft.published.is_(None))
    if not connection.execute(change.values(revision=revision + 1, **values)).rowcount:
        raise Refused("draft.meanwhile", draft=draft.id)


def _record(connection: sa.Connection, what: str, number: int, *, by: str, now: dt.datetime) -> None:
    audit.record(connection, action=f"scenario.{what}", actor=by, subject=f"draft {number}", now=now)
