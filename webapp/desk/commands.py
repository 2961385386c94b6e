"""`masar desk …`: what the editor's desk does by the clock."""

import click
from flask.cli import AppGroup

from webapp.desk import publishing
from webapp.web import site

group = AppGroup("desk", help="The editor's desk.")


@group.command("publish-due")
def publish_due() -> None:
    """Make the planned publications whose moment has come; ends with 1 when one of them failed."""
    made = publishing.publish_due(site.database(), site.now())
    for one in made:
        if one.state == publishing.DONE:
            click.echo(f"Edition {one.edition} is published.")
        else:
            click.echo(f"Publication {one.id} is {one.state}: {one.failure or 'nothing was done'}")
    if not made:
        click.echo("Nothing is due.")
    if any(one.state == publishing.FAILED for one in made):
        raise SystemExit(1)
