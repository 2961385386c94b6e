"""How governorates and sectors are written on a page: filters and lists of every template."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from webapp.accounts.governorates import GOVERNORATES
from webapp.web.language import language

SECTORS = {
    "social-development": _l("Social development"),
    "education": _l("Education"),
    "health": _l("Health"),
    "police": _l("Police"),
    "prosecution": _l("Public Prosecution"),
    "committee": _l("Child protection committees"),
    "hotline": _l("Child Protection Line"),
    "labour": _l("Labour inspection"),
    "civil-society": _l("Civil society"),
    "other": _l("Other"),
}


def governorate(known: str | None) -> str:
    """Write a governorate in the page's language; nothing for none."""
    return next((getattr(one, language()) for one in GOVERNORATES if one.id == known), "")


def governorates() -> list[tuple[str, str]]:
    """Return every governorate's id and name in the page's language."""
    return [(one.id, getattr(one, language())) for one in GOVERNORATES]


def sector(known: str) -> object:
    """Write a sector in the page's language."""
    return SECTORS.get(known, known)


def install(app: Flask) -> None:
    """Give every template these words."""
    app.jinja_env.filters.update(governorate=governorate, sector=sector)
    app.jinja_env.globals.update(governorates=governorates, sectors=lambda: list(SECTORS.items()))
