"""Faults to be planted in the worked case, each with the rule that finds it, and ¦ before where it is found."""

import re
from collections.abc import Callable

from tests.engine.scenario.planted_guide import OF_GUIDE

BOXES = '{harmful: true, text: {ar: "أن خاله'
ONE = '          kind: one\n          ask: {ar: "تبرّد'
OFFERS = "offers: [1wd, 2wd, 3wd, 5wd]"

Fault = tuple[str, str, str, str]

OF_THE_FILE: list[Fault] = [
    ("format: 1", "format: 2", "scenario.number", "format: ¦2"),
    ("format: 1\n", "", "scenario.key-missing", "¦id: a-hand"),
    ("id: a-hand-in-cold-water", "id: A hand", "scenario.id", "id: ¦A hand"),
    ("            line:\n", "            yes:\n", "scenario.id", "¦yes:"),
    ("access: open", "acess: open", "scenario.key-unknown", "¦acess"),
    ("access: open", "access: closed", "scenario.value", "access: ¦closed"),
    ("access: open", "access: open\naccess: open", "yaml.key-doubled", "open\n¦access: open"),
    ("access: open", "access: &a open", "yaml.anchor", "access: ¦&a"),
    ("access: open", "access: !x open", "yaml.tag", "access: ¦!x"),
    ("access: open", "? [a]\n: b\naccess: open", "yaml.key", "? ¦[a]"),
    ("risk: medium\nsectors", "risk: [medium]\nsectors", "scenario.type", "risk: ¦[medium]"),
    ("{id: health-centre-nurse, gender: male,", "{id: nurse, gender: man,", "scenario.value", "gender: ¦man"),
    ("harm: [neglect]", "harm: neglect", "scenario.type", "harm: ¦neglect"),
    ("harm: [neglect]", "harm: [neglect, neglect]", "scenario.id-doubled", "[neglect, ¦neglect]"),
    ("harm: [neglect]", "harm: [neglekt]", "scenario.value", "harm: [¦neglekt"),
    ("sectors: [health]", "sectors: [hospitals]", "scenario.value", "sectors: [¦hospitals"),
    ("difficulty: 1", "difficulty: 4", "scenario.number", "difficulty: ¦4"),
    ("minutes: 8", "minutes: eight", "scenario.number", "minutes: ¦eight"),
    ("starts: 2026-10-15T12:30+04:00", "starts: 2026-10-15", "scenario.moment", "starts: ¦2026"),
    (
        'title: {ar: "يد في ماء بارد", en: "A hand in cold water"}',
        'title: {en: "A hand"}',
        "scenario.language",
        'title: ¦{en: "A hand"}',
    ),
    (
        'title: {ar: "يد في ماء بارد", en: "A hand in cold water"}',
        'title: "A hand"',
        "scenario.language",
        'title: ¦"A hand"',
    ),
    ('en: "A hand in cold water"', 'en: ""', "scenario.empty", 'en: ¦""'),
    ("A hand in cold water", "A hand\u202ein cold water", "scenario.character", "A hand¦\u202e"),
    ("A hand in cold water", "A hand\\u202ein cold water", "yaml.character", 'en: ¦"A hand\\u202e'),
    ("facts: [reported,", "facts: [start, reported,", "scenario.id", "¦facts: [start"),
    ("facts: [reported,", "facts: [spare, reported,", "scenario.fact-never-set", "[¦spare"),
    ("facts: [reported,", "facts: [spare, reported,", "scenario.fact-never-read", "[¦spare"),
    ("start: burn", "weights: {SAF: 0}\nstart: burn", "scenario.weights", "¦weights"),
    ("start: burn", "start: burned", "scenario.scene-unknown", "¦start: burned"),
]
OF_CLOCKS: list[Fault] = [
    ("clock: CL-REPORT", "clock: CL-NONE", "scenario.limit-unknown", "¦clock: CL-NONE"),
    (
        "clock: CL-REPORT, risk: medium",
        "clock: CL-BARE, risk: medium",
        "scenario.clock-uncited",
        "¦clock: CL-BARE",
    ),
    ("stops: reported", "stops: heard", "scenario.fact-unknown", "¦stops: heard"),
    ("starts: start,", "starts: idle,", "scenario.fact-unknown", "¦starts: idle"),
    ("runs_out: an-hour-gone", "runs_out: an-hour", "scenario.scene-unknown", "¦runs_out"),
    ("stops: reported, points: 3", "stops: reported, points: 12", "scenario.number", "points: ¦12"),
    ("          set: [sent]\n", "", "scenario.clock-never-starts", "¦starts: sent"),
    (" set: [acknowledged],", "", "scenario.clock-never-stops", "¦stops: acknowledged"),
]
OF_SCENES: list[Fault] = [
    ("[{go: waiting}]", "[{go: wating}]", "scenario.scene-unknown", "¦go: wating"),
    ("[{go: waiting}]", "[{go: burn}]", "scenario.loop", "¦burn:\n"),
    ("[{go: waiting}]", "[{go: seen}]", "scenario.unreachable", "¦waiting:\n"),
    ("[{go: waiting}]", "[{if: {fact: sent}, go: waiting}]", "scenario.next", "¦next: [{if: {fact: sent}"),
    ("[{go: waiting}]", "[{go: seen}, {go: waiting}]", "scenario.next", "¦next: [{go: seen}"),
    ("{if: {fact: uncle-warned}, go", "{if: {fakt: uncle-warned}, go", "scenario.condition", "if: ¦{fakt"),
    (
        "{not: {clock: answer, is: met}}",
        "{not: {clock: answer, is: over}}",
        "scenario.condition",
        "¦is: over",
    ),
    (
        "{not: {clock: answer, is: met}}",
        "{not: {clock: reply, is: met}}",
        "scenario.clock-unknown",
        "¦next:\n      - {if: {all",
    ),
    (
        "{not: {clock: answer, is: met}}",
        "{before: lunch}",
        "scenario.event-unknown",
        "¦next:\n      - {if: {all",
    ),
    (
        "{not: {clock: answer, is: met}}",
        "{answered: {scene: burn, field: first, answer: lin}}",
        "scenario.answer-unknown",
        "¦next:\n      - {if: {all",
    ),
    (
        "{not: {clock: answer, is: met}}",
        "{answered: {scene: form, field: steps, answer: tell}}",
        "scenario.answered-step",
        "¦next:\n      - {if: {all",
    ),
    ("{not: {clock: answer, is: met}}", "{any: []}", "scenario.condition", "¦{any: []}"),
    (
        "if: {fact: reported}\n",
        "if: {fact: reportd}\n",
        "scenario.fact-unknown",
        "¦documents:\n      - kind: call-log",
    ),
    ('time: "12:20"', 'time: "12.20"', "scenario.moment", '¦time: "12.20'),
    ("outcome: partly", "outcome: fine", "scenario.value", "outcome: ¦fine"),
    (
        "{any: [{not: {clock: answer, is: met}}, {fact: misfiled}]}",
        "{not: {any: [{fact: sent}, {not: {fact: sent}}, {fact: misfiled}, {clock: answer, is: met}]}}",
        "scenario.unreachable",
        "¦seen-late:",
    ),
]
OF_FIELDS: list[Fault] = [
    (ONE, ONE.replace("one", "two"), "scenario.value", "kind: ¦two"),
    (
        ONE,
        ONE.replace("kind: one", "kind: one\n          minutes: 5"),
        "scenario.key-unknown",
        "¦minutes: 5\n          ask",
    ),
    (
        '              expert: true\n              text: {ar: "تتصل بخط',
        '              text: {ar: "تتصل بخط',
        "scenario.expert-missing",
        "¦first:\n",
    ),
    ("stance: cautious", "expert: true", "scenario.expert-doubled", "¦first:\n"),
    ("stance: police", "accepted: true", "scenario.accepted-below-100", "¦fields:\n        first"),
    (
        "              credit: {ENT: 1}\n",
        "              credit: {ENT: 3, SAF: 3}\n",
        "scenario.over-100",
        '¦decision:\n      title: {ar: "الخطوة',
    ),
    ("credit: {SAF: -2, CDH: -1}", "credit: {SAF: -4}", "scenario.number", "SAF: ¦-4"),
    ("credit: {SAF: -2, CDH: -1}", "credit: {SAV: -2}", "scenario.key-unknown", "¦SAV"),
    (
        "class: C1, repaired: held, within: 60",
        "class: C1, repaired: held",
        "scenario.key-missing",
        "critical: ¦{class: C1",
    ),
    (
        "class: C1, repaired: held, within: 60",
        "class: C2, within: 60",
        "scenario.value",
        "critical: ¦{class: C2",
    ),
    ("class: C1, repaired: held, within: 60", "class: C9", "scenario.value", "class: ¦C9"),
    ("repaired: held", "repaired: hold", "scenario.fact-unknown", "¦repaired: hold"),
    ("set: [reported, held]", "set: [reported]", "scenario.c1-unrepaired", "¦critical: {class: C1"),
    (
        '    recovery: true\n    story: {ar: "سالم سمع',
        '    story: {ar: "سالم سمع',
        "scenario.c1-unrepaired",
        "¦critical: {class: C1",
    ),
    (
        '              expert: true\n              text: {ar: "تبقيه',
        '              expert: true\n              critical: {class: C3}\n              text: {ar: "تبقيه',
        "scenario.expert-critical",
        "¦critical: {class: C3}\n",
    ),
    ("set: [uncle-warned]", "set: [uncle-told]", "scenario.fact-unknown", "¦set: [uncle-told]"),
    ("cite: [q9ra]", "cite: [q9rb]", "scenario.cite-unknown", "cite: [¦q9rb"),
    ("cite: [q9ra]", "cite: [§7.1]", "scenario.id", "cite: [¦§7.1"),
    ("              cite: [q9ra]\n", "", "scenario.cite-missing", "¦letter:"),
    (
        '              because: {ar: "رأي الرئيس لا يحلّ محلّ البلاغ ولا يؤخّره.", en: "The head’s view neither replaces the report nor delays it."}\n',
        "",
        "scenario.because-missing",
        "¦letter:",
    ),
    (BOXES, BOXES.replace("harmful", "expert: true, harmful"), "scenario.value", "{¦expert: true, harmful"),
    (
        'harmful: true, text: {ar: "أن خاله',
        'harmful: yes, text: {ar: "أن خاله',
        "scenario.value",
        "harmful: ¦yes",
    ),
    (
        "{class: C3}, then",
        "{class: C3}, stance: family, then",
        "scenario.key-unknown",
        "¦stance: family, then",
    ),
    ("after: [send]", "after: [sent]", "scenario.step-unknown", "¦after: [sent]"),
    ("after: [send]", "after: [file]", "scenario.step-order", "¦after: [file]"),
    ("          cite: [o7rc]\n", "", "scenario.cite-missing", "¦steps:"),
    (OFFERS, "offers: [1wd, 2wd, 3wd, 1w]", "scenario.offers", "¦offers"),
    (OFFERS, "offers: [1wd]", "scenario.offers", "¦offers"),
    (OFFERS, "offers: [1wd, 2wd, soon]", "scenario.moment", "¦soon]"),
    (OFFERS, "offers: [1wd, 2wd]", "scenario.stretch-empty", "¦too-late"),
    ("after: 1wd, until: 2wd", "after: 2wd, until: 3wd", "scenario.offer-unplaced", "¦offers"),
    ("after: 1wd, until: 2wd", "after: 24h, until: 2wd", "scenario.offers", "after: ¦24h"),
    (
        "kind: text\n",
        "kind: text\n          credit: {DOC: 1}\n",
        "scenario.key-unknown",
        "¦credit: {DOC: 1}\n",
    ),
    ("minutes: 4320", "minutes: -5", "scenario.number", "minutes: ¦-5"),
    (
        'kind: one\n          ask: {ar: "ماذا تفعل الآن',
        'kind: text\n          ask: {ar: "ماذا تفعل الآن',
        "scenario.key-unknown",
        "¦answers:\n            clinic",
    ),
    (
        "            in-time: {",
        "            a1: {text: {ar: أ, en: a}}\n            b__: {",
        "scenario.id",
        "¦b__",
    ),
    (
        "        again:\n",
        "        extra: {kind: many, ask: {ar: أ, en: a}, answers: {}}\n        again:\n",
        "scenario.answers",
        "¦answers: {}",
    ),
    ("credit: {ENT: -2, SAF: -1}", "credit: {OUT: -2}", "scenario.key-unknown", "¦OUT"),
]
OF_PLAYS: list[Fault] = [
    (
        "start: burn\n",
        "weights: {SAF: 50, ENT: 50}\nstart: burn\n",
        "scenario.dimension-out",
        'steps:\n          kind: order\n          ask: {ar: "رتّب ما بقي.", en: "Put the rest in order."}\n          minutes: 20\n          credit: {DOC: 2, ¦CPB',
    ),
    (
        '              credit: {ENT: 3, SAF: 2}\n              set: [reported]\n              because: {ar: "بلاغ',
        '              set: [reported]\n              because: {ar: "بلاغ',
        "scenario.slip-sinks",
        "¦letter:",
    ),
    (
        "minutes: 40\n              credit: {SAF: -2}",
        "minutes: 40\n              credit: {SAF: 3, ENT: 3, CDH: 3}",
        "scenario.expert-not-best",
        '¦decision:\n      title: {ar: "قبل أن',
    ),
]
WARNINGS: list[Fault] = [
    ('en: "Days later"', f'en: "{"word " * 26}"', "scenario.long", '¦en: "word'),
    (
        'ar: "بعد أيام"',
        'ar: "بعد أيام كثيرة جدًا مرّت من غير أن يسأل أحد عنه"',
        "scenario.languages-apart",
        '¦text: {ar: "بعد أيام',
    ),
    ('en: "You are a nurse', f'en: "{"w " * 121}You are a nurse', "scenario.long", '¦en: "w w'),
]
FAULTS = [*OF_THE_FILE, *OF_CLOCKS, *OF_SCENES, *OF_FIELDS, *OF_PLAYS, *WARNINGS, *OF_GUIDE]

IN_A_HABIT: list[tuple[str, str, str]] = [
    ("", "", "scenario.habit-random"),
    ("", "", "scenario.habit-first"),
    ('en: "Line"', 'en: "The Child Protection Line"', "scenario.habit-longest-en"),
    ('ar: "الخط"', 'ar: "خط حماية الطفل"', "scenario.habit-longest-ar"),
    ("line: {", "line: {stance: police, ", "scenario.habit-police"),
    ("line: {", "line: {stance: family, ", "scenario.habit-family"),
    ("line: {", "line: {stance: cautious, ", "scenario.habit-cautious"),
]
"""In the late report, which random clicking already does too well in: words for others, and what is warned of."""


def without_credit(text: str) -> str:
    """Return a case in which nobody collects anything."""
    return re.sub(r"credit: \{[^}]*\}", "credit: {}", text).replace("points: 3", "points: 0")


def with_many_scenes(text: str) -> str:
    """Return a case of more scenes than a case may have."""
    end = "{title: {ar: أ, en: a}, ending: {outcome: safe, text: {ar: أ, en: a}}}"
    more = "".join(f"  end-{number}: {end}\n" for number in range(200))
    return text.replace("\nguide:", f"\n{more}guide:")


WHOLE: list[tuple[str, Callable[[str], str], str]] = [
    ("yaml.empty", lambda _: "", "w:1:1"),
    ("yaml.broken", lambda text: text + "x: [", "w:222:1"),
    ("yaml.too-deep", lambda text: text + "x: " + "[" * 60 + "]" * 60, "w:221:43"),
    ("yaml.too-large", lambda text: text + "#" * 500_000, "w:0:0"),
    ("yaml.not-utf-8", lambda text: text + "\udcff", "w:221:1"),
    ("scenario.no-credit", without_credit, "w:24:1"),
    ("scenario.scenes", with_many_scenes, "w:24:1"),
]
"""What is wrong with a file as a whole, and where it is said."""
