"""`masar user …`: people, from the command line."""

import click
from flask.cli import AppGroup

from webapp.accounts import service
from webapp.accounts.queries import ROLES
from webapp.errors import AppError
from webapp.web import site

_SAID = {
    "account.name": "“{name}” cannot be a name: 1 to 60 letters that can be printed, no space at either end",
    "account.password-length": "a password has {least} to {most} letters",
    "account.role": "there is no role “{unknown}”; the roles are {known}",
    "account.taken": "“{name}” is taken; choose another name",
}

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
        raise click.ClickException(_SAID.get(fault.code, str(fault)).format(**fault.facts)) from fault
    click.echo(f"{name}: {', '.join(sorted(roles))}")
