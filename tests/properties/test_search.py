"""Whatever a section says can be found by saying it."""

import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.words.analyse import analyse
from webapp.engine.words.query import asked
from webapp.manual.queries import BlockText, SectionText
from webapp.search import index
from webapp.search.queries import MOST_HITS, find

ARABIC = [
    "طفل",
    "مدرسة",
    "بلاغ",
    "خطر",
    "لجنة",
    "غياب",
    "أثر",
    "ضرب",
    "والد",
    "أم",
    "معلم",
    "شرطة",
    "خط",
    "حماية",
    "إساءة",
    "إهمال",
    "اشتباه",
    "سر",
    "تدوين",
    "زيارة",
]
ENGLISH = [
    "child",
    "school",
    "report",
    "risk",
    "committee",
    "absence",
    "bruise",
    "father",
    "mother",
    "teacher",
    "police",
    "hotline",
    "abuse",
    "neglect",
]
FRONTS = ("", "ال", "و", "ب", "وال", "لل")
ENDS = ("", "هم", "ات", "ين", "ُ", "ـ")

arabic_words = st.builds(
    lambda front, word, end: front + word + end,
    st.sampled_from(FRONTS),
    st.sampled_from(ARABIC) | st.text("ابتثجحدرسشعفقكلمنهوي", min_size=3, max_size=8),
    st.sampled_from(ENDS),
)
english_words = st.sampled_from(ENGLISH) | st.text("abcdeghilmnoprstu", min_size=3, max_size=8)


def sentences(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=8).map(" ".join)


@st.composite
def manuals(draw: st.DrawFn) -> tuple[SectionText, ...]:
    words = draw(st.sampled_from([arabic_words, english_words]))
    texts = draw(st.lists(st.lists(sentences(words), min_size=1, max_size=3), min_size=1, max_size=4))
    return tuple(
        SectionText(
            section_id=f"chapter/s{at}",
            number=f"1.{at}",
            title=draw(sentences(words)),
            chapter_title="",
            blocks=tuple(
                BlockText(uid=f"u{at}b{n}", number=f"1.{at}.{n}", force="", heading="", text=text)
                for n, text in enumerate(blocks, start=1)
            ),
        )
        for at, blocks in enumerate(texts, start=1)
    )


@given(manual=manuals(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_word_of_a_section_finds_it(
    manual: tuple[SectionText, ...], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = pathlib.Path(tmp_path_factory.mktemp("search")) / "index"
    index.build(folder, manual)
    opened = index.open(folder)
    section = data.draw(st.sampled_from(manual))
    block = data.draw(st.sampled_from(section.blocks))
    for word in block.text.split():
        if not asked(word):
            continue
        found = find(opened, word, lang="ar", limit=MOST_HITS)
        assert section.section_id in [hit.section_id for hit in found.hits]
        marked = [piece.text for hit in found.hits for piece in hit.pieces if piece.marked]
        assert all(len(analyse(text)) == 1 for text in marked)


@given(manual=manuals(), words=sentences(arabic_words | english_words))
@settings(max_examples=20, deadline=None)
def test_the_same_question_has_the_same_answer(
    manual: tuple[SectionText, ...], words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = pathlib.Path(tmp_path_factory.mktemp("search"))
    for name in ("one", "other"):
        index.build(folder / name, manual)
    one, other = (find(index.open(folder / name), words, lang="ar") for name in ("one", "other"))
    assert one == other


@given(words=st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_nothing_a_reader_types_breaks_the_search(
    words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = pathlib.Path(tmp_path_factory.getbasetemp()) / "kept-index"
    if not folder.exists():
        block = BlockText(
            uid="p7k2", number="7.1.1", force="must", heading="Who", text="Report AND (call) 1100."
        )
        index.build(folder, [SectionText("reporting/routes", "7.1", "Routes", "Reporting", (block,))])
    assert find(index.open(folder), words, lang="en").total <= 1
