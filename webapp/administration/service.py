"""What administrators do to people, each within their own reach; nobody is ever given more than they hold."""

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from webapp.accounts import links, second_step, sign_ins
from webapp.accounts import queries as known_people
from webapp.accounts import service as accounts
from webapp.accounts.governorates import GOVERNORATES
from webapp.accounts.models import Account, AccountRole, Organisation
from webapp.accounts.policy import policy
from webapp.accounts.service import NewPerson
from webapp.administration import names, person_page
from webapp.administration.person_page import Shown
from webapp.administration.reach import ADMINISTRATOR, Reach
from webapp.audit import service as audit
from webapp.engine.names import is_name, name_key
from webapp.errors import BadInput, Refused
from webapp.privacy import service as privacy
from webapp.web.who import Grant

_GOVERNORATES = frozenset(one.id for one in GOVERNORATES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is kept of somebody beside their roles."""

    name: str
    email: str = ""
    lang: str = "ar"
    organisation: int | None = None
    governorate: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Handed:
    """A link to be handed to somebody, shown this once. Shape: `kind` as in `accounts.links`."""

    kind: str
    token: str
    expires: dt.datetime
    pseudonym: str
    name: str
    email: str
    lang: str


def invite(connection: sa.Connection, new: NewPerson, *, reach: Reach, now: dt.datetime) -> Handed:
    """Invite somebody within reach and return their link.

    Errors: BadInput for what cannot be kept; Refused when the name or the address is taken.
    """
    kept = _kept_within(connection, new, reach)
    with _unless_taken(connection):
        account, token = accounts.invite(connection, kept, by=reach.pseudonym, now=now)
    pseudonym = known_people.pseudonym(connection, account)
    expires = _invitation_ends(connection, now)
    return Handed(links.INVITATION, token, expires, pseudonym, kept.name, kept.email, kept.lang)


def invite_again(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> Handed:
    """Make the link of somebody's invitation anew; the former one holds no longer.

    Errors: as for `_touched`; Refused when they have joined or are suspended.
    """
    person = _touched(connection, pseudonym, reach=reach, now=now)
    if person.has_joined or person.is_demo or person.is_suspended:
        raise Refused("account.not-waiting")
    token = accounts.invite_again(connection, person.account, now=now)
    _record(connection, "person.invited", person, reach=reach, now=now, again=True)
    return _handed(person, links.INVITATION, token, _invitation_ends(connection, now))


def make_reset_link(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> Handed:
    """Make a link by which somebody else sets a new password.

    Errors: as for `_another`; Refused when they have not joined yet or are suspended.
    """
    person = _another(connection, pseudonym, reach=reach, now=now)
    if not person.has_joined or person.is_demo or person.is_suspended:
        raise Refused("account.not-joined")
    token = accounts.reset_link(connection, person.account, by=reach.pseudonym, now=now)
    expires = now + dt.timedelta(hours=policy(connection).reset_hours)
    return _handed(person, links.RESET, token, expires)


def change_person(
    connection: sa.Connection, pseudonym: str, details: Details, *, reach: Reach, now: dt.datetime
) -> None:
    """Keep other details of somebody; they stay within reach. Links to a former address hold no longer.

    Errors: as for `_touched` and `invite`.
    """
    person = _touched(connection, pseudonym, reach=reach, now=now)
    new = _kept_within(connection, NewPerson(grants=(), **dataclasses.asdict(details)), reach)
    _check_details(connection, new, but=person.account)
    values = {
        "name": new.name,
        "name_key": name_key(new.name),
        "email": new.email or None,
        "email_key": accounts.email_key(new.email),
        "lang": new.lang,
        "organisation_id": new.organisation,
        "governorate": new.governorate,
    }
    with _unless_taken(connection):
        connection.execute(sa.update(Account).where(Account.id == person.account).values(values))
    if person.email and accounts.email_key(person.email) != accounts.email_key(new.email):
        links.close(connection, account=person.account)
    _record(connection, "person.changed", person, reach=reach, now=now, fields=_changed(person, new))


def set_roles(
    connection: sa.Connection, pseudonym: str, grants: Sequence[Grant], *, reach: Reach, now: dt.datetime
) -> None:
    """Give somebody these roles instead of those they have, each no wider than one's own.

    Errors: as for `_touched`; BadInput without a role; Refused for one's own role of administrator.
    """
    person = _touched(connection, pseudonym, reach=reach, now=now)
    kept = [reach.kept_within(one) for one in grants]
    for one in kept:
        _check_place(connection, one.organisation, one.governorate)
    mine = next((one for one in kept if one.role == ADMINISTRATOR), None)
    if person.is_self and mine != person.grant(ADMINISTRATOR):
        raise Refused("account.yourself")
    accounts.set_roles(connection, account=person.account, grants=kept, by=reach.pseudonym, now=now)


def suspend(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> None:
    """Keep somebody else out from now on.

    Errors: as for `_another`; Refused when nobody would be left to administer the site.
    """
    person = _another(connection, pseudonym, reach=reach, now=now)
    if not person.is_suspended:
        accounts.suspend(connection, account=person.account, by=reach.pseudonym, now=now)


def restore(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> None:
    """Let somebody in again.

    Errors: as for `_touched`.
    """
    person = _touched(connection, pseudonym, reach=reach, now=now)
    if person.is_suspended:
        accounts.restore(connection, account=person.account, by=reach.pseudonym, now=now)


def end_sign_ins(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> None:
    """Sign somebody else out wherever they are signed in.

    Errors: as for `_another`.
    """
    person = _another(connection, pseudonym, reach=reach, now=now)
    sign_ins.end_all(connection, person.account)
    _record(connection, "sign-out.everywhere", person, reach=reach, now=now)


def stop_second_factor(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> None:
    """Switch somebody else's second factor off, when their telephone is lost.

    Errors: as for `_another`.
    """
    person = _another(connection, pseudonym, reach=reach, now=now)
    known = known_people.known_by_id(connection, person.account)
    if known.has_second_factor:
        second_step.stop(connection, known, by=reach.pseudonym, now=now)


def erase(connection: sa.Connection, pseudonym: str, *, name: str, reach: Reach, now: dt.datetime) -> None:
    """Erase somebody else for good, when their name was written once more.

    Errors: as for `_another`; BadInput for another name; Refused when nobody would be left to administer.
    """
    person = _another(connection, pseudonym, reach=reach, now=now)
    if name_key(name) != name_key(person.name):
        raise BadInput("account.other-name")
    privacy.erase_account(connection, account=person.account, by=reach.pseudonym, now=now)


def _touched(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> Shown:
    """Return somebody within reach who may be changed, held until this is over.

    Errors: NotFound when they are not within reach; Refused when a role of theirs reaches beyond it.
    """
    _hold(connection, pseudonym)
    person = person_page.of(connection, pseudonym, reach=reach, now=now)
    if person.is_beyond:
        raise Refused("account.beyond-reach")
    return person


def _another(connection: sa.Connection, pseudonym: str, *, reach: Reach, now: dt.datetime) -> Shown:
    """Return somebody who may be changed and is somebody else.

    Errors: as for `_touched`; Refused when it is oneself.
    """
    person = _touched(connection, pseudonym, reach=reach, now=now)
    if person.is_self:
        raise Refused("account.yourself")
    return person


def _hold(connection: sa.Connection, pseudonym: str) -> None:
    """Make others wait who would change this person, or somebody who administers the whole site."""
    everywhere = (
        (AccountRole.role == ADMINISTRATOR)
        & AccountRole.organisation_id.is_(None)
        & AccountRole.governorate.is_(None)
    )
    administer = Account.id.in_(sa.select(AccountRole.account_id).where(everywhere))
    held = sa.select(Account.id).where((Account.pseudonym == pseudonym) | administer)
    connection.execute(held.order_by(Account.id).with_for_update()).all()


def _kept_within(connection: sa.Connection, new: NewPerson, reach: Reach) -> NewPerson:
    """Return somebody's details as they may be kept: no wider than one's own reach, in a place there is."""
    organisation, governorate = reach.place(new.organisation, new.governorate)
    grants = tuple(reach.kept_within(one) for one in new.grants)
    for place in {(organisation, governorate), *((one.organisation, one.governorate) for one in grants)}:
        _check_place(connection, *place)
    return dataclasses.replace(
        new,
        name=names.person_name(new.name),
        email=new.email.strip(),
        grants=grants,
        organisation=organisation,
        governorate=governorate,
    )


def _check_place(connection: sa.Connection, organisation: int | None, governorate: str | None) -> None:
    if governorate is not None and governorate not in _GOVERNORATES:
        raise BadInput("account.governorate")
    there = sa.select(Organisation.id).where(Organisation.id == organisation)
    if organisation is not None and connection.execute(there).first() is None:
        raise BadInput("organisation.unknown")


def _check_details(connection: sa.Connection, new: NewPerson, *, but: int) -> None:
    if not is_name(new.name):
        raise BadInput("account.name")
    accounts.check_email(new.email)
    accounts.refuse_taken(connection, name=new.name, email=new.email, but=but)


def _changed(person: Shown, new: NewPerson) -> list[str]:
    fields = ("name", "email", "lang", "organisation", "governorate")
    return [field for field in fields if getattr(person, field) != getattr(new, field)]


@contextlib.contextmanager
def _unless_taken(connection: sa.Connection) -> Iterator[None]:
    """Refuse what somebody else has taken between our look and our hand."""
    try:
        with connection.begin_nested():
            yield
    except sa.exc.IntegrityError as fault:
        raise Refused("account.taken-meanwhile") from fault


def _invitation_ends(connection: sa.Connection, now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(days=policy(connection).invitation_days)


def _handed(person: Shown, kind: str, token: str, expires: dt.datetime) -> Handed:
    return Handed(kind, token, expires, person.pseudonym, person.name, person.email, person.lang)


def _record(
    connection: sa.Connection,
    action: str,
    person: Shown,
    *,
    reach: Reach,
    now: dt.datetime,
    **facts: bool | list[str],
) -> None:
    audit.record(connection, action=action, actor=reach.pseudonym, subject=person.pseudonym, now=now, **facts)
