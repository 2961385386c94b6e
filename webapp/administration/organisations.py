"""Organisations: added, changed, and removed when nobody belongs to them any more."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.accounts.governorates import GOVERNORATES
from webapp.accounts.models import Account, AccountRole, Organisation
from webapp.accounts.words import SECTORS
from webapp.administration import names
from webapp.audit import service as audit
from webapp.errors import BadInput, NotFound, Refused


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """An organisation as it is to be kept."""

    name_ar: str
    name_en: str
    sector: str
    governorate: str | None = None


def add(connection: sa.Connection, new: NewBody, *, by: str, now: dt.datetime) -> int:
    """Keep an organisation and return its number.

    Errors: BadInput for what cannot be kept; Refused when another has one of its names.
    """
    values = _checked(connection, new)
    try:
        with connection.begin_nested():
            added = connection.execute(
                sa.insert(Organisation).values(made=now, **values).returning(Organisation.id)
            ).scalar_one()
    except sa.exc.IntegrityError as fault:  # somebody added it between our look and our hand
        raise Refused("organisation.taken") from fault
    _record(connection, "added", added, by=by, now=now)
    return added


def change(connection: sa.Connection, organisation: int, new: NewBody, *, by: str, now: dt.datetime) -> None:
    """Keep other names, sector or governorate of an organisation.

    Errors: as for `add`; NotFound when it is not there.
    """
    _hold(connection, organisation)
    values = _checked(connection, new, but=organisation)
    try:
        with connection.begin_nested():
            connection.execute(sa.update(Organisation).where(Organisation.id == organisation).values(values))
    except sa.exc.IntegrityError as fault:
        raise Refused("organisation.taken") from fault
    _record(connection, "changed", organisation, by=by, now=now)


def remove(connection: sa.Connection, organisation: int, *, by: str, now: dt.datetime) -> None:
    """Remove an organisation to which nobody belongs.

    Errors: NotFound when it is not there; Refused when somebody belongs to it or has a role limited to it.
    """
    _hold(connection, organisation)
    for table in (Account, AccountRole):
        if connection.execute(
            sa.select(table.id).where(table.organisation_id == organisation).limit(1)
        ).first():
            raise Refused("organisation.in-use")
    try:
        with connection.begin_nested():
            connection.execute(sa.delete(Organisation).where(Organisation.id == organisation))
    except sa.exc.IntegrityError as fault:  # somebody came to belong to it just now
        raise Refused("organisation.in-use") from fault
    _record(connection, "removed", organisation, by=by, now=now)


def _hold(connection: sa.Connection, organisation: int) -> None:
    held = sa.select(Organisation.id).where(Organisation.id == organisation).with_for_update()
    if connection.execute(held).first() is None:
        raise NotFound("organisation.not-found")


def _checked(connection: sa.Connection, new: NewBody, *, but: int = -1) -> dict[str, str | None]:
    """Return the values that can be kept."""
    name_ar, name_en = names.body_name(new.name_ar), names.body_name(new.name_en)
    if new.sector not in SECTORS:
        raise BadInput("organisation.sector")
    if new.governorate is not None and new.governorate not in {one.id for one in GOVERNORATES}:
        raise BadInput("account.governorate")
    _refuse_taken(connection, name_ar, name_en, but=but)
    return {"name_ar": name_ar, "name_en": name_en, "sector": new.sector, "governorate": new.governorate}


def _refuse_taken(connection: sa.Connection, name_ar: str, name_en: str, *, but: int) -> None:
    """Refuse a name of another organisation's, however its letters are marked or cased."""
    others = sa.select(Organisation.name_ar, Organisation.name_en).where(Organisation.id != but)
    for there_ar, there_en in connection.execute(others):
        if names.body_key(there_ar) == names.body_key(name_ar) or names.body_key(there_en) == names.body_key(
            name_en
        ):
            raise Refused("organisation.taken")


def _record(connection: sa.Connection, what: str, number: int, *, by: str, now: dt.datetime) -> None:
    audit.record(
        connection, action=f"organisation.{what}", actor=by, subject=f"organisation {number}", now=now
    )
