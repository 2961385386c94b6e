"""Who has read an edition's changes: groups on a page, and a table to take along."""

from collections.abc import Iterable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from webapp.accounts.words import SECTORS
from webapp.audit import service as audit
from webapp.desk import acknowledging, readers
from webapp.desk.readers import Group, Readers
from webapp.desk.views import DESK, bp
from webapp.errors import NotFound
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.web import site
from webapp.web.access import MAY
from webapp.web.exported_table import attachment, csv_bytes
from webapp.web.label import LABEL
from webapp.web.pages import page
from webapp.web.who import somebody

_ONE = f"{DESK}/editions/<int(max=99999):edition>/readers"
_NAMED = {
    "ar": ("الاسم", "الجهة", "الأدوار", "قرأ وفهم في"),
    "en": ("Name", "Organisation", "Roles", "Read and understood on"),
}
_ROLES: dict[str, object] = {
    "trainee": _l("Trainee"),
    "trainer": _l("Trainer"),
    "scenario-author": _l("Scenario author"),
    "manual-editor": _l("Manual editor"),
    "reviewer": _l("Reviewer"),
    "publisher": _l("Publisher"),
    "administrator": _l("Administrator"),
}
_GROUPED = {
    "ar": ("التقسيم", "المجموعة", "قرؤوا وفهموا", "ما زالوا على النص القديم"),
    "en": ("Broken down by", "Group", "Have read and understood it", "Still on the old text"),
}


@bp.get(f"{DESK}/readers")
def list_readers(lang: str) -> ResponseReturnValue:
    """Lead to the readers of the edition in force, or say that there is nothing to read yet."""
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
    if edition is None or edition.number < acknowledging.FIRST:
        return page("desk/readers.html", edition=None, shown=None)
    return redirect(url_for(".show_readers", edition=edition.number), 303)


@bp.get(_ONE)
def show_readers(lang: str, edition: int) -> ResponseReturnValue:
    """Show how many have acknowledged an edition, and to administrators who has not."""
    info, shown = _readers(edition)
    return page("desk/readers.html", edition=info, shown=shown)


@bp.get(f"{_ONE}.csv")
def export_readers(lang: str, edition: int) -> ResponseReturnValue:
    """Hand out who has acknowledged: by name to administrators, in groups to others; it is on record."""
    _, shown = _readers(edition)
    with site.database().writing() as connection:
        mine = somebody().pseudonym
        audit.record(connection, action="export", actor=mine, subject="readers", now=site.now())
    headings, rows = (_NAMED, _named(shown, lang)) if shown.is_named else (_GROUPED, _grouped(shown, lang))
    content = csv_bytes(headings[lang], rows, label=LABEL[lang])
    name = f"masar-readers-{edition}.csv"
    return attachment(content, filename=name, mimetype="text/csv; charset=utf-8")


def _readers(number: int) -> tuple[EditionInfo, Readers]:
    with site.database().reading() as connection:
        info = next((one for one in manual.editions(connection) if one.number == number), None)
        if info is None:
            raise NotFound("reading.no-edition", edition=number)
        if number < acknowledging.FIRST:
            raise NotFound("reading.no-notice", edition=number)
        roles = MAY["desk.show_readers"]
        return info, readers.of(connection, somebody(), edition=number, roles=roles)


def _named(shown: Readers, lang: str) -> list[tuple[object, ...]]:
    at = 0 if lang == "ar" else 1
    return [
        (
            one.name,
            one.body[at] if one.body else "",
            gettext(", ").join(str(_ROLES.get(role, role)) for role in one.roles),
            one.at,
        )
        for one in shown.named
    ]


def _grouped(shown: Readers, lang: str) -> list[tuple[object, ...]]:
    at = 0 if lang == "ar" else 1
    bodies = {one: names[at] for one, names in shown.bodies.items()}
    tables: tuple[tuple[str, Iterable[Group], dict[str, object]], ...] = (
        (gettext("Everybody"), (shown.whole,), {shown.whole.id: gettext("Everybody")}),
        (gettext("By role"), shown.by_role, _ROLES),
        (gettext("By sector"), shown.by_sector, dict(SECTORS)),
        (gettext("By organisation"), shown.by_organisation, dict(bodies)),
    )
    few = gettext("too few to be told")
    return [
        (
            table,
            words.get(one.id, one.id) or gettext("No organisation"),
            _told(one.done, few),
            _told(one.left, few),
        )
        for table, groups, words in tables
        for one in groups
    ]


def _told(number: int | None, few: str) -> object:
    return few if number is None else number
