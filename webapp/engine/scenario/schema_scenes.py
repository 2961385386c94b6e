"""The shape of scenes, papers and conditions."""

import math
import re
from collections.abc import Mapping

from webapp.engine.scenario.conditions import CLOCK_STATES
from webapp.engine.scenario.kinds import kind_of
from webapp.engine.scenario.model import (
    Branch,
    Condition,
    Decision,
    Document,
    DocumentKind,
    Ending,
    Outcome,
    Scene,
)
from webapp.engine.scenario.reader import Findings, Table
from webapp.engine.scenario.schema_fields import Keys, read_field
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Sequence

TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
MOST_WAYS = 5000
"""Of answering one decision, all its fields together: each way is looked at in every state of the case."""


KEYS: Mapping[str, Keys] = {
    "decision": (("title", "story", "decision", "next"), ("documents", "recovery")),
    "ending": (("title", "ending"), ("story", "documents", "recovery")),
    "document": (("kind", "title", "body"), ("time", "if")),
    "decided": (("title", "fields"), ("key", "irreversible")),
}
"""The keys of a scene with a decision, of an ending, of a paper, of a decision itself."""


def read_scene(findings: Findings, name: str, node: Node) -> Scene:
    """Return a scene: a story with a decision and what follows, or an ending."""
    ends = isinstance(node, Entries) and "ending" in node.entries
    table = Table(findings, node, *KEYS["ending" if ends else "decision"])
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
    table = Table(findings, node, *KEYS["document"])
    time = table.text("time")
    if time and not TIME.match(time):
        findings.add("moment/time", table.at("time"), text=time)
    kind = table.one_of("kind", DocumentKind, "note")
    condition = table.node("if")
    read = None if condition is None else read_condition(findings, condition)
    return Document(kind, table.words("title"), time, table.words("body"), read)


def _decision(findings: Findings, scene: Table) -> Decision | None:
    node = scene.node("decision")
    if node is None:
        return None
    table = Table(findings, node, *KEYS["decided"])
    fields = tuple(read_field(findings, name, field) for name, field in table.named("fields"))
    if not fields:
        findings.add("empty/fields", table.at("fields"))
    if fields and all(one.kind == "text" for one in fields):
        findings.add("empty/unscored", table.at("fields"))
    if math.prod(kind_of(one).count(one) for one in fields) > MOST_WAYS:
        findings.add("answers/ways", table.at("fields"), most=MOST_WAYS)
    return Decision(table.words("title"), table.yes("key"), fields, table.yes("irreversible"))


def _branches(findings: Findings, scene: Table) -> tuple[Branch, ...]:
    branches = tuple(_branch(findings, item) for item in scene.items("next"))
    if isinstance(scene.node("next"), Sequence) and (not branches or branches[-1].condition is not None):
        findings.add("next/last", scene.at("next"))
    for branch in branches[:-1]:
        if branch.condition is None:
            findings.add("next/early", scene.at("next"))
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
        findings.add("condition/none", node.where, names=", ".join(_READERS))
        return Condition("any")
    [operator] = keys
    return _READERS[operator](findings, operator, node)


def _clock_condition(findings: Findings, node: Node) -> Condition:
    table = Table(findings, node, ("clock", "is"))
    state = table.text("is")
    if state not in CLOCK_STATES:
        findings.add("condition/clock", table.at("is"), text=state, names=", ".join(CLOCK_STATES))
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
        findings.add("condition/empty", node.where, operator=operator)
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
