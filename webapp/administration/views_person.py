"""One person: looked at, changed, kept out, let in, helped to a new password, erased."""

from collections.abc import Callable

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.administration import faults, people_form, person_page, queries, reach, service, words
from webapp.administration.faults import Fault
from webapp.administration.views import bp
from webapp.administration.views_people import handed_page
from webapp.errors import BadInput, Refused
from webapp.web import mail, site
from webapp.web.access import ROLES
from webapp.web.pages import page
from webapp.web.who import somebody

_PERSON = "/<lang:lang>/administration/people/<slug:pseudonym>"


@bp.get(_PERSON)
def show_person(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Show one person."""
    return _person(pseudonym)


@bp.post(_PERSON)
def change_person(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Keep other details of a person."""
    try:
        details = people_form.details(request.form, lang=lang)
        with site.database().writing() as connection:
            service.change_person(connection, pseudonym, details, reach=reach.of(somebody()), now=site.now())
    except (BadInput, Refused) as error:
        return _person(pseudonym, fault=faults.told(error), concerns="details")
    return _back(pseudonym, "details")


@bp.post(f"{_PERSON}/roles")
def set_roles(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Give a person the roles that are ticked."""
    try:
        grants = people_form.grants(request.form)
        with site.database().writing() as connection:
            service.set_roles(connection, pseudonym, grants, reach=reach.of(somebody()), now=site.now())
    except (BadInput, Refused) as error:
        return _person(pseudonym, fault=faults.told(error), concerns="roles")
    return _back(pseudonym, "roles")


@bp.post(f"{_PERSON}/suspend")
def suspend(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Keep a person out from now on."""
    return _do(service.suspend, pseudonym, done="suspended")


@bp.post(f"{_PERSON}/restore")
def restore(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Let a person in again."""
    return _do(service.restore, pseudonym, done="restored")


@bp.post(f"{_PERSON}/sign-ins/end")
def end_sign_ins(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Sign a person out everywhere."""
    return _do(service.end_sign_ins, pseudonym, done="sign-ins")


@bp.post(f"{_PERSON}/second-factor/stop")
def stop_second_factor(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Switch a person's second factor off."""
    return _do(service.stop_second_factor, pseudonym, done="second-factor")


@bp.post(f"{_PERSON}/invitation")
def invite_again(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Show the new link of a person's invitation, this once."""
    try:
        with site.database().writing() as connection:
            handed = service.invite_again(connection, pseudonym, reach=reach.of(somebody()), now=site.now())
    except Refused as error:
        return _person(pseudonym, fault=faults.told(error))
    return handed_page(handed)


@bp.post(f"{_PERSON}/reset-link")
def make_reset_link(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Show a link by which a person sets a new password, this once."""
    try:
        with site.database().writing() as connection:
            handed = service.make_reset_link(
                connection, pseudonym, reach=reach.of(somebody()), now=site.now()
            )
    except Refused as error:
        return _person(pseudonym, fault=faults.told(error))
    return handed_page(handed)


@bp.get(f"{_PERSON}/erase")
def ask_erase(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Show what erasing a person would take away and leave, and ask for their name."""
    return _erase_form(pseudonym)


@bp.post(f"{_PERSON}/erase")
def erase(lang: str, pseudonym: str) -> ResponseReturnValue:
    """Erase a person for good."""
    name = request.form.get("name", "")[:300]
    try:
        with site.database().writing() as connection:
            service.erase(connection, pseudonym, name=name, reach=reach.of(somebody()), now=site.now())
    except (BadInput, Refused) as error:
        return _erase_form(pseudonym, faults.told(error))
    return redirect(url_for(".list_people", done="erased"), 303)


def _do(deed: Callable[..., None], pseudonym: str, *, done: str) -> ResponseReturnValue:
    """Do something to a person and go back to their page, or say there why it cannot be done."""
    try:
        with site.database().writing() as connection:
            deed(connection, pseudonym, reach=reach.of(somebody()), now=site.now())
    except Refused as error:
        return _person(pseudonym, fault=faults.told(error))
    return _back(pseudonym, done)


def _person(pseudonym: str, *, fault: Fault | None = None, concerns: str = "") -> Response:
    """Show a person; what was typed into the form that is at fault is still there."""
    here = reach.of(somebody())
    with site.database().reading() as connection:
        shown = person_page.of(connection, pseudonym, reach=here, now=site.now())
        bodies = queries.bodies(connection, reach=here)
    return page(
        "administration/person.html",
        shown=shown,
        bodies=words.choices(bodies),
        reach=here,
        roles=ROLES,
        fault=fault,
        concerns=concerns,
        typed=request.form,
        by_mail=mail.is_configured(site.settings()),
        done="" if fault else request.args.get("done", ""),
        status=fault.status if fault else 200,
    )


def _erase_form(pseudonym: str, fault: Fault | None = None) -> Response:
    with site.database().reading() as connection:
        shown = person_page.of(connection, pseudonym, reach=reach.of(somebody()), now=site.now())
    return page("administration/erase.html", shown=shown, fault=fault, status=fault.status if fault else 200)


def _back(pseudonym: str, done: str) -> Response:
    return redirect(url_for(".show_person", pseudonym=pseudonym, done=done), 303)  # type: ignore[return-value]  # werkzeug's answer is Flask's
