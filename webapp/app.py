"""The web application, put together."""

import contextlib
import datetime as dt
import pathlib
from typing import TYPE_CHECKING

from flask import Flask, Request, Response
from flask.sessions import NullSession, SessionInterface, SessionMixin
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.database import Database
from webapp.sessions.live import Live
from webapp.settings import ROOT, Settings
from webapp.web import (
    catalogue,
    errors,
    guard,
    headers,
    hosts,
    htmx,
    language,
    mail,
    memory,
    security_txt,
    site,
    static,
    words,
)
from webapp.web.access import LARGER
from webapp.web.bodies import Bodies
from webapp.web.cache import PageCache
from webapp.web.places import places
from webapp.web.who import who

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_LARGEST_FORM = 256 * 1024
_ROOM_CHECK_SECONDS = 0.5


_NOTHING = NullSession()


class _NoSessions(SessionInterface):
    """Nothing is kept in Flask's own cookie; people without an account have one of ours (ADR 0013)."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:
        """Open nothing, the same nothing for all: it refuses to hold anything."""
        return _NOTHING

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save nothing."""


def create_app(settings: Settings, clock: site.Clock | None = None) -> Flask:
    """Return the application for these settings; `clock` replaces the time of day in tests."""
    app = Flask("webapp", static_folder=str(ROOT / "static"), static_url_path="/static")
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=_LARGEST_FORM, MAX_FORM_PARTS=500)
    app.jinja_env.undefined = StrictUndefined
    if (
        app.jinja_env.bytecode_cache is None
    ):  # a process that was restarted answers at once, not after a second
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_folder(settings.instance / "templates")))
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # a redirect of its own would trust whatever host was asked for
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider's own
    app.session_interface = _NoSessions()
    store = Database(settings.database_url, audit_key=settings.audit_key)
    app.extensions["masar.database"] = store
    app.extensions["masar.settings"] = settings
    app.extensions["masar.clock"] = clock or (lambda: dt.datetime.now(dt.UTC))
    catalogue.compile_stale(ROOT / "translations")
    language.speak(app, str(ROOT / "translations"))
    for part in (htmx, words, memory, static, mail, guard, hosts, headers, errors):
        part.install(app)
    _open_doors(app)
    _put_in_front(app, settings, store)
    return app


def _folder(path: pathlib.Path) -> pathlib.Path:
    """Return a folder that only we may read, made where it is not."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _open_doors(app: Flask) -> None:
    from webapp.accounts import entry, views_links, views_own
    from webapp.accounts import views as accounts
    from webapp.accounts import words as account_words
    from webapp.administration import views as administration
    from webapp.administration import (
        views_import,
        views_organisations,
        views_people,
        views_person,
        views_practice,
        views_site,
    )
    from webapp.attempts import views as attempts
    from webapp.attempts import views_contest, views_guide
    from webapp.certificates import views as certificates
    from webapp.printing import views as printing
    from webapp.privacy import views as privacy
    from webapp.reading import views as reading
    from webapp.reading import views_comments, views_editions, views_find, views_queues, views_twice
    from webapp.search import views as search
    from webapp.search import views_desk as search_desk
    from webapp.sessions import feelings, views_debrief, views_lead, views_paper, views_report, views_room
    from webapp.sessions import views as sessions
    from webapp.workbench import views as workbench
    from webapp.workbench import views_play, views_release, views_strings

    assert all((views_contest, views_guide, views_comments, views_editions, views_find, views_twice))  # noqa: S101 -- as below
    assert all((views_site, views_practice, views_links, views_own))  # noqa: S101 -- imported for the routes they add
    assert all((views_people, views_person, views_import, views_organisations))  # noqa: S101 -- as above
    assert all((views_lead, views_paper, views_report))  # noqa: S101 -- as above
    assert views_debrief  # noqa: S101 -- as above
    assert all((views_play, views_release, views_strings))  # noqa: S101 -- as above
    for feature in (reading, printing, search, attempts, accounts, privacy, administration):
        app.register_blueprint(feature.bp)
    app.register_blueprint(certificates.bp)
    for desk in (views_queues, search_desk, workbench, sessions, views_room):
        app.register_blueprint(desk.bp)
    _open_desk(app)
    account_words.install(app)
    app.jinja_env.globals["FEELINGS"] = feelings.FEELINGS
    app.extensions["masar.identify"] = entry.identify
    app.jinja_env.globals.update(who=who, places=places, seconds_left=entry.seconds_left)
    app.add_url_rule("/health", "health", views_site.answer_health)
    app.add_url_rule(security_txt.PATH, "security_txt", security_txt.answer)
    app.jinja_env.globals["icon"] = app.jinja_env.get_template("parts/icons.html").module.icon  # type: ignore[attr-defined]  # a macro


def _open_desk(app: Flask) -> None:
    """Open the editor's desk, and what of it anybody may read."""
    from webapp.desk import (
        flagging,
        views_api,
        views_consequences,
        views_exchange,
        views_export,
        views_language,
        views_ledger,
        views_pack,
        views_publish,
        views_readers,
        views_review,
        views_word,
        views_work,
    )
    from webapp.desk import views as manual_desk
    from webapp.desk import views_begin as manual_begin
    from webapp.desk import views_write as manual_write

    assert all((views_readers, views_word, views_export))  # noqa: S101 -- imported for the routes they add
    assert all((views_publish, views_review))  # noqa: S101 -- as above
    assert all((views_consequences, views_work))  # noqa: S101 -- as above
    assert all((manual_begin, manual_write))  # noqa: S101 -- as above
    assert all((views_exchange, views_language, views_ledger))  # noqa: S101 -- as above
    app.register_blueprint(manual_desk.bp)
    app.register_blueprint(views_api.bp)
    app.register_blueprint(views_pack.notices)
    app.jinja_env.globals["own_reading"] = views_pack.own_reading
    app.extensions["masar.after_edition"] = flagging.flag


def _put_in_front(app: Flask, settings: Settings, store: Database) -> None:
    def version() -> int:
        with store.reading() as connection:
            return site.version(connection)

    def pulses() -> dict[str, int]:
        from webapp.sessions import queries

        since = app.extensions["masar.clock"]() - dt.timedelta(days=1)
        with store.reading() as connection:
            return queries.pulses(connection, since)

    def larger(environ: "WSGIEnvironment") -> int:
        with contextlib.suppress(HTTPException):
            return LARGER.get(app.url_map.bind_to_environ(environ).match()[0], _LARGEST_FORM)
        return _LARGEST_FORM

    app.wsgi_app = Bodies(app.wsgi_app, largest=_LARGEST_FORM, larger=larger)  # type: ignore[method-assign]  # Flask's documented way
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way
    if settings.page_cache:
        kept = PageCache(app.wsgi_app, version=version, check_seconds=settings.version_check_seconds)
        app.wsgi_app = kept  # type: ignore[method-assign]  # Flask's documented way
    app.wsgi_app = Live(app.wsgi_app, read=pulses, check_seconds=_ROOM_CHECK_SECONDS)  # type: ignore[method-assign]  # Flask's documented way
