"""`masar user …`: people, from the command line."""

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from webapp.accounts import queries, service
from webapp.accounts.queries import ROLES
from webapp.accounts.service import NewPerson
from webapp.errors import AppError
from webapp.web import site
from webapp.web.who import Grant

_SAID = {
    "account.name": "“{name}” cannot be a name: 1 to 60 letters, no space at either end, no @",
    "account.password-length": "a password has {least} to {most} letters",
    "account.role": "there is no role “{unknown}”; the roles are {known}",
    "account.taken": "“{name}” is taken; choose another name",
    "account.email": "“{email}” cannot be an e-mail address",
    "account.email-taken": "“{email}” belongs to another account",
    "account.unknown": "nobody is known by the name {name}",
}

group = AppGroup("user", help="People who sign in.")


@group.command("add")
@click.argument("name")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(sorted(ROLES)), help="May repeat."
)
@click.option("--email", default="", help="For a link when the password is forgotten.")
@click.option("--password", help="Set at once; without it a link is printed by which NAME chooses one.")
def add(name: str, roles: tuple[str, ...], email: str, password: str | None) -> None:
    """Add a person NAME with one or more roles, and print the link by which they join."""
    grants = tuple(Grant(role) for role in roles)
    try:
        with site.database().writing() as connection:
            if password is not None:
                given = {"name": name, "password": password, "email": email}
                service.add_person(connection, **given, roles=roles, now=site.now())
                token = ""
            else:
                new = NewPerson(name=name, grants=grants, email=email)
                _account, token = service.invite(connection, new, by="", now=site.now())
    except AppError as fault:
        raise _plain(fault) from fault
    click.echo(f"{name}: {', '.join(sorted(roles))}")
    if token:
        _print_link("invitation", token)


@group.command("link")
@click.argument("name")
def link(name: str) -> None:
    """Print a link for NAME: to join, when they have not yet; to set a new password, when they have."""
    try:
        with site.database().writing() as connection:
            known = _known(connection, name)
            if known.password_hash is None:
                kind, token = "invitation", service.invite_again(connection, known.id, now=site.now())
            else:
                kind, token = "reset", service.reset_link(connection, known.id, by="", now=site.now())
    except AppError as fault:
        raise _plain(fault) from fault
    _print_link(kind, token)


def _known(connection: sa.Connection, name: str) -> queries.Known:
    known = queries.known(connection, name)
    if known is None:
        raise AppError("account.unknown", name=name)
    return known


def _print_link(kind: str, token: str) -> None:
    here = site.settings().public_url
    click.echo(f"The link, to be handed over to that person alone; it works once:\n{here}/ar/{kind}/{token}")
    if not here:
        click.echo("Put the site's address before it, or set MASAR_PUBLIC_URL.")


def _plain(fault: AppError) -> click.ClickException:
    return click.ClickException(_SAID.get(fault.code, str(fault)).format(**fault.facts))
