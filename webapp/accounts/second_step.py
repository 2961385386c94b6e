"""The second factor of an account: switched on, shown at signing in, replaced, switched off."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from webapp.accounts import second_factor, sign_ins
from webapp.accounts.models import Account, RecoveryCode
from webapp.accounts.queries import Known
from webapp.accounts.second_factor import Sealer
from webapp.audit import service as audit
from webapp.errors import BadInput, Refused
from webapp.settings import Settings, key_mark
from webapp.web import limits

TRIES, WINDOW = 10, 300


@dataclasses.dataclass(frozen=True, slots=True)
class Resealed:
    """How many secrets were sealed anew, and how many no key opens."""

    done: int
    closed: int


def count_try(connection: sa.Connection, known: Known, *, now: dt.datetime) -> None:
    """Count a code that is tried: the password was right already, so this is counted by account.

    Errors: TooMany.
    """
    limits.count(connection, key=f"second:{known.pseudonym}", limit=TRIES, seconds=WINDOW, now=now)


def take(connection: sa.Connection, known: Known, code: str, *, settings: Settings, now: dt.datetime) -> bool:
    """Say whether a code is right, and use it up: no code of the telephone or of the list works twice."""
    if known.secret is None:
        return False
    secret = sealer(settings).open(known.secret)
    step = second_factor.step(secret, code, now=now, last_step=known.secret_step)
    if step is not None:
        used = sa.update(Account).where(Account.id == known.id, Account.secret_step < step)
        return bool(connection.execute(used.values(secret_step=step)).rowcount)
    digests = [second_factor.recovery_digest(code, key=key.encode()) for key in settings.secret_keys]
    mine = (RecoveryCode.account_id == known.id) & RecoveryCode.digest.in_(digests)
    return bool(connection.execute(sa.delete(RecoveryCode).where(mine)).rowcount)


def sealer(settings: Settings) -> Sealer:
    """Return what seals secrets under the site's present key and opens those of former keys."""
    return Sealer(settings.secret_keys)


def start(connection: sa.Connection, known: Known, *, settings: Settings) -> None:
    """Keep a fresh secret that counts only when a code of it has been shown.

    Errors: Refused when a second factor is on already.
    """
    if known.has_second_factor:
        raise Refused("second-factor.on-already")
    fresh = sealer(settings).seal(second_factor.new_secret())
    connection.execute(sa.update(Account).where(Account.id == known.id).values(secret=fresh, secret_step=0))


def confirm(
    connection: sa.Connection, known: Known, code: str, *, sign_in: int, settings: Settings, now: dt.datetime
) -> tuple[str, ...]:
    """Switch the second factor on and return recovery codes, to be shown this once; other sign-ins end.

    Errors: Refused when nothing was started; BadInput when the code is not right.
    """
    if known.secret is None or known.has_second_factor:
        raise Refused("second-factor.not-started")
    secret = sealer(settings).open(known.secret)
    step = second_factor.step(secret, code, now=now, last_step=known.secret_step)
    if step is None:
        raise BadInput("second-factor.wrong")
    connection.execute(
        sa.update(Account).where(Account.id == known.id).values(secret_confirmed=now, secret_step=step)
    )
    sign_ins.end_all(connection, known.id, but=sign_in)
    _record(connection, known, "second-factor.on", by=known.pseudonym, now=now)
    return _fresh_codes(connection, known, settings)


def new_codes(
    connection: sa.Connection, known: Known, *, settings: Settings, now: dt.datetime
) -> tuple[str, ...]:
    """Return new recovery codes; the former ones hold no longer.

    Errors: Refused when the second factor is off.
    """
    if not known.has_second_factor:
        raise Refused("second-factor.not-started")
    _record(connection, known, "second-factor.codes", by=known.pseudonym, now=now)
    return _fresh_codes(connection, known, settings)


def stop(connection: sa.Connection, known: Known, *, by: str, now: dt.datetime) -> None:
    """Switch the second factor off; its secret and codes are gone."""
    connection.execute(
        sa.update(Account)
        .where(Account.id == known.id)
        .values(secret=None, secret_confirmed=None, secret_step=0)
    )
    connection.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == known.id))
    _record(connection, known, "second-factor.off", by=by, now=now)


def reseal_all(connection: sa.Connection, keys: Sequence[str]) -> Resealed:
    """Seal every secret with the first of these keys; what none of them opens stays as it is."""
    box, done, closed = Sealer(keys), 0, 0
    kept = sa.select(Account.id, Account.secret).where(Account.secret.is_not(None))
    for account, secret in connection.execute(kept).all():
        try:
            fresh = box.reseal(str(secret))
        except Refused:
            closed += 1
            continue
        this = (Account.id == account) & (Account.secret == secret)  # unless it was replaced meanwhile
        done += connection.execute(sa.update(Account).where(this).values(secret=fresh)).rowcount
    return Resealed(done, closed)


def codes_left(connection: sa.Connection, account: int) -> int:
    """Return how many recovery codes have not been used."""
    statement = sa.select(sa.func.count()).select_from(RecoveryCode)
    return connection.execute(statement.where(RecoveryCode.account_id == account)).scalar_one()


def _fresh_codes(connection: sa.Connection, known: Known, settings: Settings) -> tuple[str, ...]:
    connection.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == known.id))
    codes = second_factor.new_recovery_codes()
    key = settings.secret_key
    held = {"account_id": known.id, "key_mark": key_mark(key)}
    digests = [second_factor.recovery_digest(code, key=key.encode()) for code in codes]
    connection.execute(sa.insert(RecoveryCode), [held | {"digest": digest} for digest in digests])
    return codes


def _record(connection: sa.Connection, known: Known, action: str, *, by: str, now: dt.datetime) -> None:
    audit.record(connection, action=action, actor=by, subject=known.pseudonym, now=now)
