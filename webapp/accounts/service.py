"""People: added, invited, joining, changed, suspended. Passwords are kept as argon2id hashes only."""

import dataclasses
import datetime as dt
import secrets
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from webapp.accounts import erasing, links, passwords, queries, sign_ins
from webapp.accounts.models import Account, AccountRole
from webapp.accounts.policy import policy
from webapp.accounts.queries import ROLES, Person
from webapp.audit import service as audit
from webapp.engine.names import is_name, name_key
from webapp.errors import BadInput, Refused
from webapp.web.who import Grant

SHORTEST, LONGEST = passwords.SHORTEST, passwords.LONGEST
_EMAIL_LIMIT = 254


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be invited."""

    name: str
    grants: tuple[Grant, ...]
    email: str = ""
    lang: str = "ar"
    organisation: int | None = None
    governorate: str | None = None


def add_person(
    connection: sa.Connection,
    *,
    name: str,
    password: str,
    roles: Collection[str],
    now: dt.datetime,
    email: str = "",
) -> Person:
    """Add a person with a password and roles.

    Errors: BadInput for a name, password or role that cannot be used; Refused when the name is taken.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput("account.password-length", least=SHORTEST, most=LONGEST)
    new = NewPerson(name=name, grants=tuple(Grant(role) for role in roles), email=email)
    account = keep(connection, new, now=now)
    keep_password(connection, account, password, now=now)
    found = queries.person(connection, name)
    assert found is not None  # noqa: S101 -- it was added in this transaction
    audit.record(connection, action="person.added", subject=found.pseudonym, now=now, roles=sorted(roles))
    return found


def keep(connection: sa.Connection, new: NewPerson, *, now: dt.datetime, is_demo: bool = False) -> int:
    """Keep somebody who cannot sign in yet, and return the account's id.

    Errors: BadInput for a name, e-mail address or role that cannot be used; Refused when one is taken.
    """
    _check(connection, new)
    account = connection.execute(
        sa.insert(Account)
        .values(
            pseudonym=secrets.token_hex(6),
            owner=secrets.token_hex(32),
            name=new.name,
            name_key=name_key(new.name),
            email=new.email or None,
            email_key=email_key(new.email),
            lang=new.lang,
            organisation_id=new.organisation,
            governorate=new.governorate,
            secret_step=0,
            consent_version=0,
            failures=0,
            made=now,
            last_active=now,
            is_demo=is_demo,
        )
        .returning(Account.id)
    ).scalar_one()
    _keep_grants(connection, account, new.grants)
    return account


def email_key(email: str) -> str | None:
    """Return what is compared instead of an e-mail address."""
    return email.strip().casefold() or None


def _check(connection: sa.Connection, new: NewPerson) -> None:
    if not is_name(new.name):
        raise BadInput("account.name", name=new.name)
    check_email(new.email)
    check_roles(new.grants)
    refuse_taken(connection, name=new.name, email=new.email)


def check_roles(grants: Sequence[Grant]) -> None:
    """Refuse roles that do not exist, or none.

    Errors: BadInput.
    """
    unknown = sorted({one.role for one in grants} - ROLES)
    if unknown or not grants:
        raise BadInput("account.role", unknown=", ".join(unknown), known=", ".join(sorted(ROLES)))


def check_email(email: str) -> None:
    """Refuse what cannot be an e-mail address; none is fine.

    Errors: BadInput.
    """
    name, _, domain = email.rpartition("@")
    is_plain = email.isprintable() and " " not in email and "," not in email and len(email) <= _EMAIL_LIMIT
    if email and not (name and "." in domain.strip(".") and is_plain):
        raise BadInput("account.email", email=email)


def refuse_taken(connection: sa.Connection, *, name: str, email: str, but: int = -1) -> None:
    """Refuse a name or an e-mail address that another account has.

    Errors: Refused.
    """
    others = sa.select(Account.id).where(Account.id != but)
    if connection.execute(others.where(Account.name_key == name_key(name))).first():
        raise Refused("account.taken", name=name)
    if email and connection.execute(others.where(Account.email_key == email_key(email))).first():
        raise Refused("account.email-taken", email=email)


def _keep_grants(connection: sa.Connection, account: int, grants: Sequence[Grant]) -> None:
    rows = {
        one.role: {
            "account_id": account,
            "role": one.role,
            "organisation_id": one.organisation,
            "governorate": one.governorate,
        }
        for one in grants
    }
    connection.execute(sa.insert(AccountRole), [rows[role] for role in sorted(rows)])


def invite(connection: sa.Connection, new: NewPerson, *, by: str, now: dt.datetime) -> tuple[int, str]:
    """Keep somebody and return the account's id and the secret of the link that lets them join.

    Errors: as for `keep`.
    """
    account = keep(connection, new, now=now)
    roles = sorted(one.role for one in new.grants)
    audit.record(
        connection,
        action="person.invited",
        actor=by,
        subject=queries.pseudonym(connection, account),
        now=now,
        roles=roles,
    )
    return account, invite_again(connection, account, now=now)


def invite_again(connection: sa.Connection, account: int, *, now: dt.datetime) -> str:
    """Make the link of an invitation anew; the former one holds no longer."""
    lasts = dt.timedelta(days=policy(connection).invitation_days)
    return links.make(connection, account=account, kind=links.INVITATION, now=now, lasts=lasts)


def reset_link(connection: sa.Connection, account: int, *, by: str, now: dt.datetime) -> str:
    """Make a link by which somebody sets a new password; the present one still holds until then."""
    lasts = dt.timedelta(hours=policy(connection).reset_hours)
    audit.record(
        connection,
        action="password.reset-link",
        actor=by,
        subject=queries.pseudonym(connection, account),
        now=now,
    )
    return links.make(connection, account=account, kind=links.RESET, now=now, lasts=lasts)


def keep_password(connection: sa.Connection, account: int, password: str, *, now: dt.datetime) -> None:
    """Keep a password that has been looked over, as a hash."""
    keep_hash(connection, account, passwords.hashed(password), now=now)


def keep_hash(connection: sa.Connection, account: int, hashed: str, *, now: dt.datetime) -> None:
    """Keep a password's hash, worked out before the transaction began."""
    connection.execute(
        sa.update(Account)
        .where(Account.id == account)
        .values(password_hash=hashed, password_set=now, failures=0)
    )


def renew_hash(connection: sa.Connection, account: int, hashed: str) -> None:
    """Keep the same password under a newer kind of hash."""
    connection.execute(sa.update(Account).where(Account.id == account).values(password_hash=hashed))


def change_password(
    connection: sa.Connection, *, account: int, hashed: str, but: int, now: dt.datetime
) -> None:
    """Keep a new password; every other sign-in and every link of the account ends."""
    keep_hash(connection, account, hashed, now=now)
    sign_ins.end_all(connection, account, but=but)
    links.close(connection, account=account)
    mine = queries.pseudonym(connection, account)
    audit.record(connection, action="password.changed", actor=mine, subject=mine, now=now)


def change_details(
    connection: sa.Connection, *, account: int, email: str, lang: str, by: str, now: dt.datetime
) -> None:
    """Keep another e-mail address and language.

    Errors: BadInput for what is no address; Refused when another account has it.
    """
    check_email(email)
    known = queries.known_by_id(connection, account)
    refuse_taken(connection, name=known.name, email=email, but=account)
    connection.execute(
        sa.update(Account)
        .where(Account.id == account)
        .values(email=email or None, email_key=email_key(email), lang=lang)
    )
    audit.record(connection, action="person.changed", actor=by, subject=known.pseudonym, now=now)


def use_link(
    connection: sa.Connection, token: str, *, kind: str, hashed: str, now: dt.datetime
) -> links.Opened:
    """Give somebody the password they chose behind a link; every sign-in and link of theirs ends.

    Errors: NotFound when the link does not hold.
    """
    found = links.opened(connection, token, kind=kind, now=now)
    keep_hash(connection, found.account, hashed, now=now)
    links.close(connection, account=found.account)
    sign_ins.end_all(connection, found.account)
    action = "person.joined" if kind == links.INVITATION else "password.changed"
    mine = queries.pseudonym(connection, found.account)
    audit.record(connection, action=action, actor=mine, subject=mine, now=now)
    return found


def consent(connection: sa.Connection, account: int, *, now: dt.datetime) -> None:
    """Note that somebody has agreed to the text in force."""
    agreed = {"consent_version": sign_ins.CONSENT, "consented": now}
    connection.execute(sa.update(Account).where(Account.id == account).values(agreed))


def set_roles(
    connection: sa.Connection, *, account: int, grants: Sequence[Grant], by: str, now: dt.datetime
) -> None:
    """Give an account these roles instead of those it has.

    Errors: BadInput for a role there is not; Refused when nobody would be left to administer the site.
    """
    check_roles(grants)
    if not any(one.role == "administrator" and one.is_everywhere for one in grants):
        _somebody_else_administers(connection, account)
    before = sign_ins.grants_of(connection, account)
    connection.execute(sa.delete(AccountRole).where(AccountRole.account_id == account))
    _keep_grants(connection, account, grants)
    audit.record(
        connection,
        action="person.roles",
        actor=by,
        subject=queries.pseudonym(connection, account),
        now=now,
        before=[one.role for one in before],
        after=sorted(one.role for one in grants),
        limits=sorted(_limit(one) for one in grants if not one.is_everywhere),
    )


def _limit(grant: Grant) -> str:
    """Return a role's limit as the audit keeps it: `trainer 12 dhofar`, each part only where it narrows."""
    narrows = (one for one in (grant.organisation, grant.governorate) if one is not None)
    return " ".join((grant.role, *map(str, narrows)))


def suspend(connection: sa.Connection, *, account: int, by: str, now: dt.datetime) -> None:
    """Keep somebody out from now on: sign-ins and links end.

    Errors: Refused when nobody would be left to administer the site.
    """
    _somebody_else_administers(connection, account)
    connection.execute(sa.update(Account).where(Account.id == account).values(suspended=now))
    sign_ins.end_all(connection, account)
    links.close(connection, account=account)
    subject = queries.pseudonym(connection, account)
    audit.record(connection, action="person.suspended", actor=by, subject=subject, now=now)


def restore(connection: sa.Connection, *, account: int, by: str, now: dt.datetime) -> None:
    """Let somebody in again."""
    connection.execute(sa.update(Account).where(Account.id == account).values(suspended=None))
    subject = queries.pseudonym(connection, account)
    audit.record(connection, action="person.restored", actor=by, subject=subject, now=now)


def _somebody_else_administers(connection: sa.Connection, account: int) -> None:
    """Refuse what would leave the site without anybody who has joined and administers all of it."""
    if erasing.would_be_last(account, erasing.administrators(connection)):
        raise Refused("account.last-administrator")
