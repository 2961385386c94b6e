"""A scenario of sixty scenes, made up, and how long it takes to check, to analyse and to walk."""

import json
import resource
import time
from collections.abc import Callable

from webapp.engine.clocks import Limit
from webapp.engine.scenario import chance, check_fields, check_links, check_words
from webapp.engine.scenario.build import build
from webapp.engine.scenario.check import check
from webapp.engine.scenario.report import report
from webapp.engine.scenario.schema import read
from webapp.engine.scenario.values import reach_of
from webapp.scenarios.content import parent_of, read_manual, read_scenario, scenario_files
from webapp.settings import ROOT

SCENES = 60
OF_A_CHAPTER = 10
CHAPTERS = 6
"""Each has a way that parts in two and meets again, a repair scene, a limit of its own, a referral form."""

TOTAL = 20
UIDS = frozenset({"aaaa"})
LIMITS = (
    Limit("CL-REPORT", "high", 1, "hour", "starter", "aaaa"),
    Limit("CL-ACK", "medium", 1, "working_day", "starter", "aaaa"),
)
DIMENSIONS = ("SAF", "ENT", "TIM", "CDH", "CPB", "DOC")
TOLD = {"ar": "جملة قصيرة عن طفل في قصة مختلقة", "en": "A short sentence about a child in a made-up story"}
WHY = {"because": TOLD, "cite": ["aaaa"]}
STANCES = ("cautious", "police", "family")


def text_of_sixty(expert: str = TOLD["en"], chapters: int = CHAPTERS) -> str:
    """Return the text of a scenario of SCENES scenes, two of them endings, or of fewer chapters.

    Shape: `expert` is what every expert's answer says.
    """
    scenes: dict[str, dict] = {}
    facts: list[str] = []
    clocks: dict[str, object] = {}
    names = [f"c{chapter}s{number}" for chapter in range(chapters) for number in range(OF_A_CHAPTER)]
    for place, name in enumerate(names[:-2]):
        _scene(scenes, names, place, name)
    _round(scenes, expert, chapters)
    for chapter in range(chapters):
        facts += [f"told-{chapter}", f"safe-{chapter}", f"sent-{chapter}"]
        clocks[f"report-{chapter}"] = {
            "title": TOLD, "clock": "CL-REPORT" if chapter else "CL-ACK",
            "risk": "high" if chapter else "medium",
            "starts": f"sent-{chapter}", "stops": f"told-{chapter}", "points": "1",
        }  # fmt: skip
    for name in names[-2:]:
        scenes[name] = {"title": TOLD, "ending": {"outcome": "safe", "text": TOLD}}
    case = {
        "format": "1", "id": "sixty-scenes", "access": "open",
        "role": {"id": "r", "gender": "female", "title": TOLD},
        "harm": ["neglect"], "risk": "high", "sectors": ["education"], "difficulty": "3", "minutes": "40",
        "starts": "2026-10-11T09:00+04:00", "title": TOLD, "summary": TOLD, "setting": TOLD, "note": TOLD,
        "facts": facts, "clocks": clocks, "start": names[0], "scenes": scenes,
    }  # fmt: skip
    return json.dumps(case, ensure_ascii=False, indent=1)


def _scene(scenes: dict[str, dict], names: list[str], place: int, name: str) -> None:
    """Add one scene: of each ten one parts the ways, one repairs, one is a form."""
    chapter, number = divmod(place, OF_A_CHAPTER)
    dimension = DIMENSIONS[(place + place // 6) % 6]
    answers: dict[str, dict[str, object]] = {}
    for letter, (credit, minutes) in enumerate(((-1, 10), (0, 30), (2, 10), (-2, 60))):
        answers[f"a{letter}"] = {"text": TOLD, "minutes": str(minutes), **WHY}
        if credit and (number != 4 or credit < 0):  # a repair costs when it is left out, and earns nothing
            answers[f"a{letter}"]["credit"] = {dimension: str(credit)}
        if letter != 2:
            answers[f"a{letter}"]["stance"] = STANCES[(place + letter) % 3]
    answers["a2"]["expert"] = "true"
    follow: list[dict[str, object]] = [{"go": names[place + 1]}]
    fields: dict[str, object] = {"q": {"kind": "one", "ask": TOLD, "answers": answers}}
    if number == 1:
        answers["a2"]["set"] = [f"sent-{chapter}"]
        answers["a1"]["set"] = [f"sent-{chapter}"]
    if number == 3:
        answers["a2"]["set"] = [f"told-{chapter}"]
        answers["a3"]["critical"] = {"class": "C1", "repaired": f"safe-{chapter}", "within": "600"}
        follow.insert(0, {"if": {"not": {"fact": f"told-{chapter}"}}, "go": names[place + 1]})
        follow[1] = {"go": names[place + 2]}
    if number == 4:
        answers["a2"]["set"] = [f"told-{chapter}", f"safe-{chapter}"]
    if place == len(names) - 3:
        follow.insert(0, {"if": {"not": {"fact": f"told-{chapter}"}}, "go": names[-1]})
    if number == 6:
        fields = _form()
    story = {"title": TOLD, "story": TOLD, "recovery": "true" if number == 4 else "false"}
    scenes[name] = story | {"decision": {"title": TOLD, "fields": fields}, "next": follow}


def _round(scenes: dict[str, dict], expert: str, chapters: int) -> None:
    """Let the expert collect TOTAL credits in each dimension, forms and limits included."""
    elsewhere = {"DOC": 2 * chapters, "CPB": 2 * chapters, "TIM": chapters}
    for dimension in DIMENSIONS:
        experts = [
            scene["decision"]["fields"]["q"]["answers"]["a2"]
            for scene in scenes.values()
            if scene["recovery"] == "false" and "q" in scene["decision"]["fields"]
        ]
        own = [one for one in experts if dimension in one["credit"]]
        for answer in experts:
            answer["text"] = TOLD | {"en": expert}
        for number, answer in enumerate(own):
            least, more = divmod(TOTAL * chapters // CHAPTERS - elsewhere.get(dimension, 0), len(own))
            answer["credit"] = {dimension: str(least + (number < more))}


def _form() -> dict[str, object]:
    boxes = {f"b{number}": {"text": TOLD, **WHY} for number in range(5)}
    for name in ("b1", "b3"):
        boxes[name]["expert"] = "true"
    boxes["b2"]["harmful"] = "true"
    steps = {f"s{number}": {"text": TOLD, **WHY} for number in range(4)}
    return {
        "boxes": {"kind": "many", "ask": TOLD, "credit": {"DOC": "2"}, "cite": ["aaaa"], "answers": boxes},
        "steps": {"kind": "order", "ask": TOLD, "credit": {"CPB": "2"}, "answers": steps, **WHY},
        "note": {"kind": "text", "ask": TOLD},
    }  # fmt: skip


def measure() -> list[dict[str, object]]:
    """Return how long the parts of the check and the analysis take. Units: milliseconds of processor time."""
    text = text_of_sixty()
    draft, problems = read(text, "sixty.yaml")
    assert draft is not None, problems
    scenario = build(draft, LIMITS, ())

    def shape() -> None:
        found, _ = read(text, "sixty.yaml")
        assert found is not None
        list(check_links.problems(found, LIMITS, UIDS))
        list(check_fields.problems(found, UIDS))
        list(check_words.problems(found))

    rows = [("shape, links, words", _took(shape)), ("states and values", _took(lambda: reach_of(scenario)))]
    rows += [
        (f"habit {name}", _took(lambda one=one: chance.mean(scenario, one)))
        for name, one in chance.HABITS.items()
    ]
    rows.append(("whole report", _took(lambda: report(draft, scenario, {}))))
    states = len(reach_of(scenario).steps)
    bars = {"shape, links, words": "< 200", "whole report": "< 1000"}
    return [
        {"what": f"{SCENES} scenes: {name}", "ms": round(took), "bar": bars.get(name, ""), "states": states}
        for name, took in rows
    ]


def shipped() -> list[dict[str, object]]:
    """Return how long shipped cases take to check and to analyse. Units: milliseconds of processor time."""
    manual = read_manual(ROOT / "manual")
    rows: list[dict[str, object]] = []
    for path in scenario_files(ROOT):
        if parent_of(path) is None:
            begun = time.process_time()
            draft, problems = read(read_scenario(path), path.name)
            assert draft is not None, problems
            check(draft, manual.limits, manual.holidays, manual.chapters)
            checked = time.process_time()
            report(draft, build(draft, manual.limits, manual.holidays), manual.chapters)
            told = time.process_time() - checked
            rows.append(
                {"what": f"{path.stem}: check", "ms": round(1000 * (checked - begun)), "bar": "< 200"}
            )
            rows.append({"what": f"{path.stem}: report", "ms": round(1000 * told), "bar": "< 1000"})
    return rows


def _took(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    for row in (*measure(), *shipped()):
        print(row)
    print("memory MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
