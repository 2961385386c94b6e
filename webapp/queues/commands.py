"""`masar comments …`: what readers found wrong or unclear."""

import dataclasses
import datetime as dt
import json

import click
from flask.cli import AppGroup

from webapp.engine.clocks import MUSCAT
from webapp.queues import queries
from webapp.queues.queries import STATES, Remark
from webapp.web import site

group = AppGroup("comments", help="What readers found wrong or unclear in the manual.")


@group.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, one object a comment.")
def list_comments(state: str | None, as_json: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Print the comments, those that wait first, those about one paragraph together."""
    with site.database().reading() as connection:
        found = list(queries.every(connection, state=state or ""))
    if as_json:
        click.echo(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(_line(one))
    click.echo(f"{len(found)} comments.")


def _told(one: Remark) -> dict[str, object]:
    moments = {"made": _moment(one.made), "settled": _moment(one.settled) if one.settled else None}
    return dataclasses.asdict(one) | moments


def _line(one: Remark) -> str:
    day = _moment(one.made)[:10]
    about = "a search" if one.is_search else f"§{one.number} {one.uid}"
    where = f"{about}, {one.lang}, edition {one.edition}"
    text = "\n  ".join(one.text.splitlines())
    note = "\n  note: " + "\n  ".join(one.note.splitlines()) if one.note else ""
    return f"{one.id} {one.state}: {where}, {day}\n  {text}{note}"


def _moment(at: dt.datetime) -> str:
    return at.astimezone(MUSCAT).isoformat(timespec="seconds")
