"""What a WSGI server loads: `webapp.wsgi:app`."""

import contextlib
import gc
import os
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from flask import Flask

from webapp.app import create_app
from webapp.attempts import service as attempts
from webapp.database import Database
from webapp.privacy import daily
from webapp.sessions import standing
from webapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_A_MOMENT, _A_BREATH = 0.5, 3.0
"""Units: seconds."""


def _warm_after_first(app: Flask) -> None:
    """Have a process prepare the cases soon after its first answer, and then look after what is due daily.

    Nobody's ending waits for the cases then.
    Shape: not at import, since a server may import once and then fork; the door is as it was afterwards.
    """
    inner = app.wsgi_app

    def first(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        app.wsgi_app = inner  # type: ignore[method-assign]  # Flask's documented way
        threading.Thread(target=_warm, args=(app.extensions["masar.database"],), daemon=True).start()
        threading.Thread(target=daily.keep, args=(app,), daemon=True).start()
        return inner(environ, start_response)

    app.wsgi_app = first  # type: ignore[method-assign]  # Flask's documented way


def _ready_for_rooms(database: Database) -> None:
    """Work out the cases that rooms have at hand before anybody can ask: all of a room come back at once.

    Shape: nothing is kept open, since a server may fork now; a database that is not there yet is no matter.
    """
    with contextlib.suppress(sa.exc.SQLAlchemyError), database.reading() as connection:
        for case in standing.cases_at_hand(connection):
            attempts.look_ahead(case)
    database.close()


def _warm(database: Database) -> None:
    time.sleep(_A_MOMENT)
    with database.reading() as connection:
        cases = attempts.playable(connection)
    for case in cases:
        attempts.look_ahead(case)
        time.sleep(_A_BREATH)  # whoever asks meanwhile comes first
    _keep_for_good()


def _keep_for_good() -> None:
    """Tell the collector that what is there now stays: it was walking the cases' graphs during answers."""
    gc.collect()
    gc.freeze()


app = create_app(Settings.from_environment(os.environ))
_ready_for_rooms(app.extensions["masar.database"])
_warm_after_first(app)
_keep_for_good()
gc.set_threshold(20_000, 20, 20)
