"""What is said about the shape of a scenario's text, in both languages: keys, values, conditions, variants.

A key is the rule, and behind a slash which of its sentences. Every rule here is an error.
"""

from collections.abc import Mapping

from webapp.engine import yaml_sentences
from webapp.engine.problems import Entry
from webapp.engine.telling import Both

_BOTH = Both('`{ar: "…", en: "…"}`', '`{ar: "…", en: "…"}`')
_NEAR = Both("$near", "$near")
_NO_VALUE = Both("القيمة «`$text`» لا تصلح لـ«`$key`»", "“`$key`” cannot be “`$text`”")
_ONE_OF = Both("واحدة من هذه: `$names`", "one of: `$names`")
_NOT_SO_MANY = Both(
    "عدد الأجوبة هنا $found، ولسؤال من هذا النوع من $least إلى $most",
    "a field of this kind has from $least to $most answers, not $found",
)

TEXTS: Mapping[str, tuple[Both, Both]] = {
    "answers/few": (
        _NOT_SO_MANY,
        Both("أضف ما قد يفعله زميل مجتهد", "add what a decent colleague might do instead"),
    ),
    "answers/many": (
        _NOT_SO_MANY,
        Both(
            "احذف أبعدها عن الواقع، أو اجعل السؤال سؤالين", "leave out the least likely, or split the field"
        ),
    ),
    "answers/ways": (
        Both(
            "طرق الجواب عن هذا القرار أكثر من $most", "there are more than $most ways to answer this decision"
        ),
        Both("وزّعه على مشهدين، أو اعرض أقل", "split it into two scenes, or offer less"),
    ),
    "character": yaml_sentences.TEXTS["character"],
    "condition/none": (
        Both("ليس هذا شرطًا", "this is not a condition"),
        Both(
            "واحد لا غير من هذه: `$names`، أو `clock` مع `is`", "exactly one of: `$names`, `clock` with `is`"
        ),
    ),
    "condition/clock": (
        Both("«`$text`» ليست حالًا من أحوال المهلة", "“`$text`” is not how a clock can stand"),
        _ONE_OF,
    ),
    "condition/empty": (
        Both(
            "في قائمة «`$operator`» شرط واحد على الأقل",
            "“`$operator`” needs at least one condition in its list",
        ),
        Both("`[{fact: …}]`", "`[{fact: …}]`"),
    ),
    "empty/text": (
        Both("«`$key`» بلا نص", "“`$key`” is empty"),
        Both("اكتب نصّه، أو احذف المفتاح", "write it, or remove the key"),
    ),
    "empty/fields": (
        Both("في كل قرار سؤال واحد على الأقل", "a decision has at least one field"),
        Both("`fields: {name: {kind: one, …}}`", "`fields: {name: {kind: one, …}}`"),
    ),
    "empty/unscored": (
        Both(
            "لا شيء هنا له درجة، والنص الحر وحده ليس قرارًا",
            "nothing here is scored: a text alone is no decision",
        ),
        Both("أضف سؤالًا من نوع آخر: `kind: one`", "add a field of another kind: `kind: one`"),
    ),
    "id/written": (
        Both("«`$text`» لا يصلح معرّفًا هنا", "“`$text`” cannot be an id here"),
        Both(
            "حروف إنجليزية صغيرة وأرقام وشرطات مفردة، وليس كلمة مثل `no` أو `off`",
            "small letters, digits and single hyphens, and not a word such as `no` or `off`",
        ),
    ),
    "id/start": (
        Both("«`$name`» ليست واقعة، بل بداية المهل", "“`$name`” is not a fact: it is where clocks begin"),
        Both("سمِّ الواقعة باسم آخر", "another name"),
    ),
    "id-doubled/list": (
        Both("«`$text`» مكرّر هنا", "“`$text`” stands here twice"),
        Both("احذف أحدهما", "remove one"),
    ),
    "key-missing": (
        Both("المفتاح «`$key`» ناقص", "the key “`$key`” is missing"),
        Both("`$key: …`", "`$key: …`"),
    ),
    "key-missing/pair": (
        Both("«`repaired`» و«`within`» متلازمان", "“`repaired`” and “`within`” go together"),
        Both("`repaired: fact, within: minutes`", "`repaired: fact, within: minutes`"),
    ),
    "key-unknown": (
        Both("المفتاح «`$key`» غير معروف هنا", "the key “`$key`” is not known here"),
        _NEAR,
    ),
    "language/both": (Both("يُكتب النص هنا باللغتين", "both languages are expected"), _BOTH),
    "language/ar": (Both("النص العربي ناقص", "the Arabic is missing"), _BOTH),
    "language/en": (Both("النص الإنجليزي ناقص", "the English is missing"), _BOTH),
    "moment/moment": (
        Both("«`$text`» ليس وقتًا بيومه وساعته", "“`$text`” is not a moment"),
        Both("مثل `2026-10-11T09:00+04:00`", "as in `2026-10-11T09:00+04:00`"),
    ),
    "moment/time": (
        Both("«`$text`» ليست ساعة من ساعات اليوم", "“`$text`” is not a time of day"),
        Both('مثل `"08:40"`', 'as in `"08:40"`'),
    ),
    "moment/offer": (
        Both("«`$text`» ليس مدّة ولا وقتًا بعينه", "“`$text`” is neither an offset nor a moment"),
        Both(
            "`30m` و`2h` و`3d` و`1w` تمضي متصلة، و`3wd` أيام عمل، أو وقت مثل `2026-10-12T09:00+04:00`",
            "`30m`, `2h`, `3d`, `1w` run on; `3wd` are working days; or a moment: `2026-10-12T09:00+04:00`",
        ),
    ),
    "next/last": (
        Both("آخر سطر في «`next`» يكون بلا «`if`»", "the last line of “`next`” has no “`if`”"),
        Both("`- {go: …}`", "`- {go: …}`"),
    ),
    "next/early": (
        Both("لا يخلو من «`if`» في «`next`» إلا آخر سطر", "only the last line of “`next`” has no “`if`”"),
        Both("انقله إلى الآخر", "move it down"),
    ),
    "number": (
        _NO_VALUE,
        Both("عدد صحيح من $least إلى $most", "a whole number from $least to $most"),
    ),
    "offers/alike": (
        Both(
            "لا يتكرّر موعد معروض، والمواعيد كلها من مقياس واحد",
            "the moments offered are all different, and all of one measure",
        ),
        Both(
            "`m` و`h` و`d` و`w` وحدها، أو `wd` وحدها، أو أوقات بعينها وحدها",
            "only `m`, `h`, `d` and `w`; or only `wd`; or only moments",
        ),
    ),
    "offers/number": (
        Both("عدد المواعيد المعروضة من $least إلى $most", "a field offers from $least to $most moments"),
        Both("`offers: [1h, 4h, 1d]`", "`offers: [1h, 4h, 1d]`"),
    ),
    "offers/measure": (
        Both(
            "مقياس «`$key`» غير مقياس المواعيد المعروضة",
            "“`$key`” is measured otherwise than the moments offered",
        ),
        Both(
            "ليكن المقياس فيهما واحدًا: `m` و`h` و`d` و`w`، أو `wd`، أو أوقاتًا بعينها",
            "the same unit in both: `m`, `h`, `d`, `w`; or `wd`; or moments",
        ),
    ),
    "scenes": (
        Both("لا تزيد مشاهد الحالة على $most", "a case has at most $most scenes"),
        Both("اجعلها حالتين", "make two cases of it"),
    ),
    "type/table": (
        Both("المنتظر هنا مفاتيح، لكل مفتاح قيمته", "here keys and values are expected"),
        Both("المفاتيح: `$names`", "keys: `$names`"),
    ),
    "type/text": (
        Both("قيمة «`$key`» تُكتب نصًّا واحدًا", "“`$key`” is one piece of text"),
        Both("`$key: …` في سطر واحد، أو في سطور بعد `|`", "`$key: …`, on one line or after `|`"),
    ),
    "type/list": (
        Both("قيمة «`$key`» تُكتب قائمة", "“`$key`” is a list"),
        Both("`$key: […]`، أو سطور يبدأ كل منها بشرطة `-`", "`$key: […]`, or lines that begin with `-`"),
    ),
    "type/ids": (
        Both("قيمة «`$key`» تُكتب قائمة معرّفات", "“`$key`” is a list of ids"),
        Both("`$key: [one, another]`", "`$key: [one, another]`"),
    ),
    "type/named": (
        Both("في «`$key`» بنود، لكل بند معرّفه", "“`$key`” holds entries, each under its own id"),
        Both("`$key: {some-id: {…}}`", "`$key: {some-id: {…}}`"),
    ),
    "value/one-of": (_NO_VALUE, _ONE_OF),
    "value/yes": (_NO_VALUE, Both("`true` أو `false`", "`true` or `false`")),
    "value/marks": (
        Both(
            "جواب الخبير لا يوسم معه بأنه مقبول `accepted` أو ضارّ `harmful`",
            "an expert answer is neither accepted nor harmful besides",
        ),
        Both("أبقِ علامة واحدة", "keep one of the two marks"),
    ),
    "value/unrepaired": (
        Both("الخطأ `$degree` لا إصلاح له، فسقفه ثابت", "a `$degree` is not repaired: its cap stands"),
        Both("احذف `repaired` و`within`", "remove `repaired` and `within`"),
    ),
    "variant-parent": (
        Both(
            "لا حالة كاملة معرّفها «`$name`» تكون هذه شقيقة لها",
            "there is no whole case “`$name`” that this could be a variant of",
        ),
        Both(
            "معرّف حالة في المجلد نفسه، أو سارية في الورشة، ليست شقيقة لغيرها",
            "the id of a case in the same folder, or in force on the workbench, that is no variant itself",
        ),
    ),
    "variant-unused": (
        Both("«`$text`» لا يرد في كلام الحالة الأصل", "“`$text`” stands nowhere in the parent's words"),
        Both("اكتبه كما هو في الأصل، أو احذفه", "write it as the parent does, or leave it out"),
    ),
    "variant-unknown": (
        Both("ليس في الحالة الأصل «`$key`» في هذا الموضع", "the parent has no “`$key`” here"),
        _NEAR,
    ),
    "variant-changes": (
        Both("الحالة الشقيقة لا تغيّر «`$key`»", "a variant does not change “`$key`”"),
        Both(
            "لا يتغيّر فيها إلا الكلام في `ar` و`en`، و`starts` و`time` و`at`",
            "only words in `ar` and `en`, `starts`, `time` and `at`",
        ),
    ),
    "weights": (
        Both("يلزم وزن لبُعد واحد على الأقل", "at least one dimension must have a weight"),
        Both("`SAF: 25`", "`SAF: 25`"),
    ),
}
SENTENCES: Mapping[str, Entry] = {key: Entry("error", says, mend) for key, (says, mend) in TEXTS.items()}
