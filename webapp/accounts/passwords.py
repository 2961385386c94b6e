"""Passwords: what may be one, how one is kept, whether one is right."""

import base64
import bisect
import collections
import functools
import hashlib
import io
import itertools
import math
import os
import pathlib
import re
import secrets
import threading
import typing
import unicodedata
from collections.abc import Iterator, Sequence

from webapp.engine.words.normal import normal
from webapp.errors import BadInput, TooMany

if typing.TYPE_CHECKING:
    import argon2

SHORTEST, LONGEST = 12, 200  # letters

# OWASP holds 19 MiB and 2 passes to be worth as much as 46 MiB and 1, and both enough. Measured on two cores:
# 0.04 s for the first, 0.09 s for the second, 0.25 s for 64 MiB and 3 passes. When a class of fifty signs in
# at once, two processes are done with the first in a second, and with the last in six; and those who read
# wait behind those who sign in, for a process has two threads.
TIME_COST, MEMORY_COST, PARALLELISM = 2, 19_456, 1

PATIENCE = 3.0  # seconds; whoever has waited longer does better to send the form again
_MOST_SENT = 4 * LONGEST  # one letter may be sent as up to four: itself and its marks
_LOOKED_AT = 40  # letters; the time that guessing takes grows with their square, and forty tell enough
_ENOUGH = 10**8  # guesses; where zxcvbn's score of 3 begins
_HEART = 4  # letters; fewer stand between the digits of a drawn password by chance
_PIECE = 3  # letters; shorter parts of a name or an address are in too many words

_ARABIC = re.compile("[\u0600-\u06ff]+")
_BETWEEN = re.compile(r"[\W\d_]+")
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)
_TO_THE_LAST_LETTER = re.compile(r".*[^\W\d_]", re.DOTALL)
_MASKS = tuple(str.maketrans("4@8(36!0$57+%21", "aabcegiossttxz" + one) for one in "il")
_KEYS = str.maketrans("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذأإآ", "qwertyuiop[]asdfghjkl;'zxcvnm,./`hyn")
_ORDERS = tuple(  # the alphabet as it is taught, and as it counts: made to look like a run of neighbours
    str.maketrans(order, "".join(chr(0xE000 + place) for place in range(len(order))))
    for order in ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ")
)
_FINDERS = ("dictionary", "reverse_dictionary", "spatial", "sequence", "regex", "date")

# What is tried first here, nearest first; zxcvbn's own words are English. "_" is a space or nothing.
_TRIED_HERE = """
    الله محمد احمد عمان الاردن علي عمر حسن حسين خالد محمود يوسف ابراهيم عبدالله عبد فاطمة مريم عائشة نور سارة
    ليلى رنا هبة سلمى بسم الرحمن الرحيم بسم_الله بسم_الله_الرحمن_الرحيم الحمد_لله سبحان_الله ان_شاء_الله
    لا_اله_الا_الله الله_اكبر يا_رب حبيبي حبيبتي احبك حياتي قلبي ماما بابا امي ابي ابني كلمة_السر كلمة_المرور
    مرحبا السلام_عليكم سلام اهلا صباح_الخير فلسطين القدس اربد الزرقاء العقبة السلط مادبا الكرك جرش عجلون
    البتراء سوريا مصر العراق السعودية دمشق بغداد القاهرة العربية الملك الوطن مدير مدرسة جامعة وزارة طفل حماية
    الفيصلي الوحدات ريال_مدريد برشلونة سنة يوم شهر واحد اثنين ثلاثة
    allah mohammad muhammad ahmad amman jordan abdullah habibi bismillah alhamdulillah inshallah
    palestine irbid zarqa aqaba petra ministry admin
"""


class OneByOne:
    """A door that lets one in at a time, in the order of coming, and sends away whoever has waited too long.

    A plain semaphore would often let in again the one who has just left, and so starve the others.

    Errors: TooMany after `patience` seconds.
    """

    def __init__(self, *, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._queue: collections.deque[threading.Event] = collections.deque()
        self._is_taken = False

    def __enter__(self) -> None:
        """Wait for the turn."""
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            turn = threading.Event()
            self._queue.append(turn)
        if not turn.wait(self._patience):
            self._give_up(turn)

    def __exit__(self, *_: object) -> None:
        """Hand over to the next one."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._is_taken = False

    def _give_up(self, turn: threading.Event) -> None:
        with self._lock:
            if not turn.is_set():  # else it was handed over at the last moment
                self._queue.remove(turn)
                raise TooMany("limits.busy", after=2)


# Hashing lets other threads run, so one hash leaves a process its second thread; two would take both.
_DOOR = OneByOne(patience=PATIENCE)


def prepared(password: str) -> str:
    """Return the one spelling under which a password is counted, hashed and compared.

    As in OpaqueString every space is the plain one, and case, letters and marks stay. Beyond it: NFKC, for
    some keyboards send ﻻ as one letter and some as two; one form of each digit, for telephones send ١ where
    desktops send 1; and no signs that nobody sees, for copying from a message brings such along.

    Source: RFC 8265, section 4.2
    """
    return unicodedata.normalize("NFKC", "".join(map(_plain, password)))


def hashed(password: str) -> str:
    """Return the argon2id hash under which a password is kept.

    Errors: BadInput for one that is too long; TooMany when many are waiting.
    """
    if _is_too_long(password):
        raise BadInput("password.long", most=LONGEST)
    letters = _letters(prepared(password))
    with _DOOR:
        return _hasher().hash(letters)


def is_right(known: str | None, password: str) -> bool:
    """Say whether a password is the one kept as `known`; with None it never is, and the answer takes as long.

    Errors: TooMany when many are waiting.
    """
    import argon2

    if _is_too_long(password):  # answered sooner, which tells those who ask only what they sent
        return False
    letters = _letters(prepared(password))
    with _DOOR:
        try:
            return _hasher().verify(known or _nobody(), letters)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False


def needs_rehash(known: str) -> bool:
    """Say whether a hash was made at other costs than today's; the next right password should renew it."""
    return _hasher().check_needs_rehash(known)


def faults(password: str, *, told: Sequence[str] = (), breached: "BreachedList | None") -> str | None:
    """Return the code of what speaks against a new password, or None.

    Shape:  `told` is what an attacker may know of the person: name, address, organisation.
    Errors: BadInput where the list of breached passwords turns out to be damaged.
    """
    if _is_too_long(password):
        return "password.long"
    text = prepared(password)
    if len(text) < SHORTEST:
        return "password.short"
    if _is_leaked(text) or (breached and any(map(breached.has, {password, text}))):
        return "password.breached"
    return _guessed(text.lower()[:_LOOKED_AT], told)


class BreachedList:
    """A file of breached passwords as Pwned Passwords has them: sorted lines, `SHA1` or `SHA1:count`.

    Nothing of it is kept in memory: a question looks at some 35 places of the file, however large it is.

    Errors: OSError when it cannot be read; BadInput when it is no such file.
    """

    # The rest of a line and then a whole one; or the rest of the last.
    _NEXT = re.compile(rb"[^\r\n]*(?:[\r\n]+([0-9A-Fa-f]{40})(?::[0-9]{1,15})?[ \t]*(?=[\r\n]|\Z)|[\r\n]*\Z)")
    _BEHIND = b"~"  # sorts behind every hash
    _WINDOW = 256  # bytes; room for a whole line wherever reading begins
    _SAMPLES = 101

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            places = [size * part // self._SAMPLES for part in range(self._SAMPLES)]
            found = [self._hash(file, place) for place in places]
        if found[0] == self._BEHIND:
            raise self._damage(0)
        for place, (before, after) in zip(places[1:], itertools.pairwise(found), strict=True):
            if before > after:
                raise self._damage(place)

    def has(self, password: str) -> bool:
        """Say whether the list holds this very password.

        Errors: BadInput where the file turns out to be damaged.
        """
        wanted = hashlib.sha1(_letters(password), usedforsecurity=False).hexdigest().upper().encode()
        with self._path.open("rb", buffering=0) as file:
            places = range(os.fstat(file.fileno()).st_size)
            place = bisect.bisect_left(places, wanted, key=lambda at: self._hash(file, at))
            return self._hash(file, place) == wanted

    def _hash(self, file: io.FileIO, place: int) -> bytes:
        """Return the hash of the first line that begins at `place` or later; _BEHIND when none does."""
        file.seek(max(place - 1, 0))
        read = file.read(self._WINDOW)
        found = self._NEXT.match(read if place else b"\n" + read)
        if found is None or (found[1] is None and len(read) == self._WINDOW):
            raise self._damage(place)
        return (found[1] or self._BEHIND).upper()

    def _damage(self, place: int) -> BadInput:
        return BadInput("password.list-damaged", file=self._path, byte=place)


def _is_too_long(password: str) -> bool:
    return len(password) > _MOST_SENT or len(prepared(password)) > LONGEST


def _plain(letter: str) -> str:
    match unicodedata.category(letter):
        case "Zs":
            return " "
        case "Cf":
            return ""
        case "Nd":
            return str(unicodedata.decimal(letter))
    return letter


def _letters(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # half a letter is odd, but no reason to break


def _hasher() -> "argon2.PasswordHasher":
    import argon2

    return argon2.PasswordHasher(TIME_COST, MEMORY_COST, PARALLELISM)


@functools.cache
def _nobody() -> str:
    """Return a hash that no known password has; drawn and not computed, so that making it takes no time."""
    salt, digest = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={MEMORY_COST},t={TIME_COST},p={PARALLELISM}${salt}${digest}"


def _is_leaked(text: str) -> bool:
    """Say whether a leaked password of those zxcvbn carries is the heart of this one."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    tried = {one for plain in _unmasked(text.lower()) for one in (plain, _ENDS.sub("", plain))}
    return any(one in RANKED_DICTIONARIES["passwords"] and len(one) >= _HEART for one in tried)


def _unmasked(text: str) -> Iterator[str]:
    """Give a text, and what it says when 0 stands for o and so on; a number at its end stays one."""
    end = found.end() if (found := _TO_THE_LAST_LETTER.match(text)) else 0
    yield text
    for mask in _MASKS:
        yield text[:end].translate(mask) + text[end:]


def _guessed(text: str, told: Sequence[str]) -> str | None:
    """Return why a password would soon be guessed, or None; the easiest of its readings counts."""
    words = {"told": _of_the_person(told), "here": _tried_here()}
    tries, is_told = min(_tries(reading, words) for reading in _readings(text))
    if tries >= _ENOUGH:
        return None
    return "password.like-name" if is_told else "password.guessable"


def _readings(text: str) -> set[str]:
    """Return the ways to read a password: as written, as keys, as an alphabet; unmasked; repeats once."""
    spelt = _folded(text)
    written = (spelt, *_typed(text), *(spelt.translate(order) for order in _ORDERS))
    plain = {one for each in written for one in _unmasked(each)}
    return plain | {_REPEATED.sub(r"\1", one) for one in plain}


def _typed(text: str) -> tuple[str, str]:
    """Return the Latin letters on the same keys of an Arabic keyboard, where لا is one key, or two."""
    return text.replace("لا", "b").translate(_KEYS), text.translate(_KEYS)


def _folded(text: str) -> str:
    return _ARABIC.sub(lambda found: normal(found[0]), text)


def _tries(text: str, words: dict[str, dict[str, int]]) -> tuple[float, bool]:
    """Return how many guesses a text withstands, and whether knowing the person shortened them.

    Shape: made of zxcvbn's parts, for its front keeps one person's words for the next, adds so much for every
           further part that a name, a town and a year pass, and takes seconds over forty signs.
    """
    from zxcvbn import matching, scoring

    if not text:
        return 1, False
    ranked = {**words, **matching.RANKED_DICTIONARIES}
    finders = [getattr(matching, f"{name}_match") for name in _FINDERS]
    found = [one for finder in finders for one in finder(text, _ranked_dictionaries=ranked)]
    best: typing.Any = scoring.most_guessable_match_sequence  # zxcvbn tells no types
    parts = best(text, found, _exclude_additive=True)["sequence"]
    unknown = [one for one in parts if one.get("dictionary_name") != "told"]
    return math.prod(float(one["guesses"]) for one in unknown), len(unknown) < len(parts)


def _of_the_person(told: Sequence[str]) -> dict[str, int]:
    """Rank the parts of what is known of a person, and the site's own name."""
    said = _folded(prepared(" ".join((*told, "masar", "مسار"))).lower())
    pieces = [piece for piece in _BETWEEN.split(said) if len(piece) >= _PIECE]
    return _with_keys([one for piece in pieces for one in dict.fromkeys((piece, piece.removeprefix("ال")))])


@functools.cache
def _tried_here() -> dict[str, int]:
    words = [_folded(word.replace("_", gap)) for word in _TRIED_HERE.split() for gap in ("", " ")]
    return _with_keys(list(dict.fromkeys((*words, *map(str, range(1950, 2050))))))


def _with_keys(words: Sequence[str]) -> dict[str, int]:
    """Rank words, each also as it comes out when the keyboard was left on Latin letters."""
    return {one: rank for rank, word in enumerate(words, 1) for one in (word, *_typed(word))}
