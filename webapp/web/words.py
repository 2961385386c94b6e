"""How numbers, days and moments are written on a page: filters of every template."""

import datetime as dt
from fractions import Fraction

from babel.dates import format_date, format_time
from flask import Flask
from markupsafe import Markup, escape

from webapp.engine.clocks import MUSCAT
from webapp.web.language import language

MINUS = "−"


def num(value: object, *, signed: bool = False) -> Markup:
    """Write a number, a code or a time so that it keeps its order in Arabic text; minus is a true minus.

    Units: a fraction is shown with at most one decimal.
    """
    text = _decimal(float(value)) if isinstance(value, Fraction | float) else str(value)
    if signed and not text.startswith("-") and text != "0":
        text = f"+{text}"
    if text.startswith("-"):
        text = MINUS + text[1:]
    return Markup(f'<bdi dir="ltr">{escape(text)}</bdi>')  # noqa: S704 -- escaped in the same breath


def isolated(value: object) -> Markup:
    """Write words that keep their own direction, whatever stands around them."""
    return Markup(f"<bdi>{escape(str(value))}</bdi>")  # noqa: S704 -- escaped in the same breath


def _decimal(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def day(value: dt.date | dt.datetime) -> str:
    """Write a day in words: 1 November 2026. A moment is taken to Muscat first."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(MUSCAT).date()
    return format_date(value, "d MMMM y", locale=language())


def clock(value: dt.datetime) -> Markup:
    """Write the time of day in Muscat: 09:34."""
    return num(format_time(value.astimezone(MUSCAT), "HH:mm", locale="en"))


def story_day(value: dt.date | dt.datetime) -> str:
    """Write the day of the week and the day: Sunday 8 November."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(MUSCAT).date()
    return format_date(value, "EEEE d MMMM", locale=language())


def moment(value: dt.datetime) -> Markup:
    """Write a day and a time of day, in Muscat."""
    joint = "، " if language() == "ar" else ", "
    return Markup("{}{}{}").format(day(value), joint, clock(value))


def section_sign(number: object) -> Markup:
    """Write a citation, §7.1.4, as one piece."""
    return Markup('<bdi dir="ltr">§{}</bdi>').format(escape(str(number)))


def install(app: Flask) -> None:
    """Give every template these filters."""
    app.jinja_env.filters.update(
        num=num,
        isolated=isolated,
        day=day,
        clock=clock,
        story_day=story_day,
        moment=moment,
        section_sign=section_sign,
    )
