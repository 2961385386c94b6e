"""What a certificate says around a person's own words, in both languages at once, for paper."""

import datetime as dt

from babel.dates import format_date

from webapp.certificates.contents import Kind
from webapp.engine.scenario.model import Words

TITLE: dict[Kind, Words] = {
    "participation": Words("شهادة مشاركة", "Certificate of participation"),
    "completion": Words("شهادة إتمام", "Certificate of completion"),
}
WHAT_FOR: dict[Kind, Words] = {
    "participation": Words(
        "للمشاركة في جلسات تدريب على حماية الطفل، في حالتين مختلفتين أو أكثر.",
        "For taking part in training sessions on child protection, in two or more different cases.",
    ),
    "completion": Words(
        "لبلوغ مرتبة «مسار آمن» في أحدث محاولة لحالتين مختلفتين أو أكثر من كل نوع من أنواع الأذى الآتية.",
        "For reaching “Secure” in the latest attempt at two or more different cases of each kind of harm "
        "below.",
    ),
}
MASAR = Words("مسار", "Masar")
TRAINING = Words("تدريب على حماية الطفل", "Child protection training")
HARMS = Words("أنواع الأذى", "Kinds of harm")
CASES = Words("الحالات، وإصدار الدليل، واليوم", "Cases, edition of the manual, day")
EDITION = Words("الإصدار {number}", "edition {number}")
ISSUED = Words("صدرت في {day}", "Issued on {day}")
NO_QUALIFICATION = Words(
    "شهادة تدريب، وليست مؤهلًا مهنيًا.", "A training certificate, not a professional qualification."
)
AS_WRITTEN = Words("كُتب الاسم كما أراده حامل الشهادة.", "The name is as its holder wrote it.")
CHECK = Words("للتحقق", "To check")


def day(value: dt.date, lang: str) -> str:
    """Return a day in words of one language."""
    return format_date(value, "d MMMM y", locale=lang)
