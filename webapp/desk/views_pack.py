"""After publication: the notice of an edition for everybody, and the acknowledgement of who works with it."""

import functools

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import acknowledging, pack_words, questions
from webapp.desk.acknowledging import OwnReading, Reading
from webapp.desk.questions import Asked, Told
from webapp.desk.views import bp
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import AppError, BadInput, TooMany
from webapp.reading import acknowledged, addresses, sharing
from webapp.web import limits, site
from webapp.web.errors import say_when, status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody, who

notices = Blueprint("notices", __name__)
"""Open to everybody, over any line: what lies under the desk's own blueprint is for people who sign in."""

_OWN = "/<lang:lang>/manual/editions/<int(max=99999):edition>/read"
_TRIES, _TRIES_SECONDS = 30, 600
"""How often somebody may answer in how many seconds; there is no other end to trying."""


@notices.get("/<lang:lang>/manual/editions/<int(max=99999):edition>/notice")
def show(lang: str, edition: int) -> ResponseReturnValue:
    """Show what an edition changed, in both languages, as it is printed and handed round."""
    with site.database().reading() as connection:
        notice = acknowledging.notice(connection, edition)
    address = url_for("desk.ask_read", lang=lang, edition=edition)
    view = page(
        "desk/pack.html",
        notice=notice,
        sides=tuple(pack_words.side(one, notice) for one in LANGUAGES),
        mark_words=_mark_words(),
        address=address,
        whole_address=sharing.whole(address),
        code=sharing.code(address),
    )
    return sharing.kept(view)


@bp.get(_OWN)
def ask_read(lang: str, edition: int) -> ResponseReturnValue:
    """Show what changed, one's own work first, and ask whether it is understood."""
    return _form(lang, _reading(edition), {}, {})


@bp.post(_OWN)
def read(lang: str, edition: int) -> ResponseReturnValue:
    """Take answers, count the try, and tell of each why it is right or not."""
    here, now, reading = somebody(), site.now(), _reading(edition)
    if reading.is_done or not reading.is_in_force:
        return redirect(url_for(".ask_read", edition=edition), 303)
    given = questions.given(reading.questions, request.form)
    try:
        _complete(reading, given)
        with site.database().writing() as connection:
            key = f"read:{here.pseudonym}"
            limits.count(connection, key=key, limit=_TRIES, seconds=_TRIES_SECONDS, now=now)
    except (BadInput, TooMany) as fault:
        return _form(lang, reading, given, {}, fault)
    with site.database().writing() as connection:
        told = {
            one.name: questions.told(connection, one, given[one.name], lang=lang, edition=edition)
            for one in reading.questions
        }
        is_passed = all(one.is_right for one in told.values())
        acknowledged.note_try(connection, here.owner, edition=edition, is_passed=is_passed, now=now)
    if not is_passed:
        return _form(lang, reading, given, told)
    return page(
        "desk/acknowledged.html",
        edition=reading.notice.edition,
        tries=(reading.state.tries if reading.state else 0) + 1,
        asked=_asked(lang, reading, given, told),
        at=now,
    )


def own_reading() -> OwnReading:
    """Return how whoever is signed in stands with the editions: for the page of their account."""
    here = who()
    if here is None:
        return OwnReading(None, ())
    with site.database().reading() as connection:
        return acknowledging.own(connection, here.owner)


def _reading(edition: int) -> Reading:
    with site.database().reading() as connection:
        return acknowledging.reading(connection, somebody(), edition)


def _complete(reading: Reading, given: dict[str, str]) -> None:
    """Refuse a form with something left open.

    Errors: BadInput.
    """
    is_told = bool(reading.questions) or request.form.get("understood") == "yes"
    if not is_told or len(given) < len(reading.questions):
        raise BadInput("read.unanswered")


def _form(
    lang: str, reading: Reading, given: dict[str, str], told: dict[str, Told], fault: AppError | None = None
) -> ResponseReturnValue:
    """Show the changes and the questions, with everything that was answered still there."""
    response = page(
        "desk/acknowledge.html",
        status=status_of(fault) if fault else 200,
        reading=reading,
        notice=reading.notice,
        sides=_sides(lang, reading),
        mark_words=_mark_words(),
        asked=_asked(lang, reading, given, told),
        tried=bool(told),
        right=sum(one.is_right for one in told.values()),
        sentence=SENTENCES[fault.code] if fault else "",
        where=functools.partial(addresses.paragraph, lang),
    )
    say_when(response, fault)
    return response


def _asked(lang: str, reading: Reading, given: dict[str, str], told: dict[str, Told]) -> tuple[Asked, ...]:
    return tuple(
        questions.shown(
            one,
            lang=lang,
            owner=somebody().owner,
            edition=reading.notice.edition.number,
            chosen=given.get(one.name, ""),
            told=told.get(one.name),
        )
        for one in reading.questions
    )


def _sides(lang: str, reading: Reading) -> tuple[pack_words.Side, ...]:
    """Return both columns, the reader's own language first."""
    order = sorted(LANGUAGES, key=lambda one: one != lang)
    return tuple(pack_words.side(one, reading.notice) for one in order)


def _mark_words() -> dict[str, dict[str, str]]:
    """Return what is said before words that were added or removed, by kind and language."""
    found = {one: pack_words.marks(one) for one in LANGUAGES}
    return {kind: {one: found[one][kind] for one in LANGUAGES} for kind in ("added", "removed")}
