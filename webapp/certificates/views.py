"""Certificates: one's own, what is missing for the next, the sheet of paper, the page that bears it out."""

import sqlalchemy as sa
from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.policy import policy
from webapp.certificates import codes, earned, queries, service, sheet
from webapp.certificates.queries import Kept
from webapp.certificates.service import Standing
from webapp.certificates.sheet import Place
from webapp.errors import AppError, BadInput, NotFound, Refused, TooMany
from webapp.printing import service as printing
from webapp.sessions import belongings
from webapp.sessions.belongings import TakenPart
from webapp.web import free_text, limits, site
from webapp.web.errors import say_when, status_of
from webapp.web.pages import page
from webapp.web.visitor import visitor
from webapp.web.who import who

bp = Blueprint("certificates", __name__)

TRIES, TRIES_SECONDS = 30, 600
"""So many codes that lead to nothing may be tried from one address; right ones are not counted."""
_ISSUED, _ISSUED_SECONDS = 100, 900
"""A whole room may sit behind one address."""
_SHEETS, _SHEETS_SECONDS = 60, 600


@bp.get("/<lang:lang>/certificates")
def list_own(lang: str) -> ResponseReturnValue:
    """Show what can be issued now, what is missing for the next, and one's own certificates."""
    return _own_page()


@bp.post("/<lang:lang>/certificates")
def issue(lang: str) -> ResponseReturnValue:
    """Issue a certificate; a name that cannot stand on it comes back with everything that was typed."""
    kind, name, owner, now = request.form.get("kind", ""), request.form.get("name", ""), visitor(), site.now()
    try:
        with site.database().writing() as connection:
            key = f"certificates:{limits.remote()}"
            limits.count(connection, key=key, limit=_ISSUED, seconds=_ISSUED_SECONDS, now=now)
            taken = _taken(connection, owner)
            code = service.issue(connection, owner=owner, kind=kind, name=name, taken=taken, now=now)
    except (BadInput, Refused, TooMany) as fault:
        return _own_page(fault)
    return redirect(url_for(".list_own", made=code), 303)


@bp.get("/<lang:lang>/certificates/check")
def check(lang: str) -> ResponseReturnValue:
    """Ask for a code, and lead to what it stands for; slips of the hand are forgiven."""
    typed = request.args.get("code", "")
    if not typed:
        return page("certificates/check.html", typed="", sentence="")
    try:
        found = _found(typed)
    except (NotFound, TooMany) as fault:
        sentence = free_text.said(fault)
        response = page(
            "certificates/check.html", typed=typed[:200], sentence=sentence, status=status_of(fault)
        )
        say_when(response, fault)
        return response
    return redirect(url_for(".show", code=found.code), 303)


@bp.get("/<lang:lang>/certificates/<code>")
def show(lang: str, code: str) -> ResponseReturnValue:
    """Bear a certificate out before anybody, or say that it was withdrawn."""
    found = _found(code)
    if found.code != code:
        return redirect(url_for(".show", code=found.code), 303)
    is_mine = found.owner is not None and found.owner == visitor()
    response = page("certificates/shown.html", shown=found, is_mine=is_mine)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/<lang:lang>/certificates/<code>.pdf")
def paper(lang: str, code: str) -> ResponseReturnValue:
    """Hand over the sheet of somebody's own certificate, made for them alone."""
    with site.database().reading() as connection:
        kept = service.of_holder(connection, code=code, owner=visitor())
    with site.database().writing() as connection:
        key = f"print:{limits.remote()}"
        limits.count(connection, key=key, limit=_SHEETS, seconds=_SHEETS_SECONDS, now=site.now())
    way = site.address() + url_for(".show", code=kept.code)
    code_of = sheet.source(kept, Place(way, way.partition("://")[2]), lang=lang)
    response = Response(printing.set_once(code_of, lang=lang, made=kept.issued), mimetype="application/pdf")
    name = f"masar-certificate-{kept.code}-{lang}.pdf"
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    return response


@bp.get("/<lang:lang>/certificates/<code>/withdraw")
def ask_withdraw(lang: str, code: str) -> ResponseReturnValue:
    """Say what withdrawing means, and ask whether it is meant."""
    with site.database().reading() as connection:
        kept = service.of_holder(connection, code=code, owner=visitor())
    return page("certificates/withdraw.html", shown=kept)


@bp.post("/<lang:lang>/certificates/<code>/withdraw")
def withdraw(lang: str, code: str) -> ResponseReturnValue:
    """Withdraw one's own certificate for good."""
    with site.database().writing() as connection:
        service.take_back(connection, code=code, owner=visitor(), now=site.now())
    return redirect(url_for(".list_own", done="withdrawn"), 303)


def _found(typed: str) -> Kept:
    """Return the certificate of a code; codes that lead to nothing are counted by address.

    Errors: NotFound when there is none; TooMany after too many such codes, for right ones too.
    """
    key, now, code = f"certificate-code:{limits.remote()}", site.now(), codes.read(typed)
    with site.database().reading() as connection:
        is_over = limits.used(connection, key=key, now=now) >= TRIES
        found = queries.by_code(connection, code) if code and not is_over else None
    if found is None:
        with site.database().writing() as connection:
            limits.count(connection, key=key, limit=TRIES, seconds=TRIES_SECONDS, now=now)
        raise NotFound("certificate.no-such-code")
    return found


def _standing(connection: sa.Connection) -> Standing:
    owner = visitor()
    return service.standing(connection, owner=owner, taken=_taken(connection, owner))


def _taken(connection: sa.Connection, owner: str | None) -> tuple[TakenPart, ...]:
    return belongings.cases_taken_part(connection, owner) if owner else ()


def _own_page(fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        standing = _standing(connection)
        days = policy(connection).keep_attempts_days
    here, made = who(), codes.read(request.args.get("made", ""))
    response = page(
        "certificates/own.html",
        standing=standing,
        needed=earned.NEEDED,
        days=days,
        made=next((one for one in standing.own if one.code == made), None),
        done=request.args.get("done", ""),
        kind=request.form.get("kind", ""),
        typed=request.form.get("name", here.name if here else ""),
        sentence=free_text.said(fault) if fault else "",
        is_about_name=isinstance(fault, BadInput),
        least=service.LEAST,
        most=service.MOST,
        status=status_of(fault) if fault else 200,
    )
    say_when(response, fault)
    return response
