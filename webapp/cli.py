"""`masar`: serve, migrate, and the verbs of each feature, on one command line."""

import errno
import os
import pathlib
import socket
import sys
from collections.abc import Iterable

import click
import sqlalchemy as sa
from flask import Flask
from flask.cli import AppGroup, ScriptInfo

from webapp.accounts.commands import group as user_group
from webapp.administration.commands import backup as backup_command
from webapp.administration.commands import restore as restore_command
from webapp.administration.commands_doctor import command as doctor_command
from webapp.administration.commands_keys import group as keys_group
from webapp.app import create_app
from webapp.audit.commands import group as audit_group
from webapp.desk.commands import group as desk_group
from webapp.errors import AppError
from webapp.manual.commands import group as manual_group
from webapp.prepare import NotReady, prepare, upgrade
from webapp.printing.commands import group as print_group
from webapp.privacy.commands import group as retention_group
from webapp.queues.commands import group as comments_group
from webapp.reading.commands import command as pages_command
from webapp.scenarios.commands import group as scenario_group
from webapp.search.commands import command as search_command
from webapp.settings import Settings, WrongSettings
from webapp.web import site
from webapp.web.bodies import WAITING


class CommandLine(AppGroup):
    """Every verb; what goes wrong outside of us is one plain sentence and exit 1, never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb that was asked for."""
        ctx.obj = ctx.obj or ScriptInfo(create_app=_application, set_debug_flag=False)
        try:
            return super().invoke(ctx)
        except WrongSettings as wrong:
            raise click.ClickException(f"these settings cannot be used:\n{wrong}") from wrong
        except AppError as fault:
            raise click.ClickException(str(fault)) from fault
        except sa.exc.DBAPIError as fault:
            raise click.ClickException(_about_the_database(fault)) from fault
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # whoever read our output has gone; click knows how to leave
                raise
            raise click.ClickException(f"{fault.filename}: {fault.strerror}") from fault


def _application() -> Flask:
    app = create_app(Settings.from_environment(os.environ))
    # A command is over when its context is; a server lives in processes of its own.
    app.teardown_appcontext(lambda _fault: site.database().close())
    return app


def _about_the_database(fault: sa.exc.DBAPIError) -> str:
    said = " ".join(str(fault.orig).split())
    if "no such table" in said or getattr(fault.orig, "sqlstate", "") == _NO_TABLE:
        return "the database is not prepared. First: masar prepare"
    what = "does not answer" if isinstance(fault, sa.exc.OperationalError) else "cannot be used"
    return f"MASAR_DATABASE_URL: the database {what}: {said}"


_NO_TABLE = "42P01"
"""What PostgreSQL calls a table that is not there."""

_HEAD_SECONDS = 10
"""For the head of a request, and between two requests of one connection."""

_STOP_SECONDS = 10
"""For what is being answered when the server is told to stop."""

cli = CommandLine(
    name="masar", help="Read the child protection manual, practise referral decisions, and learn why."
)
db_group = AppGroup("db", help="The database.")
for command in (
    audit_group,
    backup_command,
    comments_group,
    db_group,
    desk_group,
    doctor_command,
    keys_group,
    manual_group,
    print_group,
    restore_command,
    retention_group,
    scenario_group,
    pages_command,
    search_command,
    user_group,
):
    cli.add_command(command)


@db_group.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables to the newest form."""
    upgrade(site.database())
    click.echo("The database is up to date.")


@cli.command("prepare")
def prepare_all() -> None:
    """Migrate, load the starter edition into an empty database, build the index; `serve` does it too."""
    _prepare()


def _prepare() -> None:
    try:
        for line in prepare(site.database(), site.settings(), now=site.now()):
            click.echo(line)
    except NotReady as fault:
        raise click.ClickException(f"the starter content cannot be loaded:\n{fault}") from fault


@cli.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--lan", is_flag=True, help="Let devices on the local network read and play, over plain HTTP.")
@click.option("--address", help="With --lan: by which address of this machine they reach it.")
@click.option("--demo", is_flag=True, help="Offer people for demonstration, on this machine alone.")
def serve(port: int, lan: bool, address: str | None, demo: bool) -> None:  # noqa: FBT001 -- flags of the command line
    """Prepare what is missing and serve the site with a production server."""
    _refuse_together(lan=lan, address=address, demo=demo)
    others = _tell_lan(address, port) if lan else ()
    settings = _with_demo() if demo else Settings.from_environment(os.environ)
    bound = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 -- asked for by name
    _refuse_taken(bound, port)
    _prepare()
    site.database().close()
    _say_where(port, demo=settings.demo_people)
    if lan:
        _say_lan(settings.lan_url, others)
    _serve(settings, bound, port)


def _serve(settings: Settings, address: str, port: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    Granian(
        "webapp.wsgi:app",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads + WAITING,
        runtime_threads=1,
        backlog=1024,
        # Told to expect either version, granian waits without end for the first bytes to tell them apart by.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_SECONDS * 1000),
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.warning,
        working_dir=pathlib.Path.cwd(),
    ).serve()


def _refuse_taken(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as fault:
            raise click.ClickException(
                f"port {port} cannot be used ({fault.strerror}). Another: masar serve --port {port + 1}"
            ) from fault


def _refuse_together(*, lan: bool, address: str | None, demo: bool) -> None:
    if demo and lan:
        raise click.UsageError("--demo is for this machine alone; it cannot go with --lan")
    if address is not None and not lan:
        raise click.UsageError("--address says where --lan is reached; give both")


def _with_demo() -> Settings:
    """Tell the workers to offer people for demonstration."""
    os.environ["MASAR_DEMO_PEOPLE"] = "on"
    return Settings.from_environment(os.environ)


def _tell_lan(wanted: str | None, port: int) -> tuple[str, ...]:
    """Tell the workers by which address telephones come; return the others that this machine has."""
    from webapp import lan

    found = lan.addresses()
    if wanted and wanted not in found and _is_number(wanted) and not lan.is_ours(wanted):
        raise click.ClickException(f"this machine has no address {wanted}; it has {_listed(found)}")
    if not (wanted or found):
        raise click.ClickException(
            "this machine is on no network: join one, or let it be a hotspot, then again"
        )
    os.environ["MASAR_LAN_URL"] = f"http://{wanted or found[0]}:{port}"
    return tuple(one for one in found if one != (wanted or found[0]))


def _is_number(address: str) -> bool:
    return address.replace(".", "").isdecimal()


def _listed(found: Iterable[str]) -> str:
    return ", ".join(found) or "none but its own"


def _say_where(port: int, *, demo: bool) -> None:
    click.echo(f"Masar is at http://127.0.0.1:{port}   (stop with Ctrl+C)")
    if demo:
        click.echo(f"People for demonstration, one a role: http://127.0.0.1:{port}/ar/sign-in")


def _say_lan(url: str, others: tuple[str, ...]) -> None:
    from webapp import lan

    click.echo(f"On the local network: {url}/join")
    click.echo(lan.drawn(f"{url}/join", sys.stdout.encoding or "ascii"), nl=False)
    click.echo("There people join, play and read. Trainers sign in at the first address, on this machine.")
    click.echo("This is plain HTTP: anyone on this network can read along. Use it for training only.")
    if others:
        click.echo(
            f"If telephones cannot open it, try another address: masar serve --lan --address {others[0]}"
        )
        click.echo(f"This machine has: {_listed(others)}")
    else:
        click.echo(
            "If telephones cannot open it, look whether they are in the same network, and at the firewall."
        )


def main() -> None:
    """Run the command line."""
    cli.main(prog_name="masar")
