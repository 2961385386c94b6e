from webapp.engine.words.snippet import ELLIPSIS, snippet

LONG = " ".join(["كلام يمهّد لما بعده ولا جواب فيه."] * 12)


def marked(text: str, *stems: str) -> list[str]:
    return [piece.text for piece in snippet(text, dict.fromkeys(stems, 1.0)) if piece.marked]


def test_words_are_marked_whole_with_what_is_attached_to_them() -> None:
    assert marked("كُشف عن أثرِ الضَّرْبِ، وبالضرب.", "ضرب", "اثر") == ["أثرِ", "الضَّرْبِ", "وبالضرب"]


def test_a_short_text_is_shown_as_it_is() -> None:
    pieces = snippet("Report at once.", {"report": 1.0})
    assert "".join(piece.text for piece in pieces) == "Report at once."


def test_the_window_goes_to_where_the_answer_is() -> None:
    text = f"{LONG} يُكشف عن أثر الضرب في المركز الصحي. {LONG}"
    pieces = snippet(text, {"ضرب": 1.0, "اثر": 1.0})
    assert [piece.text for piece in pieces if piece.marked] == ["أثر", "الضرب"]
    assert pieces[0].text == pieces[-1].text == ELLIPSIS
    assert sum(len(piece.text) for piece in pieces) <= 230


def test_different_words_are_worth_more_than_one_word_often() -> None:
    text = f"غياب غياب غياب غياب. {LONG} غياب متكرر بلا عذر. {LONG}"
    assert marked(text, "غياب", "متكرر", "عذر") == ["غياب", "متكرر", "عذر"]


def test_no_word_is_cut() -> None:
    words = set(LONG.split())
    pieces = snippet(LONG, {})
    assert set("".join(piece.text for piece in pieces).replace(ELLIPSIS, " ").split()) <= words


def test_markup_in_a_text_stays_text() -> None:
    pieces = snippet("write <b>bold</b> & go", {"bold": 1.0})
    assert "".join(piece.text for piece in pieces) == "write <b>bold</b> & go"
    assert [piece.text for piece in pieces if piece.marked] == ["bold"]


def test_a_name_kept_whole_and_in_parts_is_marked_once() -> None:
    assert marked("see 7.1 there", "7.1", "7", "1") == ["7.1"]
