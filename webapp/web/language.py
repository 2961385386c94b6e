"""The language of a page is the first step of its address and is found nowhere else."""

import functools
from typing import Any

import flask
import flask_babel
from flask import Flask, current_app, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, MapAdapter
from werkzeug.routing.exceptions import RoutingException

LANGUAGES = ("ar", "en")
DEFAULT = "ar"
NAMES = {"ar": "العربية", "en": "English"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
_OTHER = {"ar": "en", "en": "ar"}


class LanguageConverter(BaseConverter):
    """`<lang:lang>` in a route: one of our two languages and nothing else."""

    regex = "|".join(LANGUAGES)


class SlugConverter(BaseConverter):
    """`<slug:name>` in a route: small letters, digits and hyphens."""

    regex = "[a-z0-9][a-z0-9-]*"


def language() -> str:
    """Return the language of the page being answered; Arabic where an address names none."""
    return str(g.get("lang", DEFAULT)) if flask.has_app_context() else DEFAULT


def other_language(path: str, query: str = "") -> str:
    """Return the address of the same place in the other language."""
    first, _, rest = path.lstrip("/").partition("/")
    there = f"/{_OTHER.get(first, 'en')}" + (f"/{rest}" if rest and first in _OTHER else "")
    return there + (f"?{query}" if query else "")


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
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = translations
    app.extensions["masar.addresses"] = {}
    flask_babel.Babel(app, locale_selector=language, timezone_selector=lambda: "Asia/Muscat")  # type: ignore[no-untyped-call]  # Flask-Babel's constructor is not annotated
    # A page asks for some sixty words; each is looked up once for each language, not once for each page.
    app.jinja_env.install_gettext_callables(_gettext, _ngettext, newstyle=True, pgettext=_pgettext)  # type: ignore[attr-defined]  # from jinja2.ext.i18n
    app.url_value_preprocessor(_remember)
    app.url_defaults(_fill)
    app.context_processor(_words)
    app.jinja_env.globals.update(lang_url=lang_url)


def _remember(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    first = request.path[1:].partition("/")[0]
    g.lang = values["lang"] if values and "lang" in values else first if first in LANGUAGES else DEFAULT


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
        "other_url": _switch(),
    }


def _switch() -> str:
    if request.method not in {"GET", "HEAD"} and not _readable(flask.globals.request_ctx.url_adapter):
        return f"/{_OTHER[language()]}"
    return other_language(request.path, request.query_string.decode("ascii", "replace"))


def _readable(adapter: MapAdapter | None) -> bool:
    """Say whether this address can be opened by a link, and not only posted to."""
    try:
        return adapter is not None and bool(adapter.match(method="GET"))
    except (HTTPException, RoutingException):
        return False


def _gettext(message: str) -> str:
    return _translated(language(), message)


def _ngettext(one: str, many: str, number: int) -> str:
    return _translated_number(language(), one, many, number)


def _pgettext(context: str, message: str) -> str:
    return _translated_in(language(), context, message)


@functools.lru_cache(maxsize=4096)
def _translated(_lang: str, message: str) -> str:
    return str(flask_babel.get_translations().ugettext(message))


@functools.lru_cache(maxsize=4096)
def _translated_number(_lang: str, one: str, many: str, number: int) -> str:
    return str(flask_babel.get_translations().ungettext(one, many, number))


@functools.lru_cache(maxsize=4096)
def _translated_in(_lang: str, context: str, message: str) -> str:
    return str(flask_babel.get_translations().upgettext(context, message))
