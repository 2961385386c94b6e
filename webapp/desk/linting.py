"""What the linter says of an amendment, and its fixes put into the text."""

import re
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.desk.queries import Amendment
from webapp.engine.desk import lint, reading_level, rows
from webapp.engine.desk.lint import Finding, Preferred
from webapp.engine.desk.reading_level import Level
from webapp.engine.manual.source import LANGUAGES
from webapp.engine.problems import Problem
from webapp.errors import BadInput
from webapp.manual import queries as manual
from webapp.web.memory import Lately

Name = tuple[str, str]
"""A row of a section in one language: the row's key, which is its uid where it has one, and the language."""

_ESTABLISHED = 2
"""An alias that the edition in force uses so often is a word of the manual as well, and nothing is said."""
_DIGIT = re.compile(r"\d")
_terms: Lately[tuple[str, str], tuple[Preferred, ...]] = Lately(8)


def row_findings(connection: sa.Connection, found: Amendment) -> dict[Name, tuple[Finding, ...]]:
    """Return what there is to say about each row of a section, by key and language; others are left out.

    Shape: offsets count in the row's text as it is written, boxes' lines included.
    """
    if not found.is_section:
        return {}
    pair = rows.pair_of(found.files)
    terms = {lang: _preferred(connection, lang) for lang in pair}
    told = {
        (row.key, lang): lint.findings(pair[lang].items[at].written, lang, terms[lang])
        for row in rows.rows(pair)
        for lang, at in row.at.items()
    }
    return {name: ones for name, ones in told.items() if ones}


def levels(found: Amendment) -> dict[str, Level]:
    """Return how hard each language of a section is to read; nothing of a data file."""
    pair = rows.pair_of(found.files) if found.is_section else {}
    return {
        lang: reading_level.level(one.written for one in side.items if one.kind != "heading")
        for lang, side in pair.items()
    }


def notes(found: Amendment) -> tuple[dict[str, Problem], dict[str, Problem]]:
    """Return the rows whose languages are far apart in length, by key, and the languages that read hard."""
    if not found.is_section:
        return {}, {}
    pair = rows.pair_of(found.files)
    apart: dict[str, Problem] = {}
    for row in rows.rows(pair):
        items = [pair[lang].items[row.at[lang]] for lang in LANGUAGES if lang in row.at]
        if len(items) == len(LANGUAGES) and items[0].name != "pathway":
            note = reading_level.apart(*(one.written for one in items))
            apart |= {row.key: note} if note else {}
    hard: dict[str, Problem] = {}
    for lang, level in levels(found).items():
        note = reading_level.harder(level, lang)
        hard |= {lang: note} if note else {}
    return apart, hard


def with_fix(found: Amendment, name: Name, *, rule: str, which: int, words: str) -> dict[str, str]:
    """Return the files that one fix changes.

    Shape: `which` is where in the row's text the finding of this rule begins, `words` what was seen there.
    Errors: BadInput amendment.no-fix.
    """
    pair = rows.pair_of(found.files) if found.is_section else {}
    key, lang = name
    row = next((one for one in rows.rows(pair) if one.key == key), None) if pair else None
    if row is None or lang not in row.at:
        raise BadInput("amendment.no-fix", row=key)
    text = pair[lang].items[row.at[lang]].written
    meant = [
        one for one in lint.findings(text, lang) if (one.rule, one.start, one.found) == (rule, which, words)
    ]
    if not meant or meant[0].fix is None:
        raise BadInput("amendment.no-fix", row=key)
    side = rows.replaced(pair[lang], row.at[lang], lint.fixed(text, meant[0]))
    return rows.files_of({lang: side}, found.piece)


def with_every_fix(found: Amendment) -> dict[str, str]:
    """Return a section's files with every safe fix put in; those without a slip stay, letter for letter."""
    pair = rows.pair_of(found.files) if found.is_section else {}
    made = {}
    for lang, whole in pair.items():
        side = whole
        for at, item in enumerate(whole.items):
            mended = lint.fix_all(item.written, lang)
            side = rows.replaced(side, at, mended) if mended.strip() else side
        made[lang] = side
    return rows.files_of(made, found.piece)


def safe(told: Mapping[Name, Iterable[Finding]]) -> int:
    """Return how many findings can be mended by a key."""
    return sum(one.fix is not None for ones in told.values() for one in ones)


def _preferred(connection: sa.Connection, lang: str) -> tuple[Preferred, ...]:
    """Return the terms of the edition in force, with those of their aliases that it hardly uses itself."""
    edition = manual.edition_in_force(connection)
    if edition is None:
        return ()
    known = _terms.get((edition.digest, lang))
    if known is not None:
        return known
    sections = manual.searchable(connection, lang=lang, edition=edition.number)
    text = "\n".join(block.text for section in sections for block in section.blocks).lower()
    entries = manual.glossary(connection, lang=lang, edition=edition.number)
    return _terms.keep(
        (edition.digest, lang), tuple(Preferred(one.words, _unused(one, text)) for one in entries)
    )


def _unused(entry: manual.TermEntry, text: str) -> tuple[str, ...]:
    return tuple(
        alias
        for alias in entry.aliases
        if not _DIGIT.search(alias) and text.count(alias.lower()) < _ESTABLISHED
    )
