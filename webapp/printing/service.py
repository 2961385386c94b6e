"""Printing: sections, chapters and cards when asked for, the whole edition in a process of its own."""

import dataclasses
import datetime as dt
import os
import pathlib
import subprocess
import sys
import threading
from typing import Literal

import sqlalchemy as sa

from webapp.manual.queries import EditionInfo
from webapp.manual.service import export_files
from webapp.printing import builder, keeping, paper, sheets
from webapp.printing.keeping import Shelf
from webapp.printing.sheets import Wanted
from webapp.settings import ROOT, Settings

_one_at_a_time = threading.Lock()
_LOG_FILE = "builder.log"


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """How far the PDF of a whole edition is.

    Shape: `step` is one of `builder.STEPS` while it is being made.
    Units: `size` in bytes.
    """

    name: Literal["missing", "making", "ready", "stopped"]
    step: str = ""
    pages: int = 0
    size: int = 0
    digest: str = ""


def shelf(settings: Settings, edition: EditionInfo, *, lang: str, base: str) -> Shelf:
    """Return where the printed files of an edition lie, for a site that is reached at `base`."""
    root = settings.instance / "print"
    return Shelf(root, edition.number, edition.digest, lang, paper.version(), base)


def kept(shelf: Shelf, wanted: Wanted) -> bytes | None:
    """Return a file that was printed before, or None."""
    return keeping.read(shelf.folder / wanted.file)


def make(connection: sa.Connection, shelf: Shelf, edition: EditionInfo, wanted: Wanted) -> bytes:
    """Print a section, a chapter or a card, keep it and return it.

    Errors: NotFound where the edition has no such thing.
    """
    with _one_at_a_time:  # whoever waits here behind the same wish finds it kept
        made = kept(shelf, wanted)
        if made is None:
            made = set_now(connection, shelf, edition, wanted)
            keeping.try_to_keep(shelf, wanted.file, made)
    return made


def set_now(connection: sa.Connection, shelf: Shelf, edition: EditionInfo, wanted: Wanted) -> bytes:
    """Return whatever is wanted as PDF, made now and not kept.

    Errors: NotFound where the edition has no such thing.
    """
    source = sheets.source(connection, edition)
    code = source.typeset(wanted, lang=shelf.lang, base=shelf.base)
    return paper.pdf(code, lang=shelf.lang, made=edition.published)


def set_once(code: str, *, lang: str, made: dt.datetime) -> bytes:
    """Return somebody's own sheet as PDF; it is kept nowhere.

    Shape: `code` is Typst's.
    """
    with _one_at_a_time:
        return paper.pdf(code, lang=lang, made=made)


def state(shelf: Shelf) -> State:
    """Return how far the PDF of the whole edition is."""
    folder = shelf.folder
    if whole(shelf).is_file():
        known = keeping.read_json(folder / builder.KEPT)
        return State("ready", "", known.get("pages", 0), known.get("bytes", 0), known.get("digest", ""))
    if keeping.is_locked(folder):
        return State("making", str(keeping.read_json(folder / builder.STEP).get("step", "waiting")))
    return State("stopped" if (folder / builder.JOB).is_file() else "missing")


def whole(shelf: Shelf) -> pathlib.Path:
    """Return where the PDF of the whole edition lies once it is ready."""
    return shelf.folder / keeping.WHOLE


def start(connection: sa.Connection, shelf: Shelf, edition: EditionInfo) -> bool:
    """Have the whole edition set by a process of its own; say whether this call began it.

    Shape: two that start at once begin one; what is ready or under way is left alone. The process holds the
    folder's lock, so that one which ends in whatever way can be begun again.
    Errors: OSError where nothing can be written.
    """
    folder = shelf.open()
    lock = keeping.lock(folder)
    if lock is None:
        return False
    try:
        if whole(shelf).is_file():
            return False
        wanted = job(connection, edition, lang=shelf.lang, base=shelf.base)
        keeping.keep_json(folder / builder.JOB, wanted.row())
        _run(folder, lock)
    finally:
        keeping.let_go(lock)
    return True


def job(connection: sa.Connection, edition: EditionInfo, *, lang: str, base: str) -> builder.Job:
    """Return what has to be done to set a whole edition."""
    return builder.Job(
        files=export_files(connection, edition=edition.number),
        lang=lang,
        imprint=sheets.imprint_of(edition, lang=lang, base=base),
        older=sheets.behind(connection, edition),
        made=edition.published,
    )


def _run(folder: pathlib.Path, lock: int) -> None:
    """Start the builder, without our secrets; it outlives the worker, where a thread waits for it."""
    command = [sys.executable, "-m", builder.__name__, str(folder)]
    with (folder / _LOG_FILE).open("wb") as told:
        process = subprocess.Popen(  # noqa: S603 -- our own module, and a folder of ours
            command,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("MASAR_")},
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            pass_fds=(lock,),
            start_new_session=True,
        )
    threading.Thread(target=process.wait, daemon=True).start()
