"""What a block says, for comparing: its force, its words, the places it names whatever their numbers are."""

import re

_NUMBER = re.compile(r"§\d+(?:\.\d+)*")
_PLACE = re.compile(r'<a href="/(?:ar|en)/manual/([^"#]*)(?:#([^"]*))?"><bdi dir="ltr">§')


def saying(force: str, text: str, html: str) -> str:
    """Return what a block says: two that say the same differ at most in numbers that were counted anew.

    Shape: a paragraph put in elsewhere shifts the numbers of those after it, and so the words of whatever
    names them; that is no change. Where a name leads is read from the block's trusted HTML.
    """
    places = " ".join(uid or section for section, uid in _PLACE.findall(html))
    return "\n".join((force, _NUMBER.sub("§", text), places))
