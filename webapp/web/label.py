"""The label of this edition on everything that leaves the site: files, letters, answers to programs."""

LABEL = {
    "ar": (
        "نسخة تمهيدية غير رسمية لأغراض التدريب، لم تصدر عن وزارة التنمية الاجتماعية ولا عن اليونيسف، "
        "ولم تعتمدها أيٌّ منهما. المهل والمستويات قيم تدريبية قابلة للتعديل. "
        "في حالات الطوارئ اتصل بـ 9999، وللإبلاغ عن طفل معرض للخطر اتصل بـ 1100."
    ),
    "en": (
        "Unofficial starter edition for training. Not issued or approved by the Ministry of Social "
        "Development or UNICEF. Timelines and levels are training defaults. "
        "In an emergency call 9999; to report concern for a child call 1100."
    ),
}
