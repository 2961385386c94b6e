"""Organisations: listed, added, changed, removed; one form on the page at a time."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.administration import faults, organisations, people_form, queries
from webapp.administration.faults import Fault
from webapp.administration.organisations import NewBody
from webapp.administration.views import bp
from webapp.errors import BadInput, Refused
from webapp.web import site
from webapp.web.pages import page
from webapp.web.who import somebody

_ALL = "/<lang:lang>/administration/organisations"
_ONE = f"{_ALL}/<int(max=999999999):organisation>"


@bp.get(_ALL)
def list_organisations(lang: str) -> ResponseReturnValue:
    """Show the organisations, and the form for a new one or for one that is to be changed."""
    try:
        changing = people_form.number(request.args.get("change", ""))
    except BadInput:
        changing = None
    return _list(changing=changing)


@bp.post(_ALL)
def add_organisation(lang: str) -> ResponseReturnValue:
    """Keep a new organisation."""
    try:
        with site.database().writing() as connection:
            organisations.add(connection, _sent(), by=somebody().pseudonym, now=site.now())
    except (BadInput, Refused) as error:
        return _list(fault=faults.told(error, named="f-name_ar"))
    return redirect(url_for(".list_organisations", done="added"), 303)


@bp.post(_ONE)
def change_organisation(lang: str, organisation: int) -> ResponseReturnValue:
    """Keep other words about an organisation."""
    try:
        with site.database().writing() as connection:
            organisations.change(connection, organisation, _sent(), by=somebody().pseudonym, now=site.now())
    except (BadInput, Refused) as error:
        return _list(changing=organisation, fault=faults.told(error, named="f-name_ar"))
    return redirect(url_for(".list_organisations", done="changed"), 303)


@bp.post(f"{_ONE}/remove")
def remove_organisation(lang: str, organisation: int) -> ResponseReturnValue:
    """Remove an organisation to which nobody belongs."""
    try:
        with site.database().writing() as connection:
            organisations.remove(connection, organisation, by=somebody().pseudonym, now=site.now())
    except Refused as error:
        return _list(fault=faults.told(error))
    return redirect(url_for(".list_organisations", done="removed"), 303)


def _sent() -> NewBody:
    form = request.form
    return NewBody(
        name_ar=form.get("name_ar", ""),
        name_en=form.get("name_en", ""),
        sector=form.get("sector", ""),
        governorate=form.get("governorate") or None,
    )


def _list(*, changing: int | None = None, fault: Fault | None = None) -> Response:
    with site.database().reading() as connection:
        listed = queries.organisations(connection)
    return page(
        "administration/organisations.html",
        listed=listed,
        changing=next((one for one in listed if one.body.id == changing), None),
        typed=request.form,
        fault=fault,
        done="" if fault else request.args.get("done", ""),
        status=fault.status if fault else 200,
    )
