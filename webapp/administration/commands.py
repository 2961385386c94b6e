"""`masar backup`, `masar restore`: a whole deployment into one file, and back."""

import contextlib
import datetime as dt
import os
import pathlib
import secrets
from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from webapp.administration import backup as backups
from webapp.administration.backup_contents import Summary
from webapp.audit import service as audit
from webapp.database import SCHEMA, Database
from webapp.errors import AppError
from webapp.settings import NAMES, Settings, WrongSettings
from webapp.web import site

_SAID = {
    "backup.exists": "{path} is there already; a backup never takes the place of another file",
    "backup.no-folder": "there is no folder {folder}",
    "backup.not-upgraded": (
        "the database is at schema {found}, this version of Masar at {wanted}. First: masar db upgrade"
    ),
    "backup.not-one": "{path} is not a backup, or its end is missing",
    "backup.damaged": "the backup is damaged, in {member}",
    "backup.too-large": "{member} is larger than any that a backup may hold",
    "backup.strange-member": "the backup holds {name!r}, which no backup does",
    "backup.format-unknown": (
        "the backup's format is {format!r}, and this version of Masar knows {known}; use a newer version"
    ),
    "backup.other-schema": (
        "the backup was made at schema {theirs}, this version of Masar is at {ours}. "
        "Restore it with the version that made it, then upgrade that"
    ),
    "backup.not-empty": (
        "the database is not empty: there are rows in {table}. A backup is restored into an empty database"
    ),
    "backup.other-key": (
        "{folder} holds another {name}. Move it away, or leave the backup's keys out: --without-keys"
    ),
    "backup.does-not-fit": "this database does not take the rows of {table}; nothing was restored: {says}",
}

_KEYS = "It holds this site's keys: keep it as you keep them."


@click.command("backup")
@click.argument("to", type=click.Path(path_type=pathlib.Path))
@click.option("--without-keys", is_flag=True, help="Leave out the keys of the instance folder.")
@with_appcontext
def backup(to: pathlib.Path, without_keys: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Write all rows of the database, and the keys, into one new file.

    TO is its name, or a folder in which it is named by the moment, in UTC.
    """
    now = site.now()
    path = to / f"masar-{now.astimezone(dt.UTC):%Y-%m-%d-%H%M}.zip" if to.is_dir() else to
    with _refusals():
        done = backups.backup(site.database(), site.settings(), path, now=now, keys=not without_keys)
        with site.database().writing() as connection:
            audit.record(connection, action="backup", subject=f"{done.total} rows", now=now)
    click.echo(f"{path}: {_told(done)}, {path.stat().st_size / 1_000_000:.1f} MB.")
    if done.keys:
        click.echo(_KEYS)


@click.command("restore")
@click.argument("from_", metavar="FROM", type=click.Path(path_type=pathlib.Path, exists=True, dir_okay=False))
@click.option("--without-keys", is_flag=True, help="Leave out the keys that the backup holds.")
@click.option("--check", is_flag=True, help="Only read the backup whole; needs no database.")
def restore(from_: pathlib.Path, without_keys: bool, check: bool) -> None:  # noqa: FBT001 -- flags of the command line
    """Put the backup FROM into an empty database, and its keys into the instance folder."""
    with _refusals():
        if check:
            _say_checked(backups.verify(from_))
            return
        settings = _settings()
        with contextlib.closing(Database(settings.database_url)) as database:
            done = backups.restore(database, settings, from_, keys=not without_keys)
        _record_restored(done)
    click.echo(f"{_told(done)} are back, as they were on {done.made:%Y-%m-%d at %H:%M} UTC.")
    if done.keys and not without_keys:
        click.echo(f"In {settings.instance}: {', '.join(done.keys)}.")
    click.echo("Next: masar serve, which builds the search index.")


def _settings() -> Settings:
    """Read the settings with a stand-in for each key, so that none is made where the backup's own go."""
    keys = (name for name in NAMES if name.endswith("_KEY"))
    return Settings.from_environment({name: secrets.token_urlsafe(48) for name in keys} | dict(os.environ))


def _record_restored(done: Summary) -> None:
    """Add the restoring to the chain that came back, under the key that is in force from now on."""
    try:
        settings = Settings.from_environment(os.environ)
    except WrongSettings:  # the rows are back all the same; serving says what is wrong with the keys
        return
    with (
        contextlib.closing(Database(settings.database_url, audit_key=settings.audit_key)) as database,
        database.writing() as connection,
    ):
        made = f"{done.made:%Y-%m-%d}"
        audit.record(connection, action="restore", subject=f"backup of {made}", now=dt.datetime.now(dt.UTC))


def _say_checked(done: Summary) -> None:
    click.echo(
        f"The backup is whole: {_told(done)}, from {done.kind}, made {done.made:%Y-%m-%d at %H:%M} UTC."
    )
    if done.keys:
        click.echo(_KEYS)
    if done.schema != SCHEMA:
        click.echo(
            f"It is of schema {done.schema}; this version of Masar is at {SCHEMA} and cannot restore it."
        )


def _told(done: Summary) -> str:
    return f"{done.total} rows of {len(done.rows)} tables"


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is refused into one sentence of the command line."""
    try:
        yield
    except AppError as fault:
        says = _SAID.get(fault.code)
        raise click.ClickException(says.format_map(fault.facts) if says else str(fault)) from fault
