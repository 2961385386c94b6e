"""`masar retention …`: what has been kept long enough."""

import dataclasses

import click
from flask.cli import AppGroup

from webapp.privacy import retention
from webapp.web import site

group = AppGroup("retention", help="What has been kept long enough.")


@group.command("apply")
@click.option("--dry-run", is_flag=True, help="Only say what is due.")
def apply(dry_run: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Remove what is due by the site's settings; it also happens by itself, once a day."""
    if dry_run:
        with site.database().reading() as connection:
            done = retention.due(connection, site.now())
    else:
        done = retention.apply_all(site.database(), site.now())
    told = [f"{kind.replace('_', '-')} {count}" for kind, count in dataclasses.asdict(done).items() if count]
    click.echo(f"{'due' if dry_run else 'removed'}: {', '.join(told) or 'nothing'}")
