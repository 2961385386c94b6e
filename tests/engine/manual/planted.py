"""Faults to be planted in the small manual, each with the place where it must be found."""

from collections.abc import Callable

Files = dict[str, str]
AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
MUST = "{#c8nw}\n::: must-not basis=training\nيُخبَر من يُشتبه فيه.\n:::\n"
MUST_EN = "{#c8nw}\n::: must-not\nThe person suspected must not be told.\n:::\n"
PLAIN = "{#m3xd}\nيكفي **واحد** من هذه، انظر {ref:r3vb} و{ref:response/recording}.\n"
DRAWN = "manual/06-response/06-recording.ar.md"
DRAWN_EN = "manual/06-response/06-recording.en.md"
MANUAL, CLOCKS, CARDS = "manual/manual.yaml", "manual/clocks.yaml", "manual/cards.yaml"
PATHWAYS, DIRECTORY = "manual/pathways.yaml", "manual/directory.yaml"
GENERAL = "trigger: {ar: حين لا يناسب مسار آخر., en: When no other pathway fits.}"
PLAIN_EN = "{#m3xd}\nAny **one** of these is enough, see {ref:r3vb} and {ref:response/recording}.\n"


def put(files: Files, path: str, old: str, new: str) -> Files:
    """Return the files with some words in place of others."""
    assert old in files[path]
    return files | {path: files[path].replace(old, new, 1)}


def without(files: Files, path: str) -> Files:
    """Return the files but one."""
    return {one: text for one, text in files.items() if one != path}


def again(files: Files) -> Files:
    """Return a section that bears the number of another one."""
    told = {AR.replace("routes", "again"): files[AR], EN.replace("routes", "again"): files[EN]}
    return {path: text.replace("reporting/routes", "reporting/again") for path, text in told.items()}


IN_TEXT = [
    (AR, "---\nid:", "id:", "manual.front-matter", 0),
    (AR, "status: starter\n---", "status: starter", "manual.front-matter", -13),
    (AR, "kind: rule", "kind: [", "yaml.broken", 2),
    (AR, "kind: rule", "kind: law", "manual.value", 0),
    (AR, "kind: rule\n", "", "manual.key-missing", -2),
    (AR, "kind: rule", "kind: rule\nnumber: 7", "manual.key-unknown", 1),
    (AR, "roles: [teacher]", "roles: [pirate]", "manual.roles-unknown", 0),
    (AR, "entities: [hotline]", "entities: [ship]", "manual.entities-unknown", 0),
    (AR, "harms: []", "harms: [rain]", "manual.harms-unknown", 0),
    (AR, "clocks: [CL-SEEN]", "clocks: [CL-GONE]", "manual.clocks-unknown", 0),
    (AR, "sources: [S1]", "sources: [S9]", "manual.sources-unknown", 0),
    (AR, "id: reporting/routes", "id: response/recording", "manual.section-doubled", 0),
    (EN, "title: Reporting routes", "title: Reporting routes\nkind: rule", "manual.key-unknown", 1),
    (AR, "{#m3xd}\n", "", "manual.uid-missing", 0),
    (AR, "{#m3xd}", "{#p7k2}", "manual.uid-doubled", 1),
    (AR, "{#m3xd}", "{#M3}", "manual.uid-malformed", 0),
    (AR, "{#m3xd}\n", "{#m3xd}\n\n", "manual.uid-unattached", 0),
    (AR, "{#m3xd}\n", "نص بلا رقم\n{#m3xd}\n", "manual.uid-swallowed", 1),
    (AR, "recording}.\n", "recording}. {#zzzz}\n", "manual.uid-unattached", 0),
    (AR, "{#m3xd}\n", "{#zzzz}\n\n{#m3xd}\n", "manual.uid-orphaned", 0),
    (AR, "## المهل", "{#zzzz}\n## المهل", "manual.uid-orphaned", 0),
    (AR, "::: must-not basis", "::: never basis", "manual.container-unknown", 0),
    (AR, "فيه.\n:::", "فيه.", "manual.container-unclosed", -1),
    (AR, "فيه.\n:::", "فيه.\n::: note\nو\n:::\n:::", "manual.container-nested", 1),
    (AR, "## المهل", ":::\n\n## المهل", "manual.container-stray", 0),
    (AR, "يُخبَر", "## يُخبَر", "manual.container-holds", 0),
    (AR, "must-not basis=training", "must-not", "manual.basis-missing", 0),
    (AR, "basis=training", "basis=habit", "manual.basis-unknown", 0),
    (AR, "basis=law source=S1", "basis=law source=S2", "manual.basis-unseen", 0),
    (AR, "basis=law source=S1", "basis=law source=S7", "manual.sources-unknown", 0),
    (AR, "basis=training", "basis=practice", "manual.basis-source", 0),
    (AR, "basis=training", "basis=training mood=calm", "manual.attribute", 0),
    (EN, "::: must\n", "::: must basis=training\n", "manual.attribute", 0),
    (AR, "{ref:r3vb}", "{ref:zzzz}", "manual.ref-unknown", 0),
    (AR, "{clock:CL-SEEN high}", "{clock:CL-SEEN low}", "manual.clock-unknown", 0),
    (AR, "{term:suspicion|اشتباه}", "{term:doubt|اشتباه}", "manual.term-unknown", 0),
    (AR, "{ref:r3vb}", "{reff:r3vb}", "manual.reference", 0),
    (AR, "يكفي", "<b>يكفي</b>", "manual.html", 0),
    (AR, "## المهل", "# المهل", "manual.heading-one", 0),
    (AR, "## المهل", "#### المهل", "manual.heading-deep", 0),
    (AR, "## من يبلّغ", "### من يبلّغ", "manual.heading-ladder", 0),
    (AR, "يكفي **واحد** من هذه", "Any **one** of these is enough", "manual.language", 0),
    (EN, "Any **one** of these is enough", "يكفي **واحد** من هذه الأمور كلها", "manual.language", 0),
    (AR, "يكفي", "وفق a/b(2) يكفي", "manual.direction", 0),
    (AR, "يكفي", "راجع name@example يكفي", "manual.direction", 0),
    (AR, "## المهل", "المهل\n---", "manual.heading-underlined", 0),
    (AR, "يكفي", "النيابة العامة", "manual.prosecution", 0),
    (AR, "1100", "١١٠٠", "manual.digits", 0),
    (AR, "يكفي", "يكـفي", "manual.kashida", 0),
    (AR, "يكفي", "ﻲكفي", "manual.letter-forms", 0),
    (AR, "يكفي", "يكفي 3 أيام", "manual.number-written", 0),
    (EN, "Any", "Any 24 hours", "manual.number-written", 0),
    (AR, "يكفي", "يكفي\u0007", "manual.character", 0),
    (EN, "must-not", "should", "manual.force-differs", 0),
    (EN, PLAIN_EN + "\n" + MUST_EN, MUST_EN + "\n" + PLAIN_EN, "manual.order-differs", 6),
    (EN, "## Time limits\n", "", "manual.headings-differ", -15),
    ("manual/clocks.yaml", "uid: d4ls", "uid: zzzz", "manual.clock-uid", -9),
    ("manual/clocks.yaml", "limit: 24", "limit: soon", "manual.value", 0),
    ("manual/clocks.yaml", "unit: hour", "unit: moon", "manual.value", 0),
    ("manual/clocks.yaml", "source: [S1]", "source: [S9]", "manual.sources-unknown", -7),
    ("manual/manual.yaml", "effective: 2026-11-01", "effective: soon", "manual.value", 0),
]
"""Faults in a line. Shape: path, what is replaced, by what, the rule, and how many lines below it is found."""

IN_DATA = [
    (AR, "themes: [reporting]", "themes: [weather]", "manual.themes-unknown", "weather"),
    (AR, "stages: [report]", "stages: [dream]", "manual.stages-unknown", "dream"),
    (AR, "forms: [report-form]", "forms: [tax-form]", "manual.forms-unknown", "tax-form"),
    (
        AR,
        "related: [response/recording]",
        "related: [response/none]",
        "manual.related-unknown",
        "response/none",
    ),
    (AR, "id: reporting/routes", "id: reporting", "manual.name", "reporting\ntitle"),
    (DRAWN, "in-the-family", "in-the-sea", "manual.pathway-unknown", "::: pathway"),
    (DRAWN, "\nin-the-family", "", "manual.pathway-unknown", "::: pathway"),
    (DRAWN_EN, "in-the-family", "danger-now", "manual.pathway-differs", "::: pathway"),
    (DRAWN, "::: pathway", "::: pathway basis=law", "manual.attribute", "::: pathway"),
    (
        MANUAL,
        "section: response/recording",
        "section: response/none",
        "manual.name-unknown",
        "{id: report-form",
    ),
    (MANUAL, "in_step: [y6gu]", "in_step: [zzzz]", "manual.ref-unknown", "zzzz"),
    (MANUAL, "id: physical", "id: Physical harm", "manual.name", "Physical harm"),
    (MANUAL, "in_step: [y6gu]", "in_step: y6gu", "manual.value", "y6gu"),
    (CLOCKS, "uid: d4ls", "uid: zzzz", "manual.clock-uid", "id: CL-SEEN"),
    (
        CLOCKS,
        "id: CL-ACK\n  risk: high",
        "id: CL-SEEN\n  risk: low",
        "manual.clock-differs",
        "id: CL-SEEN\n  risk: low",
    ),
    (CLOCKS, "source: [S1]", "source: [S9]", "manual.sources-unknown", "id: CL-SEEN"),
    (DIRECTORY, "source: [S1]", "source: [S9]", "manual.sources-unknown", "id: hotline"),
    (DIRECTORY, "id: police", "id: army", "manual.name-unknown", "id: army"),
    (DIRECTORY, "id: police", "id: hotline", "manual.entry-doubled", "id: hotline\n  name: {ar: شرطة"),
    (CARDS, "roles: [teacher]", "roles: [pirate]", "manual.name-unknown", "id: teacher"),
    (CARDS, "id: teacher", "id: بطاقة", "manual.name", "بطاقة\n"),
    (CARDS, "cite: [c8nw]", "cite: [zzzz]", "manual.ref-unknown", "says: {ar: لا تُخبِر"),
    (CARDS, "cite: [c8nw]", "cite: [reporting/routes]", "manual.ref-unknown", "says: {ar: لا تُخبِر"),
    (CARDS, "cite: [c8nw]", "cite: []", "manual.cite-missing", "says: {ar: لا تُخبِر"),
    (
        CARDS,
        "خلال {clock:CL-SEEN high}",
        "خلال {clock:CL-SEEN low}",
        "manual.clock-unknown",
        'says: {ar: "يُرى',
    ),
    (CARDS, "انظر {ref:p7k2}", "انظر {ref:zzzz}", "manual.ref-unknown", 'says: {ar: "أبلِغ'),
    (CARDS, "{term:suspicion|اشتباه}", "{term:doubt|شك}", "manual.term-unknown", 'says: {ar: "أبلِغ'),
    (CARDS, "see {ref:p7k2}", "see {p7k2}", "manual.reference", 'says: {ar: "أبلِغ'),
    (CARDS, "kind: avoid", "kind: think", "manual.value", "think"),
    (PATHWAYS, "harms: [physical]", "harms: [rain]", "manual.name-unknown", "id: in-the-family"),
    (PATHWAYS, "if: {danger: [now]}", "if: {weather: [now]}", "manual.name-unknown", "id: danger-now"),
    (PATHWAYS, "if: {danger: [now]}", "if: {danger: [soon]}", "manual.name-unknown", "id: danger-now"),
    (PATHWAYS, "if: {danger: [now]}", "if: danger", "manual.value", "danger\n    harms"),
    (PATHWAYS, GENERAL, GENERAL + "\n    if: {danger: [now]}", "manual.pathway-gap", "id: in-the-family"),
    (PATHWAYS, "by: [hotline, police]", "by: [hotline, pirate]", "manual.name-unknown", "id: see"),
    (
        PATHWAYS,
        "to: [hotline]\n        limit",
        "to: [teacher]\n        limit",
        "manual.name-unknown",
        "id: tell",
    ),
    (PATHWAYS, "form: report-form", "form: tax-form", "manual.name-unknown", "id: tell"),
    (PATHWAYS, "cite: [d4ls]", "cite: [zzzz]", "manual.ref-unknown", "id: see"),
    (PATHWAYS, "cite: [d4ls]", "cite: []", "manual.cite-missing", "id: see"),
    (PATHWAYS, "limit: CL-SEEN high", "limit: CL-SEEN low", "manual.clock-unknown", "id: see"),
    (PATHWAYS, "limit: CL-SEEN high", "limit: CL-SEEN", "manual.clock-unknown", "id: see"),
    (PATHWAYS, "after: [tell]", "after: [plan]", "manual.step-order", "id: write"),
    (PATHWAYS, "after: [tell]", "after: [write]", "manual.step-order", "id: write"),
    (PATHWAYS, "id: check", "id: write", "manual.entry-doubled", "id: write\n        by: [police]"),
    (PATHWAYS, "id: general", "id: The rest", "manual.name", "The rest"),
    (PATHWAYS, "questions:", "colours: []\nquestions:", "manual.key-unknown", "colours"),
    (CARDS, "cite: [r3vb]", "", "manual.key-missing", "says: {ar: كلام"),
    (CARDS, "id: teacher", "id: &a teacher", "yaml.anchor", "&a"),
    (CARDS, "id: teacher", "id: !!str teacher", "yaml.tag", "!!str"),
    (CARDS, "id: teacher", "id: teacher\n  id: nurse", "yaml.key-doubled", "id: nurse"),
    (CARDS, "id: teacher", "id: teacher\n  [a]: b", "yaml.key", "[a]"),
    (CARDS, "en: Do}", 'en: "Do\\x07"}', "yaml.character", '"Do'),
    (CARDS, "en: Do}", "en: Do\udcff}", "yaml.not-utf-8", "\udcff"),
    (CARDS, "roles: [teacher]", "roles: " + "[" * 40 + "]" * 40, "yaml.too-deep", "[[" + "]" * 40),
]
"""Faults in the data and around them. Shape: as above, but with the text that begins where it is found."""

OF_FILES: list[tuple[str, Callable[[Files], Files], str]] = [
    ("manual.bom", lambda files: files | {AR: "\ufeff" + files[AR]}, f"{AR}:1:1"),
    ("manual.not-utf-8", lambda files: files | {EN: files[EN].replace("Any", "An\udcff")}, f"{EN}:19:3"),
    ("manual.file-missing", lambda files: without(files, CLOCKS), f"{CLOCKS}:0:0"),
    ("manual.file-unknown", lambda files: files | {"manual/notes.txt": "x"}, "manual/notes.txt:0:0"),
    ("manual.twin-missing", lambda files: without(files, EN), f"{AR}:2:5"),
    ("manual.must-twin-missing", lambda files: files | {AR: files[AR].replace(MUST, "")}, f"{EN}:22:1"),
    ("manual.state", lambda files: files | {EN: files[EN].replace(PLAIN_EN, "")}, f"{AR}:31:1"),
    ("manual.chapter-unknown", lambda files: put(files, MANUAL, "number: 7\n", "number: 8\n"), f"{AR}:2:5"),
    ("manual.number-doubled", lambda files: files | again(files), f"{AR}:2:5"),
    ("manual.length", lambda files: files, f"{AR}:0:0"),
    ("manual.too-large", lambda files: files | {AR: files[AR] + "\n" * 40_000}, f"{AR}:0:0"),
    ("manual.block-long", lambda files: put(files, EN, "Any", "Any " + "word " * 800), f"{EN}:19:1"),
    (
        "manual.block-unknown",
        lambda files: put(files, EN, "## Time", "{#zzzz}\n***\n\n## Time"),
        f"{EN}:27:1",
    ),
    (
        "manual.container-empty",
        lambda files: put(files, EN, "The person suspected must not be told.\n", ""),
        f"{EN}:22:1",
    ),
    ("manual.link-outside", lambda files: put(files, EN, "Any", "[x](mailto:a@b.c)"), f"{EN}:19:1"),
    (
        "manual.pathway-empty",
        lambda files: put(files, PATHWAYS, "steps:", "steps: []\n    was:"),
        f"{PATHWAYS}:13:5",
    ),
    ("yaml.empty", lambda files: files | {CARDS: ""}, f"{CARDS}:1:1"),
    ("yaml.too-large", lambda files: files | {CARDS: files[CARDS] + "#" * 500_000}, f"{CARDS}:0:0"),
]
"""Faults that take more than a few words. Shape: the rule, what makes it, and where it is found."""
