"""The desk's first page: what is amended, by whom, and how far it is."""

import sqlalchemy as sa
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts import queries as accounts
from webapp.desk import queries, service, waiting
from webapp.engine.clocks import MUSCAT
from webapp.engine.manual.data_files import PATHS
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.pages import page
from webapp.web.who import somebody

bp = Blueprint("desk", __name__)

DESK = "/<lang:lang>/desk/manual"
ONE = f"{DESK}/amendments/<int:amendment>"


@bp.get(DESK)
def list_amendments(lang: str) -> ResponseReturnValue:
    """Show the amendments that are worked on, those published lately, and every section to begin one."""
    here, today = somebody(), site.now().astimezone(MUSCAT).date()
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        open_ones, done = queries.in_work(connection), queries.done(connection)
        waits = waiting.for_somebody(connection, open_ones, by=here.pseudonym, roles=here.roles)
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
        people = names(connection, *(writer for one in (*open_ones, *done) for writer in one.everybody))
    return page(
        "desk/list.html",
        edition=edition,
        open_ones=waiting.by_urgency(open_ones, today),
        late={one.id for one in open_ones if waiting.is_overdue(one, today)},
        waits=waits,
        said=request.args.get("done", ""),
        done=done,
        chapters=chapters,
        titles=manual.section_titles(chapters),
        people=people,
        data_files=PATHS,
    )


@bp.post(f"{DESK}/amendments")
def begin(lang: str) -> ResponseReturnValue:
    """Open a section of the edition in force for writing, or go on where it is open already."""
    section_id = request.form.get("section", "")
    with site.database().writing() as connection:
        piece = queries.piece_of(connection, section_id)
        made = service.begin(
            connection, piece=piece, section_id=section_id, by=somebody().pseudonym, now=site.now()
        )
    return redirect(url_for(".edit", amendment=made.id, done="begun"), 303)


def names(connection: sa.Connection, *pseudonyms: str) -> dict[str, str]:
    """Return the names of people by pseudonym; who has left is not among them."""
    return accounts.names(connection, set(pseudonyms))
