"""The rows of a deployment: whether somebody looks after it, safely, and whether what is due was done."""

import datetime as dt
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole
from webapp.accounts.policy import NEEDING_SECOND_FACTOR, policy
from webapp.administration import state
from webapp.administration.audit_page import LONGEST_VERIFIED
from webapp.administration.finding import Finding, look, unsafe
from webapp.administration.health import BACKUP_DUE, RETENTION_DUE
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.database import SCHEMA
from webapp.settings import Settings


def findings(connection: sa.Connection, settings: Settings, *, now: dt.datetime) -> Iterator[Finding]:
    """Yield what the rows show; of tables in an old form, only that they are."""
    found = state.schema(connection)
    if found != SCHEMA:
        yield unsafe(
            "schema.old",
            f"The database is at schema {found or 'none'}, this version of Masar at {SCHEMA}.",
            "masar db upgrade",
        )
        return
    yield from _administrators(connection)
    yield from _second_factors(connection, is_reached=settings.public_url.startswith("https://"))
    yield from _jobs(connection, now)
    yield from _chain(connection)


def _administrators(connection: sa.Connection) -> Iterator[Finding]:
    """Look whether somebody can administer the whole site."""
    everywhere = AccountRole.organisation_id.is_(None) & AccountRole.governorate.is_(None)
    known = _people(connection, {"administrator"}, everywhere)
    if not known:
        yield look(
            "administrator.none",
            "Nobody administers the whole site.",
            "masar user add NAME --role administrator, and hand the link over.",
        )
    elif not _people(connection, {"administrator"}, everywhere & Account.suspended.is_(None)):
        yield look(
            "administrator.suspended",
            "Everybody who could administer the whole site is suspended.",
            "masar user add NAME --role administrator, and hand the link over.",
        )


def _second_factors(connection: sa.Connection, *, is_reached: bool) -> Iterator[Finding]:
    """Look who may change much and signs in by a password alone."""
    without = Account.suspended.is_(None) & Account.secret_confirmed.is_(None)
    administrators = _people(connection, {"administrator"}, without)
    if administrators:
        yield (unsafe if is_reached else look)(
            "second-factor.administrators",
            f"Administrators who sign in by a password alone: {administrators}.",
            "Each sets up the second step on the page of their own account.",
        )
    count = _people(connection, NEEDING_SECOND_FACTOR, without)
    if count and policy(connection).second_factor == "optional":
        yield look(
            "second-factor.optional",
            f"The second step is left to each; publishers and administrators without it: {count}.",
            "Require it on the page of the settings.",
        )


def _people(connection: sa.Connection, roles: Collection[str], condition: sa.ColumnElement[bool]) -> int:
    """Return how many people have one of these roles; those for demonstration do not count."""
    statement = sa.select(sa.func.count(sa.distinct(Account.id))).join(
        AccountRole, AccountRole.account_id == Account.id
    )
    wanted = AccountRole.role.in_(sorted(roles)) & ~Account.is_demo & condition
    return connection.execute(statement.where(wanted)).scalar_one()


def _jobs(connection: sa.Connection, now: dt.datetime) -> Iterator[Finding]:
    """Look whether what is due was done."""
    backup = state.last_deed(connection, "backup")
    if backup is None or now - backup > BACKUP_DUE:
        told = f"The last backup is of {backup:%Y-%m-%d}." if backup else "No backup was ever made."
        yield look("backup.old", told, "masar backup FOLDER, once a day, and keep the file elsewhere.")
    run = state.last_run(connection, "retention")
    if run is None or now - run > RETENTION_DUE:
        told = f"Since {run:%Y-%m-%d}" if run else "Never yet"
        yield look(
            "retention.old",
            f"{told} has what was kept long enough been erased, as the privacy notice promises.",
            "Keep the server running; the log says why it was not done.",
        )


def _chain(connection: sa.Connection) -> Iterator[Finding]:
    """Look whether the audit is whole, where that takes a moment only."""
    if audit.count(connection, Wanted()) <= LONGEST_VERIFIED and not audit.verify(connection).is_whole:
        yield unsafe(
            "audit.broken",
            "The audit is not whole: rows were changed, removed or put in, or its key is another.",
            "masar audit verify says where; keep the database as it is and compare it with a backup.",
        )
