"""Laws of passwords, of the list of breached ones and of codes, for any text."""

import datetime as dt
import hashlib
import pathlib
import unicodedata

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.accounts.passwords import BreachedList, faults, prepared
from webapp.accounts.second_factor import recovery_digest, step
from webapp.errors import BadInput

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةﻻﷲ\u064b\u0651\u0670\u0640٠١٢٣"
odd = st.text(st.characters(), max_size=300) | st.text(
    alphabet=ARABIC + "ab1@$ .\u200f\ud800\0", max_size=300
)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
CODES = {
    None,
    "password.short",
    "password.long",
    "password.breached",
    "password.guessable",
    "password.like-name",
}


@given(odd, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
@settings(max_examples=400, deadline=None)
def test_every_unicode_form_of_a_password_is_the_same_password(password: str, form: str) -> None:
    assert prepared(unicodedata.normalize(form, password)) == prepared(password)
    assert prepared(prepared(password)) == prepared(password)


@given(odd, st.lists(odd, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_text_is_judged_and_none_breaks_anything(password: str, told: list[str]) -> None:
    assert faults(password, told=told, breached=None) in CODES


@given(
    st.sets(st.text(max_size=8), min_size=1, max_size=60),
    st.sets(st.text(max_size=8), max_size=10),
    st.data(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_finds_its_members_and_nothing_else(
    tmp_path: pathlib.Path, members: set[str], others: set[str], data: st.DataObject
) -> None:
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    count = data.draw(st.sampled_from(["", ":1", ":52256179", ":3  "]))
    case = data.draw(st.sampled_from([str.upper, str.lower]))
    last = data.draw(st.sampled_from(["", end]))
    path = tmp_path / "breached.txt"
    path.write_bytes(
        (end.join(case(digest(one)) + count for one in sorted(members, key=digest)) + last).encode()
    )
    breached = BreachedList(path)
    assert all(map(breached.has, members))
    assert not any(map(breached.has, others - members))


def digest(word: str) -> str:
    return hashlib.sha1(word.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


@given(st.lists(st.binary(min_size=20, max_size=20), min_size=2, max_size=30, unique=True))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_short_list_in_any_other_order_is_refused(tmp_path: pathlib.Path, hashes: list[bytes]) -> None:
    path = tmp_path / "breached.txt"
    path.write_text("".join(f"{one.hex()}:1\n" for one in hashes), encoding="ascii")
    if hashes == sorted(hashes):
        BreachedList(path)
    else:
        with pytest.raises(BadInput):
            BreachedList(path)


@given(st.binary(max_size=2000))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_file_is_refused_and_none_breaks_anything(tmp_path: pathlib.Path, content: bytes) -> None:
    path = tmp_path / "breached.txt"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        BreachedList(path)


@given(
    st.integers(min_value=1_000_000_000, max_value=4_000_000_000), st.lists(st.integers(-90, 90), max_size=8)
)
@settings(max_examples=100, deadline=None)
def test_a_code_is_accepted_once_however_often_it_is_sent(at: int, later: list[int]) -> None:
    code, last, accepted = pyotp.TOTP(SECRET).at(at), 0, 0
    for seconds in [0, *sorted(later)]:
        now = dt.datetime.fromtimestamp(at + seconds, dt.UTC)
        found = step(SECRET, code, now=now, last_step=last)
        accepted += found is not None
        last = found or last
    assert accepted == 1


@given(odd)
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_code_that_is_merely_wrong(code: str) -> None:
    now = dt.datetime(2026, 11, 4, tzinfo=dt.UTC)
    assert step(SECRET, code, now=now, last_step=10**12) is None
    assert len(recovery_digest(code, key=b"key")) == 64
