"""The files of a deployment: whether others on the machine can read or change them."""

import pathlib
import stat
from collections.abc import Iterator

import sqlalchemy as sa

from webapp.administration.finding import Finding, unsafe
from webapp.settings import Settings

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LETS_IN = stat.S_IXGRP | stat.S_IXOTH
_SHOWN = stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield every file or folder that others may read or write, and nothing of what is not there."""
    if _mode(settings.instance) & _SHOWN:
        yield unsafe(
            "instance.open",
            f"Others on this machine may read or write in {settings.instance}.",
            f"chmod 700 {settings.instance}",
        )
    for name, then in (("secret.key", ", then make a new key: masar keys rotate"), ("audit.key", "")):
        path = settings.instance / name
        if _mode(path) & _OTHERS:
            yield unsafe(
                "key.open",
                f"Others on this machine may read or write {path}.",
                f"chmod 600 {path}{then}",
            )
    file = _file(settings)
    if file and _mode(file) & _SHOWN and _mode(file.parent) & _LETS_IN:
        yield unsafe(
            "database.open",
            f"Others on this machine may read or write the database {file}.",
            f"chmod 600 {file}; chmod 700 {file.parent}",
        )


def _mode(path: pathlib.Path) -> int:
    """Return who may do what with a file; nobody anything where there is none."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return 0


def _file(settings: Settings) -> pathlib.Path | None:
    url = sa.make_url(settings.database_url)
    return pathlib.Path(url.database) if url.drivername.startswith("sqlite") and url.database else None
