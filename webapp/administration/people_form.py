"""What the forms about people send, read into what a service takes; anything else in them is passed over."""

from werkzeug.datastructures import MultiDict

from webapp.administration.service import Details
from webapp.errors import BadInput
from webapp.web.language import LANGUAGES
from webapp.web.who import Grant

_LONGEST_NUMBER = 9
"""Digits that every database holds as a whole number."""


def details(form: MultiDict[str, str], *, lang: str) -> Details:
    """Return what is to be kept of somebody.

    Errors: BadInput for an organisation that is no number.
    """
    wanted = form.get("language", lang)
    return Details(
        name=form.get("name", "").strip(),
        email=form.get("email", "").strip(),
        lang=wanted if wanted in LANGUAGES else lang,
        organisation=number(form.get("organisation", "")),
        governorate=form.get("governorate") or None,
    )


def grants(form: MultiDict[str, str]) -> tuple[Grant, ...]:
    """Return the roles that are ticked, each with the limits chosen beside it.

    Errors: as for `details`.
    """
    return tuple(
        Grant(role, number(form.get(f"organisation.{role}", "")), form.get(f"governorate.{role}") or None)
        for role in dict.fromkeys(form.getlist("roles"))
    )


def number(text: str) -> int | None:
    """Return the number of an organisation, None for none.

    Errors: BadInput.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise BadInput("organisation.unknown")
    return int(text)
