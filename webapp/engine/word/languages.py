"""Which of the two languages a text is written in, by its letters."""

import re
from typing import Literal

Language = Literal["ar", "en", ""]

_ARABIC = (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\u08a0", "\u08ff"), ("\ufb50", "\ufefc"))
_HALF = 0.5
_CODE = re.compile(r"\W*[A-Z0-9][A-Z0-9+./_-]+\W*")
_SEPARATORS = ("\n", " / ", " | ", " – ", " — ", " - ")


def language(text: str) -> Language:
    """Return the language most letters of a text belong to, or "" where it has none.

    Shape: codes such as CPIMS+ count only where there is nothing else.
    """
    words = [word for word in text.split() if not _CODE.fullmatch(word)]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    letters = letters or [letter for letter in text if letter.isalpha()]
    if not letters:
        return ""
    arabic = sum(any(first <= letter <= last for first, last in _ARABIC) for letter in letters)
    return "ar" if arabic > _HALF * len(letters) else "en"


def in_both(text: str) -> tuple[str, str] | None:
    """Return the Arabic and the English of one line that says the same in both, or None.

    Shape: `الإبلاغ / Reporting` and the like, in either order.
    """
    for separator in _SEPARATORS:
        parts = text.split(separator)
        if len(parts) != 2:  # noqa: PLR2004 -- one for each language
            continue
        first, second = (part.strip() for part in parts)
        match language(first), language(second):
            case "ar", "en":
                return first, second
            case "en", "ar":
                return second, first
    return None
