"""A trainer's printable pack: the code for the wall, slips for participants, the agenda on a page."""

import dataclasses
import datetime as dt

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from webapp.sessions import agenda, queries, sharing
from webapp.sessions.queries import Session
from webapp.sessions.views import bp
from webapp.web import site
from webapp.web.label import LABEL
from webapp.web.language import DIRECTIONS, LANGUAGES
from webapp.web.pages import page
from webapp.web.who import somebody

SLIPS = 8
"""Slips on a sheet of A4."""

_DAY = 24 * 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What a poster says in one language."""

    lang: str
    dir: str
    join: str
    network: str
    open: str
    type: str
    point: str
    needs: str
    care: str
    label: str


@bp.get("/<lang:lang>/sessions/<key>/paper")
def show_pack(lang: str, key: str) -> ResponseReturnValue:
    """List everything of a session that can be printed."""
    return _page("sessions/pack.html", lang, key, papers=())


@bp.get("/<lang:lang>/sessions/<key>/paper/poster")
def print_poster(lang: str, key: str) -> ResponseReturnValue:
    """Show the poster: the code at a size that is read from the last row, in both languages."""
    return _page("sessions/paper.html", lang, key, papers=("poster",))


@bp.get("/<lang:lang>/sessions/<key>/paper/slips")
def print_slips(lang: str, key: str) -> ResponseReturnValue:
    """Show slips to cut apart: the code, and lines for one's name and the six words."""
    return _page("sessions/paper.html", lang, key, papers=("slips",))


@bp.get("/<lang:lang>/sessions/<key>/paper/agenda")
def print_agenda(lang: str, key: str) -> ResponseReturnValue:
    """Show the agenda for the trainer's hand; `starts` (HH:MM) turns its minutes into times of day."""
    return _page("sessions/paper.html", lang, key, papers=("agenda",))


@bp.get("/<lang:lang>/sessions/<key>/paper/all")
def print_all(lang: str, key: str) -> ResponseReturnValue:
    """Show poster, slips and agenda after one another, for one printing."""
    return _page("sessions/paper.html", lang, key, papers=("poster", "slips", "agenda"))


def _page(template: str, lang: str, key: str, *, papers: tuple[str, ...]) -> ResponseReturnValue:
    with site.database().reading() as connection:
        session = queries.session_of_host(connection, key, owner=somebody().owner)
        parts = agenda.shown(connection, session, lang)
    starts = time_of_day(request.args.get("starts", ""))
    return page(
        template,
        papers=papers,
        session=session,
        cases=_cases(parts),
        days=agenda.days(parts),
        starts=starts,
        clock=lambda minutes: clock(starts, minutes),
        joining=sharing.of(session, lang),
        sides=tuple(side(one, session) for one in LANGUAGES),
        is_on_lan=bool(site.settings().lan_url),
        slips=SLIPS,
        label=LABEL[lang],
    )


def _cases(parts: tuple[agenda.ShownPart, ...]) -> tuple[agenda.ShownPart, ...]:
    """Return the cases of an agenda that are at hand, each once."""
    found = {one.part.scenario_id: one for one in parts if one.part.kind == "case" and not one.is_missing}
    return tuple(found.values())


def time_of_day(written: str) -> dt.time | None:
    """Return a time of day that was written as HH:MM, None where it was not."""
    try:
        return dt.datetime.strptime(written, "%H:%M").time()  # noqa: DTZ007 -- a time on a wall, of no zone
    except ValueError:
        return None


def clock(starts: dt.time | None, minutes: int) -> str:
    """Return when an item begins: a time of day, or hours and minutes after a beginning that is not known."""
    at = minutes if starts is None else (starts.hour * 60 + starts.minute + minutes) % _DAY
    return f"{at // 60}:{at % 60:02}" if starts is None else f"{at // 60:02}:{at % 60:02}"


def side(lang: str, session: Session) -> Side:
    """Return what a session's poster says in one language."""
    with force_locale(lang):
        care = gettext("The stories are invented. You may step out at any time; nothing is held against you.")
        if session.support:
            care += " " + gettext("You can turn to: %(name)s", name=session.support)
        return Side(
            lang=lang,
            dir=DIRECTIONS[lang],
            join=gettext("Join this session"),
            network=gettext("Join this Wi-Fi network:"),
            open=gettext("Open this address:"),
            type=gettext("Type this code:"),
            point=gettext("Or point your camera here"),
            needs=gettext("No account and no real name are needed."),
            care=care,
            label=LABEL[lang],
        )
