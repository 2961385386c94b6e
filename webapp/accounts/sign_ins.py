"""Sign-ins: begun with a fresh secret, recognised by its digest, ended by time, by hand or by the person."""

import dataclasses
import datetime as dt
import hashlib
import secrets
from typing import NamedTuple

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole, PolicyValue, SignIn
from webapp.accounts.policy import NEEDING_SECOND_FACTOR, Policy, as_set, policy
from webapp.database import Database, Statement
from webapp.errors import NotFound
from webapp.web.who import Grant, Who

CONSENT = 1
"""The version of the consent text in force; raising it asks everybody again."""

HALF_LASTS = dt.timedelta(minutes=10)


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """A sign-in as its person sees it."""

    id: int
    device: str
    made: dt.datetime
    seen: dt.datetime


def begin(
    connection: sa.Connection, *, account: int, device: str, now: dt.datetime, is_half: bool = False
) -> str:
    """Begin a sign-in and return its secret, which nothing keeps but the browser."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        sa.insert(SignIn).values(
            digest=digest(token), account_id=account, made=now, seen=now, device=device, is_half=is_half
        )
    )
    return token


def digest(token: str) -> str:
    """Return what is kept instead of a secret of 256 bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


_SET = ("idle_minutes", "absolute_hours", "second_factor")
"""What of the policy every request of somebody signed in is held against."""


def _set(name: str) -> sa.ScalarSelect[str]:
    named = sa.literal_column(
        f"'{name}'", sa.String
    )  # a name of ours: prepared statements bind what is asked
    return sa.select(PolicyValue.value).where(PolicyValue.name == named).scalar_subquery()


_KNOWN = (
    sa.select(
        SignIn.id.label("sign_in"),
        SignIn.made,
        SignIn.seen,
        Account.id,
        Account.pseudonym,
        Account.owner,
        Account.name,
        Account.lang,
        Account.organisation_id,
        Account.governorate,
        Account.consent_version,
        Account.secret_confirmed,
        Account.is_demo,
        *(_set(name).label(name) for name in _SET),
        AccountRole.role,
        AccountRole.organisation_id.label("of_organisation"),
        AccountRole.governorate.label("of_governorate"),
    )
    .join(Account, Account.id == SignIn.account_id)
    .join(AccountRole, AccountRole.account_id == Account.id, isouter=True)
    .where(SignIn.digest == sa.bindparam("digest"), ~SignIn.is_half, Account.suspended.is_(None))
    .order_by(AccountRole.role)
)
_RECOGNISE = Statement(_KNOWN)  # asked with every request of somebody signed in


class _Row(NamedTuple):
    """What `_KNOWN` selects, in its order."""

    sign_in: int
    made: dt.datetime
    seen: dt.datetime
    id: int
    pseudonym: str
    owner: str
    name: str
    lang: str
    organisation: int | None
    governorate: str | None
    consent: int
    confirmed: dt.datetime | None
    is_demo: bool
    idle_minutes: str | None
    absolute_hours: str | None
    second_factor: str | None
    role: str | None
    of_organisation: int | None
    of_governorate: str | None


_GRANTS = (
    sa.select(AccountRole.role, AccountRole.organisation_id, AccountRole.governorate)
    .where(AccountRole.account_id == sa.bindparam("account"))
    .order_by(AccountRole.role)
)


def recognise(database: Database, token: str, *, now: dt.datetime) -> tuple[Who, bool] | None:
    """Return who holds this secret, and whether a sign of life is to be noted; None when it has ended."""
    rows = [_Row(*row) for row in database.rows(_RECOGNISE, {"digest": digest(token)})]
    if not rows:
        return None
    row = rows[0]
    set_ = as_set({name: getattr(row, name) for name in _SET})
    if now >= _end(row.made, row.seen, set_):
        return None
    grants = tuple(Grant(one.role, one.of_organisation, one.of_governorate) for one in rows if one.role)
    who = Who(
        account=row.id,
        pseudonym=row.pseudonym,
        owner=row.owner,
        name=row.name,
        lang=row.lang,
        organisation=row.organisation,
        governorate=row.governorate,
        grants=grants,
        sign_in=row.sign_in,
        ends=_end(row.made, now, set_),
        owes=_owes(row.consent, row.confirmed, grants, set_, is_demo=row.is_demo),
        is_demo=row.is_demo,
    )
    return who, now - row.seen >= min(dt.timedelta(minutes=1), dt.timedelta(minutes=set_.idle_minutes) / 10)


def _end(made: dt.datetime, seen: dt.datetime, set_: Policy) -> dt.datetime:
    return min(seen + dt.timedelta(minutes=set_.idle_minutes), made + dt.timedelta(hours=set_.absolute_hours))


def _owes(
    consent: int, confirmed: dt.datetime | None, grants: tuple[Grant, ...], set_: Policy, *, is_demo: bool
) -> str:
    if is_demo:
        return ""
    if consent < CONSENT:
        return "consent"
    is_needed = set_.second_factor == "required" and any(one.role in NEEDING_SECOND_FACTOR for one in grants)
    return "second-factor" if is_needed and confirmed is None else ""


def grants_of(connection: sa.Connection, account: int) -> tuple[Grant, ...]:
    """Return the roles of an account, each with its limits."""
    return tuple(Grant(*row) for row in connection.execute(_GRANTS, {"account": account}))


def note_life(connection: sa.Connection, who: Who, *, now: dt.datetime) -> None:
    """Note that somebody is still there."""
    connection.execute(sa.update(SignIn).where(SignIn.id == who.sign_in).values(seen=now))
    connection.execute(sa.update(Account).where(Account.id == who.account).values(last_active=now))


def half(connection: sa.Connection, token: str, *, now: dt.datetime) -> int | None:
    """Return the account that has shown its password and not yet its second factor."""
    return connection.execute(
        sa.select(SignIn.account_id)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.digest == digest(token), SignIn.is_half, SignIn.made > now - HALF_LASTS)
        .where(Account.suspended.is_(None))
    ).scalar()


def listed(connection: sa.Connection, account: int, *, now: dt.datetime) -> tuple[Listed, ...]:
    """Return the sign-ins of an account that have not ended, the latest sign of life first."""
    set_ = policy(connection)
    rows = connection.execute(
        sa.select(SignIn.id, SignIn.device, SignIn.made, SignIn.seen)
        .where(SignIn.account_id == account, ~SignIn.is_half)
        .order_by(SignIn.seen.desc(), SignIn.id.desc())
    )
    return tuple(Listed(*row) for row in rows if now < _end(row.made, row.seen, set_))


def end(connection: sa.Connection, token: str) -> None:
    """End the sign-in of this secret, if there is one."""
    connection.execute(sa.delete(SignIn).where(SignIn.digest == digest(token)))


def end_one(connection: sa.Connection, *, account: int, sign_in: int) -> None:
    """End one sign-in of an account.

    Errors: NotFound when it is not theirs, or has ended.
    """
    gone = connection.execute(sa.delete(SignIn).where(SignIn.id == sign_in, SignIn.account_id == account))
    if not gone.rowcount:
        raise NotFound("account.no-such-sign-in")


def end_all(connection: sa.Connection, account: int, *, but: int | None = None) -> None:
    """End every sign-in of an account, or every other one."""
    connection.execute(
        sa.delete(SignIn).where(SignIn.account_id == account, SignIn.id != (but if but is not None else -1))
    )
