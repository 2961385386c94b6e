"""Word files brought in: looked over, kept as they came, read by a process of its own while people wait."""

import dataclasses
import datetime as dt
import hashlib
import json
import logging
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from webapp.audit import service as audit
from webapp.database import Database
from webapp.desk import word_file, word_reader
from webapp.desk.models import WordImport as Row
from webapp.errors import BadInput, NotFound, Refused
from webapp.manual import queries as manual
from webapp.manual.models import Block, Edition
from webapp.settings import ROOT

WAITING, READING, READY, REFUSED, TAKEN = "waiting", "reading", "ready", "refused", "taken"
STEPS = len(word_reader.STEPS)
SURE = 0.6
"""Rows that are less certain than this are shown as ones to look at."""
STALLED = dt.timedelta(seconds=45)
"""A reading that says nothing for so long was stopped, as by a restart of the server."""
_BEAT = 5.0
_LOOKS = 0.25
_MOST_SECONDS = 600.0
_LEFT_OVER = 3600.0
_LONGEST_NAME = 200
_LOG = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Import:
    """A Word file that was brought in. Shape: `found` is the proposal, {} until there is one or in a list."""

    id: int
    name: str
    digest: str
    state: str
    step: int
    steps: int
    refusal: str
    by: str
    made: dt.datetime
    changed: dt.datetime
    found: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def is_stopped(self, now: dt.datetime) -> bool:
        """Say whether nobody reads it any more, though it is not read."""
        return self.state in {WAITING, READING} and (bool(self.refusal) or now - self.changed > STALLED)


_NAMES = [field.name for field in dataclasses.fields(Import)]
_LISTED = sa.select(*(getattr(Row, name) for name in _NAMES if name != "found"))
_WHOLE = sa.select(*(getattr(Row, name) for name in _NAMES))


def listed(connection: sa.Connection, *, most: int = 50) -> tuple[Import, ...]:
    """Return the files that were brought in, the latest first, without what was found in them."""
    return tuple(Import(*row) for row in connection.execute(_LISTED.order_by(Row.id.desc()).limit(most)))


def one(connection: sa.Connection, number: int) -> Import:
    """Return a file with what was found in it.

    Errors: NotFound word.not-found.
    """
    row = connection.execute(_WHOLE.where(Row.id == number)).first()
    if row is None:
        raise NotFound("word.not-found", file=number)
    return Import(*row)


def content(connection: sa.Connection, number: int) -> bytes:
    """Return a file as it came.

    Errors: NotFound word.not-found, also where nothing but the refusal was kept.
    """
    found = connection.execute(sa.select(Row.content).where(Row.id == number)).scalar()
    if found is None:
        raise NotFound("word.not-found", file=number)
    return found


def bring_in(connection: sa.Connection, *, name: str, sent: bytes, by: str, now: dt.datetime) -> Import:
    """Keep a file that was sent; of one that is refused, only its name, its digest and why.

    Errors: Refused manual.no-edition, word.no-reader; BadInput word.empty.
    """
    if manual.edition_in_force(connection) is None:
        raise Refused("manual.no-edition")
    if not word_reader.is_there():
        raise Refused("word.no-reader")
    looked, refusal = None, ""
    try:
        looked = word_file.look(sent)
    except BadInput as fault:
        if fault.code == "word.empty":
            raise
        refusal = fault.code
    values = {
        "name": pathlib.PurePath(name.replace("\\", "/")).name[:_LONGEST_NAME],
        "digest": hashlib.sha256(sent).hexdigest(),
        "content": None if refusal else sent,
        "state": REFUSED if refusal else WAITING,
        "step": 0, "steps": STEPS, "refusal": refusal, "by": by, "made": now, "changed": now,
        "found": {"counted": dataclasses.asdict(looked)} if looked else {},
    }  # fmt: skip
    number = connection.execute(sa.insert(Row).values(values).returning(Row.id)).scalar_one()
    deed = "word.refused" if refusal else "word.brought-in"
    audit.record(connection, action=deed, actor=by, subject=f"word file {number}", now=now)
    return one(connection, number)


def keep(connection: sa.Connection, file: Import, found: Mapping[str, Any], *, now: dt.datetime) -> None:
    """Keep a proposal that was changed, unless somebody else has changed it since it was seen.

    Errors: Refused word.meanwhile.
    """
    held = connection.execute(sa.select(Row.found).where(Row.id == file.id).with_for_update()).scalar_one()
    if held.get("turn", 0) != file.found.get("turn", 0):
        raise Refused("word.meanwhile", file=file.id)
    is_done = all(section["state"] != "open" for section in found["sections"])
    values = {
        "found": {**found, "turn": held.get("turn", 0) + 1},
        "state": TAKEN if is_done else READY,
        "changed": now,
    }
    connection.execute(sa.update(Row).where(Row.id == file.id).values(values))


def start(database: Database, number: int, *, folder: pathlib.Path, clock: Callable[[], dt.datetime]) -> bool:
    """Begin to read a file that waits or whose reading was stopped, in the background.

    Shape: `folder` is for files of the moment. False where somebody else reads it already, or it is read.
    """
    now = clock()
    idle = (Row.state == WAITING) | ((Row.state == READING) & (Row.changed < now - STALLED))
    claim = sa.update(Row).where((Row.id == number) & idle)
    with database.writing() as connection:
        values = {"state": READING, "step": 0, "refusal": "", "changed": now}
        if not connection.execute(claim.values(values)).rowcount:
            return False
    reading = _Reading(database, number, folder, clock)
    threading.Thread(target=reading.run, name=f"word-{number}", daemon=True).start()
    return True


class _Reading:
    """One reading of one file: a process that works, a thread that says how far it is."""

    def __init__(
        self, database: Database, number: int, folder: pathlib.Path, clock: Callable[[], dt.datetime]
    ) -> None:
        self.database, self.number, self.clock = database, number, clock
        self.root = folder
        self.step = 0

    def run(self) -> None:
        """Read the file; what goes wrong leaves it waiting, with a word about it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            _sweep(self.root)
            with tempfile.TemporaryDirectory(dir=self.root) as made:
                found = self.read(pathlib.Path(made))
        except Exception:  # noqa: BLE001 -- a thread has nobody above it
            _LOG.exception("word file %d could not be read", self.number)
            self.say(state=WAITING, refusal="word.unreadable")
            return
        self.say(state=READY, step=STEPS, found=found)

    def read(self, folder: pathlib.Path) -> Mapping[str, Any]:
        with self.database.reading() as connection:
            (folder / word_reader.FILE).write_bytes(content(connection, self.number))
            (folder / word_reader.JOB).write_text(json.dumps(job(connection)), encoding="utf-8")
            counted = one(connection, self.number).found.get("counted", {})
        process = _begin(folder)
        try:
            self.wait(process, folder)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        found = json.loads((folder / word_reader.FOUND).read_bytes())
        return {**found, "counted": counted, "turn": 0}

    def wait(self, process: "subprocess.Popen[bytes]", folder: pathlib.Path) -> None:
        began = said = time.monotonic()
        while process.poll() is None and time.monotonic() - began < _MOST_SECONDS:
            time.sleep(_LOOKS)
            step = _step(folder)
            if step != self.step or time.monotonic() - said > _BEAT:
                self.step, said = step, time.monotonic()
                self.say(step=step)

    def say(self, **values: object) -> None:
        this = (Row.id == self.number) & (Row.state == READING)
        with self.database.writing() as connection:
            connection.execute(sa.update(Row).where(this).values(changed=self.clock(), **values))


def job(connection: sa.Connection) -> dict[str, Any]:
    """Return what a file is held against: the edition in force, its files and the words of its blocks."""
    edition = manual.edition_in_force(connection)
    number = edition.number if edition else 0
    rows = connection.execute(
        sa.select(Block.lang, Block.uid, Block.text)
        .join(Edition, Edition.id == Block.edition_id)
        .where(Edition.number == number)
    )
    texts: dict[str, dict[str, str]] = {"ar": {}, "en": {}}
    for row in rows:
        texts[row.lang][row.uid] = row.text
    return {"files": manual.files(connection, edition=number), "texts": texts}


def _begin(folder: pathlib.Path) -> "subprocess.Popen[bytes]":
    """Start the reader, without our secrets."""
    return subprocess.Popen(  # noqa: S603 -- our own module, and a folder of ours
        [sys.executable, "-m", word_reader.__name__, str(folder)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MASAR_")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _step(folder: pathlib.Path) -> int:
    path = folder / word_reader.STEP
    return int(json.loads(path.read_bytes())) if path.is_file() else 0


def _sweep(root: pathlib.Path) -> None:
    """Throw away what a reading left behind that was stopped from outside."""
    oldest = time.time() - _LEFT_OVER
    for path in root.iterdir():
        if path.is_dir() and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)
