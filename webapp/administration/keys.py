"""The site's secret key in its file: a fresh one put above the former ones, and those given up in the end."""

import contextlib
import dataclasses
import datetime as dt
import os
import pathlib
import secrets
import tempfile
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from webapp.accounts import second_step
from webapp.audit import service as audit
from webapp.database import Database
from webapp.errors import Refused
from webapp.settings import key_mark

FILE = "secret.key"
_CODES = sa.table("recovery_code", sa.column("account_id"), sa.column("key_mark"))
_PHRASES = sa.table("recovery_phrase", sa.column("key_mark"))


@dataclasses.dataclass(frozen=True, slots=True)
class Rotated:
    """What a new key was put to: secrets sealed with it, secrets that no key opens, former keys kept."""

    resealed: int
    closed: int
    former: int


@dataclasses.dataclass(frozen=True, slots=True)
class Lost:
    """What holds by former keys alone: recovery codes, of how many people, and recovery phrases."""

    codes: int
    people: int
    phrases: int


def rotate(database: Database, instance: pathlib.Path, *, now: dt.datetime) -> Rotated:
    """Put a new key into the file, above the former ones, and seal every second factor with it.

    Shape: the file comes first, so that whatever is sealed is sealed by a key that is kept.
    Errors: Refused keys.no-file.
    """
    with _held(instance):
        former = _read(instance)
        keys = (secrets.token_urlsafe(48), *former)
        _write(instance, keys)
        return reseal(database, keys, now=now)


def reseal(database: Database, keys: Sequence[str], *, now: dt.datetime) -> Rotated:
    """Seal every second factor with the first of these keys."""
    with database.writing() as connection:
        done = second_step.reseal_all(connection, keys)
        audit.record(connection, action="keys.rotated", now=now, resealed=done.done, closed=done.closed)
    return Rotated(done.done, done.closed, len(keys) - 1)


def lost(connection: sa.Connection, newest: str) -> Lost:
    """Return what would hold no longer with this key alone."""
    codes = sa.select(sa.func.count(), sa.func.count(sa.distinct(_CODES.c.account_id)))
    phrases = sa.select(sa.func.count()).select_from(_PHRASES).where(_former(_PHRASES, newest))
    count, people = connection.execute(codes.where(_former(_CODES, newest))).one()
    return Lost(count, people, connection.execute(phrases).scalar_one())


def former_keys(instance: pathlib.Path) -> tuple[str, tuple[str, ...]]:
    """Return the newest key of the file, and those before it.

    Errors: Refused keys.no-file.
    """
    newest, *former = _read(instance)
    return newest, tuple(former)


def forget(database: Database, instance: pathlib.Path, *, now: dt.datetime) -> Lost:
    """Leave only the newest key in the file, and remove what held by the former ones.

    Shape: what is sealed is sealed anew first; the file comes last, so that no crash leaves a secret closed.
    Errors: Refused keys.no-file; keys.no-former when there is only one key.
    """
    with _held(instance):
        newest, former = former_keys(instance)
        if not former:
            raise Refused("keys.no-former")
        with database.writing() as connection:
            gone = lost(connection, newest)
            done = second_step.reseal_all(connection, (newest, *former))
            for table in (_CODES, _PHRASES):
                connection.execute(sa.delete(table).where(_former(table, newest)))
            audit.record(
                connection,
                action="keys.rotated",
                now=now,
                forgotten=len(former),
                resealed=done.done,
                codes=gone.codes,
                phrases=gone.phrases,
            )
        _write(instance, (newest,))
    return gone


def _former(table: sa.TableClause, newest: str) -> sa.ColumnElement[bool]:
    return table.c.key_mark != key_mark(newest)


@contextlib.contextmanager
def _held(instance: pathlib.Path) -> Iterator[None]:
    """Let one at a time change the file: two at once would each write away the other's key."""
    import fcntl

    folder = os.open(instance, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _read(instance: pathlib.Path) -> tuple[str, ...]:
    try:
        keys = tuple((instance / FILE).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        keys = ()
    if not keys:
        raise Refused("keys.no-file", path=instance / FILE)
    return keys


def _write(instance: pathlib.Path, keys: Sequence[str]) -> None:
    """Put keys in the file in one step, for its owner alone, and on the disk before anything relies on it."""
    path = (instance / FILE).resolve()
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".key-", delete=False) as fresh:
        try:
            fresh.write("".join(f"{key}\n" for key in keys))
            fresh.flush()
            os.fsync(fresh.fileno())
            os.replace(fresh.name, path)  # noqa: PTH105 -- in one step: either all the keys or those before
        except BaseException:
            pathlib.Path(fresh.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
