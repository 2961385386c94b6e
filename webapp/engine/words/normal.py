"""One spelling for what readers write in several ways."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ۃ": "ه", "ھ": "ه",
        "گ": "ك", "ک": "ك", "ڪ": "ك",
        "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
        "ء": None, "ۥ": None, "ۦ": None, "\u02bc": None,
    }
)  # fmt: skip
_POSSESSIVE = re.compile("['\u2019\u02bc]s$")


def normal(word: str) -> str:
    """Return the spelling under which a word is compared: no marks, no tatweel, no case, one form a letter.

    Shape: letters, digits and inner dots only; normalising twice changes nothing. A lone hamza gives "".
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    # Taken apart, أ إ آ ؤ ئ and é are a bare letter and a mark; the marks fall with the next step.
    apart = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", unicodedata.normalize("NFKD", word).casefold()))
    letters = "".join(_digit(letter) for letter in apart if letter.isalnum() or letter == ".")
    kept = letters.replace("\u0640", "").translate(_LETTERS).strip(".")
    return unicodedata.normalize("NFC", kept)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
