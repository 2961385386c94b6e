"""`masar pages`: published pages as files."""

import pathlib

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.reading import pages_as_files
from webapp.web import site


@click.command("pages")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=pathlib.Path),
    help="Where a server in front finds them; see deploy/nginx.conf.",
)
@with_appcontext
def command(folder: pathlib.Path) -> None:
    """Write every published page, plain and packed, into FOLDER/current; nothing when it is there already."""
    with site.database().reading() as connection:
        version = site.version(connection)
    if pages_as_files.is_present(folder, version):
        click.echo("These pages are there already.")
        return
    _version, count = pages_as_files.write(current_app._get_current_object(), folder)  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's documented way to the application behind its proxy
    click.echo(f"{count} pages are written.")
