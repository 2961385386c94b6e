"""One's own account: details, password, second factor, where one is signed in."""

from typing import NoReturn

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import entry, new_password, own_page, queries, second_step, service, sign_ins, signing_in
from webapp.accounts.queries import Known
from webapp.accounts.views import bp
from webapp.audit import service as audit
from webapp.errors import AppError, BadInput, Refused, TooMany
from webapp.web import site
from webapp.web.language import LANGUAGES
from webapp.web.pages import page
from webapp.web.who import somebody


@bp.get("/<lang:lang>/account")
def own(lang: str) -> ResponseReturnValue:
    """Show one's own account."""
    return _own(done=request.args.get("done", ""))


@bp.post("/<lang:lang>/account/details")
def change_details(lang: str) -> ResponseReturnValue:
    """Keep another e-mail address or language."""
    here, form = somebody(), request.form
    wanted = form.get("language", lang)
    try:
        with site.database().writing() as connection:
            service.change_details(
                connection,
                account=here.account,
                email=form.get("email", "").strip(),
                lang=wanted if wanted in LANGUAGES else lang,
                by=here.pseudonym,
                now=site.now(),
            )
    except (BadInput, Refused) as fault:
        return _own(fault=fault, concerns="details", email=form.get("email", ""))
    return _back("details")


@bp.post("/<lang:lang>/account/password")
def change_password(lang: str) -> ResponseReturnValue:
    """Keep a new password for somebody who knows the present one."""
    here, form = somebody(), request.form
    try:
        known = _shown_password()
        hashed = new_password.hashed(
            form.get("password", ""), form.get("again", ""), told=(known.name, known.email or "")
        )
    except (BadInput, TooMany) as fault:
        return _own(fault=fault, concerns="password")
    with site.database().writing() as connection:
        service.change_password(
            connection, account=here.account, hashed=hashed, but=here.sign_in, now=site.now()
        )
    return _back("password")


@bp.post("/<lang:lang>/account/sign-ins/<int(max=999999999):sign_in>/end")
def end_sign_in(lang: str, sign_in: int) -> ResponseReturnValue:
    """End one of one's own sign-ins."""
    with site.database().writing() as connection:
        sign_ins.end_one(connection, account=somebody().account, sign_in=sign_in)
    return _back("sign-ins")


@bp.post("/<lang:lang>/account/sign-ins/end")
def end_others(lang: str) -> ResponseReturnValue:
    """End every other of one's own sign-ins."""
    here = somebody()
    with site.database().writing() as connection:
        sign_ins.end_all(connection, here.account, but=here.sign_in)
        audit.record(
            connection,
            action="sign-out.everywhere",
            actor=here.pseudonym,
            subject=here.pseudonym,
            now=site.now(),
        )
    return _back("sign-ins")


@bp.get("/<lang:lang>/account/second-factor")
def ask_second_factor(lang: str) -> ResponseReturnValue:
    """Show how to switch the second factor on."""
    return _second_factor()


@bp.post("/<lang:lang>/account/second-factor")
def start_second_factor(lang: str) -> ResponseReturnValue:
    """Make a secret for the telephone; it counts when a code of it has been shown."""
    try:
        known = _shown_password()
    except (BadInput, TooMany) as fault:
        return _second_factor(fault)
    with site.database().writing() as connection:
        second_step.start(connection, known, settings=site.settings())
    return redirect(url_for(".ask_second_factor", lang=lang), 303)


@bp.post("/<lang:lang>/account/second-factor/confirm")
def confirm_second_factor(lang: str) -> ResponseReturnValue:
    """Switch the second factor on with a code of the telephone, and show the recovery codes."""
    here, code = somebody(), request.form.get("code", "")[:100]
    try:
        with site.database().writing() as connection:
            known = queries.known_by_id(connection, here.account)
            codes = second_step.confirm(
                connection, known, code, sign_in=here.sign_in, settings=site.settings(), now=site.now()
            )
    except BadInput as fault:
        return _second_factor(fault)
    return page("accounts/codes.html", codes=codes)


@bp.post("/<lang:lang>/account/second-factor/stop")
def stop_second_factor(lang: str) -> ResponseReturnValue:
    """Switch the second factor off for somebody who knows the password."""
    try:
        known = _shown_password()
    except (BadInput, TooMany) as fault:
        return _own(fault=fault, concerns="second-factor")
    with site.database().writing() as connection:
        second_step.stop(connection, known, by=known.pseudonym, now=site.now())
    return _back("second-factor")


@bp.post("/<lang:lang>/account/second-factor/codes")
def new_codes(lang: str) -> ResponseReturnValue:
    """Show new recovery codes to somebody who knows the password; the former ones hold no longer."""
    try:
        known = _shown_password()
    except (BadInput, TooMany) as fault:
        return _own(fault=fault, concerns="second-factor")
    with site.database().writing() as connection:
        codes = second_step.new_codes(connection, known, settings=site.settings(), now=site.now())
    return page("accounts/codes.html", codes=codes)


@bp.get("/<lang:lang>/account/consent")
def ask_consent(lang: str) -> ResponseReturnValue:
    """Show what is kept, and ask whether that is agreed to."""
    return page("accounts/consent.html", fault=None)


@bp.post("/<lang:lang>/account/consent")
def consent(lang: str) -> ResponseReturnValue:
    """Note that it is agreed to."""
    if request.form.get("consent") != "yes":
        return page("accounts/consent.html", fault=BadInput("account.no-consent"), status=422)
    with site.database().writing() as connection:
        service.consent(connection, somebody().account, now=site.now())
    return redirect(url_for(".own", lang=lang), 303)


@bp.post("/<lang:lang>/account/keep")
def keep(lang: str) -> ResponseReturnValue:
    """Note a sign of life of somebody who wants to stay signed in; say until when that holds."""
    here = somebody()
    with site.database().writing() as connection:
        sign_ins.note_life(connection, here, now=site.now())
    return {"left": entry.seconds_left(here)}


def _shown_password() -> Known:
    """Return the account when its present password was sent along, since the browser may be somebody else's.

    Errors: BadInput when it is not right; TooMany after too many tries.
    """
    here = somebody()
    with site.database().writing() as connection:
        known = queries.known_by_id(connection, here.account)
        second_step.count_try(connection, known, now=site.now())
    if known.is_demo:
        _not_for_demo()
    if not signing_in.is_right(known, request.form.get("present", "")):
        raise BadInput("account.wrong-password")
    return known


def _not_for_demo() -> NoReturn:
    raise BadInput("account.demo-has-none")


def _own(
    *, done: str = "", fault: AppError | None = None, concerns: str = "", email: str | None = None
) -> Response:
    with site.database().reading() as connection:
        shown = own_page.of(connection, somebody(), now=site.now())
    status = 200
    if fault:
        status = 429 if isinstance(fault, TooMany) else 409 if isinstance(fault, Refused) else 422
    return page(
        "accounts/own.html",
        shown=shown,
        done=done,
        fault=fault,
        concerns=concerns,
        email=email,
        status=status,
    )


def _second_factor(fault: AppError | None = None) -> Response:
    with site.database().reading() as connection:
        known = queries.known_by_id(connection, somebody().account)
    shown = own_page.second_factor_page(known, site.settings())
    return page("accounts/second_factor.html", shown=shown, fault=fault, status=422 if fault else 200)


def _back(done: str) -> ResponseReturnValue:
    return redirect(url_for(".own", done=done, _anchor=done), 303)
