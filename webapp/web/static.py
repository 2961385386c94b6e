"""Addresses of static files carry a digest of what is in them, so that browsers may keep them for a year."""

import hashlib
import pathlib

from flask import Flask, request

FOREVER = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Read every static file once and give templates `static_url`."""
    digests = {path: digest(text) for path, text in _files(pathlib.Path(str(app.static_folder)))}
    app.extensions["masar.static"] = digests
    addresses = {path: f"{app.static_url_path}/{path}?v={found}" for path, found in digests.items()}
    app.jinja_env.globals["static_url"] = addresses.__getitem__


def digest(content: bytes) -> str:
    """Return the twelve letters that stand for a file's content."""
    return hashlib.sha256(content).hexdigest()[:12]


def asked_by_digest(app: Flask) -> bool:
    """Say whether the request names a static file together with what is in it now."""
    known: dict[str, str] = app.extensions["masar.static"]
    wanted = request.args.get("v")
    return wanted is not None and known.get((request.view_args or {}).get("filename", "")) == wanted


def _files(folder: pathlib.Path) -> list[tuple[str, bytes]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    ]
