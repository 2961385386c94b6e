"""`masar manual …`: check and number files, import, review, publish, export."""

import contextlib
import json
import pathlib
from collections.abc import Iterable, Iterator

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from webapp.accounts.queries import is_empty, person
from webapp.engine.manual.check import check as check_files
from webapp.engine.manual.number import number as number_files
from webapp.engine.problems import Problem, has_errors
from webapp.errors import AppError, BadInput
from webapp.manual import queries, service
from webapp.manual.files import PREFIX, read_folder, write_files
from webapp.web import site
from webapp.web.access import MAY

group = AppGroup("manual", help="The manual: its files, its drafts, its editions.")
_FOLDER = click.Path(path_type=pathlib.Path, exists=True)
_REFUSALS = {
    "manual.folder-missing": "there is no folder {folder}",
    "manual.draft-unknown": "there is no draft {draft}",
    "manual.edition-unknown": "there is no edition {edition}",
    "manual.draft.published": "draft {draft} is published already, as edition {edition}",
    "manual.review.done": "draft {draft} was reviewed already",
    "manual.review.same-person": "draft {draft} is your own; another person reviews it",
    "manual.publish.not-reviewed": "nobody has reviewed draft {draft} yet",
    "manual.publish.outdated": "draft {draft} was made from edition {based_on}, which is not in force",
}


@group.command("check")
@click.argument("paths", nargs=-1, type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def check(paths: tuple[pathlib.Path, ...], as_json: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Print every finding about the manual in PATHS, a folder or files of one; needs no database.

    Without PATHS it is the manual of this instance.
    """
    root = _root(paths)
    _book, problems = check_files(_read(root))
    wanted = tuple(_key(path, root) for path in paths)
    shown = [one for one in problems if not wanted or any(_lies_in(one.where.path, key) for key in wanted)]
    _print(shown, as_json=as_json)


@group.command("number")
@click.argument("folder", required=False, type=_FOLDER)
def number(folder: pathlib.Path | None) -> None:
    """Write missing block ids into the files of FOLDER, else of this instance; needs no database."""
    folder = folder or _own()
    changed = number_files(_read(folder))
    for name, text in changed.items():
        (folder / name.removeprefix(PREFIX)).write_bytes(text.encode("utf-8"))
        click.echo(name)
    click.echo(f"{len(changed)} files changed.")


@group.command("import")
@click.option("--by", "name", default="", help="Who imports: needs the role manual-editor.")
@click.option("--from", "folder", type=_FOLDER, help="The manual's folder; else the one of this instance.")
def import_(name: str, folder: pathlib.Path | None) -> None:
    """Take in the manual's files: edition 1 on an empty database, a draft afterwards."""
    files = _read(folder or _own())
    with _refusals(), site.database().writing() as connection:
        empty = queries.edition_in_force(connection) is None and is_empty(connection)
        author = "" if empty and not name else _person(connection, name, "manual import")
        made = service.import_files(connection, files=files, by=author, now=site.now())
    if made.edition:
        click.echo(f"Edition {made.edition} is published.")
    elif made.draft:
        click.echo(f"Draft {made.draft} waits for another person: masar manual review {made.draft} --by NAME")
    else:
        click.echo("These are the files of the edition in force; nothing to do.")


@group.command("review")
@click.argument("draft", type=int)
@click.option("--by", "name", required=True, help="Who has read it: needs the role reviewer.")
def review(draft: int, name: str) -> None:
    """Say that somebody other than its author has read DRAFT and agrees."""
    with _refusals(), site.database().writing() as connection:
        service.review(connection, draft=draft, by=_person(connection, name, "manual review"), now=site.now())
    click.echo(f"Draft {draft} is reviewed. Publish it: masar manual publish {draft} --by NAME")


@group.command("publish")
@click.argument("draft", type=int)
@click.option("--by", "name", required=True, help="Who publishes: needs the role publisher.")
def publish(draft: int, name: str) -> None:
    """Make a reviewed DRAFT the edition in force."""
    with _refusals(), site.database().writing() as connection:
        by = _person(connection, name, "manual publish")
        made = service.publish(connection, draft=draft, by=by, now=site.now())
        site.after_edition()(connection, old=made - 1, new=made, now=site.now())
    click.echo(f"Edition {made} is published.")


@group.command("export")
@click.option("--edition", type=click.IntRange(1), help="Its number; else the edition in force.")
@click.option(
    "--to", "folder", required=True, type=click.Path(path_type=pathlib.Path), help="Where to write."
)
def export(edition: int | None, folder: pathlib.Path) -> None:
    """Write an edition's files, byte for byte as they were imported, into FOLDER/manual."""
    with _refusals(), site.database().reading() as connection:
        force = queries.edition_in_force(connection)
        wanted = edition or (force.number if force else 0)
        written = write_files(service.export_files(connection, edition=wanted), folder)
    click.echo(f"Edition {wanted}: {len(written)} files are in {folder / 'manual'}.")


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the product refuses into one sentence of the command line."""
    try:
        yield
    except BadInput as fault:
        problems = fault.facts.get("problems", ())
        assert isinstance(problems, tuple)  # noqa: S101 -- the service puts a tuple there
        for one in problems:
            click.echo(str(one))
        says = "nothing was kept: the manual has errors" if problems else _told(fault)
        raise click.ClickException(says) from fault
    except AppError as fault:
        raise click.ClickException(_told(fault)) from fault


def _told(fault: AppError) -> str:
    says = _REFUSALS.get(fault.code)
    return f"{says.format_map(fault.facts)} ({fault.code})" if says else str(fault)


def _own() -> pathlib.Path:
    """Return the folder of this instance's manual."""
    return site.settings().content / "manual"


def _person(connection: sa.Connection, name: str, deed: str) -> str:
    """Return what stands for a person who may do this."""
    if not name:
        raise click.UsageError("say who does this: --by NAME")
    found = person(connection, name)
    if found is None:
        raise click.ClickException(f"nobody is known by the name {name}")
    if not found.roles & MAY[deed]:
        raise click.ClickException(f"{name} does not have the role {' or '.join(sorted(MAY[deed]))}")
    return found.pseudonym


def _read(folder: pathlib.Path) -> dict[str, str]:
    with _refusals():
        return read_folder(folder)


def _root(paths: tuple[pathlib.Path, ...]) -> pathlib.Path:
    """Return the manual's folder: the one given, or the one that holds what was given."""
    for path in (paths[0].resolve(), *paths[0].resolve().parents) if paths else ():
        if (path / "manual.yaml").is_file():
            return path
    return paths[0] if paths else _own()


def _key(path: pathlib.Path, root: pathlib.Path) -> str:
    inside = path.resolve()
    if not inside.is_relative_to(root.resolve()):
        raise click.UsageError(f"{path} is not part of the manual in {root}")
    return (PREFIX + inside.relative_to(root.resolve()).as_posix()).removesuffix("/.").rstrip("/")


def _lies_in(path: str, key: str) -> bool:
    return path == key or path.startswith(f"{key}/")


def _print(problems: Iterable[Problem], *, as_json: bool = False) -> None:
    """Print findings in order; exit with 1 when there are errors."""
    found = list(problems)
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(str(one))
        errors = sum(one.severity == "error" for one in found)
        click.echo(f"{errors} errors, {len(found) - errors} other findings.", err=True)
    if has_errors(found):
        raise SystemExit(1)
