"""The rules of the linter: what each says in both languages, and the words it knows."""

import re
from collections.abc import Mapping

from webapp.engine.problems import Entry
from webapp.engine.telling import Both

SENTENCES: Mapping[str, Entry] = {
    "lint.direction": Entry(
        "error",
        Both(
            "يظهر هذا الرمز بين الكلمات العربية بترتيب آخر: `$found`",
            "among Arabic words this code is shown in another order: `$found`",
        ),
        Both("ضعه بين علامتي `backtick`", "put it between backticks"),
    ),
    "lint.digits": Entry(
        "error",
        Both("الأرقام في الدليل 0–9: `$found`", "digits are 0–9 in both languages: `$found`"),
        Both("اكتب `$fix`", "write `$fix`"),
    ),
    "lint.kashida": Entry(
        "warning",
        Both("في الكلمة تطويل يعطّل البحث", "a kashida stretches this word, and searching fails on it"),
        Both("احذف التطويل", "take it out"),
    ),
    "lint.letter-forms": Entry(
        "warning",
        Both("حروف بأشكال العرض، لا بحروفها: `$found`", "letters in presentation forms: `$found`"),
        Both("اكتب `$fix`", "write `$fix`"),
    ),
    "lint.unseen": Entry(
        "warning",
        Both("حرف لا يُرى، وقد يقلب الاتجاه: `$found`", "a character that is not seen: `$found`"),
        Both("احذفه", "take it out"),
    ),
    "lint.spaces": Entry(
        "note",
        Both("أكثر من مسافة بين كلمتين", "more than one space between two words"),
        Both("اترك مسافة واحدة", "leave one"),
    ),
    "lint.punctuation": Entry(
        "warning",
        Both("علامة ترقيم من اللغة الأخرى: `$found`", "a sign of the other language: `$found`"),
        Both("اكتب `$fix`", "write `$fix`"),
    ),
    "lint.prosecution": Entry(
        "error",
        Both("الاسم في عُمان الادعاء العام: `$found`", "in Oman it is الادعاء العام: `$found`"),
        Both("اكتب `$fix`، وراجع ما بعده من تذكير وتأنيث", "write `$fix`, and read on for the gender"),
    ),
    "lint.ministry": Entry(
        "warning",
        Both(
            "اسم الوزارة اليوم وزارة التعليم: `$found`", "the ministry's name is now وزارة التعليم: `$found`"
        ),
        Both("اكتب `$fix`", "write `$fix`"),
    ),
    "lint.spelling": Entry(
        "warning",
        Both("إملاء: `$found`", "spelling: `$found`"),
        Both("اكتب `$fix`", "write `$fix`"),
    ),
    "lint.shall": Entry(
        "warning",
        Both("`shall` ليست من ألفاظ الدليل", "the manual does not say `shall`"),
        Both(
            "استعمل `must` للوجوب، أو الفعل المضارع لما يحدث",
            "say `must` for a duty, and the present tense for what happens",
        ),
    ),
    "lint.term": Entry(
        "note",
        Both("في المسرد لفظ آخر لهذا المعنى: `$found`", "the glossary has another word for this: `$found`"),
        Both("المصطلح `$term`، إن كان هو المقصود", "the term is `$term`, where that is meant"),
    ),
    "lint.length": Entry(
        "note",
        Both(
            "طول النص في لغة بعيد عن طوله في الأخرى: عربي $ar حرفًا، إنجليزي $en",
            "one language is far longer than the other: Arabic $ar letters, English $en",
        ),
        Both("تحقق من أن النصّين يقولان الشيء نفسه", "make sure that both say the same"),
    ),
    "lint.reading": Entry(
        "note",
        Both(
            "القسم أصعب قراءةً من أقسام الدليل: في الجملة $words كلمة في المتوسط، و$long% من الكلمات طويلة",
            "this reads harder than the manual's sections: $words words a sentence, $long% of them long",
        ),
        Both("اقسم الجمل الطويلة", "break long sentences up"),
    ),
}
"""By rule: what is said, and what to do. `$found` is what stands there, `$fix` what would take its place."""

_ARTICLE = "(?P<before>[وف]?(?:[بك]?ال|لل))"
_END = "(?![\u0621-\u065f])"
_START = "(?<![\u0621-\u065f])"
_WITH_TA = (
    "مدرس|أسر|حماي|طفل|لجن|شرط|جه|حال|صح|خطور|إساء|رعاي|معلم|وزار|محافظ|سلام|مهل|ساع|مقابل|متابع|مراجع|إحال|"
    "خدم|مؤسس|جمعي|عائل|حادث|علام|إصاب|استمار|وثيق|سري|خصوصي|مساعد|مشكل|مرحل|فتر|ليل|جلس|غرف|عياد|منطق|ولاي|"
    "قاعد|نتيج|خلاص|ملاحظ|معلوم|بيئ|تربي|تنمي|نفسي|جسدي|جنسي|اجتماعي|قانوني|طبي|رسمي|عام|خاص|مختص|ثاني|"
    "ثالث|وطني|أسري|مدرسي|صحي|محاكم|عقوب|جريم|ماد|لائح|اتفاقي|مصلح|أهلي"
)
"""Words written with ة, without it. After the article no ه can be a pronoun, so that ه there is a slip."""

ARABIC_ENDINGS = re.compile(f"{_START}{_ARTICLE}(?P<word>{_WITH_TA})ه{_END}")

ARABIC_WORDS: Mapping[str, str] = {
    "فى": "في",
    "الى": "إلى",
    "الي": "إلى",
    "إلي": "إلى",
    "التى": "التي",
    "الذى": "الذي",
    "حتي": "حتى",
    "متي": "متى",
    "هى": "هي",
    "أخري": "أخرى",
    "اخرى": "أخرى",
    "إحدي": "إحدى",
    "احدى": "إحدى",
    "ذوى": "ذوي",
    "الاجتماعى": "الاجتماعي",
    "القانونى": "القانوني",
    "النفسى": "النفسي",
    "الجنسى": "الجنسي",
    "الجسدى": "الجسدي",
    "الطبى": "الطبي",
    "الوطنى": "الوطني",
    "مره": "مرة",
    "لمده": "لمدة",
    "بصوره": "بصورة",
    "بطريقه": "بطريقة",
    "إضافه": "إضافة",
}
"""Slips of ى, ي, ه and hamza that are no words of their own, and what was meant."""

ARABIC_SLIPS = re.compile(f"{_START}(?P<before>[وف]?)(?P<word>{'|'.join(ARABIC_WORDS)}){_END}")
ON = re.compile(f"{_START}(?P<before>[وف]?)علي(?= ال[\u0621-\u064a]+(?<!ي){_END})")
"""«علي الطفل» for «على الطفل»; a name such as علي البلوشي ends in ي."""

AMERICAN: Mapping[str, str] = {
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "behavioral": "behavioural",
    "center": "centre",
    "centers": "centres",
    "color": "colour",
    "colors": "colours",
    "counseling": "counselling",
    "counselor": "counsellor",
    "counselors": "counsellors",
    "defense": "defence",
    "enroll": "enrol",
    "enrollment": "enrolment",
    "favor": "favour",
    "favorite": "favourite",
    "fulfill": "fulfil",
    "gray": "grey",
    "harbor": "harbour",
    "honor": "honour",
    "labor": "labour",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "neighborhood": "neighbourhood",
    "pediatric": "paediatric",
    "pediatrician": "paediatrician",
    "program": "programme",
    "programs": "programmes",
    "rumor": "rumour",
    "rumors": "rumours",
    "traveled": "travelled",
    "traveling": "travelling",
    "canceled": "cancelled",
    "labeled": "labelled",
    "signaled": "signalled",
    "analyze": "analyse",
    "analyzed": "analysed",
    "apologize": "apologise",
    "authorize": "authorise",
    "authorized": "authorised",
    "criticize": "criticise",
    "emphasize": "emphasise",
    "minimize": "minimise",
    "organize": "organise",
    "organized": "organised",
    "prioritize": "prioritise",
    "recognize": "recognise",
    "recognized": "recognised",
    "summarize": "summarise",
    "traumatized": "traumatised",
}
"""American spellings, and the British ones that the manual uses; names with a capital letter are let be."""

AMERICAN_WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(AMERICAN)})(?![\w-])")

# What stands in the other language's text: the signs by which each language ends a part of a sentence.
TO_ARABIC = str.maketrans(",;?", "،؛؟")
TO_LATIN = str.maketrans("،؛؟", ",;?")
TO_PLAIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
