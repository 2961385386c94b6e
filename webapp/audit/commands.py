"""`masar audit …`: verify the chain, write it out."""

import json

import click
from flask.cli import AppGroup

from webapp.audit import queries
from webapp.audit.queries import Wanted
from webapp.web import site

group = AppGroup("audit", help="What was done, in a chain that shows every change.")


@group.command("verify")
@click.option("--head", help="A seal noted earlier: it must still be part of the chain.")
def verify(head: str | None) -> None:
    """Walk the whole chain; end with 1 when a row was changed, removed or put in."""
    with site.database().reading() as connection:
        verdict = queries.verify(connection)
        is_known = head is None or queries.has_seal(connection, head)
    if verdict.broken_at is not None:
        raise click.ClickException(f"the chain is broken at row {verdict.broken_at} of {verdict.rows}")
    if not verdict.is_whole:
        raise click.ClickException(f"the chain's end is missing: {verdict.rows} rows are left")
    if not is_known:
        raise click.ClickException("the seal that was noted is not part of this chain")
    click.echo(f"{verdict.rows} rows, whole. The last seal, to be noted elsewhere: {verdict.head or 'none'}")


@group.command("export")
def export() -> None:
    """Print every row, oldest first, as one JSON object a line."""
    with site.database().reading() as connection:
        for one in queries.every(connection, Wanted()):
            told = {
                "number": one.number,
                "at": one.at.isoformat(),
                "actor": one.actor,
                "action": one.action,
                "subject": one.subject,
                "facts": one.facts,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
