"""Keeping numbers, codes and times in reading order inside Arabic, each in an isolating element."""

import re
from collections.abc import Iterator
from html import escape

_RUN = re.compile(
    r"§\s?\d+(?:\.\d+)*"  # a paragraph number
    r"|(?<![A-Za-z])[A-Z]{2,4} \d+(?:[/.-]\d+)*"  # RD 22/2014
    r"|(?<![A-Za-z\d])[A-Z]{1,5}(?:-[A-Z\d]+)*-?\d+(?:[/.-]\d+)*"  # S25, F-12
    r"|(?<![A-Za-z\d-])[A-Z]{2,}(?:-[A-Z\d]+)+(?![A-Za-z])"  # CL-SEEN
    r"|(?<![A-Za-z\d])\d+(?:\.\d+)*(?:\([A-Za-z\d]{1,4}\))+"  # 62(1)(a)
    r"|(?<![A-Za-z\d])[A-Za-z][A-Za-z\d]*[+#]+(?![\w+#])"  # CPIMS+
    r"|(?<![A-Za-z\d])[−+]?\d+(?:(?:[.:/×–-]|,(?=\d{3}(?!\d)))\d+)*%?"  # 1100, 13:00, 7.1.4, 24/7
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text piece by piece, none empty; the flag marks a number, a code or a time."""
    at = 0
    for match in _RUN.finditer(text):
        if at < match.start():
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each number, code or time begins and ends that `isolated` keeps in one piece."""
    yield from (match.span() for match in _RUN.finditer(text))


def isolated(text: str) -> str:
    """Return the text escaped for HTML, with every number, code and time in `<bdi dir="ltr">`."""
    escaped = ((escape(piece, quote=False), is_code) for piece, is_code in pieces(text))
    return "".join(f'<bdi dir="ltr">{piece}</bdi>' if is_code else piece for piece, is_code in escaped)


_CODE = re.compile(r"[A-Za-z\d][^\s\u0590-\u08ff،؛؟«»“”‘’]*")
_TIES = re.compile(r"[()\[\]{}<>+#&=*%\\/|@^~_]")
_EDGES = ".,:;!?)]}"


def unisolated(text: str) -> Iterator[tuple[int, str]]:
    """Yield, with where it begins, each code whose parts right-to-left text would put in another order.

    Shape: a code is a run of Latin letters and digits held together by signs, such as `a/b(2)`, that
    `isolated` does not take as one piece.
    """
    whole = [match.span() for match in _RUN.finditer(text)]
    for match in _CODE.finditer(text):
        code = (
            match[0].rstrip(_EDGES)
            if match[0].count("(") < match[0].count(")")
            else match[0].rstrip(".,:;!?")
        )
        start, end = match.start(), match.start() + len(code)
        if _TIES.search(code) and not any(a <= start and end <= b for a, b in whole):
            yield start, code
