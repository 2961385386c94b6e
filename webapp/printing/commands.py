"""`masar print …`: the same PDFs, into a file."""

import contextlib
import pathlib
from collections.abc import Callable, Iterator

import click
from flask.cli import AppGroup

from webapp.engine.manual.typeset_card import SIZES
from webapp.errors import NotFound
from webapp.printing import keeping, service, sheets
from webapp.printing.paper import pages
from webapp.printing.sheets import Wanted
from webapp.web import site
from webapp.web.label import LABEL

group = AppGroup("print", help="Sections, chapters, quick cards and whole editions as PDF.")
_MISSING = {
    "reading.nothing-published": "no edition is published yet",
    "reading.no-edition": "there is no edition {edition}",
    "reading.no-section": "this edition has no section {section}",
    "reading.no-card": "this edition has no card {name}",
    "printing.no-chapter": "this edition has no chapter {chapter}",
}


def _asked(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all of them take."""
    file = click.Path(path_type=pathlib.Path, dir_okay=False)
    languages = click.Choice([*LABEL])
    options = (
        click.option("--lang", type=languages, default="ar", show_default=True, help="Its language."),
        click.option("--edition", type=click.IntRange(1), help="Its number; else the edition in force."),
        click.option("--to", "file", required=True, type=file, help="Where to write."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@group.command("edition")
@_asked
def whole(lang: str, edition: int | None, file: pathlib.Path) -> None:
    """Print a whole edition; it takes a minute and about a gigabyte of memory."""
    _print(Wanted("edition"), lang, edition, file)


@group.command("chapter")
@click.argument("number", type=int)
@_asked
def chapter(number: int, lang: str, edition: int | None, file: pathlib.Path) -> None:
    """Print chapter NUMBER."""
    _print(Wanted("chapter", str(number)), lang, edition, file)


@group.command("section")
@click.argument("name", metavar="SECTION")
@_asked
def section(name: str, lang: str, edition: int | None, file: pathlib.Path) -> None:
    """Print SECTION, such as reporting/routes."""
    _print(Wanted("section", name), lang, edition, file)


@group.command("card")
@click.argument("name", metavar="CARD")
@click.option("--size", type=click.Choice(SIZES), default=SIZES[0], show_default=True, help="Its paper.")
@_asked
def card(name: str, size: str, lang: str, edition: int | None, file: pathlib.Path) -> None:
    """Print the quick card CARD, such as teacher."""
    _print(Wanted("card", name, size), lang, edition, file)


def _print(wanted: Wanted, lang: str, number: int | None, file: pathlib.Path) -> None:
    """Write what is wanted into a file: what the site has kept, else made now, whole or not at all."""
    with _refusals(), site.database().reading() as connection:
        info = sheets.edition(connection, number)
        shelf = service.shelf(site.settings(), info, lang=lang, base=site.settings().public_url)
        made = service.kept(shelf, wanted) or service.set_now(connection, shelf, info, wanted)
    keeping.keep(file, made)
    click.echo(f"{file}: edition {info.number} (unofficial), {pages(made)} pages.")
    if not shelf.base:
        click.echo("Without MASAR_PUBLIC_URL it holds no code and no address of the current text.", err=True)


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is missing into one sentence of the command line."""
    try:
        yield
    except NotFound as fault:
        says = _MISSING.get(fault.code)
        raise click.ClickException(says.format_map(fault.facts) if says else str(fault)) from fault
