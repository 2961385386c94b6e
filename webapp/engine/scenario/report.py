"""One line of numbers about a scenario: its size, and what chance and habits would score."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from webapp.engine.scenario import rules
from webapp.engine.scenario.chance import HABITS, mean, outlook, reaching
from webapp.engine.scenario.check_words import LANGUAGES, count, longest_is_expert
from webapp.engine.scenario.kinds import KINDS
from webapp.engine.scenario.model import Draft, Field, Lang, Scenario
from webapp.engine.scenario.play import expert
from webapp.engine.scenario.score import score
from webapp.engine.scenario.states import State
from webapp.engine.scenario.values import Reach, reach_of
from webapp.engine.yaml import Mapping as Entries
from webapp.engine.yaml import Node, Scalar, Sequence

UNSEEN = Fraction(1, 2_000_000)
"""A share below this is nought in six decimals."""


def report(draft: Draft, scenario: Scenario, chapters: Mapping[str, int]) -> dict[str, Any]:
    """Return the report of a scenario as plain data.

    Shape: `chapters` maps a block's uid to its chapter.
    Units: scores are points of 100 with two decimals, rates shares of 1.
    """
    reach = reach_of(scenario)
    fields = scenario.fields
    singles = tuple(field for field in fields if field.kind == "one")
    means = {name: points(mean(scenario, habit)) for name, habit in HABITS.items()}
    return {
        "id": scenario.id,
        "decisions": scenario.decisions,
        "repair_scenes": scenario.repairs,
        "paths": _paths(reach),
        "states": len(reach.steps),
        "expert": points(score(scenario, expert(scenario)).final),
        "random_mean": means["random"],
        "secure_rate": _secure_rate(scenario),
        "strategies": {
            "longest": max(means["longest.ar"], means["longest.en"]),
            **{name: means[name] for name in ("first", "cautious", "police", "family")},
        },
        "longest_is_expert": {lang: round(longest_is_expert(singles, lang), 4) for lang in LANGUAGES},
        "field_kinds": {kind: sum(field.kind == kind for field in fields) for kind in KINDS},
        "chapters": sorted({chapters[uid] for uid in cites(fields) if uid in chapters}),
        "sectors": list(scenario.sectors),
        "words": {lang: _words(draft.root, lang) for lang in LANGUAGES},
    }


def _secure_rate(scenario: Scenario) -> float:
    """Return how often chance ends Secure. Units: share of 1, six decimals.

    Shape: where even a final score that high is rarer than can be shown, its dimensions are not walked.
    """
    if reaching(scenario, HABITS["random"], rules.SECURE) < UNSEEN:
        return 0.0
    return round(float(outlook(scenario, HABITS["random"]).bands["secure"]), 6)


def points(number: Fraction) -> float:
    """Return a score for showing. Units: points of 100, two decimals."""
    return float(round(number, 2))


def cites(fields: tuple[Field, ...]) -> frozenset[str]:
    """Return every block of the manual that fields and their answers cite."""
    own = {uid for field in fields for uid in field.cite}
    return frozenset(own.union(*(answer.cite for field in fields for answer in field.answers)))


def _paths(reach: Reach) -> int:
    """Count the complete plays, every set of boxes its own."""
    ways: dict[State, int] = {}
    for state in reversed(reach.steps):
        ways[state] = sum(step.move.ways * ways[step.after] for step in reach.steps[state]) or 1
    return ways[reach.start]


def _words(node: Node, lang: Lang) -> int:
    """Count the words of one language in a whole file."""
    if isinstance(node, Sequence):
        return sum(_words(item, lang) for item in node)
    if not isinstance(node, Entries):
        return 0
    own = node.entries.get(lang)
    if isinstance(own, Scalar):
        return count(own.text)
    return sum(_words(entry, lang) for entry in node.entries.values())
