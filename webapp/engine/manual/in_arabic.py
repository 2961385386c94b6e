"""Findings about the manual told in Arabic too: a sentence a rule, with what the finding names."""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from webapp.engine.problems import Problem, Told, Twice
from webapp.engine.telling import Both, Phrase, Piece, Pieces

_PREFIX = "manual."
_ARABIC = re.compile("[\u0621-\u064a]")
_NAMED = re.compile(r"“([^”]+)”|(\{[^{}]+\})|(manual/\S+)|: ([^:]+)$")
"""What an English sentence names: what is between quotation marks, a reference, a file, what was found."""

RULES: dict[str, tuple[str, str]] = {
    "attribute": ("لا يقبل هذا الإطار هذه الخاصية أو هذه القيمة", ""),
    "basis-missing": ("لا تذكر هذه العبارة أساسها", "أضف `basis=…`"),
    "basis-source": ("العبارة المبنية على الممارسة تحتاج إلى مصدر", "أضف `source=…` أو اجعله `training`"),
    "basis-unknown": ("لا يوجد أساس بهذا الاسم", "الأسس: `law` و`practice` و`training`"),
    "basis-unseen": ("العبارة المستندة إلى قانون تحتاج إلى مصدر اطّلع عليه أحد", ""),
    "block-long": ("هذه الفقرة أطول من الحد المسموح", "قسّمها إلى فقرات"),
    "block-unknown": ("خط فاصل أو كتلة برمجية أو غيرهما مما لا يستخدمه الدليل", ""),
    "bom": ("يبدأ الملف بعلامة ترتيب البايتات", "احفظه من دونها"),
    "chapter-unknown": ("لا يوجد هذا الفصل في `manual.yaml`", ""),
    "character": ("في النص محرف لا مكان له فيه", "احذفه"),
    "cite-missing": ("على كل سطر وكل خطوة أن تذكر الفقرة التي تستند إليها", ""),
    "clock-differs": ("لهذه المهلة بداية أو نهاية مختلفة في مستوى آخر", "وحّد `from` و`to` و`basis`"),
    "clock-uid": ("قيل إن فقرة تحدد هذه المهلة، ولا وجود لتلك الفقرة", ""),
    "clock-unknown": ("لا توجد مهلة بهذا المعرّف ومستوى الخطورة", ""),
    "clocks-unknown": ("تذكر مقدمة القسم مهلة لا وجود لها", ""),
    "container-empty": ("هذا الإطار فارغ", ""),
    "container-holds": ("في الإطار ما لا يوضع فيه", "الإطار يضم فقرات وقوائم فقط"),
    "container-nested": ("لا يوضع إطار داخل إطار", ""),
    "container-stray": ("علامة `:::` هذه لا تفتح إطارًا ولا تغلقه", ""),
    "container-unclosed": ("لم يُغلق هذا الإطار", "أغلقه بسطر فيه `:::`"),
    "container-unknown": ("لا يوجد إطار بهذا الاسم", ""),
    "digits": ("الأرقام 0–9 في اللغتين", "اكتبها بهذه الصورة"),
    "direction": ("رمز سيظهر بترتيب آخر بين الكلمات العربية", "ضعه بين علامتَي اقتباس خلفيتين"),
    "entities-unknown": ("تذكر مقدمة القسم جهة لا وجود لها", ""),
    "entry-doubled": ("هذا المدخل مكرر", ""),
    "file-missing": ("هذا الملف غير موجود", ""),
    "file-unknown": ("ليس هذا من ملفات الدليل", "أزله"),
    "force-differs": ("العبارة الملزمة من نوع في العربية ومن نوع آخر في الإنجليزية", ""),
    "forms-unknown": ("تذكر مقدمة القسم نموذجًا لا وجود له", ""),
    "front-matter": ("مقدمة القسم ناقصة أو لا يمكن قراءتها", "تبدأ وتنتهي بسطر فيه `---`"),
    "harms-unknown": ("تذكر مقدمة القسم نوع إساءة لا وجود له", ""),
    "heading-deep": ("لا تنزل العناوين الفرعية إلى ما دون `###`", ""),
    "heading-ladder": ("عنوان فرعي يتخطى مستوى", "ابدأ بـ `##`"),
    "heading-one": ("مكان العنوان في مقدمة القسم؛ والعناوين هنا تبدأ بـ `##`", ""),
    "heading-underlined": ("سطر من `=` أو `-` يجعل ما فوقه عنوانًا", "استخدم `##`"),
    "headings-differ": ("تختلف العناوين الفرعية بين اللغتين عددًا أو مستوى", ""),
    "html": ("لا تُستخدم هنا وسوم HTML، وستُطبع كما هي", ""),
    "kashida": ("في النص تطويل يعطّل البحث", "احذفه"),
    "key-missing": ("ينقص هذا المفتاح", ""),
    "key-unknown": ("لا يوجد هنا مفتاح بهذا الاسم", ""),
    "language": ("معظم هذه الفقرة بحروف اللغة الأخرى", "لكل لغة ملفها"),
    "length": ("عدد كلمات القسم خارج المدى المعتاد، وهو من 250 إلى 600 كلمة", ""),
    "letter-forms": ("في النص حروف بصور العرض", "أعد كتابتها"),
    "link-outside": ("لا تظهر الصور ولا الروابط إلى مواقع أخرى", "اذكر المصدر بدلًا منها"),
    "must-twin-missing": ("عبارة ملزمة مكتوبة بلغة واحدة", "اكتبها باللغة الأخرى"),
    "name": ("هذا المعرّف لا يصلح", "حروف لاتينية صغيرة وأرقام وشَرطات"),
    "name-unknown": ("لا يوجد شيء بهذا الاسم", ""),
    "not-utf-8": ("في الملف بايت ليس من UTF-8", "احفظ الملف بترميز UTF-8"),
    "number-doubled": ("لقسم آخر هذا الرقم", ""),
    "number-written": ("كُتبت هنا مهلة من مهلنا رقمًا", "اكتب `{clock:…}`"),
    "order-differs": ("ترتيب هذه الفقرة مختلف بين اللغتين", ""),
    "pathway-differs": ("يُرسم هنا مسار في العربية وآخر في الإنجليزية", ""),
    "pathway-empty": ("يحتاج المسار إلى خطوة واحدة على الأقل", ""),
    "pathway-gap": ("لا يوجد مسار لحالة هذه إجاباتها", "اجعل المسار الأخير بلا `if`"),
    "pathway-unknown": ("لا يوجد مسار بهذا المعرّف", ""),
    "prosecution": ("الاسم في سلطنة عُمان: الادعاء العام", ""),
    "ref-unknown": ("لا توجد فقرة بهذا المعرّف", ""),
    "reference": ("ليست هذه إحالة", "الإحالات: `{clock:…}` و`{ref:…}` و`{term:…|…}`"),
    "related-unknown": ("تذكر مقدمة القسم قسمًا لا وجود له", ""),
    "roles-unknown": ("تذكر مقدمة القسم دورًا لا وجود له", ""),
    "section-doubled": ("معرّف القسم هذا مستخدم من قبل", ""),
    "sources-unknown": ("لا يوجد هذا المصدر في `sources.yaml`", ""),
    "stages-unknown": ("تذكر مقدمة القسم مرحلة لا وجود لها", ""),
    "state": ("هذه الفقرة مكتوبة بلغة واحدة، أو من نوعين مختلفين", ""),
    "step-order": ("هذه الخطوة تتبع خطوة ليست فوقها", ""),
    "term-unknown": ("لا يوجد هذا المصطلح في المسرد", ""),
    "themes-unknown": ("تذكر مقدمة القسم موضوعًا لا وجود له", ""),
    "too-large": ("في الملف محارف أكثر من الحد المسموح", "اجعله قسمين"),
    "twin-missing": ("هذا القسم مكتوب بلغة واحدة", "تقف اللغتان جنبًا إلى جنب"),
    "uid-doubled": ("معرّف هذه الفقرة مستخدم من قبل", ""),
    "uid-malformed": ("ليس هذا معرّف فقرة", "حرف لاتيني صغير، ثم 3 إلى 7 حروف أو أرقام"),
    "uid-missing": ("ليس لهذه الفقرة معرّف", ""),
    "uid-orphaned": ("لا فقرة لهذا المعرّف", ""),
    "uid-retired": ("كان هذا المعرّف لفقرة أخرى في إصدار سابق", "احذفه ليُختار غيره"),
    "uid-swallowed": ("صار هذا المعرّف جزءًا من النص الذي فوقه", "اترك قبله سطرًا فارغًا"),
    "uid-unattached": ("يقف معرّف الفقرة وحده في السطر الذي فوقها مباشرة", "أزل ما بينهما"),
    "value": ("هذه القيمة لا تصلح هنا", ""),
}  # fmt: skip
"""By rule, without its prefix: what is wrong, what to do (or nothing); all its findings share the words."""


def told_twice(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield findings, each told in Arabic too where its rule has words for that."""
    for one in problems:
        words = RULES.get(one.rule.removeprefix(_PREFIX))
        if words is None or one.twice is not None:
            yield one
            continue
        says, mend = words
        arabic = Told((*_words(says), *_named(one.says)), _words(mend))
        yield dataclasses.replace(one, twice=Twice(arabic, one.told("en")))


def _words(sentence: str) -> Pieces:
    return Phrase(Both(sentence, "")).told("ar")


def _named(sentence: str) -> Pieces:
    found = [next(part for part in match if part) for match in _NAMED.findall(sentence)]
    pieces: list[Piece] = []
    for one in dict.fromkeys(found):
        pieces.append(Piece("words", "، " if pieces else ": "))
        pieces.append(Piece("words", f"«{one}»") if _ARABIC.search(one) else Piece("code", one))
    return tuple(pieces)
