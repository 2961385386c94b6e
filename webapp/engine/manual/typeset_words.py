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
TERMS_HERE = Words("مصطلحات وردت هنا", "Terms used here")
TO_CITE = Words("للاستشهاد بهذا القسم", "To cite this section")
UNOFFICIAL = Words("نسخة تمهيدية غير رسمية", "unofficial starter edition")
PLANNED = Words("قيد الإعداد", "in preparation")
QUICK_CARD = Words("بطاقة سريعة", "Quick card")
DANGER = Words(
    "خطرٌ قائم الآن: {police} للشرطة، ثم {line} لخط حماية الطفل.",
    "In danger now: {police}, then {line}.",
)
CURRENT = Words("النص الحالي:", "Current text:")
PRINTED = Words(
    "تحقّق من النص الحالي قبل الاعتماد على نسخة مطبوعة.",
    "Check the current text before relying on a printed copy.",
)
CHECK_AFTER = Words("راجِع النص الحالي بعد {day} على الأبعد.", "Look the current text up after {day} at the latest.")
CODE = Words("رمز يقود إلى النص الحالي", "A code that leads to the current text")
PAGE = Words("صفحة {number}", "Page {number}")
FINGERPRINT = Words("بصمة النص:", "Fingerprint of its text:")
HOW_TO_READ = Words("كيف تُقرأ الفقرات", "How to read the paragraphs")
READS = {
    "must": Words("واجب لا يُترك.", "A duty without exception."),
    "must-not": Words("محظور لا يُفعل.", "Something that is never done."),
    "should": Words("الأصل أن يُفعل، ومن تركه دوّن السبب.", "The rule; whoever departs from it records why."),
    "may": Words("مباح، والقرار لمن ينفّذ.", "A choice; whoever acts decides."),
}
LIMIT_MARK = Words(
    "ما تحته نقط قيمة تمهيدية: مهلة تدريبية إلى أن تحدّد الجهة المختصة قيمتها.",
    "What is underlined with dots is a starter value: a training default until the competent authority sets its own.",
)
FORCE_MARK = Words(
    "ثقل الخط في الهامش هو ثقل الواجب، والرقم الذي بجانبه يُستشهد به.",
    "The weight of the line in the margin is the weight of the duty; the number beside it is how to cite it.",
)
ANNEXES = Words("الملاحق", "Annexes")
CLOCKS = Words("المهل", "Time limits")
CLOCK_COLUMNS = Words("من … إلى …", "From … to …")
PATHWAYS = Words("مسارات الإحالة", "Referral pathways")
CARDS = Words("البطاقات السريعة", "Quick cards")
GLOSSARY = Words("المسرد", "Glossary")
DIRECTORY = Words("الجهات", "Entities")
SOURCES = Words("المصادر", "Sources")
FROM_TO = Words("من {starts} إلى {stops}", "From {starts} to {stops}")
