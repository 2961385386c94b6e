"""A password somebody chooses: looked over, then hashed, before any transaction begins."""

import functools
import pathlib

from webapp.accounts import passwords
from webapp.accounts.passwords import BreachedList
from webapp.errors import BadInput
from webapp.web import site


def hashed(password: str, again: str, *, told: tuple[str, ...]) -> str:
    """Return the hash of a password that may be used.

    Errors: BadInput when the two differ (`account.no-match`) or it can be guessed (`password.…`).
    """
    if password != again:
        raise BadInput("account.no-match")
    fault = passwords.faults(password, told=told, breached=breached(site.settings().breached_passwords))
    if fault:
        raise BadInput(fault, least=passwords.SHORTEST, most=passwords.LONGEST)
    return passwords.hashed(password)


@functools.lru_cache(maxsize=1)
def breached(path: pathlib.Path | None) -> BreachedList | None:
    """Return the operator's list of breached passwords, where there is one."""
    return BreachedList(path) if path else None
