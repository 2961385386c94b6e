"""`masar keys …`: the secret key, made anew; former ones, given up."""

import contextlib
import os
from collections.abc import Iterator

import click
from flask.cli import AppGroup

from webapp.administration import keys
from webapp.administration.keys import Lost, Rotated
from webapp.errors import AppError
from webapp.settings import Settings
from webapp.web import site

group = AppGroup("keys", help="The key that signs forms and seals second factors.")

_SAID = {
    "keys.no-file": "there is no key in {path}",
    "keys.no-former": "there is only one key, and no former one to forget",
}
_GIVEN = """MASAR_SECRET_KEY is given by the environment, so no file can change it. Instead:
1. set MASAR_SECRET_KEY to a new key of 48 drawn characters, MASAR_PREVIOUS_SECRET_KEYS to the former one;
2. start the server again, and then: masar keys reseal;
3. later take MASAR_PREVIOUS_SECRET_KEYS out; what holds by the former key alone goes then."""
_ASIDE = (
    "MASAR_PREVIOUS_SECRET_KEYS is given by the environment and hides the former keys of the file. "
    "Write its keys below the first line of secret.key and take it out of the environment"
)


@group.command("rotate")
def rotate() -> None:
    """Make a new key, keep the former below it, and seal every second factor anew."""
    _refuse_environment()
    with _refusals():
        done = keys.rotate(site.database(), site.settings().instance, now=site.now())
    click.echo(f"A new key stands first in {keys.FILE}; former ones kept below it: {done.former}.")
    _say(done)
    click.echo("Restart the server now: until then it refuses the codes of telephones.")
    click.echo(
        "Open forms, recovery codes and phrases still hold. To give the former keys up: masar keys forget"
    )


@group.command("reseal")
def reseal() -> None:
    """Seal every second factor with the present key, after it was changed by hand."""
    settings = site.settings()
    _say(keys.reseal(site.database(), settings.secret_keys, now=site.now()))
    with site.database().reading() as connection:
        lost = keys.lost(connection, settings.secret_key)
    click.echo(f"By former keys alone hold {_told(lost)}.")


@group.command("forget")
@click.option("--yes", is_flag=True, help="Do it; without this it is only said what holds no longer then.")
def forget(yes: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Drop the former keys, with the recovery codes and phrases that hold by them alone."""
    _refuse_environment()
    settings = site.settings()
    if not yes:
        raise click.ClickException(_warning(settings))
    with _refusals():
        gone = keys.forget(site.database(), settings.instance, now=site.now())
    click.echo(f"Only the newest key is left. Gone are {_told(gone)}.")
    click.echo("Restart the server, so that it forgets the former keys too.")


def _warning(settings: Settings) -> str:
    with _refusals(), site.database().reading() as connection:
        newest, former = keys.former_keys(settings.instance)
        if not former:
            raise AppError("keys.no-former")
        lost = keys.lost(connection, newest)
    return (
        f"former keys to be dropped: {len(former)}. With them go {_told(lost)}, and forms opened before "
        "the change. First restart the server, unless that was done since. Then: masar keys forget --yes"
    )


def _told(lost: Lost) -> str:
    return (
        f"{lost.codes} recovery codes of {lost.people} people, who make new ones on the page of their own "
        f"account, and {lost.phrases} recovery phrases"
    )


def _say(done: Rotated) -> None:
    click.echo(f"Second factors sealed with it: {done.resealed}.")
    if done.closed:
        click.echo(f"Second factors that no key opens: {done.closed}. An administrator switches them off.")


def _refuse_environment() -> None:
    if "MASAR_SECRET_KEY" in os.environ:
        raise click.ClickException(_GIVEN)
    if "MASAR_PREVIOUS_SECRET_KEYS" in os.environ:
        raise click.ClickException(_ASIDE)


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is refused into one sentence of the command line."""
    try:
        yield
    except AppError as fault:
        raise click.ClickException(_SAID.get(fault.code, str(fault)).format_map(fault.facts)) from fault
