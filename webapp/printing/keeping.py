"""Where printed files lie: made once, whole or not at all, and never changed."""

import contextlib
import dataclasses
import fcntl
import hashlib
import json
import logging
import os
import pathlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from typing import Any

_LOG = logging.getLogger(__name__)
_MOST_ADDRESSES = 4
"""Under so many addresses a site without a public one keeps what it printed."""
_WAIT_SECONDS = 0.5
"""For somebody who only looks whether a lock is held."""

WHOLE = "edition.pdf"


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of what was printed of one edition in one language.

    Shape: `version` says how things are set, `base` is the site's address that is printed in them.
    """

    root: pathlib.Path
    edition: int
    digest: str
    lang: str
    version: str
    base: str

    @property
    def folder(self) -> pathlib.Path:
        """Where its files lie; another text, setting or address is another folder."""
        address = hashlib.sha256(self.base.encode()).hexdigest()[:8]
        return self.root / f"{self._stem}-{self.version}-{address}"

    @property
    def _stem(self) -> str:
        return f"edition-{self.edition}-{self.digest[:12]}-{self.lang}"

    def open(self) -> pathlib.Path:
        """Return its folder, made if need be; what was set otherwise before is thrown away then."""
        folder = self.folder
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            self._tidy()
        return folder

    def _tidy(self) -> None:
        """Drop settings of another version, and the oldest of too many addresses; a build under way stays."""
        old = [one for one in self.root.glob("edition-*") if f"-{self.version}-" not in one.name]
        same = sorted(self.root.glob(f"{self._stem}-{self.version}-*"), key=lambda one: one.stat().st_mtime)
        for one in (*old, *same[:-_MOST_ADDRESSES]):
            if one != self.folder and not is_locked(one):
                shutil.rmtree(one, ignore_errors=True)


def read(path: pathlib.Path) -> bytes | None:
    """Return a kept file, or None."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def keep(path: pathlib.Path, content: bytes) -> None:
    """Keep a file, whole or not at all; whoever keeps the same one at the same time does no harm.

    Errors: OSError where it cannot be written.
    """
    place, fresh = tempfile.mkstemp(prefix=".making-", dir=path.parent)
    try:
        with os.fdopen(place, "wb") as written:
            written.write(content)
        pathlib.Path(fresh).replace(path)
    except BaseException:
        pathlib.Path(fresh).unlink(missing_ok=True)
        raise


def try_to_keep(shelf: Shelf, name: str, content: bytes) -> None:
    """Keep a file where that can be done; where not, it is made again for the next who asks."""
    try:
        keep(shelf.open() / name, content)
    except OSError:
        _LOG.warning("%s could not be kept", name, exc_info=True)


def read_json(path: pathlib.Path) -> dict[str, Any]:
    """Return what a small file of ours holds, nothing where it is missing or unreadable."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_json(path: pathlib.Path, value: object) -> None:
    """Keep a small value, whole or not at all.

    Errors: OSError where it cannot be written.
    """
    keep(path, json.dumps(value, ensure_ascii=False).encode())


def lock(folder: pathlib.Path) -> int | None:
    """Take a folder's lock and return its descriptor, or None when somebody else builds there.

    Shape: the lock ends with the last process that holds the descriptor, however that process ends.
    """
    place = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(place)
                return None
            time.sleep(0.02)
        else:
            return place


def let_go(place: int) -> None:
    """Let go of a lock; it holds on while another process has it too."""
    os.close(place)


def is_locked(folder: pathlib.Path) -> bool:
    """Say whether somebody builds in a folder now."""
    try:
        place = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(place, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(place)
    return False


@contextlib.contextmanager
def turn(root: pathlib.Path) -> Iterator[None]:
    """Wait until nobody else builds a whole edition on this machine, and build alone."""
    with (root / "turn").open("ab") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
