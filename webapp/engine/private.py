"""What in a text looks like a person's own details, so that it can be refused before it is kept."""

import bisect
import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Kind = Literal["civil-number", "phone", "email"]

# Omani civil numbers bear no mark of their own: they are short runs of digits, commonly of eight or nine at
# most. Seven to ten leaves a digit on either side. Below seven lie years, counts, rials and decrees, and
# refusing those would teach people to write around the refusal. Longer runs are found as well: such a run
# holds a civil number, is two of them side by side, or is the number of a card or a passport.
LEAST_DIGITS = 7
PUBLIC_SHORT = ("1100", "1970", "9999")
PUBLIC_LONG = ("80077444", "24218900")

_SAME = {letter: plain for plain, letters in {
    "-": "\u0640_−", "/": "\\＼／∕⁄؍", ".": "．﹒․·۔。",
    "@": "＠﹫", "+": "＋﹢", "(": "（", ")": "）", "[": "［", "]": "］",
}.items() for letter in letters}  # fmt: skip

_BEFORE, _AFTER = r"(?=[+0-9])(?<!\d)(?<!\d[./-])", r"(?![./-]?\d)"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:1[349]|20)[0-9]{2}"  # of either calendar
_DATE = "(?:" + "|".join(
    f"{_DAY} ?{by} ?{_DAY} ?{by} ?{_YEAR}|{_YEAR} ?{by} ?{_DAY} ?{by} ?{_DAY}" for by in ("/", "-", r"\.")
) + f"|{_DAY}/{_DAY}/[0-9]{{2}})"  # fmt: skip
_TIME = r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]"
_MARK = "[0-9]{1,3}/(?:5|10|20|25|30|50|100)"
_ABROAD = r"(?:(?:\+|00) ?968[ -]?|968[ -])?"
_SHORT = f"(?:{'|'.join(PUBLIC_SHORT)})"
_LONG = "|".join("[ ./-]?".join(one) for one in PUBLIC_LONG)
_AMOUNT = r"(?:[0-9]{1,3}(?: [0-9]{3}){1,4}(?:\.[0-9]{1,3})?|[0-9]{1,9}\.[0-9]{1,3}|[0-9]{1,9}000)"
_MONEY = (
    r"(?:OMR|R\.?O\.?|rials?|riyals?|bais[ae]s?|USD|dollars?|AED|dirhams?"
    r"|ر\. ?ع\.?|ريالا?|بيسة|دولارا?|درهما?)"
)
# Numbers that stand in any honest note and tell of nobody.
_HARMLESS = re.compile(
    f"{_BEFORE}(?:"
    f"{_DATE}(?: ?- ?{_DATE})?"
    f"|{_YEAR} ?[/-] ?{_YEAR}"  # a school year
    f"|[0-9]{{1,3}} ?/ ?{_YEAR}|{_YEAR} ?/ ?[0-9]{{1,3}}"  # a decree
    f"|{_TIME} ?- ?{_TIME}"
    f"|{_MARK}(?: {_MARK})+"
    f"|{_ABROAD}(?:{_LONG})"
    # 9999 alone may begin somebody's number; 1100 and 1970 cannot begin a telephone number of Oman.
    f"|{_SHORT}(?: ?[ ./-] ?(?:{_SHORT}|24/7))+|{_ABROAD}(?:1100|1970)"
    f"){_AFTER}"
    f"|{_BEFORE}{_AMOUNT} ?{_MONEY}(?!\\w)|(?=[ORBUADربد])(?<!\\w){_MONEY} ?{_AMOUNT}{_AFTER}",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?:\+ ?)?[0-9](?:[ ./-]*+[0-9])*+")
_OMANI = re.compile("(?:968)?[279][0-9]{7}")
_INTERNATIONAL = re.compile("00[0-9]{8,}")

# Possessive throughout, and a name begins only where no name runs on: each letter is looked at a few times.
_NAME = r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]++"
_LETTER_AHEAD = r"(?=[\d_.-]*+[^\W\d_])"
_LABEL = r"\w[\w-]*+"
_SPELT_AT = r"[(\[<] ?(?:at|@|[آأا]ت) ?[)\]>]"
_DOT = r"(?:[.@]| ?[(\[<] ?(?:dot|نقطة) ?[)\]>] ?)"
_EMAIL = re.compile(
    f"{_NAME}(?: {{0,3}}@ {{0,3}}{_LETTER_AHEAD}{_LABEL}(?:{_DOT}{_LABEL})++"
    f"| {{0,3}}{_SPELT_AT} {{0,3}}{_LETTER_AHEAD}{_LABEL}(?:{_DOT}{_LABEL})*+"
    rf"|(?<=\w)@{_LETTER_AHEAD}{_LABEL})",
    re.IGNORECASE,
)

Span = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One piece of a text that may point to a person; `found` is the piece as it was typed.

    Units: `start` and `end` count characters of the text.
    """

    kind: Kind
    start: int
    end: int
    found: str


def findings(text: str) -> tuple[Finding, ...]:
    """Return what in the text looks like a civil number, a telephone number or an e-mail address.

    Shape: ordered by start; a number inside an address is not told twice. Eight digits that could be either
    are told as a telephone number. Numbers beside each other with nothing but spaces between are one finding.
    """
    plain, places = _plain(text)
    found = sorted(_spans(plain), key=lambda one: one[1])
    return tuple(_finding(text, kind, places[start], places[end - 1] + 1) for kind, (start, end) in found)


def _finding(text: str, kind: Kind, start: int, end: int) -> Finding:
    return Finding(kind, start, end, text[start:end])


def _spans(plain: str) -> Iterator[tuple[Kind, Span]]:
    addresses = [match.span() for match in _EMAIL.finditer(plain)]
    yield from (("email", span) for span in addresses)
    starts = [start for start, _ in addresses]
    for kind, (start, end) in _numbers(plain):
        before = bisect.bisect_right(starts, start)
        if not before or addresses[before - 1][1] < end:
            yield kind, (start, end)


def _numbers(plain: str) -> Iterator[tuple[Kind, Span]]:
    told = _HARMLESS.sub(lambda match: "\n" * len(match.group()), plain)
    for match in _RUN.finditer(told):
        digits = "".join(filter(str.isdecimal, match.group()))
        if len(digits) >= LEAST_DIGITS:
            yield _kind(match.group(), digits), match.span()


def _kind(run: str, digits: str) -> Kind:
    calls = run.startswith("+") or _OMANI.fullmatch(digits) or _INTERNATIONAL.fullmatch(digits)
    return "phone" if calls else "civil-number"


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with one sign for each meaning and nothing invisible, and where each sign stood."""
    signs = [(sign, at) for at, letter in enumerate(text) if (sign := _sign(letter))]
    return "".join(sign for sign, _ in signs), [at for _, at in signs]


@functools.lru_cache(maxsize=4096)
def _sign(letter: str) -> str:
    """Return the one sign a letter is read as; "" for marks and controls, which never stand alone."""
    if letter in _SAME:
        return _SAME[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    category = unicodedata.category(letter)
    return {"Zs": " ", "Pd": "-", "Mn": "", "Me": "", "Cf": ""}.get(category, letter)
