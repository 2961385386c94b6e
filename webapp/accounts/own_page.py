"""What the page of one's own account shows."""

import dataclasses
import datetime as dt

import sqlalchemy as sa
from markupsafe import Markup

from webapp.accounts import second_factor, second_step, sign_ins
from webapp.accounts.models import Account, Organisation
from webapp.accounts.queries import Known
from webapp.accounts.sign_ins import Listed
from webapp.settings import Settings
from webapp.web.who import Who


@dataclasses.dataclass(frozen=True, slots=True)
class OwnAccount:
    """One's own account. Shape: `here` is the id of this very sign-in."""

    name: str
    email: str
    lang: str
    roles: tuple[str, ...]
    organisation: tuple[str, str] | None
    governorate: str | None
    made: dt.datetime
    password_set: dt.datetime | None
    has_second_factor: bool
    codes_left: int
    is_demo: bool
    sign_ins: tuple[Listed, ...]
    here: int


@dataclasses.dataclass(frozen=True, slots=True)
class SecondFactor:
    """The page on which the second factor is switched on. Shape: `qr` and `secret` once it was started."""

    is_on: bool
    is_started: bool
    qr: Markup
    secret: str


def of(connection: sa.Connection, who: Who, *, now: dt.datetime) -> OwnAccount:
    """Return what somebody sees of their own account."""
    row = connection.execute(
        sa.select(
            Account.email,
            Account.made,
            Account.governorate,
            Account.password_set,
            Account.secret_confirmed,
            Organisation.name_ar,
            Organisation.name_en,
        )
        .join(Organisation, Organisation.id == Account.organisation_id, isouter=True)
        .where(Account.id == who.account)
    ).one()
    return OwnAccount(
        name=who.name,
        email=row.email or "",
        lang=who.lang,
        roles=tuple(sorted(who.roles)),
        organisation=(row.name_ar, row.name_en) if row.name_ar else None,
        governorate=row.governorate,
        made=row.made,
        password_set=row.password_set,
        has_second_factor=row.secret_confirmed is not None,
        codes_left=second_step.codes_left(connection, who.account),
        is_demo=who.is_demo,
        sign_ins=sign_ins.listed(connection, who.account, now=now),
        here=who.sign_in,
    )


def second_factor_page(known: Known, settings: Settings) -> SecondFactor:
    """Return what is shown while the second factor is switched on."""
    if known.has_second_factor or known.secret is None:
        return SecondFactor(known.has_second_factor, is_started=False, qr=Markup(), secret="")
    secret = second_step.sealer(settings).open(known.secret)
    uri = second_factor.provisioning(secret, name=known.name, issuer="Masar")
    drawn = Markup(second_factor.qr(uri))  # noqa: S704 -- drawn by the library from a secret of ours
    return SecondFactor(is_on=False, is_started=True, qr=drawn, secret=_by_four(secret))


def _by_four(secret: str) -> str:
    """Return a secret in groups of four, as people copy it; apps take it with its spaces."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
