"""What is the same for every reader is worked out once: until the site changes, or for good."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar, cast

from flask import Flask, current_app, has_request_context, request
from markupsafe import Markup

from webapp.database import Database
from webapp.web import site
from webapp.web.language import DIRECTIONS, language

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
Things = dict[Hashable, object]

_MOST = 1024
_HERE = "masar.things"


class Lately(Generic[Key, Made]):
    """A few things known lately, by their keys; what was longest not asked for is let go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Key, Made] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """Return how many are known."""
        return len(self._things)

    def get(self, key: Key) -> Made | None:
        """Return what is known by this key, if anything."""
        with self._turn:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def keep(self, key: Key, made: Made) -> Made:
        """Keep something, and return it."""
        with self._turn:
            self._things[key] = made
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made


class Memory:
    """What was worked out from one state of the site, dropped when the site's version is another one.

    Units: the version is asked for at most once in `check_seconds`.
    """

    def __init__(self, database: Database, *, check_seconds: float) -> None:
        self._database = database
        self._check_seconds = check_seconds
        self._next_check = 0.0
        self._version = -1
        self._things: Things = {}
        self._turn = threading.Lock()

    def things(self) -> Things:
        """Return what is known of the present state."""
        if time.monotonic() >= self._next_check:
            self._check()
        return self._things

    def _check(self) -> None:
        with self._turn:
            asked = time.monotonic()
            with self._database.reading_once() as connection:
                version = site.version(connection)
            if version != self._version:
                self._version, self._things = version, {}
            self._next_check = asked + self._check_seconds


def install(app: Flask) -> None:
    """Begin with nothing remembered, and give templates `part`."""
    settings = app.extensions["masar.settings"]
    # The page cache keeps what it is given until the next version: behind it nothing may be late.
    check_seconds = 0.0 if settings.page_cache else settings.version_check_seconds
    app.extensions["masar.memory"] = Memory(app.extensions["masar.database"], check_seconds=check_seconds)
    app.extensions["masar.parts"] = {}
    app.jinja_env.globals["part"] = part


def remembered(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gave for this key since the site last changed.

    Shape: the answer depends on `key`, on public rows, and on what was remembered before in this request:
    all that one request remembers belongs to one state of the site. The command line, which asks once,
    remembers nothing.
    """
    if not has_request_context():
        return make()
    things: Things | None = request.environ.get(_HERE)
    if things is None:
        things = cast("Memory", current_app.extensions["masar.memory"]).things()
        request.environ[_HERE] = things
    known = things.get(key)
    if known is None:
        if len(things) >= _MOST:
            things.clear()
        known = things[key] = make()
    return cast("Made", known)


def part(template: str, current: str = "") -> Markup:
    """Return a part of the page that depends on the language and `current` alone, rendered once for each."""
    parts: dict[tuple[str, str, str], Markup] = current_app.extensions["masar.parts"]
    lang = language()
    key = (lang, template, current)
    if key not in parts:
        found = current_app.jinja_env.get_template(template)
        parts[key] = Markup(found.render(lang=lang, dir=DIRECTIONS[lang], current=current))  # noqa: S704 -- escaped where it was rendered
    return parts[key]
