"""Characters that do not belong in a text: those nobody can see, and those that turn reading around."""

import re

_NEVER_LETTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))

UNPRINTABLE = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NEVER_LETTERS}]")
"""What no page can hold: controls, halves of letters, and numbers that will never be letters."""

ODD = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NEVER_LETTERS}"
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private to somebody's font
    "\u202a-\u202e\u2066-\u2069]"  # what turns the text around, so that it reads otherwise than it is written
)
"""What authors' texts do not hold: that, and what looks otherwise elsewhere. Tabs and newlines are fine."""
