"""`masar user …`: people, from the command line."""

import click
from flask.cli import AppGroup

from webapp.accounts import service
from webapp.accounts.queries import ROLES
from webapp.errors import AppError
from webapp.web import site

group = AppGroup("user", help="People who sign what they do.")


@group.command("add")
@click.argument("name")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(sorted(ROLES)), help="May repeat."
)
@click.option("--password", help="Asked for when not given.")
def add(name: str, roles: tuple[str, ...], password: str | None) -> None:
    """Add a person NAME with one or more roles."""
    chosen = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with site.database().writing() as connection:
            service.add_person(connection, name=name, password=chosen, roles=roles, now=site.now())
    except AppError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{name}: {', '.join(sorted(roles))}")
