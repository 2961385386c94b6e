"""How far an administrator's authority goes: whom they see, whom they touch, what they can give."""

import dataclasses
from collections.abc import Iterable

from webapp.web.who import Grant, Who

ADMINISTRATOR = "administrator"

CONCERNS_NOBODY_ELSE = frozenset({"trainee"})
"""Roles that reach nobody but their own person, however widely they were given."""


@dataclasses.dataclass(frozen=True, slots=True)
class Reach:
    """Who acts, and the limits of their own role. Shape: no limits, the whole site."""

    account: int
    pseudonym: str
    limit: Grant

    @property
    def is_everywhere(self) -> bool:
        """Say whether the whole site lies within."""
        return self.limit.is_everywhere

    def sees(self, *, organisation: int | None, governorate: str | None) -> bool:
        """Say whether somebody of this organisation and governorate lies within."""
        return self.limit.covers(organisation=organisation, governorate=governorate)

    def holds(self, grants: Iterable[Grant]) -> bool:
        """Say whether all that these roles reach lies within."""
        return all(self._holds(one) for one in grants)

    def _holds(self, grant: Grant) -> bool:
        concerns_others = grant.role not in CONCERNS_NOBODY_ELSE
        return not concerns_others or self.sees(
            organisation=grant.organisation, governorate=grant.governorate
        )

    def kept_within(self, grant: Grant) -> Grant:
        """Return a role with limits no wider than one's own, whatever was asked for."""
        organisation, governorate = self.place(grant.organisation, grant.governorate)
        return Grant(grant.role, organisation, governorate)

    def place(self, organisation: int | None, governorate: str | None) -> tuple[int | None, str | None]:
        """Return where somebody is put: one's own limits, where there are any, in place of what was asked."""
        return (
            organisation if self.limit.organisation is None else self.limit.organisation,
            governorate if self.limit.governorate is None else self.limit.governorate,
        )


def of(here: Who) -> Reach:
    """Return how far somebody's authority goes, behind the guard, where they administer something."""
    limit = here.grant(ADMINISTRATOR)
    assert limit is not None  # noqa: S101 -- the guard lets nobody else pass
    return Reach(here.account, here.pseudonym, limit)
