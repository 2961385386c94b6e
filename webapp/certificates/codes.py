"""Codes of certificates: nobody can guess one, and whoever copies one by hand may slip."""

import re
import secrets
import unicodedata

ALPHABET = "23456789ACDEFHJKMNPRTVWXY"
"""One of each group of signs that look alike: D for 0 O Q, 7 for 1 I L, 5 8 2 6 for S B Z G, V for U."""

LENGTH = 12
_MEANT = str.maketrans("0OQ1ILSBZGU", "DDD7775826V")
_BETWEEN = re.compile(r"[\s.,،_/|·-]+")
_LONGEST = 300


def fresh() -> str:
    """Return a new code of `LENGTH` signs of `ALPHABET`, one of 6 · 10^16."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read(typed: str) -> str:
    """Return the code that somebody meant, "" where that cannot be one.

    Shape: case, gaps, hyphens, Arabic digits and signs that look alike make no difference; of a whole address
    its last step is read.
    """
    last = typed[:_LONGEST].strip().rstrip("/").rpartition("/")[2]
    plain = unicodedata.normalize("NFKC", last)
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    visible = "".join(sign for sign in digits if unicodedata.category(sign) != "Cf")
    meant = _BETWEEN.sub("", re.sub("[\u2010-\u2015\u2212]", "-", visible)).upper().translate(_MEANT)
    return meant if len(meant) == LENGTH and set(meant) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """Return a code as it is shown: in fours, with hyphens."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
