"""What the page of one person shows, and to whom."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.accounts import sign_ins
from webapp.accounts.models import Account
from webapp.administration import queries
from webapp.administration.queries import Body
from webapp.administration.reach import Reach
from webapp.errors import NotFound
from webapp.web.who import Grant


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """Somebody as an administrator sees them.

    Shape: `is_beyond` when a role of theirs reaches further than the administrator's own, who may then look
    and not touch. `bodies` holds every organisation, for the names of limits.
    """

    account: int
    pseudonym: str
    name: str
    email: str
    lang: str
    organisation: int | None
    body: Body | None
    governorate: str | None
    grants: tuple[Grant, ...]
    state: str
    made: dt.datetime
    last_active: dt.datetime
    password_set: dt.datetime | None
    has_second_factor: bool
    is_suspended: bool
    is_demo: bool
    sign_ins: int
    is_self: bool
    is_beyond: bool
    bodies: Mapping[int, Body]

    @property
    def has_joined(self) -> bool:
        """Say whether they have a password, and so have come in."""
        return self.password_set is not None

    def grant(self, role: str) -> Grant | None:
        """Return the grant of a role, or None."""
        return next((one for one in self.grants if one.role == role), None)


_COLUMNS = (
    Account.id,
    Account.pseudonym,
    Account.name,
    Account.email,
    Account.lang,
    Account.organisation_id,
    Account.governorate,
    Account.made,
    Account.last_active,
    Account.password_set,
    Account.secret_confirmed,
    Account.suspended,
    Account.is_demo,
    queries.STATE,
)


def of(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> Shown:
    """Return somebody within reach.

    Errors: NotFound when there is nobody of that pseudonym, or not within reach.
    """
    row = connection.execute(sa.select(*_COLUMNS).where(Account.pseudonym == pseudonym)).first()
    if row is None or not reach.sees(organisation=row.organisation_id, governorate=row.governorate):
        raise NotFound("account.no-such-person")
    grants = sign_ins.grants_of(connection, row.id)
    bodies = {body.id: body for body in queries.bodies(connection)}
    return Shown(
        account=row.id,
        pseudonym=row.pseudonym,
        name=row.name,
        email=row.email or "",
        lang=row.lang,
        organisation=row.organisation_id,
        body=bodies.get(row.organisation_id),
        governorate=row.governorate,
        grants=grants,
        state=row.state,
        made=row.made,
        last_active=row.last_active,
        password_set=row.password_set,
        has_second_factor=row.secret_confirmed is not None,
        is_suspended=row.suspended is not None,
        is_demo=row.is_demo,
        sign_ins=len(sign_ins.listed(connection, row.id, now=now)),
        is_self=row.id == reach.account,
        is_beyond=not reach.holds(grants),
        bodies=bodies,
    )
