"""Laws of the analyser, for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.words.analyse import analyse
from webapp.engine.words.normal import normal
from webapp.engine.words.query import groups
from webapp.engine.words.snippet import ELLIPSIS, snippet
from webapp.engine.words.vocabulary import collect

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200f"
arabic = st.text(alphabet=LETTERS, min_size=1, max_size=12)
texts = st.text(max_size=200) | st.text(alphabet=LETTERS + MARKS + " .،a1٣'’-", max_size=200)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_surface_is_a_slice_of_the_text(text: str) -> None:
    at = 0
    for token in analyse(text):
        assert text[token.start : token.end] == token.surface
        assert token.start >= at
        assert token.normal
        assert token.stem
        assert " " not in token.stem
        at = token.start


@given(arabic, st.data())
@settings(max_examples=200, deadline=None)
def test_marks_and_tatweel_never_change_a_word(word: str, data: st.DataObject) -> None:
    decorated = word[0] + "".join(
        data.draw(st.text(alphabet=MARKS, max_size=2)) + letter for letter in word[1:]
    )
    assert [token.stem for token in analyse(decorated)] == [token.stem for token in analyse(word)]


@given(texts, st.sets(arabic, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_snippet_is_part_of_the_text(text: str, wanted: set[str]) -> None:
    stems = dict.fromkeys(sorted({token.stem for word in wanted for token in analyse(word)}), 1.0)
    shown = [piece.text for piece in snippet(text, stems, width=40) if piece.text != ELLIPSIS]
    assert "".join(shown) in text


@given(st.lists(texts, max_size=5), texts)
@settings(max_examples=100, deadline=None)
def test_the_same_question_is_always_read_the_same_way(documents: list[str], question: str) -> None:
    first, second = (groups(question, collect([text] for text in documents)) for _ in range(2))
    assert first == second
    for group in first:
        stems = [one.stem for one in group.alternatives]
        assert len(stems) == len(set(stems))
