"""What a report says in words: its figures, and beside each what it means and what it does not."""

import dataclasses
from fractions import Fraction

from flask_babel import gettext, ngettext
from markupsafe import Markup

from webapp.engine.manual.isolate import isolated
from webapp.engine.room.small import Count, shown_count
from webapp.engine.room.statistics import Alpha, Change, Level
from webapp.sessions.report_figures import Decision, Figures
from webapp.web.words import MINUS

LOW, HIGH = 0.6, 0.8
"""From LOW on alpha is enough to talk by, from HIGH on steady."""

_SPLIT, _LEANING = Fraction(2, 5), Fraction(1, 5)


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """What a figure means, and what it does not. Shape: `id` is where the page has it."""

    id: str
    title: str
    means: str
    means_not: str


def html(text: str) -> Markup:
    """Write words of ours so that numbers among them keep their order in Arabic."""
    return Markup(isolated(text))  # noqa: S704 -- escaped in the same breath


def count(one: Count) -> str:
    """Return a number of people, or that it is not told."""
    if one.number is not None:
        return str(one.number)
    return gettext("fewer than five") if one.few else gettext("not shown")


def percent(share: Fraction | None) -> str:
    """Return a share in per cent, or that it is not told."""
    return gettext("not shown") if share is None else f"{round(100 * share)}%"


def points(value: Fraction | None) -> str:
    """Return points with one decimal at most, a minus as people write it, or that they are not told."""
    if value is None:
        return gettext("not shown")
    text = f"{float(value):.1f}".removesuffix(".0")
    return text.replace("-", MINUS) if text != "-0" else "0"


def signed(value: Fraction | None) -> str:
    """Return a change in points with its sign."""
    text = points(value)
    return f"+{text}" if value is not None and value > 0 and text != "0" else text


def places(value: float) -> str:
    """Return a figure between -1 and 1 with two places."""
    return f"{value:.2f}".replace("-", MINUS).replace(f"{MINUS}0.00", "0.00")


def difficulty(one: Decision) -> str:
    """Return how much of what could be lost the room kept."""
    return gettext("nothing to lose") if one.item is None else percent(one.item.difficulty)


def discrimination(one: Decision) -> str:
    """Return how a decision tells people apart, or why that is not said."""
    if one.item is None or one.item.discrimination is None:
        return gettext("not worked out")
    return places(one.item.discrimination)


def disagreement(one: Decision) -> str:
    """Return how far the room was from one answer."""
    return gettext("not shown") if one.disagreement is None else places(float(one.disagreement))


def is_split(one: Decision) -> bool:
    """Say whether a room was split, as far as its number is told."""
    return one.disagreement is not None and one.disagreement >= _SPLIT


def split(one: Decision) -> str:
    """Return in a word how far the room was from one answer; nothing where its number is kept back."""
    if one.disagreement is None:
        return ""
    if is_split(one):
        return gettext("the room was split")
    return gettext("some saw it otherwise") if one.disagreement >= _LEANING else gettext("nearly all agreed")


def alpha(told: Alpha) -> str:
    """Return alpha with what it is good for, or why there is none."""
    if told.silence == "too-few-people":
        return gettext("Not worked out: fewer than ten people answered every decision.")
    if told.silence == "too-few-items":
        return gettext("Not worked out: that takes two decisions that can cost points.")
    if told.value is None:
        return gettext("Not worked out: everybody came to the same.")
    if told.value < LOW:
        reading = gettext("The decisions measured different things: do not add them up.")
    elif told.value < HIGH:
        reading = gettext("Enough to talk by, not to judge by.")
    else:
        reading = gettext("Steady, for this case and this room.")
    return f"{places(told.value)}. {reading}"


def answered(told: Figures) -> str:
    """Return how many answered anything."""
    return count(shown_count(told.people))


def change(told: Change) -> str:
    """Return how those changed who did both."""
    if told.people.number == 0:
        return gettext("Nobody did both.")
    if told.mean is None:
        return gettext("Fewer than five did both, so nothing is told of them.")
    number = told.people.number or 0
    who = ngettext(
        "%(shown)s person did both: on average %(change)s points of 100.",
        "%(shown)s people did both: on average %(change)s points of 100.",
        number,
        shown=number,
        change=signed(told.mean),
    )
    ways = (told.up.number, told.down.number, told.same.number)
    if None in ways:
        return who
    up, down, same = ways
    more = gettext("Better: %(up)s. Worse: %(down)s. Alike: %(same)s.", up=up, down=down, same=same)
    return f"{who} {more}"


def sure(level: Level) -> str:
    """Return a level of being sure."""
    return {
        1: gettext("A guess"),
        2: gettext("Not very"),
        3: gettext("Fairly"),
    }.get(level.sure) or gettext("Certain")


def what_for() -> str:
    """Return what a report is for, and what it is not for."""
    return gettext(
        "For the next training: which decisions and which sections this room should come back to. "
        "It is no examination. No figure here is a grade, and none may be used to choose, promote or "
        "discipline anybody."
    )


def few() -> str:
    """Return why numbers are missing."""
    return gettext(
        "A number about fewer than five people is not shown, nor are others from which it could be "
        "worked out."
    )
