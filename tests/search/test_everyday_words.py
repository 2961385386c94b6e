"""What people say, and how they ask for sections: read, sensible, and about the manual that is here."""

import pytest

from webapp.engine.words.analyse import analyse
from webapp.engine.words.pairs import expanded, pairs
from webapp.engine.words.query import groups
from webapp.engine.words.vocabulary import collect
from webapp.manual.files import read_folder
from webapp.search import everyday
from webapp.settings import ROOT

TEXTS = (["الطفل والإساءة الجسدية"], ["a child, physical abuse and neglect"], ["المدرسة والحالة"])
VOCABULARY = collect(TEXTS)
KNOWN = pairs((), everyday.said())


def stems(text: str) -> set[str]:
    wider = expanded(groups(text, VOCABULARY), KNOWN, VOCABULARY)
    return {one.stem for group in wider.groups for one in group.alternatives}


@pytest.mark.parametrize(
    ("typed", "stem"),
    [
        ("عيال", "طفل"),
        ("للعيال", "طفل"),
        ("كدمات", "جسد"),
        ("kids", "child"),
        ("bruises", "physic"),
        ("slaping", "abus"),
    ],
)
def test_an_everyday_word_finds_what_the_manual_calls_it(typed: str, stem: str) -> None:
    assert stem in stems(typed)


def test_what_the_manual_says_is_not_widened_to_what_people_say() -> None:
    assert stems("neglect") == {"neglect"}


def test_an_everyday_word_is_not_taken_for_a_slip() -> None:
    wider = expanded(groups("kids", collect([["kind child"]])), KNOWN, VOCABULARY)
    assert wider.groups[0].corrections == ()


def test_every_line_says_something_and_nothing_twice() -> None:
    for spoken, called in everyday.said():
        assert spoken
        assert called
        assert len(set(spoken)) == len(spoken), spoken
        assert all(analyse(name) for name in (*spoken, *called))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_section_is_asked_for_in_both_languages_and_no_other_is(lang: str) -> None:
    there = {
        name.split("/")[1].partition("-")[2]
        + "/"
        + name.split("/")[2].partition("-")[2].removesuffix(f".{lang}.md")
        for name in read_folder(ROOT / "manual")
        if name.endswith(f".{lang}.md")
    }
    assert set(everyday.asked_as(lang)) == there
    assert all(len(names) >= 4 for names in everyday.asked_as(lang).values())
