"""The shape of a `when` field's times: offsets that run on, working days, or moments of the story."""

import datetime as dt
import re
from collections.abc import Mapping

from webapp.engine.scenario.casetime import MINUTE, ORIGIN
from webapp.engine.scenario.model import Measure, Offer
from webapp.engine.scenario.reader import MOMENT, Findings, Table
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Scalar

OFFSET = re.compile(r"([0-9]{1,3})(m|h|d|w|wd)\Z")
MINUTES: Mapping[str, int] = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
LEAST_OFFERS, MOST_OFFERS = 2, 12

Time = tuple[Measure, int]


def read_offers(findings: Findings, table: Table) -> tuple[Measure, tuple[Offer, ...]]:
    """Return the moments a field offers, the earliest first, and how they are measured."""
    if "offers" not in table.entries:
        return "elapsed", ()
    found: list[tuple[Measure, Offer]] = []
    for item in table.items("offers"):
        time = _time(findings, item)
        if time is not None and isinstance(item, Scalar):
            found.append((time[0], Offer(item.text, time[1])))
    measures = {measure for measure, _ in found}
    if len({offer.at for _, offer in found}) != len(found) or len(measures) > 1:
        findings.add("offers/alike", table.at("offers"))
    if not LEAST_OFFERS <= len(found) <= MOST_OFFERS:
        findings.add("offers/number", table.at("offers"), least=LEAST_OFFERS, most=MOST_OFFERS)
    _spans(findings, table, measures)
    return next(iter(measures), "elapsed"), tuple(sorted((one for _, one in found), key=lambda one: one.at))


def read_span(findings: Findings, table: Table, key: str) -> int | None:
    """Return where a stretch begins or ends. Units: the measure of its field, which reports another one."""
    node = table.node(key)
    time = None if node is None else _time(findings, node)
    return None if time is None else time[1]


def _spans(findings: Findings, field: Table, measures: set[Measure]) -> None:
    """Report bounds of another measure than the moments offered."""
    answers = field.node("answers")
    found = answers.entries.values() if isinstance(answers, Entries) else ()
    for answer in (one for one in found if isinstance(one, Entries)):
        for key in ("after", "until"):
            node = answer.entries.get(key)
            time = _time(None, node) if node is not None else None
            if node is not None and time is not None and time[0] not in measures:
                findings.add("offers/measure", node.where, key=key)


def _time(findings: Findings | None, node: Node) -> Time | None:
    text = node.text if isinstance(node, Scalar) else ""
    if found := OFFSET.match(text):
        amount = int(found[1])
        return ("working", amount) if found[2] == "wd" else ("elapsed", amount * MINUTES[found[2]])
    if MOMENT.match(text):
        try:
            return "moments", (dt.datetime.fromisoformat(text) - ORIGIN) // MINUTE
        except ValueError:
            pass
    if findings is not None:
        findings.add("moment/offer", node.where, text=text)
    return None
