"""Referral pathways: read from their file, met by answers, told in words and drawn."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine import yaml
from webapp.engine.manual import book, pathways
from webapp.engine.manual.data import Words
from webapp.engine.manual.pathways import Pathway, Pathways, Question, meant_for, meets, unmet
from webapp.engine.problems import Where

LAW = settings(max_examples=60, deadline=None)
HERE = Where("manual/pathways.yaml")
NONE = Words("", "")


@pytest.fixture
def held(files):
    return book.read(files)[0].data.pathways


def a_pathway(when, name="one"):
    return Pathway(name, NONE, NONE, when, (), (), HERE)


def read(text):
    problems = []
    node, _found = yaml.read(text, HERE.path)
    return pathways.read(node, problems), problems


def test_questions_come_with_their_answers_in_the_order_of_the_file(held):
    danger, suspected = held.questions
    assert (danger.id, danger.ask.en) == ("danger", "Is the child in danger now?")
    assert list(danger.answers) == ["now", "not-now"]
    assert suspected.answers["family"] == Words("أحد من الأسرة", "Someone in the family")


def test_a_pathway_comes_whole(held):
    family = next(one for one in held.pathways if one.id == "in-the-family")
    assert family.title == Words("اشتباه في الأسرة", "Suspicion in the family")
    assert family.when == {"danger": ("not-now",), "suspected": ("family",)}
    assert family.harms == ("physical",)
    tell = family.steps[0]
    assert (tell.by, tell.to, tell.limit) == (("teacher",), ("hotline",), ("CL-ACK", "high"))
    assert (tell.does.en, tell.gives.en) == ("Tells the line", "The child's own words.")
    assert (tell.form, tell.cite) == ("report-form", ("p7k2", "r3vb"))
    assert (tell.where.path, tell.where.line) == ("manual/pathways.yaml", 48)


def test_a_step_follows_the_one_above_unless_it_says_otherwise(held):
    steps = next(one.steps for one in held.pathways if one.id == "in-the-family")
    assert {step.id: step.after for step in steps} == {
        "tell": (),
        "see": ("tell",),
        "write": ("tell",),
        "check": ("see",),
        "plan": ("write", "check"),
    }


def test_without_a_file_there_are_no_pathways():
    assert pathways.read(None, []) == Pathways()


@pytest.mark.parametrize("text", ["word", "- a", "questions: x\npathways: y", "questions: []\npathways: [x]"])
def test_what_cannot_be_read_is_left_out_and_reported(text):
    found, problems = read(text)
    assert problems
    assert {one.where.path for one in problems} == {HERE.path}
    assert found.questions == ()
    assert all(one.steps == () for one in found.pathways)


QUESTIONS = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("1", "2")}
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={name: st.sets(st.sampled_from(QUESTIONS[name]), min_size=1).map(tuple) for name in QUESTIONS},
)
ANSWERS = st.fixed_dictionaries({}, optional={name: st.sampled_from(QUESTIONS[name]) for name in QUESTIONS})
SEVERAL = st.lists(CONDITIONS, max_size=8).map(
    lambda every: tuple(a_pathway(when, str(at)) for at, when in enumerate(every))
)


@given(SEVERAL, ANSWERS)
@LAW
def test_what_fits_is_shown_and_nothing_else(every, answers):
    fitting = meant_for(every, answers)
    assert len(fitting) == len(set(map(id, fitting)))
    for one in every:
        wrong = [
            name for name, allowed in one.when.items() if name in answers and answers[name] not in allowed
        ]
        assert (one in fitting) == (not wrong)
        assert meets(one.when, answers) == (not wrong)


@given(SEVERAL, ANSWERS)
@LAW
def test_the_most_specific_comes_first_and_equals_in_the_order_of_the_file(every, answers):
    told = [(-len(one.when.keys() & answers.keys()), int(one.id)) for one in meant_for(every, answers)]
    assert told == sorted(told)


@given(SEVERAL, ANSWERS, st.sampled_from(sorted(QUESTIONS)))
@LAW
def test_a_question_that_is_not_answered_rules_nothing_out(every, answers, question):
    fewer = {name: given for name, given in answers.items() if name != question}
    assert {one.id for one in meant_for(every, answers)} <= {one.id for one in meant_for(every, fewer)}
    assert meant_for(every, {}) == every


@given(SEVERAL)
@LAW
def test_a_case_is_unmet_exactly_when_nothing_fits_it(every):
    asked = tuple(Question(name, NONE, dict.fromkeys(answers, NONE)) for name, answers in QUESTIONS.items())
    gaps = set(unmet(Pathways(asked, every)))
    for case in itertools.product(*QUESTIONS.values()):
        assert (case in gaps) == (not meant_for(every, dict(zip(QUESTIONS, case, strict=True))))
    assert set(unmet(Pathways(asked, (*every, a_pathway({}))))) == set()


def test_looking_for_unmet_cases_ends_where_there_are_too_many_questions():
    asked = tuple(Question(str(at), NONE, dict.fromkeys("abcdefgh", NONE)) for at in range(30))
    assert len(list(itertools.islice(unmet(Pathways(asked, ())), 100_000))) == pathways.MOST_COMBINATIONS
