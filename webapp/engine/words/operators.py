"""What a reader demands of a query: phrases in quotes, words to leave out, and beginnings of words.

Shape: a query is read by its signs alone, without an index; offsets are those of the text as it was given.
Source: docs/adr/0022-search-operators.md
"""

import dataclasses
import functools
import re
from collections.abc import Iterable

from webapp.engine.words import stems
from webapp.engine.words.analyse import Token, analyse
from webapp.engine.words.tokens import INVISIBLE

MOST_WORDS = 24
"""Words in phrases, words left out, and beginnings: of each at most so many, as of ordinary words."""
FEWEST_LETTERS = 2
"""Letters of a beginning, an article not counted; a shorter one is an ordinary word."""

_DOUBLE, _STARS = '"“”„‟＂', "*٭＊"
_QUOTED = re.compile(
    f"(?<!\\d)[{_DOUBLE}](?P<double>[^{_DOUBLE}]*)[{_DOUBLE}]"  # after a digit it stands for inches
    "|«(?P<angled>[^«»]*)»"
    r"|(?<!\w)[‘‚](?P<single>(?:[^‘’‚]|(?<=\w)’(?=\w))*)[’‘](?!\w)"
    r"|(?<!\w)‹(?P<narrow>[^‹›]*)›(?!\w)"
)
_MINUS = re.compile(f"(?:(?<=\\s)|\\A)[{INVISIBLE}]*[-−﹣－][{INVISIBLE}]*")
_RUN = re.compile(f"[^\\s«»{_DOUBLE}]+")
_STARRED = re.compile(f"[{INVISIBLE}]*[{_STARS}]+(?![\\w{_STARS}])")
_ASKING = ("?", "؟", "？")
_BEGINS_A_WORD = re.compile(r"\w")
_SIGNS = frozenset(f"-−﹣－«»‘’‚‹›{_STARS}{_DOUBLE}")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ARTICLE_LEFT, _AND_LEFT = 2, 3


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another. Shape: `text` is as typed, without its quotes; at least one token."""

    text: str
    tokens: tuple[Token, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """A query as it is meant.

    Shape: `words` is the text with everything but its ordinary words blanked, `kept` without what is left
    out, `unquoted` with the words of phrases but not their quotes; all are as long as `text`. `left_out` are
    words and phrases, `left_out_beginnings` beginnings of words.
    """

    text: str
    words: str
    kept: str
    unquoted: str
    phrases: tuple[Run, ...] = ()
    beginnings: tuple[Token, ...] = ()
    left_out: tuple[Run, ...] = ()
    left_out_beginnings: tuple[Token, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Say whether nothing but ordinary words is asked for."""
        return not (self.phrases or self.beginnings or self.leaves_out)

    @property
    def leaves_out(self) -> bool:
        """Say whether something is to be left out."""
        return bool(self.left_out or self.left_out_beginnings)

    @property
    def only_leaves_out(self) -> bool:
        """Say whether there is nothing to be found, only something to be left out."""
        return self.leaves_out and not analyse(self.kept)

    @property
    def wanted(self) -> str:
        """Return the words of all that is to be found, and nothing that is to be left out."""
        return _with_words(self.words, [*self.beginnings, *_tokens_of(self.phrases)])

    def without_phrases(self) -> "Read":
        """Return the same query with its phrases as ordinary words."""
        words = _with_words(self.words, _tokens_of(self.phrases))
        return dataclasses.replace(self, text=self.unquoted, words=words, phrases=())

    @property
    def is_only_signs(self) -> bool:
        """Say whether nothing was written but the signs of operators."""
        letters = _INVISIBLE.sub("", "".join(self.text.split()))
        return bool(letters) and _SIGNS.issuperset(letters)


@functools.lru_cache(maxsize=64)
def read(text: str) -> Read:
    """Return what a query demands; a sign that does not do its office is read as none.

    Shape: a quote without its partner, a hyphen inside a word or before a space, a star not at a word's end
    mean nothing, nor do quotes inside a question that ends in its mark. Time grows with the text's length.
    """
    quoted = {found.start(): found for found in _QUOTED.finditer(text)}
    left_out, fronts, spans = _left_out(text, quoted)
    kept = _blanked(text, spans)
    phrases = _phrases(kept)
    outside = _blanked(kept, [found.span() for found, _run in phrases])
    beginnings = _beginnings(outside)
    words = _blanked(outside, [(token.start, end) for token, end in beginnings])
    return Read(
        text=text,
        words=words,
        kept=kept,
        unquoted=_unquoted(text, phrases),
        phrases=tuple(run for _found, run in phrases),
        beginnings=tuple(token for token, _end in beginnings),
        left_out=left_out,
        left_out_beginnings=fronts,
    )


def fronts(word: str) -> tuple[str, ...]:
    """Return how forms may begin that are meant by the beginning of a normalised word, the article ignored.

    Shape: forms are kept without article and «and», so each is tried without them too, where enough is left.
    """
    found = [word]
    article = next((one for one in stems.ARTICLES if word.startswith(one)), "")
    if article and len(word) - len(article) >= _ARTICLE_LEFT:
        found.append(word.removeprefix(article))
    elif word.startswith("و") and len(word) - 1 >= _AND_LEFT:
        found.append(word[1:])
    return tuple(found)


def _left_out(
    text: str, quoted: dict[int, re.Match[str]]
) -> tuple[tuple[Run, ...], tuple[Token, ...], list[tuple[int, int]]]:
    """Return the words and phrases to be left out, the beginnings, and where all of them stand."""
    runs: list[Run] = []
    starred: list[Token] = []
    spans: list[tuple[int, int]] = []
    inside = _inside(quoted.values())
    for minus in _MINUS.finditer(text):
        if minus.start() in inside:
            continue
        found = quoted.get(minus.end())
        end = found.end() if found else _end_of_run(text, minus.end())
        inner = _inner(found) if found else text[minus.end() : end]
        tokens = _tokens(inner, _inner_start(found) if found else minus.end())
        if tokens:
            spans.append((minus.start(), end))
            if not found and _is_front(tokens[0]) and tokens[0].end == _star_in(text, minus.end(), end):
                starred.append(tokens[0])
            else:
                runs.append(Run(inner, tokens))
    return _no_more(runs), tuple(starred[:MOST_WORDS]), spans


def _phrases(text: str) -> list[tuple[re.Match[str], Run]]:
    """Return the phrases with their places, as many as hold twenty-four words; the others are plain words.

    Shape: none in a sentence that asks a question, where quotes only name something.
    """
    found = []
    words = 0
    quoted = list(_QUOTED.finditer(text))
    if text.rstrip().endswith(_ASKING) and analyse(_blanked(text, [one.span() for one in quoted])):
        return []
    for one in quoted:
        tokens = _tokens(_inner(one), _inner_start(one))
        words += len(tokens)
        if tokens and words <= MOST_WORDS:
            found.append((one, Run(_inner(one), tokens)))
    return found


def _beginnings(text: str) -> list[tuple[Token, int]]:
    """Return the words that end in a star, each with the end of its star."""
    stars = {found.start(): found.end() for found in _STARRED.finditer(text)}
    if not stars:
        return []
    found: dict[int, tuple[Token, int]] = {}
    for token in analyse(text):
        if token.end in stars and _is_front(token):
            found.setdefault(token.end, (token, stars[token.end]))  # a dotted name before its parts
    return list(found.values())[:MOST_WORDS]


def _is_front(token: Token) -> bool:
    return len(fronts(token.normal)[-1]) >= FEWEST_LETTERS


def _star_in(text: str, start: int, end: int) -> int:
    """Return where the star that ends a piece of text begins, -1 when none does."""
    star = _STARRED.search(text, start)
    return star.start() if star and star.end() == end else -1


def _no_more(runs: list[Run]) -> tuple[Run, ...]:
    """Return the first runs, as many as hold twenty-four words."""
    kept: list[Run] = []
    words = 0
    for run in runs:
        words += len(run.tokens)
        if words <= MOST_WORDS:
            kept.append(run)
    return tuple(kept)


def _tokens(text: str, start: int) -> tuple[Token, ...]:
    """Return the words of a piece of text, placed in the whole."""
    return tuple(token._replace(start=token.start + start, end=token.end + start) for token in analyse(text))


def _end_of_run(text: str, start: int) -> int:
    """Return where what follows a hyphen ends, at a space or quote; its start unless it is a word."""
    run = _RUN.match(text, start) if _BEGINS_A_WORD.match(text, start) else None
    return run.end() if run else start


def _inner(found: re.Match[str]) -> str:
    return found.group(found.lastgroup or 0)


def _inner_start(found: re.Match[str]) -> int:
    return found.start(found.lastgroup or 0)


def _inside(quoted: Iterable[re.Match[str]]) -> frozenset[int]:
    return frozenset(at for found in quoted for at in range(*found.span()))


def _unquoted(text: str, phrases: Iterable[tuple[re.Match[str], Run]]) -> str:
    """Return a text with its phrases as bare words: no sign of theirs becomes one by losing its quotes."""
    spans = []
    for found, _run in phrases:
        start, end = found.span()
        spans.append((start, end + 1 if _MINUS.match(text[end : end + 1]) else end))
    return _with_words(_blanked(text, spans), _tokens_of(run for _found, run in phrases))


def _tokens_of(runs: Iterable[Run]) -> list[Token]:
    return [token for run in runs for token in run.tokens]


def _with_words(text: str, tokens: Iterable[Token]) -> str:
    """Return a text with words put where they stand."""
    letters = list(text)
    for token in tokens:
        letters[token.start : token.end] = token.surface
    return "".join(letters)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with spaces in some places, in order, so that every other offset stays."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
