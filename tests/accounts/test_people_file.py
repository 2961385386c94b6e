"""A list of people is read row by row: a draft of each, or all that is wrong with the row."""

import pytest

from webapp.accounts.governorates import GOVERNORATES, governorate
from webapp.accounts.people_file import COLUMNS, PersonDraft, RowFault, people
from webapp.accounts.queries import ROLES
from webapp.web.uploaded_table import Row, Table, read

WHOLE = """الاسم,البريد الإلكتروني,الأدوار,الجهة,المحافظة,اللغة
منى  السيابي,muna@example.om,متدربة؛ كاتبة حالات,مدرسة  النور,محافظة شمال الباطنة,ar
Badr,,"reviewer, Manual editor",,Ash Sharqiyah South,English
"""


def row(number: int = 2, **values: str) -> Row:
    given = {"name": f"Muna {'x' * number}", "roles": "trainee", **values}
    return Row(number, {column.id: given.get(column.id, "") for column in COLUMNS})


def told(*rows: Row) -> list[tuple[int, str, str]]:
    return [
        (one.row, one.column, one.code)
        for one in people(Table(rows, unknown=()))
        if isinstance(one, RowFault)
    ]


def draft(**values: str) -> PersonDraft:
    (one,) = people(Table((row(**values),), unknown=()))
    assert isinstance(one, PersonDraft), one
    return one


def test_a_whole_list_becomes_drafts() -> None:
    assert people(read("people.csv", WHOLE.encode(), columns=COLUMNS)) == (
        PersonDraft(
            row=2,
            name="منى السيابي",
            email="muna@example.om",
            roles=frozenset({"trainee", "scenario-author"}),
            organisation="مدرسة النور",
            governorate="north-al-batinah",
            lang="ar",
        ),
        PersonDraft(
            row=3,
            name="Badr",
            email=None,
            roles=frozenset({"reviewer", "manual-editor"}),
            organisation=None,
            governorate="south-al-sharqiyah",
            lang="en",
        ),
    )


def test_only_names_and_roles_are_needed() -> None:
    assert draft() == PersonDraft(2, "Muna xx", None, frozenset({"trainee"}), None, None, "ar")


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        *((role, {role}) for role in sorted(ROLES)),
        *((role.replace("-", " ").title(), {role}) for role in sorted(ROLES)),
        ("متدرب", {"trainee"}),
        ("مُدرِّبة", {"trainer"}),
        ("كاتبه حالات", {"scenario-author"}),
        ("محرر الدليل،محررة الدليل", {"manual-editor"}),
        ("مراجع; مراجعة,", {"reviewer"}),
        ("ناشر\nناشرة", {"publisher"}),
        ("مدير  النظام ؛ مديرة النظام", {"administrator"}),
    ],
)
def test_roles_are_known_by_id_and_by_name_in_both_languages(written: str, roles: set[str]) -> None:
    assert draft(roles=written).roles == roles


def test_every_unknown_role_is_told_and_none_at_all_too() -> None:
    faults = people(Table((row(roles="trainee; king, queen"), row(3, roles=" ;، ")), unknown=()))
    assert faults == (
        RowFault(2, "roles", "people.role-unknown", {"given": "king"}),
        RowFault(2, "roles", "people.role-unknown", {"given": "queen"}),
        RowFault(3, "roles", "people.role-missing", {}),
    )


@pytest.mark.parametrize(
    "name",
    ["", "x" * 61, "12 34", "…!", "a@b.om", "Mu\nna", "Mu\u202ena", "Mu\u200fna", "Mu\x07na", "Mu\u200dna"],
)
def test_what_cannot_be_a_name_is_told(name: str) -> None:
    assert told(row(name=name)) == [(2, "name", "people.name")]


def test_a_name_is_kept_in_one_form_with_single_spaces() -> None:
    assert draft(name="Zoe\u0308 \u00a0 of  Sur").name == "Zoë of Sur"
    assert draft(name="x" * 60).name == "x" * 60


@pytest.mark.parametrize(
    "email",
    [
        "muna", "muna@", "@example.om", "muna@om", "a b@example.om", "a@b@example.om", "a@example.om, b@example.om",
        "Muna <a@example.om>", "a@example.om\nBcc: b@example.om", "منى@example.om", "a..b@example.om",
        "a@-example.om", "a@example..om", "x" * 65 + "@example.om", "a@" + "example." * 32 + "om",
    ],
)  # fmt: skip
def test_what_cannot_be_an_address_is_told(email: str) -> None:
    assert told(row(email=email)) == [(2, "email", "people.email")]


@pytest.mark.parametrize("email", ["a@example.om", "Muna.Al-S+x@moe.edu.example.om"])
def test_an_address_is_kept_as_it_was_written(email: str) -> None:
    assert draft(email=email).email == email


@pytest.mark.parametrize("lang", ["EN", "English", "الانجليزية"])
def test_a_language_is_known_by_its_name_too(lang: str) -> None:
    assert draft(language=lang).lang == "en"


def test_everything_wrong_with_a_row_is_told_at_once() -> None:
    wrong = row(name="1", email="x", roles="king", governorate="Atlantis", language="fr")
    assert told(wrong) == [
        (2, "name", "people.name"),
        (2, "email", "people.email"),
        (2, "roles", "people.role-unknown"),
        (2, "governorate", "people.governorate-unknown"),
        (2, "language", "people.language-unknown"),
    ]


def test_the_same_name_or_address_is_told_with_the_row_that_has_it_first() -> None:
    rows = (
        row(2, name="مُنى", email="Muna@example.om"),
        row(3, name="منى", email="muna@EXAMPLE.om"),
        row(4, name="MUNA", roles=""),
        row(5, name="Muna"),
        row(6, name="منى"),
    )
    told_twice = [
        one for one in people(Table(rows, unknown=())) if getattr(one, "code", "") == "people.twice"
    ]
    assert told_twice == [
        RowFault(3, "name", "people.twice", {"row": 2}),
        RowFault(3, "email", "people.twice", {"row": 2}),
        RowFault(5, "name", "people.twice", {"row": 4}),
        RowFault(6, "name", "people.twice", {"row": 2}),
    ]


def test_rows_without_an_address_do_not_repeat_one_another() -> None:
    assert told(row(2), row(3)) == []


def test_eleven_governorates_are_known_by_id_and_by_both_names() -> None:
    assert len({one.id for one in GOVERNORATES}) == 11
    for one in GOVERNORATES:
        for written in (one.id, one.ar, one.en, one.en.upper(), f"محافظة {one.ar}", f"{one.en} Governorate"):
            assert governorate(written) == one


@pytest.mark.parametrize("written", ["", "Al", "محافظة", "North", "الشرقية", "Muscat Dhofar", "شمال"])
def test_half_a_name_is_no_governorate(written: str) -> None:
    assert governorate(written) is None
