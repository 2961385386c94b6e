"""People for trying things out, one a role, on the machine the site runs on and nowhere else."""

import datetime as dt

import sqlalchemy as sa

from webapp.accounts import service
from webapp.accounts.models import Account, AccountRole
from webapp.accounts.service import NewPerson
from webapp.web import site
from webapp.web.access import ROLES
from webapp.web.loopback import is_from_here
from webapp.web.who import Grant

_NAMES = {
    "trainee": "متدربة للتجربة (Demo trainee)",
    "trainer": "مدرب للتجربة (Demo trainer)",
    "scenario-author": "كاتبة حالات للتجربة (Demo author)",
    "manual-editor": "محرر دليل للتجربة (Demo editor)",
    "reviewer": "مراجعة للتجربة (Demo reviewer)",
    "publisher": "ناشر للتجربة (Demo publisher)",
    "administrator": "مديرة نظام للتجربة (Demo administrator)",
}


def is_offered() -> bool:
    """Say whether this request may use them: asked for at the start, and made on this very machine."""
    return site.settings().demo_people and is_from_here()


def ensure(connection: sa.Connection, *, now: dt.datetime) -> None:
    """Add the people who are missing."""
    known = set(connection.execute(sa.select(Account.name).where(Account.is_demo)).scalars())
    for role in ROLES:
        if _NAMES[role] not in known:
            new = NewPerson(name=_NAMES[role], grants=(Grant(role),))
            service.keep(connection, new, now=now, is_demo=True)


def account_of(connection: sa.Connection, role: str) -> int | None:
    """Return the account of the person who shows this role."""
    return connection.execute(
        sa.select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.is_demo, AccountRole.role == role)
        .order_by(Account.id)
        .limit(1)
    ).scalar()
