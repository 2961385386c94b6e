"""The few words that stand on paper beside the manual's own text."""

from webapp.engine.manual.data import Words

KIND = {
    "rule": Words("قاعدة", "Rule"),
    "procedure": Words("إجراء", "Procedure"),
    "advice": Words("إرشاد", "Advice"),
    "form": Words("نموذج", "Form"),
    "directory": Words("دليل جهات", "Directory"),
}
RISK = {
    "critical": Words("حرج", "Critical"),
    "high": Words("مرتفع", "High"),
    "medium": Words("متوسط", "Medium"),
    "low": Words("منخفض", "Low"),
}
CONFIDENCE = {
    "one-source": Words("مصدر واحد", "one source"),
    "inferred": Words("مستنتج", "inferred"),
}
AUTHOR = Words("مسار", "Masar")
CHAPTER = Words("الفصل {number}", "Chapter {number}")
CONTENTS = Words("المحتويات", "Contents")
EDITION = Words("الإصدار {number}", "Edition {number}")
IN_FORCE = Words("سارٍ من {day}", "In force from {day}")
IN_SHORT = Words("باختصار", "In short")
STARTER = Words("قيم تمهيدية", "Starter values")
RESTS_ON = Words("ما يستند إليه هذا القسم", "What this section rests on")
CHAPTER_RESTS_ON = Words("ما تستند إليه أقسام هذا الفصل", "What these sections rest on")
TERMS_HERE = Words("مصطلحات وردت هنا", "Terms used here")
TO_CITE = Words("للاستشهاد بهذا القسم", "To cite this section")
UNOFFICIAL = Words("نسخة تمهيدية غير رسمية", "unofficial starter edition")
EDITION_CITED = Words("الإصدار {number} ({mark})", "edition {number} ({mark})")
PLANNED = Words("قيد الإعداد", "in preparation")
QUICK_CARD = Words("بطاقة سريعة", "Quick card")
DANGER = Words("عند الخطر القائم: {police}، ثم {line}", "In danger now: {police}, then {line}")
CURRENT = Words("النص الحالي:", "Current text:")
PRINTED = Words(
    "تحقّق من النص الحالي قبل الاعتماد على نسخة مطبوعة.",
    "Check the current text before relying on a printed copy.",
)
CHECK_AFTER = Words(
    "ولا تستعملها بعد {day} قبل أن تراجعه.", "Do not use this copy after {day} without checking it."
)
FINGERPRINT = Words("بصمة النص:", "Fingerprint of its text:")
HOW_TO_READ = Words("كيف تُقرأ الفقرات", "How to read the paragraphs")
READS = {
    "must": Words("خطوة لا تُترك", "a step that is not left out"),
    "must-not": Words(
        "فعل لا يُفعل، ولو طُلب أو اعتاده الناس", "an act that is not done, even if asked for or usual"
    ),
    "should": Words(
        "الأصل أن تفعله، ولك أن تعدل عنه لسبب تكتبه",
        "what you normally do; depart from it for a reason you write down",
    ),
    "may": Words("خيار متروك لتقديرك", "an option left to your judgement"),
}
LIMIT_MARK = Words(
    "ما تحته نقط قيمة تمهيدية: مهلة تدريبية إلى أن تحدّد الجهة المختصة قيمتها.",
    "What is underlined with dots is a starter value: a training default "
    "until the competent authority sets its own.",
)
FORCE_MARK = Words(
    "ثقل الخط في الهامش هو ثقل الواجب، والرقم الذي بجانبه يُستشهد به.",
    "The weight of the line in the margin is the weight of the duty; the number beside it is how to cite it.",
)
ABOUT = Words("عن هذا الإصدار", "About this edition")
SET_IN = Words("الفقرة", "Paragraph")
CLOCKS = Words("المهل", "Time limits")
PATHWAYS = Words("مسارات الإحالة", "Referral pathways")
CARDS = Words("البطاقات السريعة", "Quick cards")
GLOSSARY = Words("المسرد", "Glossary")
DIRECTORY = Words("الجهات", "Entities")
SOURCES = Words("المصادر", "Sources")
FROM_TO = Words("من {starts} إلى {stops}", "From {starts} to {stops}")
