"""What may be a password, and how one is kept."""

import hashlib
import pathlib
import threading
import time
from collections.abc import Callable

import pytest

from webapp.accounts import passwords
from webapp.accounts.passwords import BreachedList, OneByOne, faults, hashed, is_right, needs_rehash, prepared
from webapp.errors import BadInput, TooMany

GOOD = "three lamps by the river"
DRAWN = "".join(hashlib.sha256(bytes([part])).hexdigest() for part in range(4))
MUNA = ("Muna Haddad", "m.haddad@health.example", "وزارة الصحة", "منى حداد")


@pytest.fixture(scope="module")
def kept() -> str:
    return hashed("قهوة سوداء بلا سكر ١٢")


def test_a_password_is_right_however_its_keyboard_sends_it(kept: str) -> None:
    assert kept.startswith("$argon2id$")
    assert is_right(kept, "قهوة سوداء بلا سكر 12")
    assert is_right(kept, "\u200fقهوة سوداء\u00a0بلا سكر ۱۲")
    assert not is_right(kept, "قهوة سوداء بلا سكر 13")


def test_a_hash_made_at_other_costs_is_renewed(kept: str) -> None:
    import argon2

    assert not needs_rehash(kept)
    assert needs_rehash(argon2.PasswordHasher(1, 1024, 1).hash("anything"))


def test_nobody_has_no_password_and_the_answer_takes_as_long(kept: str) -> None:
    def spent(known: str | None) -> float:
        begun = time.process_time()
        assert not is_right(known, "not the right one")
        return time.process_time() - begun

    somebody, nobody = spent(kept), min(spent(None), spent(None))
    assert somebody / 3 < nobody < somebody * 3


def test_a_kept_value_that_is_no_hash_lets_nobody_in() -> None:
    assert not is_right("!", GOOD)


def test_what_is_longer_than_any_password_is_never_hashed(kept: str) -> None:
    assert not is_right(kept, "x" * 201)
    with pytest.raises(BadInput) as refused:
        hashed("x" * 201)
    assert refused.value.code == "password.long"


def waiting(act: Callable[[], None], door: OneByOne) -> threading.Thread:
    """Start somebody who comes to the door, and go on when they stand in the queue."""
    thread, before = threading.Thread(target=act), len(door._queue)
    thread.start()
    while len(door._queue) == before:
        time.sleep(0.001)
    return thread


def test_whoever_waits_too_long_at_the_door_is_told_to_come_again() -> None:
    door = OneByOne(patience=0.01)
    with door, pytest.raises(TooMany) as refused, door:
        pass
    assert (refused.value.code, refused.value.facts) == ("limits.busy", {"after": 2})
    with door:  # and the door opens again
        pass


def test_at_the_door_it_is_first_come_first_served() -> None:
    door, order = OneByOne(patience=10), []

    def come(name: str) -> Callable[[], None]:
        def act() -> None:
            with door:
                order.append(name)

        return act

    with door:
        threads = [waiting(come(name), door) for name in ("first", "second")]
    with door:
        order.append("the one who had just left")
    for thread in threads:
        thread.join()
    assert order == ["first", "second", "the one who had just left"]


def test_a_turn_that_comes_at_the_last_moment_is_taken() -> None:
    door, turn = OneByOne(patience=0), threading.Event()
    turn.set()
    assert door._give_up(turn) is None


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("ﻻ ﷲ", "لا الله"),
        ("e\u0301te\u0301", "été"),
        ("٠١٢٣٤٥٦٧٨٩ ۴۵۶", "0123456789 456"),
        ("a\u00a0b\u2003c\u3000d\u1680e", "a b c d e"),
        ("\u202bمسار\u202c\u200f\ufeff", "مسار"),
        ("Case  Stays", "Case  Stays"),
        ("عَمّان", "عَمّان"),
    ],
)
def test_what_different_keyboards_send_is_one_password(sent: str, meant: str) -> None:
    assert prepared(sent) == meant


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elevenchars", "password.short"),
        ("\u200f" * 40 + "short", "password.short"),
        (DRAWN[:12], None),
        (DRAWN[:200], None),
        (DRAWN[:201], "password.long"),
        ("\u0301" * 801, "password.long"),
    ],
)
def test_a_password_has_from_twelve_to_two_hundred_letters(password: str, fault: str | None) -> None:
    assert faults(password, breached=None) == fault


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@$$w0rd2024!",
        "$unshine2024!",
        "dr@g0nfly19871203",
        "ilovemyfamily1",
        "123456789101",
        "١٢٣٤٥٦٧٨٩١٠١",
        "...iloveyou...",
    ],
)
def test_a_leaked_password_in_disguise_is_known_again(password: str) -> None:
    assert faults(password, breached=None) == "password.breached"


@pytest.mark.parametrize(
    "password",
    [
        "شسيبلاتنمكطط",  # a row of the keyboard
        "ضصثقفغعهخحجد",
        "ئءؤرلاىةوزظ12",
        "دجحخهعغفقثصض",  # and backwards
        "حشسسصخقي1234",  # "password" while the keyboard was Arabic
        "lpl]hghv]k2024",  # محمد الأردن while it was Latin
        "ابتثجحخدذرزس",  # the alphabet
        "ابجدهوزحطيكلمن",
        "عمان123456789",
        "عمّان٢٠٢٤عمّان",
        "محمد محمد محمد",
        "محمدمحمدمحمد",
        "بسم الله الرحمن الرحيم",
        "السلام عليكم 2024",
        "ـــــــــــــــ",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "Tr0ub4dour&3",
        "dragonfly sunset",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert faults(password, breached=None) == "password.guessable"


@pytest.mark.parametrize(
    "password",
    [
        "MunaHaddad2024!",
        "muna haddad amman 2024",
        "munahaddadmunahaddad",
        "الصحة123456789",
        "منى حداد 2024",
        "lkn p]h] 2024",  # منى حداد while the keyboard was Latin
        "m.haddad@health",
        "masarmasar12",
        "مسار2024مسار",
    ],
)
def test_what_is_known_of_the_person_or_the_site_is_no_secret(password: str) -> None:
    assert faults(password, told=MUNA, breached=None) == "password.like-name"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse battery staple",
        "green-apple-train",
        "x7Kq93$Vq2Lm",
        "7384-q-9182736450",
        "قلعة الكرك في المساء",
        "سيارة زرقاء تحت الشجرة",
        "منى تشرب القهوة السوداء",
    ],
)
def test_a_few_words_of_ones_own_are_enough(password: str) -> None:
    assert faults(password, told=MUNA, breached=None) is None


def test_one_persons_name_is_nothing_to_the_next() -> None:
    name = ("Zuzkovrinia Blenthaquor",)
    assert faults("zuzkovrinia1234", told=name, breached=None) == "password.like-name"
    assert faults("zuzkovrinia1234", breached=None) is None


def test_signs_that_stand_for_many_letters_are_looked_at_in_passing() -> None:
    begun = time.process_time()
    assert faults("4@8({[<369 1!|70$5+%2" * 9, breached=None) in {None, "password.guessable"}
    assert time.process_time() - begun < 3  # zxcvbn's own front takes longer for a third of it


def lines(*words: str, end: str = ":7\r\n") -> bytes:
    hashes = sorted(hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in words)
    return "".join(one + end for one in hashes).encode()


def listed(tmp_path: pathlib.Path, content: bytes) -> BreachedList:
    path = tmp_path / "breached.txt"
    path.write_bytes(content)
    return BreachedList(path)


def test_a_password_on_the_operators_list_is_refused(tmp_path: pathlib.Path) -> None:
    breached = listed(tmp_path, lines(GOOD, "قلعة الكرك في المساء ٧", *map(str, range(500))))
    assert faults(GOOD, breached=breached) == "password.breached"
    assert faults("قلعة الكرك في المساء ٧", breached=breached) == "password.breached"
    assert faults("green-apple-train", breached=breached) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n\r\n",
        b"password:12\n" * 40,
        lines("a", "b", "c").replace(b":", b";"),
        lines("a", end="0:1\n"),
        b"".join(line[:32] + b":1\n" for line in lines("a", "b", "c").splitlines()),
        b"".join(reversed(lines("a", "b").splitlines(keepends=True))),
        b"".join(reversed(lines(*map(str, range(3000))).splitlines(keepends=True))),
        lines(*map(str, range(3000)))[:90_000] + b"\0" * 60_000,
        lines("a") + b"x" * 1000,
    ],
)
def test_a_file_that_is_no_sorted_list_is_refused_at_once(tmp_path: pathlib.Path, content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        listed(tmp_path, content)
    assert refused.value.code == "password.list-damaged"
    assert refused.value.facts["file"] == tmp_path / "breached.txt"


def test_a_list_that_is_not_there_is_not_passed_over(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError):
        BreachedList(tmp_path / "none.txt")


def test_the_costs_are_those_that_were_weighed() -> None:
    assert f"m={passwords.MEMORY_COST},t={passwords.TIME_COST},p={passwords.PARALLELISM}" == "m=19456,t=2,p=1"
