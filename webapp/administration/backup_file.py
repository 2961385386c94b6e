"""The one file of a backup: written whole or not at all, read without believing it."""

import contextlib
import datetime as dt
import hashlib
import io
import os
import pathlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from webapp.administration.backup_contents import (
    ABOUT,
    UNREADABLE,
    Summary,
    of_key,
    of_table,
    summary,
    whole,
)
from webapp.errors import Refused

LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_ABOUT = 1024 * 1024
_LARGEST_KEY = 64 * 1024
_MOST_MEMBERS = 1000
_NEVER_TOO_LARGE = 256 * 1024 * 1024
_MOST_TIMES = 200
"""How many times its own size a large file may unpack to; rows of ours pack to a tenth or so."""
_HOW = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Writing:
    """A backup being written, member after member."""

    def __init__(self, packed: zipfile.ZipFile, *, made: dt.datetime) -> None:
        self._packed = packed
        self._made = made
        self._rows: dict[str, int] = {}
        self._digests: dict[str, str] = {}

    def table(self, table: str, lines: Iterable[bytes]) -> None:
        """Add a table, a line at a time.

        Errors: Refused backup.too-large for a row that could not be read back.
        """
        self._rows[table] = self._add(of_table(table), lines, most=LONGEST_LINE)

    def key(self, name: str, content: bytes) -> None:
        """Add a key.

        Errors: Refused backup.strange-member or backup.too-large, for what could not be read back.
        """
        self._add(of_key(name), [content], most=_LARGEST_KEY)

    def close(self, *, schema: str, kind: str) -> Summary:
        """Say last what is in the file, and return the same."""
        told = Summary(self._made, schema, kind, self._rows, self._digests)
        self._packed.writestr(self._member(ABOUT), told.told())
        return told

    def _add(self, name: str, pieces: Iterable[bytes], *, most: int) -> int:
        digest, count = hashlib.sha256(), 0
        with (
            self._packed.open(self._member(name), "w", force_zip64=True) as plain,
            _in_gulps(plain) as member,
        ):
            for piece in pieces:
                if len(piece) > most:
                    raise Refused("backup.too-large", member=name)
                member.write(piece)
                digest.update(piece)
                count += 1
        self._digests[name] = digest.hexdigest()
        return count

    def _member(self, name: str) -> zipfile.ZipInfo:
        at = self._made.astimezone(dt.UTC)
        member = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o100600 << 16  # whoever unpacks it by hand alone may read what was in it
        return member


def _in_gulps(member: IO[bytes]) -> io.BufferedWriter:
    """Return the same member, given more at a time than a line: packing is called less often."""
    return io.BufferedWriter(member, 128 * 1024)


@contextlib.contextmanager
def writing(to: pathlib.Path, *, made: dt.datetime) -> Iterator[Writing]:
    """Give a backup to be written; it has its name only once it is whole and was read back.

    Errors: Refused backup.exists or backup.no-folder; whatever goes wrong, nothing is left behind.
    """
    _refuse_place(to)
    # Only its owner can read a temporary file of this kind, from the first byte on.
    with tempfile.NamedTemporaryFile(dir=to.parent, prefix=".masar-", suffix=".part", delete=False) as file:
        part = pathlib.Path(file.name)
        try:
            with zipfile.ZipFile(file, "w") as packed:
                yield Writing(packed, made=made)
            file.flush()
            os.fsync(file.fileno())
            with opened(part) as again:
                again.check()
            _refuse_place(to)
            part.rename(to)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _keep_name(to.parent)


class Reading:
    """A backup opened to be read: its names and sizes have been looked at, its members not yet."""

    def __init__(self, packed: zipfile.ZipFile, told: Summary) -> None:
        self._packed = packed
        self.summary = told

    def check(self) -> None:
        """Read everything once.

        Errors: Refused backup.damaged or backup.too-large.
        """
        for table in self.summary.rows:
            for _ in self.lines(table):
                pass
        for name in self.summary.keys:
            self.key(name)

    def lines(self, table: str) -> Iterator[bytes]:
        """Return a table's lines, one by one.

        Errors: Refused backup.damaged or backup.too-large, perhaps only after the last line.
        """
        name, digest, count = of_table(table), hashlib.sha256(), 0
        with whole(name), self._packed.open(name) as member:
            buffered = io.BufferedReader(member)  # type: ignore[type-var]  # it fills a buffer as a raw file does
            while line := buffered.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise Refused("backup.too-large", member=name)
                digest.update(line)
                count += 1
                yield line
        if (digest.hexdigest(), count) != (self.summary.digests[name], self.summary.rows[table]):
            raise Refused("backup.damaged", member=name)

    def key(self, name: str) -> bytes:
        """Return a key's bytes.

        Errors: Refused backup.damaged or backup.too-large.
        """
        member = of_key(name)
        content = _read(self._packed, member, most=_LARGEST_KEY)
        if hashlib.sha256(content).hexdigest() != self.summary.digests[member]:
            raise Refused("backup.damaged", member=member)
        return content


@contextlib.contextmanager
def opened(path: pathlib.Path) -> Iterator[Reading]:
    """Give a backup to be read, when nothing is in it but what it speaks of.

    Errors: Refused backup.not-one, .format-unknown, .strange-member, .too-large or .damaged.
    """
    with path.open("rb") as file:
        try:
            packed = zipfile.ZipFile(file)
        except (*UNREADABLE, OSError) as fault:
            raise Refused("backup.not-one", path=path) from fault
        with packed:
            names = _names(packed, path)
            told = summary(_read(packed, ABOUT, most=_LARGEST_ABOUT))
            if strange := names - {ABOUT, *told.digests}:
                raise Refused("backup.strange-member", name=min(strange))
            if missing := told.digests.keys() - names:
                raise Refused("backup.damaged", member=min(missing))
            yield Reading(packed, told)


def _names(packed: zipfile.ZipFile, path: pathlib.Path) -> set[str]:
    """Return the members' names, when they are few, each is there once, and all unpack to a fair size."""
    members = packed.infolist()
    large = sum(one.file_size for one in members)
    if len(members) > _MOST_MEMBERS or large > max(_NEVER_TOO_LARGE, _MOST_TIMES * path.stat().st_size):
        raise Refused("backup.too-large", member=path.name)
    names: set[str] = set()
    for one in members:
        if one.filename in names or one.flag_bits & 1 or one.compress_type not in _HOW:
            raise Refused("backup.strange-member", name=one.filename)
        names.add(one.filename)
    if ABOUT not in names:
        raise Refused("backup.not-one", path=path)
    return names


def _read(packed: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    with whole(name), packed.open(name) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise Refused("backup.too-large", member=name)
    return content


def _refuse_place(to: pathlib.Path) -> None:
    if to.exists() or to.is_symlink():
        raise Refused("backup.exists", path=to)
    if not to.parent.is_dir():
        raise Refused("backup.no-folder", folder=to.parent)


def _keep_name(folder: pathlib.Path) -> None:
    """Let the new name outlast a power cut, as what is in the file does."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
