"""What is kept of whoever asks, in numbers for a page."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from webapp.accounts import record
from webapp.accounts.record import Record
from webapp.attempts import belongings
from webapp.attempts.belongings import Counted
from webapp.audit import queries as audit
from webapp.audit.queries import Wanted
from webapp.certificates import queries as certificates
from webapp.privacy.models import RecoveryPhrase
from webapp.reading import acknowledged
from webapp.sessions import belongings as sessions
from webapp.web.who import Who

NOTHING = Counted(0, 0, None, None)


@dataclasses.dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept of somebody: of their account where they are signed in, and of the device they use.

    Units: `deeds` counts rows of the audit in which they act or are acted upon; `certificates` those of the
    account, else of the device, withdrawn ones too; `sessions` those in which they have a place;
    `acknowledgements` editions they have read, or tried to answer about, with the account.
    """

    account: Record | None
    mine: Counted
    deeds: int
    on_device: Counted
    phrase_made: dt.datetime | None
    certificates: int
    sessions: int
    acknowledgements: int

    @property
    def is_nothing(self) -> bool:
        """Say whether nothing at all is kept of whoever asks."""
        kept = self.on_device.attempts or self.certificates or self.sessions
        return self.account is None and not kept


def own_data(connection: sa.Connection, who: Who | None, device: str | None, *, now: dt.datetime) -> OwnData:
    """Return what is kept of somebody signed in, or of nobody, on this device."""
    return OwnData(
        account=record.of(connection, who.account, now=now) if who else None,
        mine=belongings.counted(connection, who.owner) if who else NOTHING,
        deeds=audit.count(connection, Wanted(person=who.pseudonym)) if who else 0,
        on_device=belongings.counted(connection, device) if device else NOTHING,
        phrase_made=phrase_made(connection, device) if device else None,
        certificates=certificates.count(connection, who.owner if who else device or ""),
        sessions=sessions.count(connection, who.owner if who else device or ""),
        acknowledgements=acknowledged.count(connection, who.owner) if who else 0,
    )


def phrase_made(connection: sa.Connection, owner: str) -> dt.datetime | None:
    """Return when the phrase that holds for an owner's attempts was made."""
    return connection.execute(sa.select(RecoveryPhrase.made).where(RecoveryPhrase.owner == owner)).scalar()
