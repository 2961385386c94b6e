"""`masar doctor`: what should be mended in this deployment."""

import dataclasses
import json

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from webapp.administration import doctor
from webapp.administration.finding import Finding, unsafe
from webapp.web import site


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Look over this deployment and say how to mend what is wrong; end with 1 when something is unsafe."""
    found = _found()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(map(str, found)) or "Nothing needs to be mended.")
    if any(one.severity == "unsafe" for one in found):
        ctx.exit(1)


def _found() -> tuple[Finding, ...]:
    settings, now = site.settings(), site.now()
    try:
        with site.database().reading() as connection:
            return doctor.findings(settings, connection, now=now)
    except sa.exc.DBAPIError as fault:
        said = " ".join(str(fault.orig).split())
        away = unsafe(
            "database.away",
            f"The database does not answer, so its rows were not looked at: {said}.",
            "Start it, or mend MASAR_DATABASE_URL.",
        )
        return (away, *doctor.findings(settings, None, now=now))
