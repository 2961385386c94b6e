"""Who is signed in on this request, if anybody; found by what `webapp.app` put in charge of that."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import cast

from flask import current_app, g, request

from webapp.web import site


@dataclasses.dataclass(frozen=True, slots=True)
class Grant:
    """One role somebody holds: everywhere, or within one organisation or governorate."""

    role: str
    organisation: int | None = None
    governorate: str | None = None

    @property
    def is_everywhere(self) -> bool:
        """Say whether nothing narrows it."""
        return self.organisation is None and self.governorate is None

    def covers(self, *, organisation: int | None, governorate: str | None) -> bool:
        """Say whether what belongs to this organisation and governorate lies within."""
        here = self.organisation is None or self.organisation == organisation
        return here and (self.governorate is None or self.governorate == governorate)


@dataclasses.dataclass(frozen=True, slots=True)
class Who:
    """Somebody signed in. `owner` is the key of their rows; `owes` what is due before anything else.

    Shape: `owes` is "", "consent" or "second-factor"; `ends` is when they are out without a sign of life.
    """

    account: int
    pseudonym: str
    owner: str
    name: str
    lang: str
    organisation: int | None
    governorate: str | None
    grants: tuple[Grant, ...]
    sign_in: int
    ends: dt.datetime
    owes: str
    is_demo: bool

    @property
    def roles(self) -> frozenset[str]:
        """The roles held anywhere at all."""
        return frozenset(grant.role for grant in self.grants)

    def grant(self, role: str) -> Grant | None:
        """Return the grant of a role, or None."""
        return next((one for one in self.grants if one.role == role), None)


Identify = Callable[[str], Who | None]

COOKIE = "masar_session"


def cookie_name() -> str:
    """Return the name of the sign-in cookie; where all is https, one that no other host can plant."""
    return f"__Host-{COOKIE}" if site.settings().secure_cookies else COOKIE


def who() -> Who | None:
    """Return who is signed in; asked of the database once a request, and only where a cookie claims it."""
    if "who" not in g:
        token = request.cookies.get(cookie_name(), "")
        g.who = cast("Identify", current_app.extensions["masar.identify"])(token) if token else None
    return cast("Who | None", g.who)


def somebody() -> Who:
    """Return who is signed in, behind the guard, where somebody is."""
    found = who()
    assert found is not None  # noqa: S101 -- the guard lets nobody else pass
    return found
