"""Scenarios made up by hypothesis: every kind of field, facts, clocks, rescues, criticals, events, papers."""

import json

from hypothesis import strategies as st

from webapp.engine.clocks import Limit
from webapp.engine.scenario.build import build
from webapp.engine.scenario.model import DIMENSIONS
from webapp.engine.scenario.schema import read

WORDS = {"ar": "كلمة", "en": "word"}
LIMITS = [
    Limit("CL-HOUR", "high", 1, "hour", "starter", "aaaa"),
    Limit("CL-WORK", "high", 1, "working_day", "starter", "aaaa"),
]
FACTS = ("f0", "f1", "f2")
MINUTES = st.sampled_from([0, 5, 20, 50, 90, 1500])
SETS = st.lists(st.sampled_from(FACTS), max_size=2, unique=True)
CRITICALS = st.sampled_from(
    [{"class": "C1", "repaired": "f2", "within": "60"}, {"class": "C2"}, {"class": "C3"}]
)
OFFERS = (["1h", "4h", "2d"], ["1wd", "3wd"], ["2026-10-15T12:00+04:00", "2026-10-18T09:00+04:00"])


@st.composite
def answers(draw, kind):
    made = {}
    for number in range(draw(st.integers(2, 3))):
        one = {"text": WORDS, "because": WORDS, "cite": ["aaaa"], "set": draw(SETS)}
        if kind == "one":
            one |= {"minutes": str(draw(MINUTES) if number else 5)} | draw(credits_of(number))
        if number == 0:
            one["expert"] = "true"
        elif kind == "many" and draw(st.booleans()):
            one["harmful"] = "true"
        if number and draw(st.integers(0, 3)) == 0:
            one["critical"] = draw(CRITICALS)
        made[f"a{number}"] = one
    return made


@st.composite
def credits_of(draw, number):
    low, high = (1, 3) if number == 0 else (-2, 1)
    codes = draw(st.sets(st.sampled_from(DIMENSIONS), min_size=1, max_size=2))
    return {"credit": {code: str(draw(st.integers(low, high))) for code in sorted(codes)}}


@st.composite
def boxes(draw):
    made = {"kind": "many", "ask": WORDS, "credit": {"DOC": "2"}, "minutes": "5", "cite": ["aaaa"]}
    return made | {"answers": draw(answers("many"))}


@st.composite
def orders(draw):
    steps = {}
    for number in range(draw(st.integers(2, 3))):
        steps[f"a{number}"] = {"text": WORDS, "because": WORDS, "cite": ["aaaa"]}
        if number:
            steps[f"a{number}"] |= {"set": draw(SETS)}
        if number and draw(st.integers(0, 3)) == 0:
            steps[f"a{number}"]["critical"] = draw(CRITICALS)
    if draw(st.booleans()):
        steps["a1"]["after"] = ["a0"]
    field = {"kind": "order", "ask": WORDS, "because": WORDS, "cite": ["aaaa"], "answers": steps}
    return field | {"credit": {"CPB": "3"}, "minutes": "10", "set": draw(SETS)}


@st.composite
def whens(draw):
    offers = draw(st.sampled_from(OFFERS))
    cut = draw(st.sampled_from(offers[:-1]))
    early = {"text": WORDS, "because": WORDS, "cite": ["aaaa"], "until": cut, "expert": "true"}
    late = {"text": WORDS, "because": WORDS, "cite": ["aaaa"], "after": cut, "set": draw(SETS)}
    early |= draw(credits_of(0)) | {"minutes": "5"}
    late |= draw(credits_of(1)) | {"minutes": str(draw(MINUTES))}
    return {"kind": "when", "ask": WORDS, "offers": offers, "answers": {"a0": early, "a1": late}}


@st.composite
def fields(draw):
    made = {"q": {"kind": "one", "ask": WORDS, "answers": draw(answers("one"))}}
    kind = draw(st.sampled_from(["", "", "", "m", "o", "w"]))
    if kind:
        made[kind] = draw({"m": boxes(), "o": orders(), "w": whens()}[kind])
    if draw(st.integers(0, 3)) == 0:
        made["t"] = {"kind": "text", "ask": WORDS}
    return made


@st.composite
def conditions(draw):
    simple = st.one_of(
        st.sampled_from(FACTS).map(lambda fact: {"fact": fact}),
        st.sampled_from(["running", "met", "late"]).map(lambda state: {"clock": "c", "is": state}),
        st.sampled_from(["before", "after"]).map(lambda word: {word: "noon"}),
        st.just({"answered": {"scene": "s0", "field": "q", "answer": "a1"}}),
    )
    one = draw(simple)
    return {"not": one} if draw(st.booleans()) else {"any": [one, draw(simple)]}


@st.composite
def clocks(draw, last):
    made = {}
    for name, stops in draw(st.sampled_from([[("c", "f1")], [("c", "f1"), ("d", "f0")]])):
        made[name] = {
            "title": WORDS, "clock": draw(st.sampled_from(["CL-HOUR", "CL-WORK"])), "risk": "high",
            "stops": stops, "points": "3", "starts": draw(st.sampled_from(["start", "f0", "f2"])),
        }  # fmt: skip
        if draw(st.booleans()):
            made[name]["runs_out"] = last
    return made


@st.composite
def texts(draw, most=4):
    """A scenario's text, of three or four scenes in which a scene may lead to any later one."""
    names = [f"s{number}" for number in range(draw(st.integers(3, most)))]
    scenes = {}
    for place, name in enumerate(names):
        later = [*names[place + 1 :], "end"]
        follow = [{"go": later[0]}]
        if draw(st.booleans()):
            follow.insert(0, {"if": draw(conditions()), "go": draw(st.sampled_from(later))})
        scenes[name] = {"title": WORDS, "story": WORDS, "next": follow}
        scenes[name]["decision"] = {
            "title": WORDS,
            "key": draw(st.sampled_from(["true", "false"])),
            "fields": draw(fields()),
        }
        if draw(st.integers(0, 3)) == 0:
            paper = {"kind": "note", "title": WORDS, "body": WORDS, "if": draw(conditions())}
            scenes[name]["documents"] = [paper]
    scenes["end"] = {"title": WORDS, "ending": {"outcome": "safe", "text": WORDS}}
    text = {
        "format": "1", "id": "made", "access": "open", "role": {"id": "r", "gender": "female", "title": WORDS},
        "harm": ["neglect"], "risk": "high", "sectors": ["health"], "difficulty": "1", "minutes": "5",
        "starts": "2026-10-15T09:00+04:00", "title": WORDS, "summary": WORDS, "setting": WORDS, "note": WORDS,
        "facts": list(FACTS), "events": {"noon": {"at": "2026-10-15T10:00+04:00", "title": WORDS}},
        "clocks": draw(clocks(names[-1])), "start": "s0", "scenes": scenes,
    }  # fmt: skip
    return json.dumps(text, ensure_ascii=False)


def built(text):
    """The scenario of a text."""
    draft, problems = read(text, "made.yaml")
    assert draft is not None, problems
    return build(draft, LIMITS, [])


def scenarios():
    """Scenarios ready to be played."""
    return texts().map(built)
