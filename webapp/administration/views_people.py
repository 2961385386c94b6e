"""The list of people, and inviting one."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.accounts.governorates import GOVERNORATES
from webapp.accounts.service import NewPerson
from webapp.administration import faults, handing, people_form, queries, reach, service, words
from webapp.administration.faults import Fault
from webapp.administration.queries import STATES, Wanted
from webapp.administration.service import Handed
from webapp.administration.views import bp
from webapp.errors import BadInput, Refused
from webapp.web import site
from webapp.web.access import ROLES
from webapp.web.pages import page
from webapp.web.who import somebody

_LONGEST_SEARCH = 100
_LONGEST_PAGE = 6


@bp.get("/<lang:lang>/administration/people")
def list_people(lang: str) -> ResponseReturnValue:
    """Show the people within reach, all or those who are asked for."""
    here, wanted = reach.of(somebody()), _wanted()
    with site.database().reading() as connection:
        found = queries.people(connection, wanted, reach=here)
        bodies = queries.bodies(connection, reach=here)
        is_empty = queries.is_empty(connection, reach=here)
    return page(
        "administration/people.html",
        found=found,
        wanted=wanted,
        bodies=words.choices(bodies),
        is_empty=is_empty,
        reach=here,
        roles=ROLES,
        states=STATES,
        done=request.args.get("done", ""),
    )


@bp.get("/<lang:lang>/administration/people/invite")
def ask_invite(lang: str) -> ResponseReturnValue:
    """Show the form for inviting somebody."""
    return _invite_form(lang)


@bp.post("/<lang:lang>/administration/people/invite")
def invite(lang: str) -> ResponseReturnValue:
    """Invite somebody, and show their link this once."""
    try:
        told, grants = people_form.details(request.form, lang=lang), people_form.grants(request.form)
        new = NewPerson(
            name=told.name,
            email=told.email,
            lang=told.lang,
            organisation=told.organisation,
            governorate=told.governorate,
            grants=grants,
        )
        with site.database().writing() as connection:
            handed = service.invite(connection, new, reach=reach.of(somebody()), now=site.now())
    except (BadInput, Refused) as error:
        return _invite_form(lang, faults.told(error))
    return handed_page(handed)


def handed_page(handed: Handed) -> Response:
    """Show a link, this once, and send it where there is mail."""
    is_sent = handing.send(handed)
    return page("administration/link.html", handed=handed, address=handing.address(handed), is_sent=is_sent)


def _invite_form(lang: str, fault: Fault | None = None) -> Response:
    here = reach.of(somebody())
    with site.database().reading() as connection:
        bodies = queries.bodies(connection, reach=here)
    return page(
        "administration/invite.html",
        bodies=words.choices(bodies),
        reach=here,
        roles=ROLES,
        typed=request.form,
        fault=fault,
        status=fault.status if fault else 200,
    )


def _wanted() -> Wanted:
    """Return which people are asked for; what cannot be asked for asks for all."""
    asked = request.args
    return Wanted(
        text=asked.get("q", "").strip()[:_LONGEST_SEARCH],
        role=_one_of(ROLES, asked.get("role", "")),
        organisation=_number(asked.get("organisation", "")),
        governorate=_one_of([one.id for one in GOVERNORATES], asked.get("governorate", "")),
        state=_one_of(STATES, asked.get("state", "")),
        page=_number(asked.get("page", "")[:_LONGEST_PAGE]) or 1,
    )


def _one_of(known: tuple[str, ...] | list[str], asked: str) -> str:
    return asked if asked in known else ""


def _number(asked: str) -> int | None:
    try:
        return people_form.number(asked)
    except BadInput:
        return None
