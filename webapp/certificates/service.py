"""Issuing a certificate, taking it back, handing it over, forgetting it."""

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Literal

import sqlalchemy as sa

from webapp.attempts.owners import day_of
from webapp.certificates import codes, earned, queries
from webapp.certificates.contents import Contents, write_cases, write_harms
from webapp.certificates.earned import Mastery, TakenPart
from webapp.certificates.models import Certificate
from webapp.certificates.queries import Kept
from webapp.errors import BadInput, NotFound, Refused
from webapp.web.free_text import refuse_private

LEAST, MOST = 2, 80
"""Letters of a name."""

_SCRIPTS = ("ARABIC ", "LATIN ")
_BETWEEN = frozenset(" '’-.،")


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: what can be issued now, how far they are, what they have.

    Units: `taken_part` counts different cases of training sessions.
    """

    possible: tuple[Contents, ...]
    taken_part: int
    masteries: tuple[Mastery, ...]
    own: tuple[Kept, ...]

    def of(self, kind: str) -> Contents | None:
        """Return what can be issued of a kind."""
        return next((one for one in self.possible if one.kind == kind), None)


def standing(connection: sa.Connection, *, owner: str | None, taken: Iterable[TakenPart]) -> Standing:
    """Return where somebody stands, who took part in these cases of training sessions."""
    cases = earned.participation(connection, taken)
    found = earned.masteries(connection, owner)
    own = queries.own(connection, owner=owner)
    held = {one.contents.digest for one in own if one.withdrawn is None}
    earnt = (earned.completed(found), earned.participated(cases))
    possible = tuple(one for one in earnt if one and one.digest not in held)
    return Standing(possible, len(cases), found, own)


def issue(
    connection: sa.Connection,
    *,
    owner: str | None,
    kind: str,
    name: str,
    taken: Iterable[TakenPart],
    now: dt.datetime,
) -> str:
    """Issue a certificate of what somebody has earned by now, and return its code.

    Errors: BadInput certificate.name, or text.private, for a name that cannot stand on it; Refused when
    nothing of that kind is earned, or it has been issued already.
    """
    written = read_name(name)
    contents = standing(connection, owner=owner, taken=taken).of(kind)
    if contents is None or owner is None:
        raise Refused("certificate.not-earned", kind=kind)
    code = codes.fresh()
    row = {
        "code": code,
        "owner": owner,
        "name": written,
        "kind": contents.kind,
        "harms": write_harms(contents.harms),
        "cases": write_cases(contents.cases),
        "issued": now,
        "withdrawn_by": "",
        "living": contents.digest,
    }
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(Certificate).values(row))
    except sa.exc.IntegrityError as fault:  # sent twice at the same moment
        raise Refused("certificate.not-earned", kind=kind) from fault
    return code


def read_name(typed: str) -> str:
    """Return a name as it is to stand on a certificate.

    Errors: BadInput certificate.name unless it is 2 to 80 letters, Arabic or Latin, with the signs between
    them that names have; BadInput text.private for what looks like a number or an address.
    """
    refuse_private(typed, field="name")
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    letters = sum(unicodedata.category(sign).startswith("L") for sign in name)
    if letters < LEAST or len(name) > MOST or not all(map(_may_stand, name)):
        raise BadInput("certificate.name")
    return name


def _may_stand(sign: str) -> bool:
    if sign in _BETWEEN:
        return True
    is_letter = unicodedata.category(sign)[0] in "LM"
    return is_letter and unicodedata.name(sign, "").startswith(_SCRIPTS)


def of_holder(connection: sa.Connection, *, code: str, owner: str | None) -> Kept:
    """Return somebody's own certificate that holds.

    Errors: NotFound when there is none of that code, it is another person's, or it was withdrawn.
    """
    found = queries.by_code(connection, codes.read(code))
    if found is None or owner is None or found.owner != owner or found.withdrawn is not None:
        raise NotFound("certificate.not-found", typed=code)
    return found


def take_back(connection: sa.Connection, *, code: str, owner: str | None, now: dt.datetime) -> None:
    """Withdraw somebody's own certificate for good; the name on it goes.

    Errors: as for `of_holder`.
    """
    found = of_holder(connection, code=code, owner=owner)
    gone = {"withdrawn": now, "withdrawn_by": "holder", "name": "", "living": None}
    connection.execute(sa.update(Certificate).where(Certificate.code == found.code).values(gone))


def hand_over(connection: sa.Connection, *, former: str, owner: str) -> int:
    """Give everything of one owner to another, and return how many certificates that were.

    Shape: what both have stays as it is, and counts as issued once.
    """
    theirs = sa.select(Certificate.living).where(Certificate.owner == owner, Certificate.living.is_not(None))
    held = connection.execute(theirs).scalars().all()
    mine = sa.update(Certificate).where(Certificate.owner == former)
    connection.execute(mine.where(Certificate.living.in_(held)).values(living=None))
    return connection.execute(mine.values(owner=owner)).rowcount


def forget(connection: sa.Connection, *, owner: str, now: dt.datetime) -> int:
    """Empty somebody's certificates, and return how many; their codes lead to nothing but that."""
    return _empty(connection, sa.select(Certificate.id).where(Certificate.owner == owner), "erased", now)


def old(of_people: sa.Select[str], *, since: dt.datetime) -> sa.Select[int]:
    """Return a statement for the certificates that belong to none of these people and are older."""
    return sa.select(Certificate.id).where(
        Certificate.owner.is_not(None), Certificate.owner.not_in(of_people), Certificate.issued <= since
    )


def let_go(connection: sa.Connection, which: sa.Select[int], *, most: int, now: dt.datetime) -> int:
    """Empty at most so many of these certificates, and return how many."""
    return _empty(connection, which.order_by(Certificate.id).limit(most), "time", now)


def _empty(
    connection: sa.Connection, which: sa.Select[int], by: Literal["erased", "time"], now: dt.datetime
) -> int:
    ids = connection.execute(which).scalars().all()
    rows = connection.execute(
        sa.select(Certificate.id, Certificate.issued, Certificate.withdrawn, Certificate.withdrawn_by).where(
            Certificate.id.in_(ids)
        )
    ).all()
    emptied = [
        {
            "certificate": row.id,
            "day": day_of(row.issued),
            "gone": day_of(row.withdrawn or now),
            "why": row.withdrawn_by or by,
        }
        for row in rows
    ]
    if emptied:
        connection.execute(_EMPTY, emptied)
    return len(emptied)


_EMPTY = (
    sa.update(Certificate)
    .where(Certificate.id == sa.bindparam("certificate"))
    .values(
        owner=None,
        name="",
        harms="[]",
        cases="[]",
        living=None,
        issued=sa.bindparam("day"),
        withdrawn=sa.bindparam("gone"),
        withdrawn_by=sa.bindparam("why"),
    )
)
