"""Question sets to measure search with: read from a folder; variants that it lacks are made here.

A folder holds, for each set and language, `<set>-<lang>.docs.jsonl` (`id`, `title`, `path`, `body`) and
`<set>-<lang>.<variant>.queries.jsonl` (`qid`, `text`, `rel`: ids of the right documents).
"""

import dataclasses
import hashlib
import json
import pathlib
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from webapp.engine.words.analyse import analyse
from webapp.engine.words.pairs import Pairs
from webapp.engine.words.stops import is_stop
from webapp.manual.queries import BlockText, SectionText
from webapp.search.queries import NO_PAIRS

LANGUAGES = ("ar", "en")
VARIANTS = ("full", "plain", "short", "mixed", "typo", "diacritics", "tatweel")
"""What is measured by default, in this order; a folder may hold more."""

_QUERIES = re.compile(r"(?P<name>.+)-(?P<lang>ar|en)(?:\.(?P<variant>\w+))?\.queries\.jsonl")
_MARKS = "\u064e\u064f\u0650\u0651\u0652"
_TATWEEL = "\u0640"
_ROWS = {"ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلىةوزظ"), "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm")}
_FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"}
_FRONTS = ("و", "ب", "ل", "ال")
_FEWEST_LETTERS = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Query:
    """A question and the ids of the sections that answer it.

    Shape: weights are tuned on `half` 0 alone; half 1 says whether that was luck.
    """

    qid: str
    text: str
    rel: frozenset[str]
    half: int


def half_of(qid: str) -> int:
    """Return 0 or 1 for a question, by chance and always the same."""
    return hashlib.sha256(qid.encode()).digest()[0] & 1


@dataclasses.dataclass(frozen=True, slots=True)
class Set:
    """One set in one language.

    Shape: `made` are the variants that were made here, and not read; `names` and `pairs` are how people
    ask for sections and what else things are called, as far as that is known of a set.
    """

    name: str
    lang: str
    sections: tuple[SectionText, ...]
    variants: dict[str, tuple[Query, ...]]
    made: frozenset[str]
    names: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    pairs: Pairs = NO_PAIRS


def read_sets(folder: pathlib.Path, langs: Sequence[str] = LANGUAGES) -> Iterator[Set]:
    """Yield the sets of a folder, by name and language."""
    for path in sorted(folder.glob("*.docs.jsonl")):
        name, _, lang = path.name.removesuffix(".docs.jsonl").rpartition("-")
        if lang in langs:
            held = _held(folder, name, lang)
            missing = {variant: made for variant, made in _made(held, lang).items() if variant not in held}
            sections = tuple(_section(number, one) for number, one in enumerate(_lines(path), start=1))
            yield Set(name, lang, sections, held | missing, frozenset(missing))


def _held(folder: pathlib.Path, name: str, lang: str) -> dict[str, tuple[Query, ...]]:
    held = {}
    for path in sorted(folder.glob(f"{name}-{lang}*.queries.jsonl")):
        told = _QUERIES.fullmatch(path.name)
        if told and (told["name"], told["lang"]) == (name, lang):
            variant = (told["variant"] or "plain").removeprefix("v_")
            held[variant] = tuple(
                Query(str(one["qid"]), one["text"], frozenset(one["rel"]), half_of(str(one["qid"])))
                for one in _lines(path)
            )
    return held


def _lines(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _section(number: int, one: dict[str, Any]) -> SectionText:
    block = BlockText(uid=f"b{number:06}", number=f"{number}.1", force="", heading="", text=one["body"])
    return SectionText(one["id"], str(number), one.get("title", ""), one.get("path", ""), (block,))


def _made(held: dict[str, tuple[Query, ...]], lang: str) -> dict[str, tuple[Query, ...]]:
    """Return what can be made of the questions a folder has; each made anew the same way in every run."""
    long = held.get("full") or held.get("plain") or next(iter(held.values()), ())
    short = held.get("short") or held.get("plain") or _varied(long, "short", _short)
    makers: dict[str, Callable[[str, random.Random], str]] = {
        "typo": lambda text, dice: _typo(text, dice, lang)
    }
    if lang == "ar":
        makers |= {"mixed": _mixed, "diacritics": _marked, "tatweel": _stretched}
    return {"short": short} | {name: _varied(short, name, maker) for name, maker in makers.items()}


def _varied(
    queries: Sequence[Query], name: str, maker: Callable[[str, random.Random], str]
) -> tuple[Query, ...]:
    return tuple(
        dataclasses.replace(one, text=maker(one.text, random.Random(f"{name} {one.qid}"))) for one in queries
    )


def _short(text: str, dice: random.Random) -> str:
    """Return one to four of the longest words that carry a subject, in their order."""
    telling = [token for token in analyse(text) if not is_stop(token.normal)] or list(analyse(text))
    longest = sorted(telling, key=lambda token: -len(token.surface))[: dice.randint(1, 4)]
    return " ".join(token.surface for token in sorted(longest, key=lambda token: token.start))


def _typo(text: str, dice: random.Random, lang: str) -> str:
    """Return a text with one slip in one word: a letter dropped, doubled, swapped or hit beside its key."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= _FEWEST_LETTERS]
    if long:
        at = dice.choice(long)
        words[at] = _slipped(words[at], dice, lang)
    return " ".join(words)


def _slipped(word: str, dice: random.Random, lang: str) -> str:
    at = dice.randrange(len(word) - 1)
    beside = _beside(word[at].lower(), lang)
    kind = dice.choice(("dropped", "swapped", "added", "changed"))
    if kind == "dropped":
        return word[:at] + word[at + 1 :]
    if kind == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + (word[at] if kind == "added" else "") + dice.choice(beside) + word[at + 1 :]


def _beside(letter: str, lang: str) -> str:
    for row in _ROWS[lang]:
        if letter in row:
            at = row.index(letter)
            return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return _ROWS[lang][1]


def _mixed(text: str, dice: random.Random) -> str:
    """Return a text as it is typed in haste: without hamza or dots, with letters and articles attached."""
    return " ".join(_in_haste(word, dice) for word in text.split())


def _in_haste(word: str, dice: random.Random) -> str:
    word = "".join(_FOLDED.get(letter, letter) if dice.random() < 0.5 else letter for letter in word)
    if dice.random() < 0.5:
        bare = word.removeprefix("ال")
        word = dice.choice(_FRONTS) + bare if len(bare) >= _FEWEST_LETTERS - 1 else word
    return _stretched(word, dice) if dice.random() < 0.25 else word


def _marked(text: str, dice: random.Random) -> str:
    return "".join(
        letter + (dice.choice(_MARKS) if letter.isalpha() and dice.random() < 0.6 else "") for letter in text
    )


def _stretched(text: str, dice: random.Random) -> str:
    return " ".join(_stretch(word, dice) for word in text.split())


def _stretch(word: str, dice: random.Random) -> str:
    if not word.isalpha() or len(word) < _FEWEST_LETTERS:
        return word
    at = dice.randint(1, len(word) - 1)
    return word[:at] + _TATWEEL * dice.randint(1, 3) + word[at:]
