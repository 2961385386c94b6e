"""Reading the data files: what each must hold, said once."""

import dataclasses
from collections.abc import Mapping
from typing import cast

from webapp.engine import yaml
from webapp.engine.clocks import Limit, Risk, Unit
from webapp.engine.manual import cards, pathways
from webapp.engine.manual.cards import Card
from webapp.engine.manual.data import (
    Chapter,
    Clock,
    Contact,
    Form,
    Frame,
    Holiday,
    Planned,
    Reliance,
    Term,
    Words,
)
from webapp.engine.manual.fields import Fields, entries
from webapp.engine.manual.pathways import Pathways
from webapp.engine.manual.sections import BASES
from webapp.engine.problems import Problem, Where

NAMES = ("manual", "clocks", "glossary", "directory", "sources", "holidays")
OPTIONAL = ("pathways", "cards")
PATHS = tuple(f"manual/{name}.yaml" for name in (*NAMES, *OPTIONAL))
RISKS = ("critical", "high", "medium", "low")
UNITS = ("minute", "hour", "day", "working_day")
STATUSES = ("starter", "official")
CONFIDENCES = ("confirmed", "one-source", "inferred")


@dataclasses.dataclass(frozen=True, slots=True)
class Data:
    """All data files."""

    frame: Frame
    clocks: tuple[Clock, ...]
    terms: tuple[Term, ...]
    directory: tuple[Contact, ...]
    sources: tuple[Reliance, ...]
    holidays: tuple[Holiday, ...]
    pathways: Pathways
    cards: tuple[Card, ...]


def read(files: Mapping[str, str]) -> tuple[Data, tuple[Problem, ...]]:
    """Return all data files as values; what cannot be read is empty and reported."""
    problems: list[Problem] = []
    nodes = {name: _node(files, name, problems) for name in (*NAMES, *OPTIONAL)}
    data = Data(
        frame=_frame(nodes["manual"], problems),
        clocks=entries(nodes["clocks"], problems, _clock, lambda one: (one.limit.clock, one.limit.risk)),
        terms=entries(nodes["glossary"], problems, _term, lambda one: one.id),
        directory=entries(nodes["directory"], problems, _contact, lambda one: one.id),
        sources=entries(nodes["sources"], problems, _reliance, lambda one: one.id),
        holidays=entries(nodes["holidays"], problems, _holiday, lambda one: one.date),
        pathways=pathways.read(nodes["pathways"], problems),
        cards=cards.read(nodes["cards"], problems),
    )
    return data, tuple(problems)


def _node(files: Mapping[str, str], name: str, problems: list[Problem]) -> yaml.Node | None:
    path = f"manual/{name}.yaml"
    if path not in files:
        if name in OPTIONAL:
            return None
        problems.append(Problem("error", "manual.file-missing", Where(path), "this file is missing"))
        return None
    node, found = yaml.read(files[path].removeprefix("\ufeff"), path)
    problems.extend(found)
    return node


def _frame(node: yaml.Node | None, problems: list[Problem]) -> Frame:
    if node is None:
        quiet: list[Problem] = []
        return _read_frame(Fields(yaml.Mapping({}, {}, Where(PATHS[0])), quiet), quiet)
    fields = Fields(node, problems, "the manual")
    return fields.done(_read_frame(fields, problems))


def _read_frame(fields: Fields, problems: list[Problem]) -> Frame:
    return Frame(
        title=fields.words("title"),
        effective=fields.date("effective"),
        note=fields.words("note"),
        chapters=entries(fields.get("chapters"), problems, _chapter, lambda one: one.number),
        roles=_vocabulary(fields, "roles", problems),
        harms=_vocabulary(fields, "harms", problems),
        themes=_vocabulary(fields, "themes", problems),
        entities=_vocabulary(fields, "entities", problems),
        stages=_vocabulary(fields, "stages", problems, required=False),
        forms=dict(entries(fields.get("forms", required=False), problems, _form, lambda one: one[0])),
        in_step={one.text: one.where for one in fields.scalars("in_step", required=False)},
    )


def _vocabulary(
    fields: Fields, key: str, problems: list[Problem], *, required: bool = True
) -> dict[str, Words]:
    return dict(entries(fields.get(key, required=required), problems, _label, lambda one: one[0]))


def _label(fields: Fields) -> tuple[str, Words]:
    return fields.name("id"), Words(fields.text("ar"), fields.text("en"))


def _form(fields: Fields) -> tuple[str, Form]:
    words = Words(fields.text("ar"), fields.text("en"))
    return fields.name("id"), Form(words, fields.text("section"), fields.where)


def _chapter(fields: Fields) -> Chapter:
    return Chapter(
        id=fields.text("id"),
        number=fields.whole("number"),
        title=fields.words("title"),
        planned=entries(fields.get("sections"), fields.problems, _planned, lambda one: one.number),
    )


def _planned(fields: Fields) -> Planned:
    return Planned(fields.text("number"), fields.words("title"))


def _clock(fields: Fields) -> Clock:
    limit = Limit(
        clock=fields.text("id"),
        risk=cast("Risk", fields.one_of("risk", RISKS)),
        amount=fields.whole("limit"),
        unit=cast("Unit", fields.one_of("unit", UNITS)),
        status=fields.one_of("status", STATUSES),
        uid=fields.text("uid", required=False),
    )
    return Clock(
        limit=limit,
        starts=fields.words("from"),
        stops=fields.words("to"),
        basis=fields.one_of("basis", BASES),
        sources=fields.texts("source"),
        where=fields.where,
    )


def _term(fields: Fields) -> Term:
    name, words = fields.text("id"), Words(fields.text("ar"), fields.text("en"))
    aliases = fields.get("aliases", required=False)
    arabic: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    if aliases is not None:
        inner = Fields(aliases, fields.problems, "“aliases”")
        arabic, english = inner.texts("ar", required=False), inner.texts("en", required=False)
        inner.done(None)
    return Term(name, words, arabic, english, fields.words("says"))


def _contact(fields: Fields) -> Contact:
    return Contact(
        id=fields.name("id"),
        name=fields.words("name"),
        does=fields.words("does"),
        when=fields.words("when"),
        phone=fields.text("phone", required=False),
        sources=fields.texts("source"),
        where=fields.where,
    )


def _reliance(fields: Fields) -> Reliance:
    return Reliance(
        id=fields.text("id"),
        title=fields.words("title"),
        seen=fields.one_of("seen", ("true", "false")) == "true",
        confidence=fields.one_of("confidence", CONFIDENCES),
    )


def _holiday(fields: Fields) -> Holiday:
    name = Words(fields.text("ar"), fields.text("en"))
    fields.one_of("status", STATUSES)
    return Holiday(fields.date("date"), name)
