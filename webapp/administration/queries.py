"""Who is there: a page of people within somebody's reach, and organisations with how many belong to each."""

import dataclasses
import datetime as dt
from typing import Any

import sqlalchemy as sa

from webapp.accounts.models import Account, AccountRole, Organisation
from webapp.administration.reach import Reach
from webapp.engine.names import name_key

A_PAGE = 50
_MOST_WORDS = 10
"""Of a search for people: some letters unfold into several words each."""

STATES = ("invited", "active", "suspended", "demo")

# Letters that people write for one another; «ء» is often left out.
_FOLDED = (*(("أإآٱ"[at], "ا") for at in range(4)), ("ى", "ي"), ("ئ", "ي"), ("ؤ", "و"), ("ة", "ه"), ("ء", ""))

_JOINED = Account.password_hash.is_not(None)
_IN_STATE: dict[str, sa.ColumnElement[bool]] = {
    "invited": ~Account.is_demo & Account.suspended.is_(None) & ~_JOINED,
    "active": ~Account.is_demo & Account.suspended.is_(None) & _JOINED,
    "suspended": ~Account.is_demo & Account.suspended.is_not(None),
    "demo": Account.is_demo.is_(sa.true()),
}
STATE = sa.case(*((_IN_STATE[state], state) for state in STATES), else_="").label("state")


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Which people are asked for; what is empty or None asks for all. Units: `page` counts from 1."""

    text: str = ""
    role: str = ""
    organisation: int | None = None
    governorate: str = ""
    state: str = ""
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Say whether anything is asked for but all."""
        return bool(self.text or self.role or self.organisation or self.governorate or self.state)


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """An organisation by its names."""

    id: int
    ar: str
    en: str

    def named(self, lang: str) -> str:
        """Return its name in a language."""
        return self.ar if lang == "ar" else self.en


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in the list. Shape: `state` is one of STATES."""

    pseudonym: str
    name: str
    email: str
    roles: tuple[str, ...]
    organisation: Body | None
    governorate: str | None
    state: str
    last_active: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One page of people, and how many there are in all. Units: `page` and `last` count from 1."""

    people: tuple[Listed, ...]
    total: int
    page: int
    last: int


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """An organisation, and how much hangs on it: people, and roles limited to it."""

    body: Body
    sector: str
    governorate: str | None
    people: int
    roles: int


def people(connection: sa.Connection, wanted: Wanted, *, reach: Reach) -> Found:
    """Return a page of the people within reach who are asked for, by name.

    Shape: a page beyond the last one is the last one.
    """
    conditions = [*_within(reach), *_conditions(wanted)]
    total = connection.execute(
        sa.select(sa.func.count()).select_from(Account).where(*conditions)
    ).scalar_one()
    last = max(1, -(-total // A_PAGE))
    page = min(max(1, wanted.page), last)
    rows = connection.execute(
        sa.select(
            Account.id,
            Account.pseudonym,
            Account.name,
            Account.email,
            Account.governorate,
            Account.last_active,
            Organisation.id.label("body"),
            Organisation.name_ar,
            Organisation.name_en,
            STATE,
        )
        .join(Organisation, Organisation.id == Account.organisation_id, isouter=True)
        .where(*conditions)
        .order_by(_folded_column(Account.name_key), Account.id)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    ).all()
    roles = _roles(connection, [row.id for row in rows])
    return Found(tuple(_listed(row, roles.get(row.id, ())) for row in rows), total, page, last)


def is_empty(connection: sa.Connection, *, reach: Reach) -> bool:
    """Say whether nobody but whoever asks lies within reach."""
    others = sa.select(Account.id).where(*_within(reach), Account.id != reach.account)
    return connection.execute(others.limit(1)).first() is None


def bodies(connection: sa.Connection, *, reach: Reach | None = None) -> tuple[Body, ...]:
    """Return the organisations, or the one that somebody's reach is limited to, by their Arabic names."""
    statement = sa.select(Organisation.id, Organisation.name_ar, Organisation.name_en)
    if reach and reach.limit.organisation is not None:
        statement = statement.where(Organisation.id == reach.limit.organisation)
    return tuple(Body(*row) for row in connection.execute(statement.order_by(Organisation.name_ar)))


def organisations(connection: sa.Connection) -> tuple[Counted, ...]:
    """Return every organisation with what hangs on it, by their Arabic names."""
    rows = connection.execute(
        sa.select(Organisation, _number_of(Account), _number_of(AccountRole)).order_by(Organisation.name_ar)
    )
    return tuple(
        Counted(Body(row.id, row.name_ar, row.name_en), row.sector, row.governorate, row[-2], row[-1])
        for row in rows
    )


def _number_of(table: type[Account | AccountRole]) -> sa.ScalarSelect[int]:
    counted = sa.select(sa.func.count()).select_from(table)
    return counted.where(table.organisation_id == Organisation.id).scalar_subquery()


def _within(reach: Reach) -> list[sa.ColumnElement[bool]]:
    found = []
    if reach.limit.organisation is not None:
        found.append(Account.organisation_id == reach.limit.organisation)
    if reach.limit.governorate is not None:
        found.append(Account.governorate == reach.limit.governorate)
    return found


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = [_has(word) for word in folded(wanted.text).split()[:_MOST_WORDS]]
    if wanted.role:
        having = sa.select(AccountRole.account_id).where(AccountRole.role == wanted.role)
        found.append(Account.id.in_(having))
    if wanted.organisation is not None:
        found.append(Account.organisation_id == wanted.organisation)
    if wanted.governorate:
        found.append(Account.governorate == wanted.governorate)
    if wanted.state:
        found.append(_IN_STATE[wanted.state])
    return found


def folded(text: str) -> str:
    """Return the spelling under which people are searched: as names are compared, one form a letter."""
    key = name_key(text)
    for letter, plain in _FOLDED:
        key = key.replace(letter, plain)
    return key


def _folded_column(column: Any) -> Any:  # noqa: ANN401 -- a column, wrapped in functions of the database
    for letter, plain in _FOLDED:
        column = sa.func.replace(column, letter, plain)
    return column


def _has(word: str) -> sa.ColumnElement[bool]:
    in_name: sa.ColumnElement[bool] = _folded_column(Account.name_key).contains(word, autoescape=True)
    return in_name | Account.email_key.contains(word, autoescape=True)


def _roles(connection: sa.Connection, accounts: list[int]) -> dict[int, tuple[str, ...]]:
    rows = connection.execute(
        sa.select(AccountRole.account_id, AccountRole.role)
        .where(AccountRole.account_id.in_(accounts))
        .order_by(AccountRole.role)
    )
    held: dict[int, tuple[str, ...]] = {}
    for account, role in rows:
        held[account] = (*held.get(account, ()), role)
    return held


def _listed(row: Any, roles: tuple[str, ...]) -> Listed:  # noqa: ANN401 -- a row of several tables
    return Listed(
        pseudonym=row.pseudonym,
        name=row.name,
        email=row.email or "",
        roles=roles,
        organisation=Body(row.body, row.name_ar, row.name_en) if row.body else None,
        governorate=row.governorate,
        state=row.state,
        last_active=row.last_active,
    )
