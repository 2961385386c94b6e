"""The shape of a facilitator guide."""

from collections.abc import Mapping

from webapp.engine.scenario.model import Guide, GuideRule, GuideStep, Words, WrongTurn
from webapp.engine.scenario.reader import Findings, Table, read_words
from webapp.engine.scenario.schema_fields import UID, Keys
from webapp.engine.yaml import Node

MOST_MINUTES = 180

KEYS: Mapping[str, Keys] = {
    "guide": (
        ("purpose", "care", "plan", "wrong_turns", "law", "judgement", "questions", "distress"),
        ("panel",),
    ),
    "step": (("minutes", "do"), ()),
    "turn": (("scene", "text"), ()),
    "rule": (("text", "cite"), ()),
}
"""The keys of a guide, and of what its lists hold; its other lists hold words."""


def read_guide(findings: Findings, node: Node | None) -> Guide | None:
    """Return a guide, or None where the case has none."""
    if node is None:
        return None
    table = Table(findings, node, *KEYS["guide"])
    return Guide(
        purpose=table.words("purpose"),
        care=table.words("care"),
        plan=tuple(_step(findings, item) for item in table.items("plan")),
        wrong_turns=tuple(_turn(findings, item) for item in table.items("wrong_turns")),
        law=tuple(_rule(findings, item) for item in table.items("law")),
        judgement=_list(findings, table, "judgement"),
        questions=_list(findings, table, "questions"),
        distress=table.words("distress"),
        panel=_list(findings, table, "panel"),
    )


def _list(findings: Findings, guide: Table, key: str) -> tuple[Words, ...]:
    return tuple(read_words(findings, item) for item in guide.items(key))


def _step(findings: Findings, node: Node) -> GuideStep:
    table = Table(findings, node, *KEYS["step"])
    return GuideStep(table.whole("minutes", 1, MOST_MINUTES), table.words("do"))


def _turn(findings: Findings, node: Node) -> WrongTurn:
    table = Table(findings, node, *KEYS["turn"])
    return WrongTurn(table.ident("scene"), table.words("text"))


def _rule(findings: Findings, node: Node) -> GuideRule:
    table = Table(findings, node, *KEYS["rule"])
    return GuideRule(table.words("text"), table.ids("cite", UID))
