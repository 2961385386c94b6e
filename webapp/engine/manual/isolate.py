"""Keeping numbers, codes and times in reading order inside Arabic, each in an isolating element."""

import re
from html import escape

_RUN = re.compile(
    r"§\s?\d+(?:\.\d+)*"  # a paragraph number
    r"|(?<![A-Za-z])[A-Z]{2,4} \d+(?:[/.-]\d+)*"  # RD 22/2014
    r"|(?<![A-Za-z\d])[A-Z]{1,5}(?:-[A-Z\d]+)*-?\d+(?:[/.-]\d+)*"  # S25, F-12
    r"|(?<![A-Za-z\d-])[A-Z]{2,}(?:-[A-Z\d]+)+(?![A-Za-z])"  # CL-SEEN
    r"|(?<![A-Za-z\d])[−+]?\d+(?:(?:[.:/×–-]|,(?=\d{3}(?!\d)))\d+)*%?"  # 1100, 13:00, 7.1.4, 24/7
)


def isolated(text: str) -> str:
    """Return the text escaped for HTML, with every number, code and time in `<bdi dir="ltr">`."""
    parts, at = [], 0
    for match in _RUN.finditer(text):
        parts.append(escape(text[at : match.start()], quote=False))
        parts.append(f'<bdi dir="ltr">{escape(match[0], quote=False)}</bdi>')
        at = match.end()
    parts.append(escape(text[at:], quote=False))
    return "".join(parts)
