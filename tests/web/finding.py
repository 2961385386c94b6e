"""Every address at which something in the small manual can be found, and what is said where there is nothing."""

FOUND = (
    "/browse",
    "/browse/role/teacher",
    "/browse/entity/hotline",
    "/browse/harm/physical",
    "/browse/harm/neglect",
    "/browse/stage/report",
    "/browse/theme/reporting",
    "/browse/form/report-form",
    "/clocks",
    "/clocks/1",
    "/clocks/24",
    "/entities",
    "/entities/hotline",
    "/pathways",
    "/pathways/in-the-family",
    "/cards",
    "/manual/reporting/routes/both",
    "/manual/reporting/routes@1/both",
    "/cite/p7k2",
    "/cite/p7k2@1",
)
CARD = "/cards/teacher"
"""It holds its whole address, which depends on who asks until the operator has set it."""

ASKED = "/pathways?danger=not-now&suspected=family"
EVERYWHERE = (*FOUND, CARD, ASKED)

_NO_WAY = {"ar": "لا توجد في الدليل قائمة أقسام كهذه.", "en": "The manual has no such list of sections."}
_NO_ENTITY = {"ar": "لا توجد هذه الجهة في الدليل.", "en": "The directory has no such entity."}
_NO_PATHWAY = {"ar": "لا يوجد في الدليل مسار إحالة كهذا.", "en": "The manual has no such referral pathway."}
_NO_CARD = {"ar": "لا توجد بطاقة سريعة كهذه.", "en": "There is no such quick card."}
_NO_SECTION = {"ar": "لا يوجد هذا القسم", "en": "There is no such section."}
_NO_PARAGRAPH = {"ar": "لا توجد هذه الفقرة", "en": "There is no such paragraph."}
_NO_EDITION = {"ar": "لا يوجد إصدار بهذا الرقم.", "en": "There is no edition with this number."}
_NO_PAGE: dict[str, str] = {"ar": "", "en": ""}
NOTHING_YET = {
    "ar": "لم يُنشر هنا إصدار من الدليل بعد.",
    "en": "No edition of the manual has been published here yet.",
}
MISSING = {
    "/browse/role/pirate": _NO_WAY,
    "/browse/harm/teacher": _NO_WAY,
    "/browse/planet/earth": _NO_WAY,
    "/browse/roles/teacher": _NO_WAY,
    "/browse/role/Teacher": _NO_PAGE,
    "/browse/role": _NO_PAGE,
    "/clocks/10000": _NO_PAGE,
    "/clocks/-1": _NO_PAGE,
    "/clocks/soon": _NO_PAGE,
    "/entities/army": _NO_ENTITY,
    "/entities/teacher": _NO_ENTITY,
    "/pathways/none": _NO_PATHWAY,
    "/cards/none": _NO_CARD,
    "/manual/reporting/none/both": _NO_SECTION,
    "/manual/reporting/routes@9/both": _NO_EDITION,
    "/manual/reporting/routes@0/both": _NO_EDITION,
    "/cite/zzzzz": _NO_PARAGRAPH,
    "/cite/zzzzz@1": _NO_PARAGRAPH,
    "/cite/p7k2@9": _NO_EDITION,
    f"/cite/p7k2@{'9' * 30}": _NO_PAGE,
}
