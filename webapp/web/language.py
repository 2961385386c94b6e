"""The language of a page is the first step of its address and is found nowhere else."""

import functools
from typing import Any, cast
from urllib.parse import quote

import flask
import flask_babel
from flask import Flask, current_app, g, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, IntegerConverter, MapAdapter
from werkzeug.routing.exceptions import RoutingException

LANGUAGES = ("ar", "en")
DEFAULT = "ar"
NAMES = {"ar": "العربية", "en": "English"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
_OTHER = {"ar": "en", "en": "ar"}
_LARGEST = 2**31 - 1
_IN_PATHS = "/:@!$&'()*+,;=~"
"""What stands in an address as it is, beside letters and digits (RFC 3986)."""


class LanguageConverter(BaseConverter):
    """`<lang:lang>` in a route: one of our two languages and nothing else."""

    regex = "|".join(LANGUAGES)


class SlugConverter(BaseConverter):
    """`<slug:name>` in a route: small letters, digits and hyphens."""

    regex = "[a-z0-9][a-z0-9-]*"


class WholeConverter(IntegerConverter):
    """`<int:number>` in a route: as large as the number of a row can be."""

    def __init__(self, *given: Any, **limits: Any) -> None:  # noqa: ANN401 -- the router's own
        super().__init__(*given, **{"max": _LARGEST, **limits})


def language() -> str:
    """Return the language of the page being answered; Arabic where an address names none."""
    try:
        return cast("str", g.lang)
    except (AttributeError, RuntimeError):  # before the address is read; outside any request
        return DEFAULT


def other_language(path: str, query: str = "") -> str:
    """Return the address of the same place in the other language."""
    first, _, rest = path.lstrip("/").partition("/")
    there = f"/{_OTHER.get(first, 'en')}" + (f"/{rest}" if rest and first in _OTHER else "")
    return there + (f"?{query}" if query else "")


def switch() -> str:
    """Return this page's address in the other language; the first page's where this one cannot be opened."""
    if request.method not in {"GET", "HEAD"} and not _readable(flask.globals.request_ctx.url_adapter):
        return f"/{_OTHER[language()]}"
    return other_language(quote(request.path, _IN_PATHS), quote(request.query_string, _IN_PATHS + "?%"))


def lang_url(endpoint: str, **values: Any) -> str:  # noqa: ANN401 -- what a route takes is the route's business
    """Return an address in the page's language; those without further parts are worked out once."""
    if values:
        return flask.url_for(endpoint, **values)
    known: dict[tuple[str, str], str] = current_app.extensions["masar.addresses"]
    key = (language(), endpoint)
    if key not in known:
        known[key] = flask.url_for(endpoint)
    return known[key]


def speak(app: Flask, translations: str) -> None:
    """Teach the application its two languages: routes, words, addresses."""
    app.url_map.converters["lang"] = LanguageConverter
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["int"] = WholeConverter
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = translations
    app.extensions["masar.addresses"] = {}
    flask_babel.Babel(app, locale_selector=language, timezone_selector=lambda: "Asia/Muscat")  # type: ignore[no-untyped-call]  # Flask-Babel's constructor is not annotated
    # As Jinja's own, but each of the sixty words of a page is looked up once in a process, not once a page.
    words = {"_": _gettext, "gettext": _gettext, "pgettext": _pgettext, "ngettext": _ngettext}
    app.jinja_env.globals.update(words)
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension Flask-Babel installs
    app.url_value_preprocessor(_remember)
    app.url_defaults(_fill)
    app.context_processor(_words)
    app.jinja_env.globals.update(lang_url=lang_url)


def _remember(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values["lang"]
        return
    first = request.path[1:].partition("/")[0]
    g.lang = first if first in LANGUAGES else DEFAULT


def _fill(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()


def _words() -> dict[str, object]:
    lang = language()
    other = _OTHER[lang]
    return {
        "lang": lang,
        "dir": DIRECTIONS[lang],
        "other_lang": other,
        "other_dir": DIRECTIONS[other],
        "other_name": NAMES[other],
        "other_url": switch(),
    }


def _readable(adapter: MapAdapter | None) -> bool:
    """Say whether this address can be opened by a link, and not only posted to."""
    try:
        return adapter is not None and bool(adapter.match(method="GET"))
    except (HTTPException, RoutingException):
        return False


def _gettext(message: str, /, **values: object) -> Markup:
    return _filled(_found(language(), "", message), values)


def _pgettext(context: str, message: str, /, **values: object) -> Markup:
    return _filled(_found(language(), context, message), values)


def _ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
    text = flask_babel.get_translations().ungettext(one, many, number)
    return _filled(Markup(text), {"num": number, **values})  # noqa: S704 -- our own catalogue


def _filled(text: Markup, values: dict[str, object]) -> Markup:
    return text % values if values else text


@functools.lru_cache(maxsize=4096)
def _found(_lang: str, context: str, message: str) -> Markup:
    """Return the words of the catalogue; they are ours, and what is put into them is escaped."""
    known = flask_babel.get_translations()
    return Markup(known.upgettext(context, message) if context else known.ugettext(message))  # noqa: S704 -- our own catalogue
