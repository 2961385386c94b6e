"""Names that may be kept of people and of organisations: no numbers or addresses of anybody in them."""

import unicodedata

from webapp.engine.names import name_key
from webapp.engine.private import findings
from webapp.errors import BadInput

LONGEST_BODY = 120
_UNWRITTEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def refuse_private(text: str) -> None:
    """Refuse a text in which a civil number, a telephone number or an e-mail address seems to stand.

    Errors: BadInput `private.civil-number`, `private.phone` or `private.email`.
    """
    found = findings(text)
    if found:
        raise BadInput(f"private.{found[0].kind}", found=found[0].found)


def body_name(text: str) -> str:
    """Return the name of an organisation with single spaces.

    Errors: BadInput `organisation.name`, or as for `refuse_private`.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    kinds = {unicodedata.category(letter) for letter in name}
    has_letter = any(kind.startswith("L") for kind in kinds)
    if not has_letter or len(name) > LONGEST_BODY or _UNWRITTEN & kinds:
        raise BadInput("organisation.name", most=LONGEST_BODY)
    refuse_private(name)
    return name


def person_name(text: str) -> str:
    """Return somebody's name with single spaces; whether it can be one is asked where it is kept.

    Errors: as for `refuse_private`.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    refuse_private(name)
    return name


def body_key(name: str) -> str:
    """Return what is compared instead of an organisation's name."""
    return name_key(name)
