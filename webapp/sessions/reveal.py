"""How a room answered, as bars: the same for the projector, the trainer and everybody's own screen."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from webapp.attempts import answer_words
from webapp.attempts import queries as attempts
from webapp.engine.room.lanes import NARROW
from webapp.engine.room.small import LEAST
from webapp.engine.room.tally import Tally, tally
from webapp.engine.scenario import play as plays
from webapp.engine.scenario.kinds import Picks, kind_of
from webapp.engine.scenario.model import Choice, Field
from webapp.engine.scenario.moves import expert_choice, fields_of
from webapp.engine.scenario.play import Play
from webapp.sessions import standing
from webapp.sessions.judged import SPLIT

LETTERS = {"ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MOST_ORDERS = 4
_BAND = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One answer and how many gave it. Units: `width` in per cent of those who answered.

    Shape: `count` is None where so few answered that no number is shown; `is_best` is for after the talk.
    """

    letter: str
    text: str
    count: int | None
    width: str
    is_best: bool
    is_critical: bool


@dataclasses.dataclass(frozen=True, slots=True)
class RevealField:
    """One question and how it was answered."""

    ask: str
    kind: str
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Reveal:
    """How a room answered a decision. Shape: `votes` is None where fewer than five answered."""

    votes: int | None
    fields: tuple[RevealField, ...]
    is_split: bool


def of(connection: sa.Connection, at: standing.Standing, lang: str, *, seed: str) -> Reveal:
    """Return how the room answered the decision at hand, in its last round, for everybody's eyes.

    Shape: answers come in the order in which everybody in the room sees them, `seed` being the session's key.
    """
    counts = counted(connection, at, position=at.part.decision)
    return for_everybody(drawn(at.play, counts, lang, seed=seed))


def counted(
    connection: sa.Connection, at: standing.Standing, *, position: int, turn: int | None = None
) -> Tally:
    """Return the votes at one decision of a room, of its last round or the one asked for."""
    before = standing.before(at, position)
    found = standing.round_of(connection, at, position=position, turn=turn)
    groups = [(attempts.read_choice(choice), count) for choice, count in found.items()]
    return tally(at.scenario, before, groups)


def drawn(play: Play, counts: Tally, lang: str, *, seed: str) -> Reveal:
    """Return counted votes as bars."""
    answered = [(one.choice, one.count) for one in counts.answered]
    return spread(play, answered, lang, seed=seed, is_split=counts.disagreement >= SPLIT)


def spread(
    play: Play, answered: Iterable[tuple[Mapping[str, Picks], int]], lang: str, *, seed: str, is_split: bool
) -> Reveal:
    """Return how often each answer was given to the decision at hand as bars; each choice with its count."""
    fields = [field for field in fields_of(play.scene) if field.kind != "text"]
    given: dict[str, Counter[Picks]] = {field.id: Counter() for field in fields}
    votes = 0
    for choice, count in answered:
        votes += count
        for field in fields:
            given[field.id][tuple(choice[field.id])] += count
    bars = tuple(_field(play, field, given[field.id], lang, seed) for field in fields)
    return Reveal(None if votes < LEAST else votes, bars, is_split=is_split)


def for_everybody(shown: Reveal) -> Reveal:
    """Return bars as the wall and everybody's own screen may show them: no number of one to four people."""
    if shown.votes is None:
        return shown
    band = f"{float(100 * NARROW / shown.votes):.1f}%"

    def hidden(bar: Bar) -> Bar:
        is_few = bar.count is not None and 0 < bar.count < LEAST
        return dataclasses.replace(bar, count=None, width=band) if is_few else bar

    fields = (
        dataclasses.replace(field, bars=tuple(hidden(bar) for bar in field.bars)) for field in shown.fields
    )
    return dataclasses.replace(shown, fields=tuple(fields))


def in_words(play: Play, choice: Choice, lang: str) -> tuple[str, ...]:
    """Return an answer to the decision at hand in words, what was written freely left out."""
    return answer_words.at_hand(play, choice, lang)


def _field(play: Play, field: Field, given: Counter[Picks], lang: str, seed: str) -> RevealField:
    if field.kind == "order":
        bars = _orders(play, field, given, lang)
    else:
        bars = _answers(play, field, given, lang, seed)
    return RevealField(field.ask.of(lang), field.kind, bars)


def _answers(play: Play, field: Field, given: Counter[Picks], lang: str, seed: str) -> tuple[Bar, ...]:
    picked: Counter[str] = Counter()
    for picks, count in given.items():
        for pick in picks:
            picked[pick] += count
    if field.kind == "when":
        offers = list(answer_words.moments(play, field, lang))
    else:
        offers = [(answer.id, answer.text.of(lang)) for answer in plays.shuffled(field, seed)]
    return tuple(
        _bar(
            place,
            text,
            picked[name],
            given.total(),
            lang,
            is_best=_is_best(play, field, name),
            is_critical=_is_critical(field, name),
        )
        for place, (name, text) in enumerate(offers)
    )


def _orders(play: Play, field: Field, given: Counter[Picks], lang: str) -> tuple[Bar, ...]:
    return tuple(
        _bar(
            place,
            " · ".join(field.answer(step).text.of(lang) for step in steps),
            count,
            given.total(),
            lang,
            is_best=kind_of(field).alike(field, steps, tuple(expert_choice(play.scene)[field.id])),
            is_critical=any(answer.critical for answer in kind_of(field).struck(field, steps)),
        )
        for place, (steps, count) in enumerate(given.most_common(_MOST_ORDERS))
    )


def _bar(
    place: int, text: str, count: int, votes: int, lang: str, *, is_best: bool, is_critical: bool
) -> Bar:
    letter = LETTERS[lang][place % len(LETTERS[lang])]
    if votes < LEAST:
        return Bar(letter, text, None, f"{_BAND if count else 0}%", is_best, is_critical)
    return Bar(letter, text, count, f"{100 * count / votes:.1f}%", is_best, is_critical)


def _is_best(play: Play, field: Field, name: str) -> bool:
    """Say whether an answer is part of what is best, or worth the same."""
    expert = expert_choice(play.scene)
    if field.kind == "one":
        return field.answer(name).expert or field.answer(name).accepted
    if field.kind == "when":
        return kind_of(field).alike(field, (name,), tuple(expert[field.id]))
    return name in expert[field.id]


def _is_critical(field: Field, name: str) -> bool:
    return any(answer.critical for answer in kind_of(field).struck(field, (name,))) and field.kind != "order"
