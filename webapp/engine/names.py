"""When two written names are the same name: letters are compared, not how they are encoded or cased."""

import re
import unicodedata

LONGEST = 60
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_NOWHERE = frozenset("@\N{REPLACEMENT CHARACTER}")
_UNWRITTEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def name_key(name: str) -> str:
    """Return what is compared instead of a name: no case, no vowel marks, no tatweel, single spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", folded)).split())


def is_name(name: str) -> bool:
    """Say whether this can be a name: 1 to 60 written letters, one of them a letter, nothing at the edges.

    Shape: what cannot be seen (controls, marks that turn the direction) or could not be read (U+FFFD) cannot
    be part of a name; `@` would make it look like an e-mail address.
    """
    if not name or name != name.strip() or len(name) > LONGEST or not _NOWHERE.isdisjoint(name):
        return False
    kinds = [unicodedata.category(letter) for letter in name]
    return any(kind.startswith("L") for kind in kinds) and not _UNWRITTEN.intersection(kinds)
