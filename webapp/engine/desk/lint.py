"""Findings about the language of one block, each with the text that would mend it where that is safe."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from webapp.engine.desk import lint_rules as rules
from webapp.engine.manual.isolate import unisolated
from webapp.engine.manual.references import BRACES
from webapp.engine.problems import Problem, Where, raised

_MOST_PASSES = 60
_FILLER = "\ufffc"
"""Stands, letter for letter, for what is not linted: code, the ids of references, where a link leads."""
_FENCE = re.compile(r"^:::[^\n]*$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)")
_REFERENCE = re.compile(r"\{(?:clock|ref):[^{}\n]*\}|\{term:[a-z0-9-]*\|")
_TERM = re.compile(r"\{term:[^{}\n]*\}")

_DIGITS = re.compile("[٠-٩۰-۹]+(?:[٫٬][٠-٩۰-۹]+)*٪?")
_HIJRI = "(?<![\u0621-\u065f])هـ(?![\u0621-\u065f\u0640])"
_KASHIDA = re.compile(f"{_HIJRI}|(?P<found>ـ+)")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)]|:|\[\^[^\]]*\]:)")
_ARABIC = "\u0621-\u065f"
_LATIN_SIGN = re.compile(f"(?<=[{_ARABIC}»])[,;?]|(?<=[\\d)}}{_FILLER}])[,;?](?= [{_ARABIC}])")
_ARABIC_SIGN = re.compile("(?<=[A-Za-z])[،؛؟]")
_PROSECUTION = re.compile(
    f"(?<![{_ARABIC}])(?P<before>[وف]?(?:[بك]?ال|لل))نيابة العام\u0651?ة(?![{_ARABIC}])"
)
_MINISTRY = re.compile(f"(?<=وزارة )التربية والتعليم(?![{_ARABIC}])")
_SHALL = re.compile(r"\bshall\b")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a text.

    Shape: `start` and `end` are offsets in the text, `found` is what stands there; `fix` is what takes its
    place, None where that needs thought. `problem` tells it in both languages; its place counts in the text.
    """

    rule: str
    start: int
    end: int
    found: str
    fix: str | None
    problem: Problem


@dataclasses.dataclass(frozen=True, slots=True)
class Preferred:
    """A term of the glossary in one language: its own words, and others that mean the same."""

    words: str
    aliases: tuple[str, ...]


_Spot = tuple[int, int, str | None]


def findings(text: str, lang: str, terms: Sequence[Preferred] = ()) -> tuple[Finding, ...]:
    """Return what there is to say about a block's text, in the order of reading.

    Shape: `text` is Markdown as it stands in the file; code, links and references are let be.
    """
    masked = _masked(text)
    found = [_finding(text, rule, spot) for rule, spot in _spots(text, masked, lang)]
    if terms:
        found += _terms(text, lang, terms)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.rule)))


def fixed(text: str, finding: Finding) -> str:
    """Return the text with one finding mended; everything else stays, and so does what has no safe fix."""
    return text if finding.fix is None else text[: finding.start] + finding.fix + text[finding.end :]


def fix_all(text: str, lang: str) -> str:
    """Return the text with every safe fix applied, those too that only show after others."""
    for _ in range(_MOST_PASSES):
        safe = [one for one in findings(text, lang) if one.fix is not None]
        if not safe:
            break
        last = len(text) + 1
        for one in reversed(safe):
            if one.end <= last:
                text, last = fixed(text, one), one.start
    return text


def _masked(text: str) -> str:
    text = _CODE.sub(_filled, _FENCE.sub(_filled, text))
    return _REFERENCE.sub(_filled, text)


def _filled(match: re.Match[str]) -> str:
    return _FILLER * len(match[0])


def _spots(text: str, masked: str, lang: str) -> Iterator[tuple[str, _Spot]]:
    """Yield what each rule finds: where, and what should stand there."""
    yield from (("lint.digits", one) for one in _translated(_DIGITS, masked, rules.TO_PLAIN_DIGITS))
    yield from (("lint.unseen", (*match.span(), "")) for match in _UNSEEN.finditer(masked))
    yield from (("lint.spaces", one) for one in _spaces(masked))
    if lang == "en":
        yield from (("lint.punctuation", one) for one in _translated(_ARABIC_SIGN, masked, rules.TO_LATIN))
        yield from (("lint.spelling", one) for one in _american(masked))
        yield from (("lint.shall", (*match.span(), None)) for match in _SHALL.finditer(masked))
        return
    yield from (("lint.direction", one) for one in _codes(text))
    yield from (("lint.punctuation", one) for one in _translated(_LATIN_SIGN, masked, rules.TO_ARABIC))
    yield from (("lint.kashida", (*one.span(), "")) for one in _KASHIDA.finditer(masked) if one["found"])
    yield from (("lint.letter-forms", one) for one in _forms(masked))
    yield from (("lint.prosecution", one) for one in _prosecution(masked))
    yield from (("lint.ministry", (*one.span(), "التعليم")) for one in _MINISTRY.finditer(masked))
    yield from (("lint.spelling", one) for one in _slips(masked))


def _translated(pattern: re.Pattern[str], masked: str, table: dict[int, int]) -> Iterator[_Spot]:
    yield from ((*match.span(), match[0].translate(table)) for match in pattern.finditer(masked))


def _forms(masked: str) -> Iterator[_Spot]:
    for match in _FORMS.finditer(masked):
        plain = unicodedata.normalize("NFKC", match[0])
        yield (*match.span(), None if _FORMS.search(plain) else plain)


def _spaces(masked: str) -> Iterator[_Spot]:
    """Yield runs of spaces between words; a table may be laid out with them, and so may a list's marks."""
    at = 0
    for row in masked.split("\n"):
        if not row.lstrip().startswith("|"):
            yield from (
                (at + match.start(), at + match.end(), " ")
                for match in _SPACES.finditer(row)
                if not _MARKER.fullmatch(row, 0, match.start())
            )
        at += len(row) + 1


def _american(masked: str) -> Iterator[_Spot]:
    for match in rules.AMERICAN_WORDS.finditer(masked):
        yield (*match.span(), rules.AMERICAN[match[0]])


def _slips(masked: str) -> Iterator[_Spot]:
    for match in rules.ARABIC_ENDINGS.finditer(masked):
        yield (*match.span(), f"{match['before']}{match['word']}ة")
    for match in rules.ARABIC_SLIPS.finditer(masked):
        yield (*match.span(), match["before"] + rules.ARABIC_WORDS[match["word"]])
    for match in rules.ON.finditer(masked):
        yield (*match.span(), match["before"] + "على")


def _prosecution(masked: str) -> Iterator[_Spot]:
    for match in _PROSECUTION.finditer(masked):
        yield (*match.span(), f"{match['before']}ادعاء العام")


def _codes(text: str) -> Iterator[_Spot]:
    """Yield codes that would fall apart among Arabic words; backticks keep them whole where they can."""
    at = 0
    for row in text.split("\n"):
        there = list(unisolated(_blank(row)))
        for start, code in there:
            end = start + len(code)
            mended = f"{row[:start]}`{code}`{row[end:]}"
            rest = list(unisolated(_blank(mended)))
            others = [one for _, one in there]
            others.remove(code)
            is_safe = row[start:end] == code and [one for _, one in rest] == others
            yield at + start, at + end, f"`{code}`" if is_safe else None
        at += len(row) + 1


def _blank(row: str) -> str:
    return _CODE.sub(_spaced, BRACES.sub(_spaced, _FENCE.sub(_spaced, row)))


def _spaced(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _terms(text: str, lang: str, terms: Iterable[Preferred]) -> Iterator[Finding]:
    """Yield other words that stand where the glossary has a term of its own; one word alone may mean more."""
    masked = _TERM.sub(_filled, _masked(text))
    there = text.lower()
    for term in terms:
        for alias in term.aliases:
            if alias.lower() not in there or term.words.lower() in there:
                continue
            if " " not in alias or term.words in alias or alias in term.words:
                continue
            flags = re.IGNORECASE if lang == "en" else 0
            for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", masked, flags):
                values = {"term": term.words}
                yield _finding(text, "lint.term", (*match.span(), None), values)


def _finding(text: str, rule: str, spot: _Spot, more: dict[str, str] | None = None) -> Finding:
    start, end, fix = spot
    found = shown = text[start:end]
    if rule == "lint.unseen":
        shown = " ".join(f"U+{ord(letter):04X}" for letter in found)
    line = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    values = {"found": shown, "fix": fix or "", **(more or {})}
    told = raised(rule, rules.SENTENCES[rule], Where("", line + 1, column + 1), values)
    return Finding(rule, start, end, found, fix, told)
