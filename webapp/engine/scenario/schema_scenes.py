"""The shape of scenes, fields, answers and conditions."""

import math
import re
from collections.abc import Mapping
from fractions import Fraction

from webapp.engine.scenario.conditions import CLOCK_STATES
from webapp.engine.scenario.kinds import MOST_BOXES
from webapp.engine.scenario.model import (
    DIMENSIONS,
    Answer,
    Branch,
    Condition,
    CriticalClass,
    CriticalRule,
    Decision,
    Document,
    DocumentKind,
    Ending,
    Field,
    FieldKind,
    Outcome,
    Scene,
    Stance,
)
from webapp.engine.scenario.reader import Findings, Table
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Sequence

UID = re.compile(r"[a-z][a-z0-9]{3,7}\Z")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
LEAST_CREDIT, MOST_CREDIT = -2, 3
A_WEEK = 7 * 24 * 60
LEAST_ANSWERS = 2
MOST_WAYS = 5000
"""Of answering one decision, all its fields together: each way is looked at in every state of the case."""

_FIELD = {
    "one": (("kind", "ask", "answers"), ("hint", "ordered")),
    "many": (("kind", "ask", "answers"), ("hint", "ordered", "credit", "minutes", "cite")),
}
_ANSWER = {
    "one": (
        ("text",),
        ("expert", "accepted", "minutes", "credit", "set", "then", "because", "cite", "critical", "stance"),
    ),
    "many": (("text",), ("expert", "harmful", "set", "then", "because", "cite", "critical", "stance")),
}


def read_scene(findings: Findings, name: str, node: Node) -> Scene:
    """Return a scene: a story with a decision and what follows, or an ending."""
    ends = isinstance(node, Entries) and "ending" in node.entries
    required = ("title", "ending") if ends else ("title", "story", "decision", "next")
    optional = ("story", "documents", "recovery") if ends else ("documents", "recovery")
    table = Table(findings, node, required, optional)
    return Scene(
        id=name,
        title=table.words("title"),
        recovery=table.yes("recovery"),
        story=table.maybe_words("story"),
        documents=tuple(_document(findings, item) for item in table.items("documents")),
        decision=_decision(findings, table) if not ends else None,
        branches=_branches(findings, table) if not ends else (),
        ending=_ending(findings, table) if ends else None,
    )


def _ending(findings: Findings, scene: Table) -> Ending:
    table = Table(findings, scene.entries["ending"], ("outcome", "text"))
    return Ending(table.one_of("outcome", Outcome, "safe"), table.words("text"))


def _document(findings: Findings, node: Node) -> Document:
    table = Table(findings, node, ("kind", "title", "body"), ("time",))
    time = table.text("time")
    if time and not TIME.match(time):
        findings.error("moment", table.at("time"), f"“{time}” is not a time of day", 'as in "08:40"')
    kind = table.one_of("kind", DocumentKind, "note")
    return Document(kind, table.words("title"), time, table.words("body"))


def _decision(findings: Findings, scene: Table) -> Decision | None:
    node = scene.node("decision")
    if node is None:
        return None
    table = Table(findings, node, ("title", "fields"), ("key",))
    fields = tuple(_field(findings, name, field) for name, field in table.named("fields"))
    if not fields:
        findings.error("empty", table.at("fields"), "a decision has at least one field")
    ways = math.prod(2 ** len(one.answers) if one.kind == "many" else len(one.answers) for one in fields)
    if ways > MOST_WAYS:
        findings.error(
            "answers", table.at("fields"), f"there are more than {MOST_WAYS} ways to answer this decision"
        )
    return Decision(table.words("title"), table.yes("key"), fields)


def _field(findings: Findings, name: str, node: Node) -> Field:
    given = node.entries.get("kind") if isinstance(node, Entries) else None
    known = getattr(given, "text", "one")
    table = Table(findings, node, *_FIELD.get(known, _FIELD["many"]))
    kind = table.one_of("kind", FieldKind, "one")
    answers = tuple(_answer(findings, kind, one, entry) for one, entry in table.named("answers"))
    most = MOST_BOXES if kind == "many" else 12
    if "answers" in table.entries and not LEAST_ANSWERS <= len(answers) <= most:
        findings.error(
            "answers", table.at("answers"), f"a field offers from {LEAST_ANSWERS} to {most} answers"
        )
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
    )


def _answer(findings: Findings, kind: FieldKind, name: str, node: Node) -> Answer:
    table = Table(findings, node, *_ANSWER[kind])
    expert = table.yes("expert")
    if expert and (table.yes("accepted") or table.yes("harmful")):
        findings.error(
            "value", table.at("expert"), "an expert answer is neither accepted nor harmful besides"
        )
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
        findings.error("key-missing", table.where, "“repaired” and “within” go together")
    if class_ != "C1" and given:
        findings.error(
            "value", table.where, f"a {class_} is not repaired: its cap stands", "remove both keys"
        )
    return CriticalRule(class_, table.ident("repaired"), table.whole("within", 0, A_WEEK))


def _branches(findings: Findings, scene: Table) -> tuple[Branch, ...]:
    branches = tuple(_branch(findings, item) for item in scene.items("next"))
    if isinstance(scene.node("next"), Sequence) and (not branches or branches[-1].condition is not None):
        findings.error("next", scene.at("next"), "the last line of “next” has no “if”", "- {go: …}")
    for branch in branches[:-1]:
        if branch.condition is None:
            findings.error("next", scene.at("next"), "only the last line of “next” has no “if”")
    return branches


def _branch(findings: Findings, node: Node) -> Branch:
    table = Table(findings, node, ("go",), ("if",))
    condition = table.node("if")
    return Branch(None if condition is None else read_condition(findings, condition), table.ident("go"))


def read_condition(findings: Findings, node: Node) -> Condition:
    """Return a condition; anything but one known operator is reported."""
    keys = set(node.entries) if isinstance(node, Entries) else set()
    if keys == {"clock", "is"}:
        return _clock_condition(findings, node)
    if not isinstance(node, Entries) or len(keys) != 1 or not keys <= _READERS.keys():
        mend = f"exactly one of: {', '.join(_READERS)}, clock with is"
        findings.error("condition", node.where, "this is not a condition", mend)
        return Condition("any")
    [operator] = keys
    return _READERS[operator](findings, operator, node)


def _clock_condition(findings: Findings, node: Node) -> Condition:
    table = Table(findings, node, ("clock", "is"))
    state = table.text("is")
    if state not in CLOCK_STATES:
        findings.error(
            "condition", table.at("is"), f"“{state}” is not how a clock can stand", ", ".join(CLOCK_STATES)
        )
    return Condition("clock", (table.ident("clock"), state))


def _one_name(findings: Findings, operator: str, node: Node) -> Condition:
    return Condition(operator, (Table(findings, node, (operator,)).ident(operator),))


def _negation(findings: Findings, operator: str, node: Node) -> Condition:
    inner = Table(findings, node, (operator,)).entries[operator]
    return Condition(operator, parts=(read_condition(findings, inner),))


def _group(findings: Findings, operator: str, node: Node) -> Condition:
    items = Table(findings, node, (operator,)).items(operator)
    parts = tuple(read_condition(findings, item) for item in items)
    if not parts:
        findings.error("condition", node.where, f"“{operator}” needs at least one condition in its list")
    return Condition(operator, parts=parts)


def _answered(findings: Findings, operator: str, node: Node) -> Condition:
    inner = Table(findings, node, (operator,)).entries[operator]
    table = Table(findings, inner, ("scene", "field", "answer"))
    return Condition(operator, (table.ident("scene"), table.ident("field"), table.ident("answer")))


_READERS = {
    "fact": _one_name,
    "not": _negation,
    "all": _group,
    "any": _group,
    "answered": _answered,
    "before": _one_name,
    "after": _one_name,
}
