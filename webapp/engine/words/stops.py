"""Words that carry no subject: dropped from a question, never from the index."""

from webapp.engine.words.normal import normal

# Left out on purpose: لي, هم and أم, which would take ولي, فهم and «mother» with them.
_ARABIC = """
و ف ب ل ك
من إلى عن على في حتى منذ خلال بين تحت فوق قبل بعد عند عندما لدى مع حول دون بدون ضد نحو عبر
أنا أنت أنتم نحن هو هي هما إياه
هذا هذه هذان هؤلاء ذلك تلك أولئك هنا هناك
الذي التي الذين اللذان اللتان اللواتي اللاتي ما
ماذا متى أين كيف كم لماذا هل أي أية أيهم لم لما
أو ثم لكن بل إذا إذ إن أن أنه أنها أنهم لو لولا لأن كي لكي كما حيث حين حينما بينما كلما مهما
كان كانت كانوا يكون تكون ليس ليست لسنا صار أصبح
قد لقد لن لا سوف يا ها إنه إنها إنما غير سوى إلا أما
له لها لهم لك لنا به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم عنه عنها عنهم إليه إليها إليهم
كل كلا كلها بعض أيضا فقط جدا تم يتم عدة ذات ذو مثل ضمن بسبب حسب
"""
_ENGLISH = """
a an the this that these those some any each every all both either neither such own same other another
i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one
who whom whose which what when where why how
is am are was were be been being do does did doing done have has had having will would shall should can could
may might must ought
and or nor but if then else so than as because while until unless although though whether
of at by for with about against between into through during before after above below to from up down in out on
off over under again further once here there
not no only very too just also more most much many few
s t d ll m re ve don dont didnt doesnt isnt arent cant im
"""
WORDS = frozenset(normal(word) for word in (_ARABIC + _ENGLISH).split())


def is_stop(word: str) -> bool:
    """Say whether a normalised word, with و or ف before it or without, carries no subject."""
    return word in WORDS or (word[:1] in {"و", "ف"} and word[1:] in WORDS)
