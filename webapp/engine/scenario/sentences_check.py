"""What is said about a case whose text can be read, in both languages: what it names, asks and scores.

A key is the rule, and behind a slash which of its sentences.
"""

from collections.abc import Mapping

from webapp.engine.problems import Entry
from webapp.engine.telling import Both

_CITE = Both("`cite: [uid]`، أي معرّف فقرة في الدليل", "`cite: [uid]`, the id of a block of the manual")
_NEAR = Both("$near", "$near")
_SET = Both("`set: [$fact]` في جواب", "`set: [$fact]` at an answer")
_OUT = Both(
    "أعطِ أجوبة الخبير درجة فيه، أو احذف هذه",
    "give the expert's answers credit there, or take this one out",
)
_SAY_LESS = Both("اختصر، أو انقل بعضه إلى ورقة", "say less, or move some of it to a paper")
_SHORTEN = Both(
    "اختصر أجوبة الخبير، أو اذكر في غيرها أسبابها",
    "shorten the expert's answers, or give the others their reasons",
)
_SHORTEN_IT = Both("اختصره، أو اذكر في غيره أسبابه", "shorten it or give the others their reasons")
_WRONG_MORE_OFTEN = Both("اجعل هذه العادة تخطئ في مواضع أكثر", "let this habit be wrong more often")

ERRORS: Mapping[str, tuple[Both, Both]] = {
    "accepted-below-100": (
        Both(
            "الجواب المقبول «`$names`» ثمنه $points من النقاط",
            "the accepted answer “`$names`” costs $points points",
        ),
        Both("الجواب المقبول يساوي جواب الخبير", "an accepted answer is worth the expert's"),
    ),
    "answer-unknown": (Both("لا جواب اسمه «`$name`»", "there is no answer “`$name`”"), _NEAR),
    "answered-step": (
        Both(
            "تؤخذ خطوات «`$name`» كلها، فلا يتوقف عليها شيء",
            "every step of “`$name`” is taken, so nothing can depend on that",
        ),
        Both(
            "`set: [fact]` في الخطوة، و`{fact: fact}` هنا",
            "`set: [fact]` at the step, and `{fact: fact}` here",
        ),
    ),
    "because-missing/answer": (
        Both("تحتاج المراجعة إلى سبب لهذا الجواب", "the debrief must be able to say why"),
        Both("`because: {ar: …, en: …}`", "`because: {ar: …, en: …}`"),
    ),
    "because-missing/steps": (
        Both("تحتاج المراجعة إلى سبب لهذا الترتيب", "the debrief must be able to say why in this order"),
        Both("`because: {ar: …, en: …}` على السؤال", "`because: {ar: …, en: …}` at the field"),
    ),
    "c1-unrepaired": (
        Both(
            "لا مشهد إصلاح بعد هذا الخطأ `C1` تقع فيه واقعة إصلاحه «`$fact`»",
            "no repair scene after this `C1` sets the fact that repairs it, “`$fact`”",
        ),
        Both(
            "مشهد فيه `recovery: true`، وجواب فيه `set: [$fact]`",
            "a scene with `recovery: true`, and an answer with `set: [$fact]`",
        ),
    ),
    "cite-missing/answer": (
        Both("كل جواب له درجة يستند إلى فقرة من الدليل", "a scored answer cites the manual"),
        _CITE,
    ),
    "cite-missing/expert": (
        Both(
            "جواب الخبير عن كل سؤال يستند إلى فقرة من الدليل",
            "the expert's answer to every question cites the manual",
        ),
        _CITE,
    ),
    "cite-missing/steps": (
        Both("ترتيب الخطوات يستند إلى فقرة من الدليل", "an order of steps cites the manual"),
        _CITE,
    ),
    "cite-unknown": (
        Both("ليس في الدليل فقرة معرّفها «`$uid`»", "the manual has no block “`$uid`”"),
        Both(
            "معرّف كل فقرة مكتوب قبلها في `manual/`: `{#uid}`",
            "ids of blocks stand before them in `manual/`: `{#uid}`",
        ),
    ),
    "clock-never-starts": (
        Both(
            "لا شيء تبدأ به هذه المهلة: لا جواب تقع به «`$fact`»",
            "nothing can start this clock: no answer sets “`$fact`”",
        ),
        _SET,
    ),
    "clock-never-stops": (
        Both(
            "لا شيء تقف به هذه المهلة: لا جواب تقع به «`$fact`»",
            "nothing can stop this clock: no answer sets “`$fact`”",
        ),
        _SET,
    ),
    "clock-uncited": (
        Both(
            "لا فقرة في الدليل تحدّد المهلة `$clock` عند درجة الخطورة `$risk`",
            "no block of the manual sets `$clock` at `$risk` risk",
        ),
        Both("أضف `uid` إلى سطرها في `manual/clocks.yaml`", "give its row in `manual/clocks.yaml` a `uid`"),
    ),
    "clock-unknown": (Both("لا مهلة اسمها «`$name`»", "there is no clock “`$name`”"), _NEAR),
    "dimension-out/answer": (
        Both(
            "هذه درجة في البُعد `$code`، ومسار الخبير لا ينال فيه شيئًا",
            "credit in `$code`, but the expert path collects none there",
        ),
        _OUT,
    ),
    "dimension-out/clock": (
        Both(
            "للمهلة نقاط في البُعد `TIM`، ومسار الخبير لا ينال فيه شيئًا",
            "a clock gives points in `TIM`, but the expert path collects none there",
        ),
        _OUT,
    ),
    "event-unknown": (Both("لا موعد في القصة اسمه «`$name`»", "there is no event “`$name`”"), _NEAR),
    "expert-critical": (
        Both(
            "الجواب الحرج لا يكون جواب الخبير ولا جوابًا مقبولًا",
            "a critical answer cannot be the expert's or an accepted one",
        ),
        Both("أبقِ علامة واحدة", "keep one of the two marks"),
    ),
    "expert-doubled": (
        Both(
            "جواب الخبير واحد، وهنا أكثر: `$names`",
            "exactly one answer is the expert's, not: `$names`",
        ),
        Both("`accepted: true` لما يساويه", "`accepted: true` for those worth the same"),
    ),
    "expert-missing": (
        Both("لا جواب هنا هو جواب الخبير", "no answer is marked “`expert`”"),
        Both("`expert: true`", "`expert: true`"),
    ),
    "fact-never-read": (
        Both("لا شيء يسأل عن الواقعة «`$fact`»", "nothing reads the fact “`$fact`”"),
        Both("احذفها", "remove it"),
    ),
    "fact-never-set": (
        Both("لا جواب تقع به الواقعة «`$fact`»", "no answer sets the fact “`$fact`”"),
        Both("`set: [$fact]`", "`set: [$fact]`"),
    ),
    "fact-unknown": (
        Both("«`$fact`» ليست من الوقائع", "“`$fact`” is not among the facts"),
        Both("`facts: [$fact, …]`", "`facts: [$fact, …]`"),
    ),
    "guide-uncited": (
        Both(
            "ما لا نقاش فيه يسمّي فقرة من الدليل، وهذا لا يسمّيها",
            "what is not for debate names no block of the manual",
        ),
        Both("`cite: [uid]`، أو انقله إلى «`judgement`»", "`cite: [uid]`, or move it to “`judgement`”"),
    ),
    "id-doubled/files": (
        Both("المعرّف «`$id`» أخذته `$other` من قبل", "the id “`$id`” is already that of `$other`"),
        Both("معرّف خاص بها، ولا يتغيّر أبدًا", "an id of its own; it stays for ever"),
    ),
    "limit-unknown": (
        Both(
            "ليس في الدليل حدّ للمهلة `$clock` عند درجة الخطورة `$risk`",
            "the manual has no limit `$clock` at `$risk` risk",
        ),
        Both("انظر `manual/clocks.yaml`", "see `manual/clocks.yaml`"),
    ),
    "loop": (
        Both("مشاهد تعود إلى نفسها: `$names`", "scenes lead back to themselves: `$names`"),
        Both("لا تعود القصة إلى مشهد سبق", "a play never returns to a scene"),
    ),
    "no-credit": (
        Both("مسار الخبير لا ينال درجة واحدة", "the expert path collects no credit at all"),
        Both("`credit: {SAF: 2}`", "`credit: {SAF: 2}`"),
    ),
    "offer-unplaced/none": (
        Both("الموعد «`$offer`» لا يقع في أي مدّة", "the moment “`$offer`” lies in no stretch"),
        Both("مُدّ إحداها حتى تشمله: `after` و`until`", "let one reach it: `after`, `until`"),
    ),
    "offer-unplaced/many": (
        Both(
            "الموعد «`$offer`» يقع في أكثر من مدّة: `$names`",
            "the moment “`$offer`” lies in more than one stretch: `$names`",
        ),
        Both(
            "أنهِ كل مدّة (`until`) حيث تبدأ التي تليها (`after`)",
            "let one stretch end (`until`) where the next begins (`after`)",
        ),
    ),
    "over-100": (
        Both(
            "«`$names`» يوصل هنا إلى $points، والخبير إلى 100",
            "here “`$names`” leads to $points points, more than the expert's 100",
        ),
        Both("أنقص درجته، أو اجعله جواب الخبير", "give it less credit, or make it the expert's"),
    ),
    "scene-unknown": (Both("لا مشهد اسمه «`$name`»", "there is no scene “`$name`”"), _NEAR),
    "step-order": (
        Both(
            "«`$step`» تأتي بعد «`$name`»، وهي هنا قبلها",
            "“`$step`” comes after “`$name`”, but stands before it here",
        ),
        Both(
            "ترتيب الملف هو ترتيب الخبير: أنزل الخطوة",
            "the order of the file is the expert's: move the step down",
        ),
    ),
    "step-unknown": (Both("لا خطوة اسمها «`$name`»", "there is no step “`$name`”"), _NEAR),
    "stretch-empty": (
        Both(
            "لا موعد من المعروض يقع في المدّة «`$name`»",
            "no moment offered lies in the stretch “`$name`”",
        ),
        Both("اعرض موعدًا فيها، أو احذفها", "offer one there, or leave the stretch out"),
    ),
    "too-many-states": (
        Both(
            "تتفرّع الحالة إلى أكثر من $most وضع مختلف، أو طريق بينها",
            "the scenario has more than $most different states, or ways between them",
        ),
        Both(
            "قلّل الوقائع التي تبقى مفتوحة، وقلّل الأسئلة",
            "fewer facts that stay open, fewer questions",
        ),
    ),
    "unreachable/unlinked": (
        Both("لا شيء يوصل إلى المشهد «`$name`»", "nothing leads to the scene “`$name`”"),
        Both("`- {go: $name}` في مشهد آخر، أو احذفه", "`- {go: $name}` in another scene, or remove it"),
    ),
    "unreachable/unmet": (
        Both(
            "لا يصل أحد إلى المشهد «`$name`»: شروطه لا تصحّ أبدًا",
            "no play comes to the scene “`$name`”: its conditions never hold",
        ),
        Both("خفّف شرطًا، أو احذف المشهد", "loosen a condition, or remove the scene"),
    ),
}
WARNINGS: Mapping[str, tuple[Both, Both]] = {
    "expert-longest/ar": (
        Both(
            "جواب الخبير هو الأطول بالعربية في $share من الأسئلة",
            "the expert's answer is the longest in $share of the choices, in Arabic",
        ),
        _SHORTEN_IT,
    ),
    "expert-longest/en": (
        Both(
            "جواب الخبير هو الأطول بالإنجليزية في $share من الأسئلة",
            "the expert's answer is the longest in $share of the choices, in English",
        ),
        _SHORTEN_IT,
    ),
    "expert-not-best": (
        Both(
            "قد يكون ثمن جواب الخبير هنا $points من النقاط، والأفضل حينها «`$names`»",
            "the expert's answer may cost $points points here; “`$names`” is then best",
        ),
        Both(
            "قد يكون مقصودًا لأن الإصلاح ينفع هنا، وإلا فأعد وزن الجوابين",
            "may be meant: a repair pays here; otherwise weigh the two again",
        ),
    ),
    "expert-place": (
        Both(
            "جواب الخبير في الموضع $place في أكثر الأسئلة",
            "the expert's answer stands in place $place in most choices",
        ),
        Both(
            "نوّع موضعه؛ ولبعض الأسئلة أن تحفظ ترتيبها",
            "vary it: some fields may keep their order",
        ),
    ),
    "guide-plan": (
        Both("مجموع دقائق الخطة $found، والمطلوب $wanted", "the plan takes $found minutes, not $wanted"),
        Both("خطوات مجموع دقائقها $wanted", "steps that add up to $wanted"),
    ),
    "guide-questions": (
        Both(
            "عدد أسئلة المراجعة $found، والمطلوب $wanted",
            "there are $found questions for the debrief, not $wanted",
        ),
        Both("$wanted بلا زيادة ولا نقصان", "exactly $wanted"),
    ),
    "habit-random": (
        Both(
            "من يختار عشوائيًا ينال $mean في المتوسط، والحد $most",
            "random clicking scores $mean on average, more than $most",
        ),
        Both(
            "زد ما تُنقصه الأجوبة الخاطئة، أو زد عددها",
            "more credit below nought for wrong answers, or more of them",
        ),
    ),
    "habit-longest-ar": (
        Both(
            "من يختار أطول جواب بالعربية دائمًا ينال $mean في المتوسط، والحد $most",
            "always the longest answer in Arabic scores $mean on average, more than $most",
        ),
        _SHORTEN,
    ),
    "habit-longest-en": (
        Both(
            "من يختار أطول جواب بالإنجليزية دائمًا ينال $mean في المتوسط، والحد $most",
            "always the longest answer in English scores $mean on average, more than $most",
        ),
        _SHORTEN,
    ),
    "habit-first": (
        Both(
            "من يختار أول جواب دائمًا ينال $mean في المتوسط، والحد $most",
            "always the first answer scores $mean on average, more than $most",
        ),
        Both("غيّر مواضع أجوبة الخبير", "move the expert's answers about"),
    ),
    "habit-cautious": (
        Both(
            "من يختار أحوط جواب دائمًا ينال $mean في المتوسط، والحد $most",
            "always the most cautious answer scores $mean on average, more than $most",
        ),
        _WRONG_MORE_OFTEN,
    ),
    "habit-police": (
        Both(
            "من يختار الشرطة دائمًا ينال $mean في المتوسط، والحد $most",
            "always the police scores $mean on average, more than $most",
        ),
        _WRONG_MORE_OFTEN,
    ),
    "habit-family": (
        Both(
            "من يختار الأسرة دائمًا ينال $mean في المتوسط، والحد $most",
            "always the family scores $mean on average, more than $most",
        ),
        _WRONG_MORE_OFTEN,
    ),
    "languages-apart": (
        Both(
            "النص في إحدى اللغتين أطول من ضعفه في الأخرى",
            "one language is more than twice as long as the other",
        ),
        Both("أتقول إحداهما ما لا تقوله الأخرى؟", "does one say what the other does not?"),
    ),
    "long/setting": (
        Both("عدد كلمات التقديم $found، والحد $most", "the setting has $found words, more than $most"),
        _SAY_LESS,
    ),
    "long/story": (
        Both(
            "عدد كلمات القصة في أول مشهد $found، والحد $most",
            "the opening story has $found words, more than $most",
        ),
        _SAY_LESS,
    ),
    "long/answer": (
        Both("عدد كلمات الجواب $found، والحد $most", "an answer has $found words, more than $most"),
        _SAY_LESS,
    ),
    "slip-sinks": (
        Both(
            "هذه الزلّة وحدها تنزل بالدرجة إلى $points، دون $least",
            "this one slip alone leads to $points, below $least",
        ),
        Both("أهي خطأ حرج، أم أن وزنها زائد؟", "is it critical, or weighed too much?"),
    ),
}
SENTENCES: Mapping[str, Entry] = {
    **{key: Entry("error", says, mend) for key, (says, mend) in ERRORS.items()},
    **{key: Entry("warning", says, mend) for key, (says, mend) in WARNINGS.items()},
}
