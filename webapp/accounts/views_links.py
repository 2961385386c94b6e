"""Links that let somebody in once: joining by invitation, setting a new password."""

import contextlib

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import entry, letters, links, new_password, queries, service, signing_in
from webapp.accounts.queries import Known
from webapp.accounts.views import bp
from webapp.errors import BadInput, TooMany
from webapp.web import limits, mail, site
from webapp.web.pages import page

RESETS_PER_HOUR = 20


@bp.get("/<lang:lang>/invitation/<token>")
def show_invitation(lang: str, token: str) -> ResponseReturnValue:
    """Show an invitation: whose it is, what is kept of them, and the password to choose."""
    return _choose(token, links.INVITATION)


@bp.post("/<lang:lang>/invitation/<token>")
def join(lang: str, token: str) -> ResponseReturnValue:
    """Join: the password is kept, the consent noted, and the person is signed in."""
    if request.form.get("consent") != "yes":
        return _choose(token, links.INVITATION, fault=BadInput("account.no-consent"))
    return _use(token, links.INVITATION)


@bp.get("/<lang:lang>/reset")
def ask_reset(lang: str) -> ResponseReturnValue:
    """Say how to come by a new password: by mail where there is mail, else from an administrator."""
    return page("accounts/ask_reset.html", by_mail=mail.is_configured(site.settings()), is_sent=False)


@bp.post("/<lang:lang>/reset")
def send_reset(lang: str) -> ResponseReturnValue:
    """Send a link if an account has that e-mail address; the answer is the same if none has."""
    written = request.form.get("email", "")[:300]
    with site.database().writing() as connection:
        key = f"reset:{limits.remote()}"
        limits.count(connection, key=key, limit=RESETS_PER_HOUR, seconds=3600, now=site.now())
    with contextlib.suppress(TooMany):  # of letters to one account, which is nobody else's business
        _send(written)
    return page("accounts/ask_reset.html", by_mail=mail.is_configured(site.settings()), is_sent=True)


@bp.get("/<lang:lang>/reset/<token>")
def show_reset(lang: str, token: str) -> ResponseReturnValue:
    """Show the form for a new password."""
    return _choose(token, links.RESET)


@bp.post("/<lang:lang>/reset/<token>")
def reset(lang: str, token: str) -> ResponseReturnValue:
    """Keep the new password; every other sign-in of the account ends."""
    return _use(token, links.RESET)


def _send(written: str) -> None:
    if not mail.is_configured(site.settings()):
        return
    with site.database().writing() as connection:
        known = queries.known(connection, written)
        if known is None or not _may_be_written_to(known, written):
            limits.note(connection, key="mail:nobody", seconds=3600, now=site.now())  # takes as long
            return
        limits.count(connection, key=f"mail:{known.pseudonym}", limit=3, seconds=3600, now=site.now())
        token = service.reset_link(connection, known.id, by=known.pseudonym, now=site.now())
    letters.send_reset(str(known.email), lang=known.lang, token=token)


def _may_be_written_to(known: Known, written: str) -> bool:
    """Say whether this was the account's own e-mail address, and a letter to it could be of use."""
    is_own = (known.email or "").casefold() == written.strip().casefold()
    return bool(known.email) and is_own and known.suspended is None and not known.is_demo


def _choose(token: str, kind: str, *, fault: BadInput | None = None) -> Response:
    with site.database().reading() as connection:
        found = links.opened(connection, token, kind=kind, now=site.now())
    return page(f"accounts/{kind}.html", token=token, found=found, fault=fault, status=422 if fault else 200)


def _use(token: str, kind: str) -> ResponseReturnValue:
    """Keep the password chosen behind a link, and sign its person in unless a second factor is due."""
    form, now = request.form, site.now()
    with site.database().reading() as connection:
        found = links.opened(connection, token, kind=kind, now=now)
        known = queries.known_by_id(connection, found.account)
    try:
        hashed = new_password.hashed(
            form.get("password", ""), form.get("again", ""), told=(known.name, known.email or "")
        )
    except BadInput as fault:
        return _choose(token, kind, fault=fault)
    with site.database().writing() as connection:
        service.use_link(connection, token, kind=kind, hashed=hashed, now=now)
        if kind == links.INVITATION:
            service.consent(connection, known.id, now=now)
        known = queries.known_by_id(connection, known.id)
        if known.has_second_factor:
            return redirect(url_for(".ask_sign_in"), 303)
        secret = signing_in.enter(
            connection, known, device=entry.device_words(), now=now, former=entry.token()
        )
    response = make_response(redirect(url_for(".own"), 303))
    entry.set_cookie(response, secret)
    entry.mark_device(response, known)
    return response
