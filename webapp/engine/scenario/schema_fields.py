"""The shape of fields and their answers, kind by kind."""

import re
from collections.abc import Mapping
from fractions import Fraction

from webapp.engine.scenario.kinds import MOST_BOXES
from webapp.engine.scenario.kinds_order import MOST_STEPS
from webapp.engine.scenario.model import (
    DIMENSIONS,
    Answer,
    CriticalClass,
    CriticalRule,
    Field,
    FieldKind,
    Stance,
)
from webapp.engine.scenario.reader import Findings, Table
from webapp.engine.scenario.schema_times import MOST_OFFERS, read_offers, read_span
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node

UID = re.compile(r"[a-z][a-z0-9]{3,7}\Z")
LEAST_CREDIT, MOST_CREDIT = -2, 3
A_WEEK = 7 * 24 * 60
LEAST_ANSWERS = 2
MOST_ANSWERS: Mapping[str, int] = {"one": 12, "many": MOST_BOXES, "order": MOST_STEPS, "when": MOST_OFFERS}

Keys = tuple[tuple[str, ...], tuple[str, ...]]
"""The keys that must be there, and those that may."""

_ASKED = ("kind", "ask", "answers")
FIELD: Mapping[str, Keys] = {
    "one": (_ASKED, ("hint", "ordered")),
    "many": (_ASKED, ("hint", "ordered", "credit", "minutes", "set", "cite")),
    "order": (_ASKED, ("hint", "credit", "minutes", "set", "because", "cite")),
    "when": ((*_ASKED, "offers"), ("hint",)),
    "text": (("kind", "ask"), ("hint",)),
}
_TOLD = ("set", "then", "because", "cite", "critical")
ANSWER: Mapping[str, Keys] = {
    "one": (("text",), ("expert", "accepted", "minutes", "credit", *_TOLD, "stance")),
    "many": (("text",), ("expert", "harmful", *_TOLD, "stance")),
    "order": (("text",), ("after", *_TOLD)),
    "when": (
        ("text",),
        ("after", "until", "expert", "accepted", "minutes", "credit", *_TOLD, "stance"),
    ),
}


def read_field(findings: Findings, name: str, node: Node) -> Field:
    """Return a field of any kind."""
    given = node.entries.get("kind") if isinstance(node, Entries) else None
    known = getattr(given, "text", "one")
    table = Table(findings, node, *FIELD.get(known, FIELD["many"]))
    kind = table.one_of("kind", FieldKind, "one")
    if kind == "text":
        return Field(id=name, kind=kind, ask=table.words("ask"), answers=(), hint=table.maybe_words("hint"))
    measure, offers = read_offers(findings, table)
    answers = tuple(_answer(findings, kind, one, entry) for one, entry in table.named("answers"))
    most = MOST_ANSWERS[kind]
    least = 1 if kind == "when" else LEAST_ANSWERS
    if "answers" in table.entries:
        found = len(answers)
        if found < least:
            findings.add("answers/few", table.at("answers"), least=least, most=most, found=found)
        if found > most:
            findings.add("answers/many", table.at("answers"), least=least, most=most, found=found)
    return Field(
        id=name,
        kind=kind,
        ask=table.words("ask"),
        hint=table.maybe_words("hint"),
        ordered=table.yes("ordered"),
        answers=answers,
        minutes=table.whole("minutes", 0, A_WEEK),
        credit=_credit(findings, table),
        cite=table.ids("cite", UID),
        sets=frozenset(table.ids("set")),
        because=table.maybe_words("because"),
        measure=measure,
        offers=offers,
    )


def _answer(findings: Findings, kind: FieldKind, name: str, node: Node) -> Answer:
    table = Table(findings, node, *ANSWER[kind])
    expert = table.yes("expert")
    if expert and (table.yes("accepted") or table.yes("harmful")):
        findings.add("value/marks", table.at("expert"))
    is_step = kind == "order"
    return Answer(
        id=name,
        text=table.words("text"),
        expert=expert,
        accepted=table.yes("accepted"),
        harmful=table.yes("harmful"),
        minutes=table.whole("minutes", 0, A_WEEK),
        credit=_credit(findings, table),
        sets=frozenset(table.ids("set")),
        then=table.maybe_words("then"),
        because=table.maybe_words("because"),
        cite=table.ids("cite", UID),
        critical=_critical(findings, table),
        stance=table.one_of("stance", Stance, "cautious") if "stance" in table.entries else None,
        after=table.ids("after") if is_step else (),
        since=None if is_step else read_span(findings, table, "after"),
        until=read_span(findings, table, "until"),
    )


def _credit(findings: Findings, table: Table) -> Mapping[str, Fraction]:
    node = table.node("credit")
    if node is None:
        return {}
    credit = Table(findings, node, (), DIMENSIONS)
    given = {
        code: credit.whole(code, LEAST_CREDIT, MOST_CREDIT) for code in DIMENSIONS if code in credit.entries
    }
    return {code: Fraction(number) for code, number in given.items() if number}


def _critical(findings: Findings, answer: Table) -> CriticalRule | None:
    node = answer.node("critical")
    if node is None:
        return None
    table = Table(findings, node, ("class",), ("repaired", "within"))
    class_ = table.one_of("class", CriticalClass, "C3")
    given = {key for key in ("repaired", "within") if key in table.entries}
    if class_ == "C1" and len(given) == 1:
        findings.add("key-missing/pair", table.where)
    if class_ != "C1" and given:
        findings.add("value/unrepaired", table.where, degree=class_)
    return CriticalRule(class_, table.ident("repaired"), table.whole("within", 0, A_WEEK))
