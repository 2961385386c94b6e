"""What is kept of a person, said to everybody and shown to each; taken along, and forgotten."""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import entry, second_step, signing_in
from webapp.accounts import queries as accounts
from webapp.accounts.policy import policy
from webapp.audit import service as audit
from webapp.engine import phrase
from webapp.errors import AppError, BadInput, Refused, TooMany
from webapp.privacy import own_copy, phrases, queries, service
from webapp.privacy.queries import OwnData
from webapp.search import counting
from webapp.web import limits, site, visitor
from webapp.web.errors import say_when, status_of
from webapp.web.exported_table import attachment
from webapp.web.pages import page, public
from webapp.web.sentences import SENTENCES
from webapp.web.who import Who, cookie_name, somebody, who

bp = Blueprint("privacy", __name__)

_LONGEST_PHRASE = 300


@bp.get("/<lang:lang>/privacy")
def notice(lang: str) -> ResponseReturnValue:
    """Say what is kept, why, how long, and what anybody can ask for."""
    with site.database().reading() as connection:
        in_force = policy(connection)
    return public(
        page(
            "privacy/notice.html",
            policy=in_force,
            session_cookie=cookie_name(),
            visitor_days=visitor.DAYS,
            device_days=entry.DEVICE_DAYS,
            query_days=counting.KEEP_DAYS,
        )
    )


@bp.get("/<lang:lang>/data")
def own_data(lang: str) -> ResponseReturnValue:
    """Show what is kept of whoever asks: of their account, or of this device."""
    shown, done = _own(), request.args.get("done", "")
    if done == "erased" and shown.is_nothing:
        return page("privacy/erased.html")
    return page("privacy/own_data.html", shown=shown, done=done)


@bp.get("/<lang:lang>/data.json")
def download(lang: str) -> ResponseReturnValue:
    """Hand over everything that is kept of whoever asks, as one file."""
    here, now = who(), site.now()
    with site.database().reading() as connection:
        content = own_copy.of(connection, here, visitor.device(), now=now)
    if here:
        mine = here.pseudonym
        with site.database().writing() as connection:
            audit.record(connection, action="export", actor=mine, subject=mine, now=now, what="own-data")
    return attachment(content, filename=f"masar-data-{now:%Y-%m-%d}.json", mimetype="application/json")


@bp.get("/<lang:lang>/data/erase")
def ask_erase(lang: str) -> ResponseReturnValue:
    """Say what goes and what stays, and ask whether it shall be erased."""
    return _erase_form()


@bp.post("/<lang:lang>/data/erase")
def erase(lang: str) -> ResponseReturnValue:
    """Erase the account of whoever is signed in, or what this device has left here."""
    here = who()
    try:
        _ticked()
        if here:
            _erase_account(here)
        else:
            _erase_device()
    except (BadInput, Refused, TooMany) as fault:
        return _erase_form(fault)
    response = make_response(redirect(url_for(".own_data", done="erased"), 303))
    _leave_no_cookie(response, is_account=here is not None)
    return response


@bp.post("/<lang:lang>/data/phrase")
def make_phrase(lang: str) -> ResponseReturnValue:
    """Show six words, this once, by which this device's attempts can be taken up on another."""
    here = visitor.device()
    if who() or here is None or not _own().on_device.attempts:
        return redirect(url_for(".own_data"), 303)
    with site.database().writing() as connection:
        number = phrases.make(connection, owner=here, settings=site.settings(), now=site.now())
    pairs = tuple(zip(phrase.words(number, "ar").split(), phrase.words(number, "en").split(), strict=True))
    return page("privacy/phrase.html", pairs=pairs)


@bp.get("/<lang:lang>/data/take-up")
def ask_phrase(lang: str) -> ResponseReturnValue:
    """Ask for the six words of another device."""
    return _phrase_form()


@bp.post("/<lang:lang>/data/take-up")
def take_up(lang: str) -> ResponseReturnValue:
    """Bring the attempts of another device here, or to the account of whoever is signed in."""
    written = request.form.get("words", "")[:_LONGEST_PHRASE]
    response = make_response(redirect(url_for("attempts.list_own"), 303))
    try:
        _bring(written, response)
    except (BadInput, Refused, TooMany) as fault:
        return _phrase_form(fault, written)
    return response


@bp.post("/<lang:lang>/data/claim")
def claim_device(lang: str) -> ResponseReturnValue:
    """Bring what was begun on this device without signing in to the account."""
    here, former = somebody(), visitor.device()
    if former is None:
        return redirect(url_for(".own_data"), 303)
    with site.database().writing() as connection:
        count = phrases.claim(
            connection, former=former, owner=here.owner, pseudonym=here.pseudonym, by="device", now=site.now()
        )
    return redirect(url_for(".own_data", done="claimed" if count else None), 303)


def _own() -> OwnData:
    with site.database().reading() as connection:
        return queries.own_data(connection, who(), visitor.device(), now=site.now())


def _ticked() -> None:
    """Refuse what nobody said they want for good.

    Errors: BadInput.
    """
    if request.form.get("erase") != "yes":
        raise BadInput("privacy.unticked")


def _erase_account(here: Who) -> None:
    """Erase the account of somebody who shows its password, since the browser may be somebody else's.

    Errors: BadInput when it is not right; TooMany after too many tries; Refused for the last administrator.
    """
    with site.database().writing() as connection:
        known = accounts.known_by_id(connection, here.account)
        second_step.count_try(connection, known, now=site.now())
    if known.is_demo:
        raise BadInput("account.demo-has-none")
    if not signing_in.is_right(known, request.form.get("present", "")):
        raise BadInput("account.wrong-password")
    with site.database().writing() as connection:
        service.erase_account(connection, account=here.account, by=here.pseudonym, now=site.now())


def _erase_device() -> None:
    owner = visitor.device()
    if owner:
        with site.database().writing() as connection:
            service.forget_owner(connection, owner, now=site.now())


def _leave_no_cookie(response: Response, *, is_account: bool) -> None:
    if is_account:
        entry.drop_cookie(response)
        entry.forget_device(response)
    else:
        visitor.forget_visitor(response)
    response.headers["Clear-Site-Data"] = '"cache"'


def _erase_form(fault: AppError | None = None) -> ResponseReturnValue:
    shown = _own()
    if shown.is_nothing:
        return redirect(url_for(".own_data"), 303)
    is_ticked = request.form.get("erase") == "yes"
    return _form("privacy/erase.html", fault, shown=shown, is_ticked=is_ticked)


def _bring(written: str, response: Response) -> None:
    """Use a phrase up for whoever typed it; tries are counted before it is looked at, a right one is not.

    Errors: as for `phrases.use`; TooMany after too many wrong ones.
    """
    here, now, key = who(), site.now(), f"phrase:{limits.remote()}"
    with site.database().writing() as connection:
        limits.count(connection, key=key, limit=phrases.TRIES, seconds=phrases.WINDOW, now=now)
    with site.database().writing() as connection:
        former = phrases.use(connection, written, mine=visitor.visitor(), settings=site.settings())
        limits.give_back(connection, key=key, now=now)
        if here:
            phrases.claim(
                connection, former=former, owner=here.owner, pseudonym=here.pseudonym, by="phrase", now=now
            )
        else:
            phrases.bring(connection, former=former, owner=visitor.make_visitor(response))


def _phrase_form(fault: AppError | None = None, written: str = "") -> Response:
    return _form("privacy/take_up.html", fault, written=written)


def _form(template: str, fault: AppError | None, **values: object) -> Response:
    """Show a form, with what is wrong with it and everything that was written still there."""
    values |= {"fault": fault.code if fault else "", "sentence": SENTENCES[fault.code] if fault else ""}
    response = page(template, status=status_of(fault) if fault else 200, **values)  # type: ignore[arg-type]  # none of ours is called `fragment`
    say_when(response, fault)
    return response
