"""Signing in and out. What is wrong with a try is never told apart: name, password, or no such account."""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import demo, entry, passwords, queries, second_step, service, sign_ins, signing_in
from webapp.accounts.queries import Known
from webapp.audit import service as audit
from webapp.errors import NotFound, TooMany
from webapp.web import site
from webapp.web.access import ROLES
from webapp.web.guard import SignInNeeded
from webapp.web.onward import own_page
from webapp.web.pages import page
from webapp.web.who import somebody, who

bp = Blueprint("accounts", __name__)


@bp.get("/<lang:lang>/sign-in")
def ask_sign_in(lang: str) -> ResponseReturnValue:
    """Show the form for signing in; whoever is signed in goes on."""
    wanted = own_page(request.args.get("next"))
    if who():
        return redirect(wanted or url_for(".own", lang=lang), 303)
    return _form(wanted=wanted)


@bp.post("/<lang:lang>/sign-in")
def sign_in(lang: str) -> ResponseReturnValue:
    """Sign somebody in by name, or e-mail address, and password."""
    written, password = request.form.get("name", "")[:300], request.form.get("password", "")
    wanted = own_page(request.form.get("next"))
    known = _known(written)
    try:
        _count_try(known, written)
        is_right = signing_in.is_right(known, password)
    except TooMany as fault:
        _note_throttled(known)
        return _too_many(fault, written=written, wanted=wanted)
    if not is_right or known is None:
        with site.database().writing() as connection:
            secret = site.settings().secret_key
            signing_in.note_failure(connection, known, secret=secret, written=written, now=site.now())
        return _form(wanted=wanted, written=written, wrong=True, status=422)
    _renew_hash(known, password)
    return _enter(known, wanted=wanted)


@bp.post("/<lang:lang>/sign-in/demo")
def sign_in_as_demo(lang: str) -> ResponseReturnValue:
    """Sign in as the person who shows one role; only on this very machine, and only when asked for."""
    role = request.form.get("role", "")
    if not demo.is_offered() or role not in ROLES:
        raise NotFound("account.no-demo")
    with site.database().writing() as connection:
        demo.ensure(connection, now=site.now())
        account = demo.account_of(connection, role)
        assert account is not None  # noqa: S101 -- it was ensured in the line above
        known = queries.known_by_id(connection, account)
    return _enter(known, wanted=own_page(request.form.get("next")), is_marked=False)


@bp.get("/<lang:lang>/sign-in/second")
def ask_second(lang: str) -> ResponseReturnValue:
    """Ask for the second factor of somebody whose password was right."""
    _half()
    return page("accounts/second.html", wanted=own_page(request.args.get("next")), is_wrong=False)


@bp.post("/<lang:lang>/sign-in/second")
def second(lang: str) -> ResponseReturnValue:
    """Take the code of the telephone, or a recovery code, and finish signing in."""
    known = _half()
    code, wanted = request.form.get("code", "")[:100], own_page(request.form.get("next"))
    with site.database().writing() as connection:
        second_step.count_try(connection, known, now=site.now())
    with site.database().writing() as connection:
        is_right = second_step.take(connection, known, code, settings=site.settings(), now=site.now())
        if not is_right:
            audit.record(connection, action="sign-in.failed", subject=known.pseudonym, now=site.now())
    if not is_right:
        return page("accounts/second.html", wanted=wanted, is_wrong=True, status=422)
    return _enter(known, wanted=wanted, is_whole=True)


@bp.post("/<lang:lang>/sign-out")
def sign_out(lang: str) -> ResponseReturnValue:
    """End this sign-in; nothing of it stays in the browser."""
    here = somebody()
    with site.database().writing() as connection:
        sign_ins.end(connection, entry.token())
        audit.record(
            connection, action="sign-out", actor=here.pseudonym, subject=here.pseudonym, now=site.now()
        )
    response = make_response(redirect(url_for(".ask_sign_in", lang=lang), 303))
    entry.drop_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _known(written: str) -> Known | None:
    with site.database().reading() as connection:
        return queries.known(connection, written)


def _count_try(known: Known | None, written: str) -> None:
    secret = site.settings().secret_key
    mark = request.cookies.get(signing_in.DEVICE_COOKIE, "")
    device = signing_in.device_of(site.settings().secret_keys, known, mark)
    with site.database().writing() as connection:
        signing_in.count_try(connection, secret=secret, written=written, device=device, now=site.now())


def _note_throttled(known: Known | None) -> None:
    with site.database().writing() as connection:
        signing_in.note_throttled(connection, known, now=site.now())


def _renew_hash(known: Known, password: str) -> None:
    """Keep the password under the present costs, when its hash was made under former ones."""
    if known.password_hash and passwords.needs_rehash(known.password_hash):
        fresh = passwords.hashed(password)
        with site.database().writing() as connection:
            service.renew_hash(connection, known.id, fresh)


def _enter(known: Known, *, wanted: str, is_whole: bool = False, is_marked: bool = True) -> Response:
    """Let somebody in, or ask for the second factor first."""
    is_half = known.has_second_factor and not is_whole
    step = signing_in.half_enter if is_half else signing_in.enter
    with site.database().writing() as connection:
        secret = step(connection, known, device=entry.device_words(), now=site.now(), former=entry.token())
    there = url_for(".ask_second", next=wanted or None) if is_half else wanted or url_for(".own")
    response = make_response(redirect(there, 303))
    entry.set_cookie(response, secret)
    if is_marked and not is_half:
        entry.mark_device(response, known)
    return response


def _half() -> Known:
    with site.database().reading() as connection:
        account = sign_ins.half(connection, entry.token(), now=site.now())
        if account is None:
            raise SignInNeeded("account.second-expired")
        return queries.known_by_id(connection, account)


def _form(*, wanted: str, written: str = "", wrong: bool = False, status: int = 200) -> Response:
    return page(
        "accounts/sign_in.html",
        wanted=wanted,
        written=written,
        is_wrong=wrong,
        minutes=0,
        demo_roles=ROLES if demo.is_offered() else (),
        status=status,
    )


def _too_many(fault: TooMany, *, written: str, wanted: str) -> Response:
    """Say how long to wait, with what was written still there."""
    after = fault.facts["after"]
    assert isinstance(after, int)  # noqa: S101 -- TooMany always says seconds
    response = page(
        "accounts/sign_in.html",
        wanted=wanted,
        written=written,
        is_wrong=False,
        minutes=-(-after // 60),
        demo_roles=(),
        status=429,
    )
    response.headers["Retry-After"] = str(after)
    return response
