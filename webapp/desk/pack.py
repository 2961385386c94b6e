"""The notice of an edition in both languages: what changed and why, for whom, and what to practise."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from babel.dates import format_date
from flask_babel import force_locale, gettext

from webapp.desk.models import Amendment
from webapp.engine.manual.source import LANGUAGES
from webapp.engine.scenario.model import Words
from webapp.manual import between, difference, lists
from webapp.manual import queries as manual
from webapp.manual.between import SectionChange
from webapp.manual.difference import Difference, Row
from webapp.manual.queries import EditionInfo
from webapp.scenarios import queries as scenarios

_SAYING = frozenset({"changed", "added", "removed"})


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """Why a section was amended, as its writers say; `titles` and `notes` by language."""

    titles: Mapping[str, str]
    notes: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Changed:
    """A section that changed: its rows are those of which there is something to tell."""

    section: SectionChange
    found: Difference
    rows: tuple[Row, ...]
    roles: tuple[str, ...]
    entities: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number it has, else the one it had."""
        return self.section.number or self.section.former_number


@dataclasses.dataclass(frozen=True, slots=True)
class LimitChange:
    """A time limit that is not what it was. Shape: by language; empty where there is none."""

    clock: str
    about: Mapping[str, str]
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Practised:
    """A case to be practised again."""

    id: str
    title: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Notice:
    """What an edition changed.

    Shape: `days` is from when it holds, by language; the paragraphs of `uids` do not mean what they did.
    """

    edition: EditionInfo
    before: int
    days: Mapping[str, str]
    notes: Mapping[str, str]
    reasons: tuple[Reason, ...]
    sections: tuple[Changed, ...]
    limits: tuple[LimitChange, ...]
    roles: Mapping[str, tuple[str, ...]]
    entities: Mapping[str, tuple[str, ...]]
    cases: tuple[Practised, ...]
    uids: frozenset[str]


def of(connection: sa.Connection, edition: EditionInfo) -> Notice:
    """Return the notice of an edition that has one before it."""
    sections = changed(connection, edition.number)
    uids = said_otherwise(sections) - _cosmetic(connection, edition.number)
    return Notice(
        edition=edition,
        before=edition.number - 1,
        days={lang: day(edition.effective, lang) for lang in LANGUAGES},
        notes={"ar": edition.note_ar, "en": edition.note_en},
        reasons=_reasons(connection, edition.number, sections),
        sections=sections,
        limits=_limits(connection, edition.number),
        roles=_named(connection, edition.number, "roles", (one.roles for one in sections)),
        entities=_named(connection, edition.number, "entities", (one.entities for one in sections)),
        cases=cases(connection, uids),
        uids=uids,
    )


def changed(connection: sa.Connection, number: int) -> tuple[Changed, ...]:
    """Return the sections that changed with an edition, by paragraph, in the order of the manual."""
    named = {**lists.named(connection, edition=number - 1), **lists.named(connection, edition=number)}
    return tuple(
        _changed(one, found, named.get(one.section_id, {}))
        for one in between.kept(connection, edition=number).sections
        if (found := difference.difference(connection, section_id=one.section_id, old=number - 1, new=number))
    )


def said_otherwise(sections: Iterable[Changed]) -> frozenset[str]:
    """Return the uids of the paragraphs that say something else, that came or that are gone."""
    rows = itertools.chain.from_iterable(one.rows for one in sections)
    return frozenset(row.uid for row in rows if row.kind in _SAYING or row.is_changed)


def cases(connection: sa.Connection, uids: frozenset[str]) -> tuple[Practised, ...]:
    """Return the current cases that cite any of these paragraphs, easiest first."""
    citing = set(scenarios.citing(connection, uids))
    return tuple(Practised(one.id, one.title) for one in scenarios.catalogue(connection) if one.id in citing)


def day(value: dt.date, lang: str) -> str:
    """Return a day in words of one language."""
    return format_date(value, "d MMMM y", locale=lang)


def _changed(one: SectionChange, found: Difference, named: Mapping[str, tuple[str, ...]]) -> Changed:
    rows = (_plain(row) for group in found.groups if not group.is_quiet for row in group.rows)
    return Changed(one, found, tuple(rows), named.get("roles", ()), named.get("entities", ()))


def _plain(row: Row) -> Row:
    """Return a row without a heading that is what it was."""
    stays = all(mark.kind == "same" for marks in row.heading.values() for mark in marks)
    return dataclasses.replace(row, heading={}) if stays else row


def _reasons(connection: sa.Connection, number: int, sections: tuple[Changed, ...]) -> tuple[Reason, ...]:
    titles = {one.section.section_id: one.section.titles for one in sections}
    rows = connection.execute(
        sa.select(Amendment.section_id, Amendment.piece, Amendment.note_ar, Amendment.note_en)
        .where(Amendment.published_as == number)
        .order_by(Amendment.piece)
    )
    return tuple(
        Reason(titles.get(row.section_id, {}), {"ar": row.note_ar, "en": row.note_en})
        for row in rows
        if row.note_ar or row.note_en
    )


def _cosmetic(connection: sa.Connection, number: int) -> frozenset[str]:
    """Return the paragraphs of which the writers said that their meaning stays as it was."""
    weights = connection.execute(sa.select(Amendment.weights).where(Amendment.published_as == number))
    return frozenset(
        uid for found in weights.scalars() for uid, weight in found.items() if weight == "cosmetic"
    )


def _limits(connection: sa.Connection, number: int) -> tuple[LimitChange, ...]:
    held = {
        (lang, edition): {
            (one.clock, one.risk): one for one in lists.clocks(connection, lang=lang, edition=edition)
        }
        for lang in LANGUAGES
        for edition in (number - 1, number)
    }
    before, after = held[LANGUAGES[0], number - 1], held[LANGUAGES[0], number]
    found = []
    for key in {**after, **before}:
        was, now = before.get(key), after.get(key)
        if was and now and (was.minutes, was.unit, was.status) == (now.minutes, now.unit, now.status):
            continue
        sides = {lang: (held[lang, number - 1].get(key), held[lang, number].get(key)) for lang in LANGUAGES}
        found.append(
            LimitChange(
                clock=key[0],
                about={lang: _about(lang, new or old) for lang, (old, new) in sides.items()},
                before={lang: _limit(lang, old) for lang, (old, _) in sides.items()},
                after={lang: _limit(lang, new) for lang, (_, new) in sides.items()},
            )
        )
    return tuple(found)


def _about(lang: str, one: lists.Clock | None) -> str:
    if one is None:
        return ""
    with force_locale(lang):
        risks = {
            "critical": gettext("Critical"),
            "high": gettext("High"),
            "medium": gettext("Medium"),
            "low": gettext("Low"),
        }
    return f"{one.starts} – {one.stops} ({risks[one.risk]})"


def _limit(lang: str, one: lists.Clock | None) -> str:
    if one is None or one.status != "starter":
        return one.words if one else ""
    with force_locale(lang):
        return f"{one.words} ({gettext('starter value')})"


def _named(
    connection: sa.Connection, number: int, kind: str, ids: Iterable[tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the words for these ids by language, in the manual's order, each once."""
    wanted = set(itertools.chain.from_iterable(ids))
    return {
        lang: tuple(
            words
            for one, words in manual.vocabulary(connection, lang=lang, edition=number).get(kind, {}).items()
            if one in wanted
        )
        for lang in LANGUAGES
    }
