"""Many people invited at once: a file sent, looked over, agreed to; their links shown once."""

from typing import Any, cast

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.accounts import people_file
from webapp.administration import faults, handing, invitations, parcel, queries, reach, words
from webapp.administration.faults import Fault
from webapp.administration.invitations import MOST_ROWS
from webapp.administration.service import Handed
from webapp.administration.views import bp
from webapp.audit import service as audit
from webapp.errors import BadInput, Refused
from webapp.web import exported_table, mail, site, uploaded_table
from webapp.web.access import ROLES
from webapp.web.pages import page
from webapp.web.uploaded_table import Row, Table
from webapp.web.who import somebody

_CSV = "text/csv; charset=utf-8"


@bp.get("/<lang:lang>/administration/people/import")
def ask_import(lang: str) -> ResponseReturnValue:
    """Show how a list of people is written, and ask for it."""
    return _form()


@bp.post("/<lang:lang>/administration/people/import")
def import_people(lang: str) -> ResponseReturnValue:
    """Take one step of inviting many: look over, invite, hand out the list of links."""
    steps = {"invite": _invite, "list": _hand_out}
    try:
        return steps.get(request.form.get("step", ""), _look_over)()
    except BadInput as error:
        return _form(faults.told(error))


@bp.get("/<lang:lang>/administration/people/import/example.csv")
def example_file(lang: str) -> ResponseReturnValue:
    """Give a file to be filled in: the headings, and two people who do not exist."""
    with site.database().reading() as connection:
        bodies = queries.bodies(connection, reach=reach.of(somebody()))
    headings, rows = words.example(lang, bodies)
    content = exported_table.csv_bytes(headings, rows, label=words.label())
    return exported_table.attachment(content, filename="masar-people.csv", mimetype=_CSV)


def _look_over() -> Response:
    """Show what the rows of a file would do; nothing is kept.

    Errors: BadInput when there is no file, or it cannot be read.
    """
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    if not sent or not content:
        raise BadInput("import.no-file")
    table = uploaded_table.read(
        sent.filename or "", content, columns=people_file.COLUMNS, most_rows=MOST_ROWS
    )
    return _looked_over(invitations.shortened(table))


def _invite() -> Response:
    """Invite everybody whose row was shown as good, or show the list again when that has changed.

    Errors: BadInput when the rows are not those we showed.
    """
    told = _opened("rows")
    table = _table(told)
    try:
        handed = _carried_out(table, agreed=cast("list[int]", told["good"]))
    except (Refused, BadInput) as error:
        return _looked_over(table, faults.told(error))
    sent = {one.pseudonym for one in handed if handing.send(one)}
    shown = [(one, handing.address(one)) for one in handed]
    listed = [[one.name, one.email, address, one.expires.isoformat()] for one, address in shown]
    return page(
        "administration/invited.html", shown=shown, sent=sent, parcel=_sealed({"links": listed}, "links")
    )


def _hand_out() -> Response:
    """Give the links that a page has just shown, as a file.

    Errors: BadInput when they are not those we showed.
    """
    rows = cast("list[list[str]]", _opened("links")["links"])
    with site.database().writing() as connection:
        audit.record(
            connection,
            action="export",
            actor=somebody().pseudonym,
            subject="invitations",
            now=site.now(),
            rows=len(rows),
        )
    content = exported_table.csv_bytes(words.link_headings(), words.link_rows(rows), label=words.label())
    return exported_table.attachment(content, filename="masar-invitations.csv", mimetype=_CSV)


def _carried_out(table: Table, *, agreed: list[int]) -> tuple[Handed, ...]:
    here = reach.of(somebody())
    with site.database().writing() as connection:
        planned = invitations.plan(connection, table, reach=here)
        return invitations.carry_out(connection, planned, agreed=agreed, reach=here, now=site.now())


def _looked_over(table: Table, fault: Fault | None = None) -> Response:
    with site.database().reading() as connection:
        planned = invitations.plan(connection, table, reach=reach.of(somebody()))
        bodies = dict(words.choices(queries.bodies(connection)))
    rows: dict[str, object] = {
        "rows": [[row.number, row.values] for row in table.rows],
        "unknown": table.unknown,
        "good": [row.number for row in planned.good],
    }
    return page(
        "administration/looked_over.html",
        plan=planned,
        bodies=bodies,
        parcel=_sealed(rows, "rows"),
        fault=fault,
        by_mail=mail.is_configured(site.settings()),
        status=fault.status if fault else 200,
    )


def _table(told: parcel.Content) -> Table:
    rows = cast("list[tuple[int, dict[str, str]]]", told["rows"])
    return Table(
        tuple(Row(number, values) for number, values in rows), tuple(cast("list[str]", told["unknown"]))
    )


def _form(fault: Fault | None = None) -> Response:
    here = reach.of(somebody())
    with site.database().reading() as connection:
        bodies = queries.bodies(connection, reach=here)
    return page(
        "administration/import.html",
        reach=here,
        bodies=words.choices(bodies),
        most=MOST_ROWS,
        columns=words.columns(),
        roles=ROLES,
        fault=fault,
        status=fault.status if fault else 200,
    )


def _sealed(content: dict[str, Any], purpose: str) -> str:
    return parcel.seal(content, key=site.settings().secret_key, purpose=_purpose(purpose))


def _opened(purpose: str) -> parcel.Content:
    sent = request.form.get("parcel", "")
    return parcel.opened(sent, key=site.settings().secret_key, purpose=_purpose(purpose))


def _purpose(what: str) -> str:
    """Bind a parcel to whoever was shown it."""
    return f"{what}:{somebody().pseudonym}"
