"""A list of people as it is written in a spreadsheet: who could be invited, and what is wrong row by row."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping

from webapp.accounts.governorates import governorate
from webapp.accounts.queries import ROLES
from webapp.engine.names import is_name, name_key
from webapp.engine.words.normal import normal
from webapp.web.uploaded_table import Column, Row, Table

COLUMNS = (
    Column("name", ("الاسم", "Name"), required=True),
    Column("email", ("البريد الإلكتروني", "E-mail"), required=False),
    Column("roles", ("الأدوار", "Roles", "الدور", "Role"), required=True),
    Column("organisation", ("الجهة", "Organisation", "Organization"), required=False),
    Column("governorate", ("المحافظة", "Governorate"), required=False),
    Column("language", ("اللغة", "Language"), required=False),
)

_ROLE_NAMES = {
    "trainee": ("متدرب", "متدربة"),
    "trainer": ("مدرب", "مدربة"),
    "scenario-author": ("كاتب حالات", "كاتبة حالات", "كاتب الحالات", "كاتبة الحالات"),
    "manual-editor": ("محرر الدليل", "محررة الدليل"),
    "reviewer": ("مراجع", "مراجعة"),
    "publisher": ("ناشر", "ناشرة"),
    "administrator": ("مدير النظام", "مديرة النظام"),
}
# Folded, an id and its English name with spaces are spelled alike.
_ROLES = {normal(name): role for role in ROLES for name in (role, *_ROLE_NAMES[role])}
_LANGUAGES = {
    normal(name): lang
    for lang, names in {"ar": ("ar", "العربية", "Arabic"), "en": ("en", "الإنجليزية", "English")}.items()
    for name in names
}

_LONGEST_ADDRESS, _LONGEST_MAILBOX = 254, 64
_BETWEEN_ROLES = re.compile("[;,،؛\n]")
_BLANKS = re.compile(r"[^\S\n]+")
_PART = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*" f"@{_PART}(?:\\.{_PART})+"
)


@dataclasses.dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody who could be invited; `row` is the row of the spreadsheet, None is what was not given."""

    row: int
    name: str
    email: str | None
    roles: frozenset[str]
    organisation: str | None
    governorate: str | None
    lang: str


@dataclasses.dataclass(frozen=True, slots=True)
class RowFault:
    """One thing that is wrong in one cell; `code` names it, `facts` say what it was about."""

    row: int
    column: str
    code: str
    facts: Mapping[str, object]


def people(table: Table) -> tuple[PersonDraft | RowFault, ...]:
    """Read every row into a draft, or into all that is wrong with it.

    Shape: in the order of the rows; a row gives one draft or at least one fault, never both.
    """
    told: list[PersonDraft | RowFault] = []
    earlier: dict[tuple[str, str], int] = {}
    for row in table.rows:
        draft = _draft(row)
        faults = [*_faults(row, draft), *_repeated(draft, earlier)]
        told.extend(faults or [draft])
    return tuple(told)


def _draft(row: Row) -> PersonDraft:
    """Take what can be understood; `_faults` says what could not."""
    place = governorate(row.values["governorate"])
    return PersonDraft(
        row=row.number,
        name=_blanks_single(row.values["name"]),
        email=row.values["email"] or None,
        roles=frozenset(_ROLES[normal(name)] for name in _named_roles(row) if normal(name) in _ROLES),
        organisation=" ".join(_blanks_single(row.values["organisation"]).split()) or None,
        governorate=place.id if place else None,
        lang=_LANGUAGES.get(normal(row.values["language"]), "ar"),
    )


def _faults(row: Row, draft: PersonDraft) -> list[RowFault]:
    values, faults = row.values, []

    def note(column: str, code: str, **facts: object) -> None:
        faults.append(RowFault(row.number, column, code, facts))

    if not is_name(draft.name):
        note("name", "people.name", given=draft.name)
    if draft.email and not _can_be_an_address(draft.email):
        note("email", "people.email", given=draft.email)
    names = _named_roles(row)
    for unknown in (name for name in names if normal(name) not in _ROLES):
        note("roles", "people.role-unknown", given=unknown)
    if not names:
        note("roles", "people.role-missing")
    if values["governorate"] and not draft.governorate:
        note("governorate", "people.governorate-unknown", given=values["governorate"])
    if values["language"] and normal(values["language"]) not in _LANGUAGES:
        note("language", "people.language-unknown", given=values["language"])
    return faults


def _repeated(draft: PersonDraft, earlier: dict[tuple[str, str], int]) -> list[RowFault]:
    """Say what an earlier row has already, even a faulty one, and remember the rest for later rows."""
    same = {"name": name_key(draft.name), "email": (draft.email or "").casefold()}
    faults = []
    for column, value in same.items():
        first = earlier.setdefault((column, value), draft.row)
        if value and first != draft.row:
            faults.append(RowFault(draft.row, column, "people.twice", {"row": first}))
    return faults


def _named_roles(row: Row) -> list[str]:
    return [name.strip() for name in _BETWEEN_ROLES.split(row.values["roles"]) if name.strip()]


def _blanks_single(text: str) -> str:
    """Put one space for every run of blanks; a newline is no blank, and two lines are no name."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _can_be_an_address(text: str) -> bool:
    mailbox = text.partition("@")[0]
    return (
        len(text) <= _LONGEST_ADDRESS and len(mailbox) <= _LONGEST_MAILBOX and bool(_ADDRESS.fullmatch(text))
    )
