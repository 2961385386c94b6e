"""What points to a person is found; what every honest note contains is left alone."""

import pytest

from webapp.engine.private import Finding, findings


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.found) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1234567", "civil-number"),
        ("12345678", "civil-number"),
        ("123456789", "civil-number"),
        ("1234567890", "civil-number"),
        ("١٢٣٤٥٦٧٨", "civil-number"),
        ("۱۲۳۴۵۶۷۸", "civil-number"),
        ("１２３４５６７８", "civil-number"),
        ("12ـ34ـ5678", "civil-number"),
        ("123\u200f456\u202b78", "civil-number"),
        ("1234\u00a05678", "civil-number"),
        ("1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7", "civil-number"),
        ("91234567", "phone"),
        ("7123 4567", "phone"),
        ("24-12-34-56", "phone"),
        ("9.1.2.3.4.5.6.7", "phone"),
        ("91/23/45/67", "phone"),
        ("9999 4567", "phone"),  # begins as the police line does, but is somebody's
        ("+968 9123 4567", "phone"),
        ("00968 91234567", "phone"),
        ("٠٠٩٦٨ ٩١٢٣٤٥٦٧", "phone"),
        ("+44 20 7946 0958", "phone"),
        ("0044 20 7946 0958", "phone"),
        ("ahmad@example.om", "email"),
        ("a.b+c@mail.example.om", "email"),
        ("ahmad@مثال.عمان", "email"),
        ("أحمد@مثال.عمان", "email"),
        ("ahmad @ example.om", "email"),
        ("ahmad@example", "email"),
        ("ahmad (at) example", "email"),
        ("ahmad [at] example.om", "email"),
        ("ahmad (AT) example (dot) om", "email"),
        ("ahmad＠example.om", "email"),
        ("ahmad@\u200fمثال.عمان", "email"),
        ("91234567@example.om", "email"),
    ],
)
def test_a_detail_is_found_whole_and_named(text: str, kind: str) -> None:
    assert told(text) == [(kind, text)]
    assert told(f"الطفل ({text})، ثم") == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "اتصل بالخط 1100 أو الشرطة 9999 أو 80077444 أو 1970 أو 24218900",
        "1100 9999", "1100 / 9999", "1100 24/7", "الخط ١١٠٠", "+968 24218900", "0096880077444", "8007 7444",
        "§7.1.4", "§10.4.2، §10.5.1", "7.1.4", "{#p7k2}", "p7k2",
        "2026-11-04", "4/11/2026", "٤/١١/٢٠٢٦", "04.11.2026", "2026/11/4", "4 / 11 / 2026", "12/3/1447",
        "2026-11-04 09:30", "04/11/26 09:30", "2026-11-04T09:30", "4/11/2026-9/11/2026",
        "2026-11-04 - 2026-11-09", "٤\u200f/١١\u200f/٢٠٢٦", "4 November 2026", "2025/2026", "2025ـ2026", "2022–2023",
        "09:30", "09:30-10:45", "09.30 – 10.45", "عمره 12 سنة", "aged 7, 9 and 12", "الصف 5", "85/100 90/100 70/100",
        "1250.500 ر.ع.", "1,250,500 OMR", "1 250 000 rials", "OMR 1250000", "١٢٥٠٠٠٠ ريالًا",
        "22/2014", "22/2014 125/2019", "القرار الوزاري 125/2019، المادة 5", "12.5%", "٪٩٩٫٥", "100%",
        "@ahmad", "مع @ahmad", "5@2.500", "a @ b", "(at)", "+5", "", "\n", "123456",
        "1\n2\n3\n4\n5\n6\n7\n8", "12\t14\t2026\t18",
    ],
)  # fmt: skip
def test_what_tells_of_nobody_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_places_are_those_of_the_text_as_typed() -> None:
    text = "رقمُها ٩١\u200f٢٣ ٤٥٦٧ أو a@b.om"
    phone, address = findings(text)
    assert phone == Finding("phone", 7, 17, "٩١\u200f٢٣ ٤٥٦٧")
    assert address == Finding("email", 21, 27, "a@b.om")
    assert text[address.start : address.end] == address.found


def test_a_date_beside_a_number_does_not_hide_it() -> None:
    assert told("في 4/11/2026 91234567") == [("phone", "91234567")]
    assert told("1100 91234567") == [("phone", "91234567")]
    assert told("12345678, 91234567") == [("civil-number", "12345678"), ("phone", "91234567")]


def test_numbers_with_only_spaces_between_are_one_finding() -> None:
    assert told("12345678 91234567") == [("civil-number", "12345678 91234567")]


def test_money_is_money_only_beside_its_currency() -> None:
    assert told("1250.500") == [("civil-number", "1250.500")]
    assert told("91234567 ريال") == [("phone", "91234567")]
