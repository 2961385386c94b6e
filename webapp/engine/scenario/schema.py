"""From a scenario's text to a draft: everything wrong with its shape at once, each at its own place."""

import hashlib
from collections.abc import Mapping

from webapp.engine.clocks import Risk
from webapp.engine.letters import ODD
from webapp.engine.problems import Problem, Where, has_errors, in_order
from webapp.engine.scenario.model import (
    AT_THE_START,
    DIMENSIONS,
    Access,
    ClockLine,
    Draft,
    Event,
    Gender,
    Harm,
    Role,
    Scene,
    Sector,
)
from webapp.engine.scenario.reader import Findings, Table, read_whole, read_words
from webapp.engine.scenario.schema_guide import read_guide
from webapp.engine.scenario.schema_scenes import read_scene
from webapp.engine.scenario.upgrade import FORMAT, upgrade
from webapp.engine.scenario.variant import expand
from webapp.engine.scenario.worth import DEFAULT_WEIGHTS
from webapp.engine.scenario.writing import written
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Scalar
from webapp.engine.yaml import read as read_yaml

REQUIRED = (
    "format",
    "id",
    "access",
    "role",
    "harm",
    "risk",
    "sectors",
    "difficulty",
    "minutes",
    "starts",
    "title",
    "summary",
    "setting",
    "note",
    "start",
    "scenes",
)
MOST_SCENES = 200
CLOCK = ("title", "clock", "risk", "starts", "stops", "points")
OPTIONAL = ("objectives", "weights", "facts", "events", "clocks", "guide", "sibling_of")


def read(text: str, path: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft and every finding; there is no draft when any of them is an error."""
    root, problems = read_yaml(text, path)
    if root is None:
        return None, problems
    findings = Findings()
    findings.problems.extend(problems)
    _letters(findings, text, path)
    draft = _draft(findings, upgrade(root, _format(findings, root)), text, path)
    found = in_order(findings.problems)
    return (None if has_errors(found) else draft), found


def read_variant(text: str, path: str, parent: tuple[str, str]) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Return the draft of a variant and every finding, each at its place in the variant or its parent.

    Shape: `parent` is its parent's text and path. The digest is that of the whole scenario written out.
    """
    root, problems = expand(text, path, parent)
    findings = Findings()
    findings.problems.extend(problems)
    _letters(findings, text, path)
    if root is None:
        return None, in_order(findings.problems)
    draft = _draft(findings, upgrade(root, _format(findings, root)), written(root), path)
    found = in_order(findings.problems)
    return (None if has_errors(found) else draft), found


def _letters(findings: Findings, text: str, path: str) -> None:
    """Find what an author cannot have meant to write, line by line."""
    for at, row in enumerate(text.splitlines(), 1):
        if odd := ODD.search(row):
            where = Where(path, at, odd.start() + 1)
            findings.add("character", where, code=f"U+{ord(odd[0]):04X}")


def _format(findings: Findings, root: Node) -> int:
    node = root.entries.get("format") if isinstance(root, Entries) else None
    if not isinstance(node, Scalar):
        return FORMAT
    return read_whole(findings, node, "format", (1, FORMAT), FORMAT)


def _draft(findings: Findings, root: Node, text: str, path: str) -> Draft:
    table = Table(findings, root, REQUIRED, OPTIONAL)
    return Draft(
        path=path,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        root=root,
        id=table.ident("id"),
        access=table.one_of("access", Access, "open"),
        role=_role(findings, table),
        harm=table.names("harm", Harm),
        risk=table.one_of("risk", Risk, "high"),
        sectors=table.names("sectors", Sector),
        difficulty=table.whole("difficulty", 1, 3),
        minutes=table.whole("minutes", 1, 120),
        starts=table.moment("starts"),
        title=table.words("title"),
        summary=table.words("summary"),
        setting=table.words("setting"),
        note=table.words("note"),
        objectives=tuple(read_words(findings, item) for item in table.items("objectives")),
        weights=_weights(findings, table),
        facts=_facts(findings, table),
        events=tuple(_event(findings, name, node) for name, node in table.named("events")),
        clocks=tuple(_clock(findings, name, node) for name, node in table.named("clocks")),
        start=table.ident("start"),
        scenes=_scenes(findings, table),
        guide=read_guide(findings, table.node("guide")),
        sibling_of=table.ident("sibling_of"),
    )


def _scenes(findings: Findings, table: Table) -> Mapping[str, Scene]:
    named = tuple(table.named("scenes"))
    if len(named) > MOST_SCENES:
        findings.add("scenes", table.at("scenes"), most=MOST_SCENES)
    return {name: read_scene(findings, name, node) for name, node in named[:MOST_SCENES]}


def _role(findings: Findings, table: Table) -> Role:
    node = table.node("role")
    if node is None:
        return Role("", "female", table.words("role"))
    role = Table(findings, node, ("id", "gender", "title"))
    return Role(role.ident("id"), role.one_of("gender", Gender, "female"), role.words("title"))


def _weights(findings: Findings, table: Table) -> Mapping[str, int]:
    node = table.node("weights")
    if node is None:
        return DEFAULT_WEIGHTS
    weights = Table(findings, node, (), DIMENSIONS)
    found = {code: weights.whole(code, 0, 100) for code in DIMENSIONS if code in weights.entries}
    if not any(found.values()):
        findings.add("weights", table.at("weights"))
    return found


def _facts(findings: Findings, table: Table) -> tuple[str, ...]:
    facts = table.ids("facts")
    if AT_THE_START in facts:
        findings.add("id/start", table.at("facts"), name=AT_THE_START)
    return facts


def _event(findings: Findings, name: str, node: Node) -> Event:
    table = Table(findings, node, ("at", "title"))
    return Event(name, table.moment("at"), table.words("title"))


def _clock(findings: Findings, name: str, node: Node) -> ClockLine:
    table = Table(findings, node, CLOCK, ("runs_out",))
    return ClockLine(
        id=name,
        title=table.words("title"),
        clock=table.text("clock"),
        risk=table.one_of("risk", Risk, "high"),
        starts=table.ident("starts"),
        stops=table.ident("stops"),
        points=table.whole("points", 0, 9),
        runs_out=table.ident("runs_out"),
    )
