"""Laws of certificates' codes: whoever copies one by hand is understood."""

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.certificates.codes import ALPHABET, LENGTH, fresh, grouped, read

LIKE = {"D": "D0OQd", "7": "71IL٧l", "5": "5S۵", "8": "8B٨", "2": "2Zz", "6": "6Gg", "V": "VUu"}
WAYS = [(sign, way) for sign in ALPHABET for way in LIKE.get(sign, sign + sign.lower())]
written = st.lists(st.sampled_from(WAYS), min_size=LENGTH, max_size=LENGTH)
gaps = st.sampled_from(["", " ", "-", " – ", ".", "\u200f"])
before = st.sampled_from(["", "  ", "https://masar.example/ar/certificates/"])


@given(written=written, gap=gaps, before=before, after=st.sampled_from(["", "\n", "/"]))
@settings(max_examples=60)
def test_a_code_comes_back_however_it_was_written(
    written: list[tuple[str, str]], gap: str, before: str, after: str
) -> None:
    code = "".join(sign for sign, _ in written)
    shown = "".join(way for _, way in written)
    typed = gap.join(shown[at : at + 4] for at in range(0, LENGTH, 4))
    assert read(before + typed + after) == code
    assert read(grouped(code)) == code


@given(typed=st.text(max_size=40))
@settings(max_examples=60)
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    found = read(typed)
    assert found == "" or (len(found) == LENGTH and set(found) <= set(ALPHABET))


def test_codes_have_no_signs_that_look_alike() -> None:
    assert not set("01OILQSBZGU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 25
    assert len({fresh() for _ in range(200)}) == 200
