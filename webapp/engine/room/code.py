"""Codes to join with: six letters and digits, none of which can be taken for another on a projector."""

import string

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two: neither 0 nor O, neither 1 nor I."""

LENGTH = 6
CODES = len(LETTERS) ** LENGTH
"""How many codes there are."""

LOOKALIKES = frozenset("0O1I")

_DASHES = "-_\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u0640\ufe58\ufe63\uff0d"
_UNSEEN = (
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""What turns the direction around comes along when a code is copied out of an Arabic text."""

_ARABIC, _PERSIAN, _WIDE = 0x0660, 0x06F0, 0xFEE0
_MEANT: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _DASHES + _UNSEEN)),
    **{ord(letter): letter.upper() for letter in string.ascii_lowercase},
    **{first + digit: str(digit) for first in (_ARABIC, _PERSIAN) for digit in range(10)},
    **{ord(one) + _WIDE: one.upper() for one in string.ascii_letters + string.digits},
}


def code(number: int) -> str:
    """Return the code of a number, every number its own.

    Shape: six of LETTERS. Units: 0 <= number < CODES.
    Errors: ValueError for any other number.
    """
    if not 0 <= number < CODES:
        raise ValueError(number)
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(reversed(letters))


def read(text: str) -> str | None:
    """Return the code that a text was meant to be, None when it is none.

    Shape: small letters, spaces, hyphens, marks of direction, Arabic, Persian and full-width digits and
    full-width letters make no difference. A look-alike is never guessed at: see `has_lookalike`.
    """
    meant = _meant(text)
    return meant if len(meant) == LENGTH and set(meant) <= set(LETTERS) else None


def has_lookalike(text: str) -> bool:
    """Say whether a text holds 0, O, 1 or I in any of the ways `read` knows: no code ever does."""
    return not LOOKALIKES.isdisjoint(_meant(text))


def spaced(joined: str) -> str:
    """Return a code as it is shown, in two halves: `7K4 M2P`."""
    return f"{joined[: LENGTH // 2]} {joined[LENGTH // 2 :]}"


def _meant(text: str) -> str:
    return "".join(text.translate(_MEANT).split())
