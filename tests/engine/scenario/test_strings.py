"""Words side by side and back again: only what was changed changes, to the letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios import text_of
from webapp.engine.scenario.strings import pairs, put

TEXT = """\
# The first line stays.
id: a-case   # and so does this
title: {ar: "عنوان", en: 'It''s one'}  # beside
story:
  ar: |
    سطر أول

    سطر ثان

  en: >-
    Folded
    words
note:
  en: Only English
list:
  - {en: plain words, ar: "كلمات"}
last: {ar: نعم, en: Yes}
# The end.
"""


def changed(**told: str) -> str:
    made = put(TEXT, {(path.replace("__", "/"), "en"): value for path, value in told.items()})
    assert made.refused == ()
    return made.text


def test_every_pair_is_found_with_its_path_and_line() -> None:
    found = {pair.path: pair for pair in pairs(TEXT)}
    assert list(found) == ["title", "story", "note", "list/1", "last"]
    assert (found["title"].line, found["title"].en, found["story"].ar) == (
        3,
        "It's one",
        "سطر أول\n\nسطر ثان\n",
    )
    assert found["note"].state == "ar-missing"
    assert found["title"].state == ""


def test_a_change_touches_only_its_own_words() -> None:
    text = changed(title='Say "so": it', list__1="other, words", last="No")
    assert text == TEXT.replace("'It''s one'", r'"Say \"so\": it"').replace(
        "plain words", '"other, words"'
    ).replace("en: Yes", 'en: "No"')


def test_a_text_over_several_lines_stays_one_and_keeps_its_end() -> None:
    made = put(TEXT, {("story", "ar"): "جديد\n\nأسطر"}).text
    assert made == TEXT.replace("سطر أول", "جديد").replace("سطر ثان", "أسطر")
    assert {pair.path: pair.en for pair in pairs(changed(story="One\nTwo"))}["story"] == "One\nTwo"


def test_a_missing_language_is_written_beside_the_other() -> None:
    made = put(TEXT, {("note", "ar"): "بالعربية"}).text
    assert made == TEXT.replace("  en: Only English", '  ar: "بالعربية"\n  en: Only English')
    flow = put("a: {en: Yes}\n", {("a", "ar"): "نعم"}).text
    assert flow == 'a: {ar: "نعم", en: Yes}\n'


def test_an_unknown_path_is_refused_and_the_rest_is_put() -> None:
    made = put(TEXT, {("nowhere", "en"): "x", ("last", "en"): "No"})
    assert made.refused == (("nowhere", "en"),)
    assert 'en: "No"' in made.text


LETTERS = st.text(alphabet="abعب \"'\\:#{}[],|>-&*!%@`\n", min_size=1, max_size=24).filter(str.strip)


@pytest.mark.parametrize("name", ["a_late_report", "a_warned_father"])
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_is_put_is_read_back_and_nothing_else_moves(name: str, data: st.DataObject) -> None:
    text = text_of(name)
    known = pairs(text)
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    told = {(pair.path, "en"): data.draw(LETTERS).strip() for pair in chosen}
    made = put(text, told)
    assert made.refused == ()
    after = {pair.path: pair for pair in pairs(made.text)}
    for pair in known:
        assert after[pair.path].ar == pair.ar
        assert after[pair.path].en == told.get((pair.path, "en"), pair.en)
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in made.text.splitlines() if line.startswith("#")] == comments
