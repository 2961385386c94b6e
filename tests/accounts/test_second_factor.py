"""A second factor: codes of a telephone, codes on paper, and the secret behind them under seal."""

import datetime as dt
import itertools
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from webapp.accounts.second_factor import (
    Sealer,
    new_recovery_codes,
    new_secret,
    provisioning,
    qr,
    recovery_digest,
    step,
)
from webapp.errors import Refused

# RFC 6238, appendix B, cut to six digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = dt.datetime.fromtimestamp(1_111_111_109, dt.UTC)
CODE, STEP = "081804", 37_037_036


@pytest.mark.parametrize("code", [CODE, "081 804", "٠٨١٨٠٤", "۰۸۱ ۸۰۴", " 081-804\u200f"])
def test_a_code_is_right_however_it_is_typed(code: str) -> None:
    assert step(SECRET, code, now=NOW, last_step=0) == STEP


@pytest.mark.parametrize(
    "code", ["", "081805", "81804", "0818040", "08180x", "½" * 3, "0" * 10_000, "\ud800"]
)
def test_what_is_no_code_is_not_right(code: str) -> None:
    assert step(SECRET, code, now=NOW, last_step=0) is None


@pytest.mark.parametrize(("late", "found"), [(-60, None), (-30, STEP), (0, STEP), (30, STEP), (60, None)])
def test_a_clock_may_be_wrong_by_one_step(late: int, found: int | None) -> None:
    assert step(SECRET, CODE, now=NOW + dt.timedelta(seconds=late), last_step=0) == found


def test_a_code_and_those_before_it_work_once() -> None:
    assert step(SECRET, CODE, now=NOW, last_step=STEP - 1) == STEP
    assert step(SECRET, CODE, now=NOW, last_step=STEP) is None
    assert step(SECRET, CODE, now=NOW, last_step=STEP + 1) is None


def test_a_new_secret_is_long_and_never_the_same() -> None:
    assert len({new_secret() for _ in range(20)}) == 20
    assert {len(new_secret())} == {32}


def test_the_address_tells_an_authenticator_whose_it_is() -> None:
    told = urlsplit(provisioning(SECRET, name="منى حداد", issuer="Masar"))
    assert (told.scheme, told.netloc, unquote(told.path)) == ("otpauth", "totp", "/Masar:منى حداد")
    assert parse_qs(told.query) == {"secret": [SECRET], "issuer": ["Masar"]}


def test_the_picture_needs_no_style_no_script_and_no_other_file() -> None:
    drawn = qr(provisioning(SECRET, name="muna", issuer="Masar"))
    root = ET.fromstring(drawn)  # noqa: S314 -- drawn by our own code
    assert type(drawn) is str
    assert int(root.attrib["width"]) == int(root.attrib["height"]) > 150
    assert root.attrib["viewBox"].startswith("0 0 ")
    names = {name for one in root.iter() for name in one.attrib}
    assert names == {"width", "height", "viewBox", "class", "shape-rendering", "fill", "stroke", "d"}
    assert {one.tag for one in root.iter()} == {"svg", "path"}
    assert SECRET not in drawn


def test_recovery_codes_are_easy_to_read_and_hard_to_guess() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert len(new_recovery_codes(3)) == 3
    letters = set("".join(itertools.chain(*(new_recovery_codes() for _ in range(40))))) - {"-"}
    assert not letters & set("0O1IL")
    assert len(letters) ** 15 > 2**60
    assert all([len(group) for group in code.split("-")] == [5, 5, 5] for code in codes)


def test_a_recovery_code_is_the_same_however_it_is_written() -> None:
    kept = recovery_digest("K7QFA-M2XD3-9RTPB", key=b"key")
    assert len(kept) == 64
    for written in ("k7qfam2xd39rtpb", " K7QFA M2XD3 9RTPB\n", "k7qfa–m2xd3—9rtpb", "K٧QFA-M٢XD٣-٩RTPB"):
        assert recovery_digest(written, key=b"key") == kept
    assert recovery_digest("K7QFA-M2XD3-9RTPC", key=b"key") != kept
    assert recovery_digest("K7QFA-M2XD3-9RTPB", key=b"another") != kept


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    sealer = Sealer(["the present key"])
    sealed = sealer.seal(SECRET)
    assert SECRET not in sealed
    assert sealer.open(sealed) == SECRET
    assert sealer.seal(SECRET) != sealed


def test_a_new_key_takes_over_from_an_old_one() -> None:
    old, both, new = Sealer(["old"]), Sealer(["new", "old"]), Sealer(["new"])
    sealed = old.seal("سرّ")
    assert both.open(sealed) == "سرّ"
    assert new.open(both.seal("سرّ")) == "سرّ"
    assert new.open(both.reseal(sealed)) == "سرّ"


@pytest.mark.parametrize("text", ["", "gAAAAA", "سرّ", Sealer(["another"]).seal(SECRET)])
def test_what_no_key_opens_is_refused_by_name(text: str) -> None:
    for act in (Sealer(["a", "b"]).open, Sealer(["a", "b"]).reseal):
        with pytest.raises(Refused) as refused:
            act(text)
        assert refused.value.code == "second-factor.unreadable"


def test_a_seal_needs_a_key() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Sealer([])
