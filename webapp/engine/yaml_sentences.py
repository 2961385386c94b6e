"""What is said about a file that cannot be read as YAML, in both languages.

A key is the rule, and behind a slash which of its sentences. Every rule is an error.
"""

from collections.abc import Mapping

from webapp.engine.problems import Entry
from webapp.engine.telling import Both

_SHALLOW = Both("قلّل القوائم التي داخل قوائم", "fewer lists within lists")
_QUOTED = Both('ضع النص كله بين علامتي تنصيص: `"…"`', 'put quotes round the whole text: `"…"`')

TEXTS: Mapping[str, tuple[Both, Both]] = {
    "anchor": (
        Both("لا تُستعمل هنا الروابط `&` و`*`", "anchors and aliases, `&` and `*`, are not used"),
        Both(
            "اكتب المقصود كاملًا في موضعه، وضع بين علامتي تنصيص نصًّا يبدأ بإحدى العلامتين",
            "write it out; a text that begins with one of the two stands in quotes",
        ),
    ),
    "character": (
        Both("لا مكان في النص للحرف `$code`", "the character `$code` does not belong in a text"),
        Both("احذفه، أو أعد كتابة الكلمة", "remove it, or write it anew"),
    ),
    "empty": (
        Both("الملف فارغ", "the file is empty"),
        Both("ابدأ من ملف آخر من نوعه", "begin from another file of its kind"),
    ),
    "key": (
        Both("المفتاح كلمة، لا قائمة ولا غيرها", "a key must be a word"),
        Both("`word: …`", "`word: …`"),
    ),
    "key-doubled": (
        Both(
            "المفتاح «`$key`» مكرّر هنا، وأوّله في السطر $line",
            "the key “`$key`” stands here again, first on line $line",
        ),
        Both("أبقِ واحدًا منهما", "keep one"),
    ),
    "not-utf-8": (
        Both("البايت `$byte` ليس من ترميز `UTF-8`", "the byte `$byte` is not `UTF-8`"),
        Both("احفظ الملف بترميز `UTF-8`", "save the file as `UTF-8`"),
    ),
    "tag": (
        Both("لا يُستعمل هنا الوسم `$tag`", "the tag `$tag` is not used here"),
        Both("احذفه", "remove it"),
    ),
    "too-deep": (
        Both(
            "تداخل القوائم في الملف أعمق مما ينبغي، أو الملف أكبر مما ينبغي",
            "the file is nested too deeply or is too large",
        ),
        _SHALLOW,
    ),
    "too-large": (
        Both("في الملف $found حرفًا، والحد $most", "the file has $found characters, more than $most"),
        Both("قسّمه ملفات", "make several of it"),
    ),
    "broken/bracket": (
        Both(
            "تنقص هنا فاصلة `,` أو قوس الإغلاق `]` لقائمة فُتحت في السطر $line",
            "here a comma is missing, or the `]` that closes the list opened on line $line",
        ),
        Both(
            "`[one, another]`، والنص الذي فيه فاصلة أو قوس أو نقطتان يوضع بين علامتي تنصيص",
            "`[one, another]`; a text that holds a comma, a bracket or a colon stands in quotes",
        ),
    ),
    "broken/brace": (
        Both(
            "تنقص هنا فاصلة `,` أو قوس الإغلاق `}` لما فُتح في السطر $line",
            "here a comma is missing, or the `}` that closes what was opened on line $line",
        ),
        Both(
            '`{ar: "…", en: "…"}`، والنص الذي فيه فاصلة أو قوس أو نقطتان يوضع بين علامتي تنصيص',
            '`{ar: "…", en: "…"}`; a text that holds a comma, a bracket or a colon stands in quotes',
        ),
    ),
    "broken/colon": (
        Both(
            "لا مكان هنا للنقطتين `:`؛ في السطر نقطتان قبلهما، أو أنه لا يحاذي ما فوقه",
            "a colon cannot stand here: there is one before it, or the line is not in line with those above",
        ),
        Both(
            "ضع النص الذي فيه نقطتان بين علامتي تنصيص، أو حاذِ السطر بما فوقه؛ وبعد النقطتين مسافة: `key: …`",
            "quotes round a text that holds a colon, or move it under the lines above; `key: …` has a space",
        ),
    ),
    "broken/colon-missing": (
        Both("لا نقطتين `:` بعد هذا المفتاح", "the colon after this key is missing"),
        Both(
            "`key: …`، وإن كان السطر تتمة نص فوقه فأدخله أبعد منه",
            "`key: …`; a line that goes on with the text above stands further in",
        ),
    ),
    "broken/content": (
        Both("هنا موضع قيمة، وليس فيه ما يُقرأ قيمة", "a value is expected here"),
        Both(
            "اكتب القيمة، وأغلق ما فُتح من أقواس، وضع النص الذي يبدأ بعلامة بين علامتي تنصيص",
            "write it, close the brackets that are open, and put quotes round a text that begins with a sign",
        ),
    ),
    "broken/dash": (
        Both(
            "الشرطة `-` ليست في موضعها، أو أن سطرًا في القائمة بلا شرطة",
            "a dash `-` stands where none can, or a line of the list has none",
        ),
        Both(
            "كل بند في سطر يبدأ بشرطة، وعدد المسافات قبل الشرطات واحد",
            "each item on a line of its own, with the same number of spaces before every dash",
        ),
    ),
    "broken/document": (
        Both("يبدأ هنا مستند ثانٍ، وفي كل ملف مستند واحد", "a second document begins here; a file holds one"),
        Both(
            "احذف السطر `---`، أو حاذِ ما يلي بما فوقه",
            "remove the line `---`, or line up what follows with what stands above",
        ),
    ),
    "broken/escape": (
        Both("ما بعد الشرطة المائلة `\\` غير معروف", "what follows the backslash `\\` is not known"),
        Both(
            "المعروف `\\n` و`\\\"` و`\\\\`، أو ضع النص بين علامتين مفردتين `'…'`",
            "`\\n`, `\\\"` and `\\\\` are known; or put the text in single quotes `'…'`",
        ),
    ),
    "broken/indent": (
        Both(
            "هذا لا يحاذي ما فوقه، أو أن علامة تنصيص أو قوسًا قبله أُغلق قبل أوانه أو لم يُغلق",
            "it is not in line with what is above it, or quotes or brackets before it end too soon or never",
        ),
        Both(
            "سوِّ المسافات في أول السطر بمسافات جيرانه، وأغلق الأقواس وعلامات التنصيص",
            "as many spaces before it as before its neighbours; close brackets and quotes",
        ),
    ),
    "broken/long-text": (
        Both("لا يُكتب شيء بعد `|` في السطر نفسه", "nothing else stands on a line after `|`"),
        Both("ابدأ النص في السطر التالي، أبعد إلى الداخل", "begin the text on the next line, further in"),
    ),
    "broken/name": (
        Both("لا يبدأ نص بالعلامة `*` ولا `&`", "a text cannot begin with `*` or `&`"),
        _QUOTED,
    ),
    "broken/quotes": (
        Both("علامة التنصيص المفتوحة هنا لم تُغلق", "the quotes opened here are not closed"),
        Both(
            'أغلقها في آخر النص، واكتب العلامة داخل النص `\\"`',
            'close them where the text ends; inside it, write `\\"`',
        ),
    ),
    "broken/start": (
        Both(
            "لا يبدأ نص بهذه العلامة، ولا سطر بعلامة جدولة",
            "neither a text nor a line can begin with this sign",
        ),
        Both(
            "ضع النص بين علامتي تنصيص، وابدأ السطور بمسافات لا بعلامات جدولة",
            "put quotes round the text; lines begin with spaces, not tabs",
        ),
    ),
    "broken/other": (
        Both("لا يُقرأ الملف من هنا؛ يقول قارئ الملفات: `$said`", "it cannot be read from here on: `$said`"),
        Both(
            "انظر في المحاذاة، وضع بين علامتي تنصيص كل نص فيه نقطتان",
            "mind the indentation, and put quotes round a text that holds a colon",
        ),
    ),
}
SENTENCES: Mapping[str, Entry] = {key: Entry("error", says, mend) for key, (says, mend) in TEXTS.items()}

_MEANT = (
    ("bracket", ("',' or ']'",)),
    ("brace", ("',' or '}'",)),
    ("colon", ("mapping values are not allowed",)),
    ("colon-missing", ("could not find expected ':'",)),
    ("content", ("expected node content", "expected the node content")),
    ("dash", ("'-' indicator", "sequence entries are not allowed")),
    ("document", ("another document", "<document start>")),
    ("escape", ("escape", "hexdecimal")),
    ("quotes", ("unexpected end of stream", "unexpected document")),
    ("indent", ("did not find expected key", "<block end>")),
    ("long-text", ("comment or line break", "chomping", "indentation indicator")),
    ("name", ("expected alphabetic",)),
    ("start", ("cannot start any token", "tab character")),
)
"""What either of the two parsers says, in part, and the sentence that it comes to."""


def meant(said: str) -> str:
    """Return the key of the sentence for what a parser says."""
    kind = next((name for name, parts in _MEANT if any(part in said for part in parts)), "other")
    return f"broken/{kind}"
