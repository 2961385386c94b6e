"""Published pages as files, for a server in front that sends files faster than any application answers."""

import gzip
import os
import pathlib
import re
import shutil
import tempfile
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from webapp.web import site
from webapp.web.language import LANGUAGES
from webapp.web.pages import PUBLIC

CURRENT = "current"
"""The link in the folder that leads to the newest set of files."""

KEPT = frozenset(
    f"reading.{name}"
    for name in (
        "home", "contents", "show_section", "side_by_side", "glossary", "editions", "about", "accessibility",
        "browse", "browse_by", "clocks", "due_within", "entities", "entity", "pathways", "pathway", "cards",
    )
)  # fmt: skip
"""Pages that are written: what readers open most, the same for everyone, without a query."""

_LINK = re.compile(r'href="(/[a-z][^"?#]*)')


def write(app: Flask, folder: pathlib.Path) -> tuple[int, int]:
    """Write every published page plain and packed; return the site's version and the number of pages.

    Shape: `/ar/manual/a/b` lies in `FOLDER/current/ar/manual/a/b.html` and `.html.gz`. A whole set is written
    beside the present one and then takes its place in one step; the set before stays for who is reading it.
    """
    with app.app_context(), site.database().reading() as connection:
        version = site.version(connection)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        count = sum(_keep(fresh, path, body) for path, body in _pages(app))
        fresh.chmod(0o755)
        place = folder / str(version)
        if place.exists():
            shutil.rmtree(place)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    before = _switch(folder, place)
    _clear(folder, {place.name, before})
    return version, count


def is_present(folder: pathlib.Path, version: int) -> bool:
    """Say whether the files of this state of the site are the current ones."""
    return (folder / CURRENT).is_dir() and (folder / CURRENT).resolve().name == str(version)


def _pages(app: Flask) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that readers can reach by links from the first one, each once."""
    client = app.test_client()
    waiting = [f"/{lang}" for lang in LANGUAGES]
    seen = set(waiting)
    for path in waiting:
        body = _body(client, path)
        if body is None:
            continue
        yield path, body
        for found in _LINK.findall(body.decode("utf-8")):
            if found not in seen and _is_kept(app, found):
                seen.add(found)
                waiting.append(found)


def _body(client: FlaskClient, path: str) -> bytes | None:
    answer = client.get(path)
    is_public = answer.headers.get("Cache-Control", "") == PUBLIC
    return answer.get_data() if answer.status_code == 200 and is_public else None  # noqa: PLR2004 -- whole pages only


def _is_kept(app: Flask, path: str) -> bool:
    adapter = app.url_map.bind("localhost")
    if not adapter.test(path, "GET"):
        return False
    endpoint, _values = adapter.match(path, "GET")
    return endpoint in KEPT


def _keep(folder: pathlib.Path, path: str, body: bytes) -> bool:
    place = folder / f"{path.removeprefix('/')}.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    place.with_name(f"{place.name}.gz").write_bytes(gzip.compress(body, 9, mtime=0))
    return True


def _switch(folder: pathlib.Path, place: pathlib.Path) -> str:
    """Let the link lead to a set of files, and return the name of the set before."""
    link = folder / CURRENT
    before = link.resolve().name if link.exists() else ""
    fresh = folder / f".{CURRENT}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(place.name)
    os.replace(fresh, link)  # noqa: PTH105 -- a link is exchanged in one step only so
    return before


def _clear(folder: pathlib.Path, kept: set[str]) -> None:
    for one in folder.iterdir():
        if one.name.isdecimal() and one.name not in kept:
            shutil.rmtree(one)
