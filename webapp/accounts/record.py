"""Everything that is kept of an account, for its own person: all of it but what opens doors."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.accounts import second_step, sign_ins
from webapp.accounts.models import Account, AccountRole, Link, Organisation
from webapp.accounts.sign_ins import Listed

Names = tuple[str, str]
"""A name in Arabic and in English."""


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A role, and what narrows it."""

    role: str
    organisation: Names | None
    governorate: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """A link that has not been used: an invitation or a reset."""

    kind: str
    made: dt.datetime
    expires: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """An account as it is kept, without password, secrets and digests."""

    pseudonym: str
    owner: str
    name: str
    email: str | None
    lang: str
    organisation: Names | None
    governorate: str | None
    made: dt.datetime
    last_active: dt.datetime
    password_set: dt.datetime | None
    second_factor: dt.datetime | None
    codes_left: int
    consent_version: int
    consented: dt.datetime | None
    failures: int
    is_demo: bool
    roles: tuple[Held, ...]
    sign_ins: tuple[Listed, ...]
    links: tuple[Sent, ...]


_ITSELF = (
    "pseudonym",
    "owner",
    "name",
    "email",
    "lang",
    "governorate",
    "made",
    "last_active",
    "password_set",
    "consent_version",
    "consented",
    "failures",
    "is_demo",
)


def of(connection: sa.Connection, account: int, *, now: dt.datetime) -> Record:
    """Return what is kept of an account that is there."""
    row = connection.execute(
        sa.select(
            *(getattr(Account, name) for name in _ITSELF),
            Account.secret_confirmed,
            Organisation.name_ar,
            Organisation.name_en,
        )
        .join(Organisation, Organisation.id == Account.organisation_id, isouter=True)
        .where(Account.id == account)
    ).one()
    return Record(
        **{name: getattr(row, name) for name in _ITSELF},
        organisation=_names(row.name_ar, row.name_en),
        second_factor=row.secret_confirmed,
        codes_left=second_step.codes_left(connection, account),
        roles=_roles(connection, account),
        sign_ins=sign_ins.listed(connection, account, now=now),
        links=_links(connection, account),
    )


def _names(arabic: str | None, english: str | None) -> Names | None:
    return (arabic, english) if arabic and english else None


def _roles(connection: sa.Connection, account: int) -> tuple[Held, ...]:
    rows = connection.execute(
        sa.select(AccountRole.role, Organisation.name_ar, Organisation.name_en, AccountRole.governorate)
        .join(Organisation, Organisation.id == AccountRole.organisation_id, isouter=True)
        .where(AccountRole.account_id == account)
        .order_by(AccountRole.role)
    )
    return tuple(Held(row.role, _names(row.name_ar, row.name_en), row.governorate) for row in rows)


def _links(connection: sa.Connection, account: int) -> tuple[Sent, ...]:
    rows = connection.execute(
        sa.select(Link.kind, Link.made, Link.expires).where(Link.account_id == account).order_by(Link.id)
    )
    return tuple(Sent(*row) for row in rows)
