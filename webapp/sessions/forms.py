"""What trainers fill in, read and refused: a session's own lines, an item of its agenda."""

import dataclasses
from collections.abc import Mapping

from webapp.errors import BadInput
from webapp.sessions.service import MOST_MINUTES
from webapp.web.free_text import refuse_private

LONGEST = 120
SEATS = ("person", "table")
KINDS = ("case", "break", "talk")
MODES = ("self", "paced", "again")


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """What a session says of itself. Shape: `support` names who is there for anybody struck by a case."""

    title: str
    cohort: str
    support: str
    seats: str


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda. Units: `minutes` planned. Shape: `mode` is empty where it is no case."""

    kind: str
    title: str
    minutes: int
    scenario_id: str | None
    mode: str
    asks_sure: bool


def about(form: Mapping[str, str]) -> About:
    """Return what was filled in about a session.

    Errors: BadInput with the `field` it is about.
    """
    title, cohort, support = (" ".join(form.get(name, "").split()) for name in ("title", "cohort", "support"))
    if not 1 <= len(title) <= LONGEST:
        raise BadInput("session.title", field="title")
    for name, text in (("cohort", cohort), ("support", support)):
        if len(text) > LONGEST:
            raise BadInput("session.too-long", field=name)
    if form.get("seats") not in SEATS:
        raise BadInput("session.seats", field="seats")
    for name, text in (("title", title), ("cohort", cohort), ("support", support)):
        refuse_private(text, field=name)
    return About(title, cohort, support, form["seats"])


def item(form: Mapping[str, str], cases: Mapping[str, int]) -> Item:
    """Return what was filled in about an item of the agenda.

    Shape: `cases` are those that can be played, with the minutes that their authors plan, which hold where
    none are given. Sureness is asked only where answers are shown together.
    Errors: BadInput with the `field` it is about.
    """
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise BadInput("session.kind", field="kind")
    title = " ".join(form.get("title", "").split())
    if len(title) > LONGEST:
        raise BadInput("session.too-long", field="title")
    refuse_private(title, field="title")
    minutes = form.get("minutes", "").strip() or str(cases.get(form.get("case", ""), ""))
    if not minutes.isdecimal() or not 1 <= int(minutes[:9]) <= MOST_MINUTES:
        raise BadInput("session.minutes", field="minutes")
    if kind != "case":
        return Item(kind, title, int(minutes), None, "", asks_sure=False)
    if form.get("case") not in cases:
        raise BadInput("session.case", field="case")
    if form.get("mode") not in MODES:
        raise BadInput("session.mode", field="mode")
    mode, asks_sure = form["mode"], "asks_sure" in form and form["mode"] != "self"
    return Item(kind, title, int(minutes), form["case"], mode, asks_sure)
