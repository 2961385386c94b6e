"""The few words that are printed inside the manual's own text: forces, boxes, bases, limits, states."""

from collections.abc import Sequence

from webapp.engine.clocks import Limit
from webapp.engine.manual.data import Words

BOX = {
    "must": Words("يجب", "Must"),
    "must-not": Words("يجب ألّا", "Must not"),
    "should": Words("ينبغي", "Should"),
    "may": Words("يجوز", "May"),
    "note": Words("ملاحظة", "Note"),
    "warning": Words("تنبيه", "Warning"),
    "card": Words("بطاقة", "Card"),
    "practise": Words("تدرّب", "Practise"),
    "pathway": Words("مسار إحالة", "Referral pathway"),
}
BASIS = {
    "law": Words("الأساس: القانون", "Basis: law"),
    "practice": Words("الأساس: ممارسة مهنية", "Basis: professional practice"),
    "training": Words("الأساس: قيمة تدريبية", "Basis: training default"),
}
ARTICLE = Words("المادة", "Article")
BETWEEN = Words("؛ ", "; ")
COMMA = Words("، ", ", ")
CITE = Words("اقتباس الفقرة", "Cite")
IN_TWIN = Words("بالإنجليزية", "In Arabic")
ASK = Words("خطأ أو غموض هنا؟", "Wrong or unclear?")
STEP = Words("الخطوة", "Step")
TELLS = Words("إلى", "to")
AFTER = Words("بعد الخطوة {numbers}", "After step {numbers}")
AFTER_TWO = Words("بعد الخطوتين {numbers}", "After steps {numbers}")
AFTER_MORE = Words("بعد الخطوات {numbers}", "After steps {numbers}")
TOGETHER = Words("في الوقت نفسه مع الخطوة {number}", "At the same time as step {number}")
WITHIN = Words("خلال {limit}", "within {limit}")
STARTER = Words("قيمة تمهيدية", "starter value")
PARAGRAPH = Words("رابط الفقرة", "Link to paragraph")
TWIN_LACKS = Words(
    "لم تُكتب هذه الفقرة بالإنجليزية بعد.", "This paragraph has not been written in Arabic yet."
)
PAGE_LACKS = Words("لم تُكتب هذه الفقرة بالعربية بعد.", "This paragraph has not been written in English yet.")
TWIN_IS_OLDER = Words(
    "تغيّرت هذه الفقرة بعد آخر مراجعة لنظيرتها الإنجليزية.",
    "This paragraph has changed since its Arabic twin was last checked.",
)
PAGE_IS_OLDER = Words(
    "تغيّر النص الإنجليزي لهذه الفقرة، ولم يُراجَع النص العربي عليه بعد.",
    "The Arabic of this paragraph has changed, and the English has not been checked against it yet.",
)
ADDED = Words("أُضيف:", "added:")
REMOVED = Words("حُذف:", "removed:")
READ_TWIN = Words("اقرأها بالإنجليزية", "Read it in Arabic")

_FEW = 10
_BEFORE_GENITIVE = ("خلال", "في", "قبل", "بعد", "من", "إلى", "على", "عن", "كل", "مدة", "لمدة", "غضون")
_ARABIC = {
    "minute": ("دقيقة واحدة", "دقيقتان", "دقيقتين", "دقائق", "دقيقة", "دقيقة"),
    "hour": ("ساعة واحدة", "ساعتان", "ساعتين", "ساعات", "ساعة", "ساعة"),
    "day": ("يوم واحد", "يومان", "يومين", "أيام", "يومًا", "يوم"),
    "working_day": ("يوم عمل واحد", "يوما عمل", "يومي عمل", "أيام عمل", "يوم عمل", "يوم عمل"),
}


def after(numbers: Sequence[int], lang: str) -> str:
    """Return which steps, by their numbers and at least one, must be over: “After steps 2, 3 and 4”."""
    words = (AFTER, AFTER_TWO, AFTER_MORE)[min(len(numbers), 3) - 1]
    told = [str(one) for one in numbers]
    listed = (
        " و".join(told) if lang == "ar" else " and ".join([*filter(None, [", ".join(told[:-1])]), told[-1]])
    )
    return words.of(lang).format(numbers=listed)


def limit(of: Limit, lang: str, *, after: str = "") -> str:
    """Return a limit in words: «3 ساعات», "24 hours".

    Shape: `after` is the text it follows; after a preposition the Arabic dual is «ساعتين», else «ساعتان».
    """
    if lang != "ar":
        unit = of.unit.replace("_", " ")
        return f"{of.amount} {unit}" if of.amount == 1 else f"{of.amount} {unit}s"
    one, two, two_after, few, many, hundreds = _ARABIC[of.unit]
    if of.amount in {1, 2}:
        words = after.split()
        genitive = bool(words) and words[-1].removeprefix("و") in _BEFORE_GENITIVE
        return one if of.amount == 1 else two_after if genitive else two
    rest = of.amount % 100
    if rest <= 2:  # noqa: PLR2004 -- 100, 101, 102 and so on
        return f"{of.amount} {hundreds}"
    return f"{of.amount} {few if rest <= _FEW else many}"
