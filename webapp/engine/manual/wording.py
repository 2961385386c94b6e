"""Findings about the words themselves: raw HTML, limits as numbers, Arabic as it should be written."""

import re
from collections.abc import Iterator

from webapp.engine.manual.isolate import unisolated
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.printing import plain
from webapp.engine.manual.references import BRACES
from webapp.engine.manual.sections import Block, Page, text_lines
from webapp.engine.problems import Problem, Severity, Where

FEWEST_WORDS, MOST_WORDS = 250, 600
_FEWEST_LETTERS = 12
_ARABIC_LETTERS = re.compile(r"[\u0621-\u064a]")
_LATIN_LETTERS = re.compile(r"[A-Za-z]")
_CODE = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)|\[\^[^\]\s]+\]:?")
"""What is kept apart from the words around it: code, where a link leads, the marks of footnotes."""
_REFERENCE = re.compile(r"\{(?:clock|ref):[^{}\n]*\}|\{term:[a-z0-9-]*\|")
_HTML = re.compile(r"<[A-Za-z/!?][^>]*>?|&[A-Za-z#][A-Za-z0-9]*;")
_OUTSIDE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]*\]\((?!#|/(?![/\\]))[^)\n]*\)")
_LIMIT = {
    "en": re.compile(r"\b\d+[ -](?:working[ -])?(?:minute|hour|day|week)s?\b"),
    "ar": re.compile(
        r"\d+ (?:دقيقة|دقائق|دقيقتين|ساعة|ساعات|ساعتين|يوم|يومًا|يوما|يومين|أيام|أسبوع|أسابيع)(?![\w])"
    ),
}
_PATTERNS: tuple[tuple[Severity, str, re.Pattern[str], str, str], ...] = (
    ("error", "html", _HTML, "HTML is not used here and would be printed as it stands", ""),
    (
        "warning",
        "link-outside",
        _OUTSIDE,
        "pictures, and links to elsewhere, are not shown",
        "name the source instead",
    ),
)
_ARABIC: tuple[tuple[Severity, str, re.Pattern[str], str, str], ...] = (
    ("error", "prosecution", re.compile("النيابة العامة"), "in Oman it is الادعاء العام", ""),
    ("error", "digits", re.compile("[٠-٩۰-۹]+"), "digits are 0–9 in both languages", ""),
    ("warning", "kashida", re.compile("ـ+"), "no kashida: it breaks searching", ""),
    (
        "warning",
        "letter-forms",
        re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+"),
        "letters in presentation forms",
        "retype",
    ),
)


def block(written: Block, lang: str, *, written_law: bool) -> Iterator[Problem]:
    """Yield findings about one block's words; a limit set by a law may stand as a number."""
    patterns = (*_PATTERNS, *(_ARABIC if lang == "ar" else ()))
    yield from _of_the_other_language(written, lang)
    for line, row in text_lines(written):
        if lang == "ar":
            yield from _codes(row, (written.where.path, line))
        where = written.where.path, line
        yield from _matches(row, where, patterns)
        if not written_law:
            says = "a limit of ours stands here as a number"
            yield from _matches(_without_references(row), where, (_numbers(lang, says),))


def page(written: Page, lang: str, known: Lookup) -> Iterator[Problem]:
    """Yield findings about a page's headings, title and length."""
    patterns = (*_PATTERNS, *(_ARABIC if lang == "ar" else ()))
    yield from _ladder(written)
    for heading in written.headings:
        yield from _matches(heading.markdown, (heading.where.path, heading.where.line), patterns)
    texts = [one.markdown for one in written.headings] + [
        plain(one.markdown, known, lang) for one in written.blocks
    ]
    count = sum(len(text.split()) for text in texts)
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        says = f"the text has {count} words; a section has {FEWEST_WORDS} to {MOST_WORDS}"
        yield Problem("warning", "manual.length", Where(written.source.place.path), says)


def _of_the_other_language(written: Block, lang: str) -> Iterator[Problem]:
    """Yield a block that is mostly written in the other language's letters."""
    if written.name == "pathway":
        return
    text = _CODE.sub(" ", _REFERENCE.sub(" ", written.markdown))
    arabic, latin = len(_ARABIC_LETTERS.findall(text)), len(_LATIN_LETTERS.findall(text))
    most = (latin > arabic) if lang == "ar" else (arabic > latin)
    if most and arabic + latin >= _FEWEST_LETTERS:
        says = "this block is written in English" if lang == "ar" else "this block is written in Arabic"
        yield Problem("error", "manual.language", written.where, says, "each language has its own file")


def _codes(row: str, where: tuple[str, int]) -> Iterator[Problem]:
    """Yield the codes that would fall apart among Arabic words."""
    bare = _CODE.sub(lambda match: " " * len(match[0]), _without_references(row))
    for at, code in unisolated(bare):
        says = f"among Arabic words this code is shown in another order: {code}"
        mend = "put it between backticks: `…`"
        yield Problem("error", "manual.direction", Where(where[0], where[1], at + 1), says, mend)


def _ladder(written: Page) -> Iterator[Problem]:
    """Yield a heading that skips the level above it."""
    level = 1
    for heading in written.headings:
        if heading.level > level + 1:
            says = f"a heading of level {heading.level} stands under one of level {level}"
            yield Problem("error", "manual.heading-ladder", heading.where, says, "begin with ##")
        level = heading.level


def _numbers(lang: str, says: str) -> tuple[Severity, str, re.Pattern[str], str, str]:
    return "warning", "number-written", _LIMIT[lang], says, "write {clock:…}"


def _without_references(row: str) -> str:
    return BRACES.sub(lambda match: " " * len(match[0]), row)


def _matches(
    row: str, where: tuple[str, int], patterns: tuple[tuple[Severity, str, re.Pattern[str], str, str], ...]
) -> Iterator[Problem]:
    for severity, rule, pattern, says, mend in patterns:
        for match in pattern.finditer(row):
            at = Where(where[0], where[1], match.start() + 1)
            yield Problem(severity, f"manual.{rule}", at, f"{says}: {match[0]}", mend)
