"""What a reader of a pathway gets: everything that is drawn is said, and nothing written becomes markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manual.bending import small
from tests.security.answers import shape, tree_of
from webapp.engine.manual import pathway_page, route
from webapp.engine.manual.book import read
from webapp.engine.manual.data import Words
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.pathways import Pathway, Step
from webapp.engine.problems import Where

LAW = settings(max_examples=40, deadline=None)
HERE = Where("manual/pathways.yaml")
KNOWN = lookup(read(small())[0])
FAMILY = KNOWN.pathways["in-the-family"]
LANGUAGES = ("ar", "en")
DOES = Words("يفعل", "does it")
STEP = {"ar": "الخطوة", "en": "Step"}
SAME = {"ar": r"في الوقت نفسه مع الخطوة (\d+)", "en": r"At the same time as step (\d+)"}
AFTER = {
    "ar": r"بعد (?:الخطوة|الخطوتين|الخطوات) (\d+(?: و\d+)*)",
    "en": r"After steps? (\d+(?:, \d+)*(?: and \d+)?)",
}


def a_step(at, after, words=DOES):
    return Step(f"s{at}", ("teacher",), ("police",), None, words, words, "", (), after, HERE)


@st.composite
def drawn(draw):
    """Return a pathway whose steps follow each other in any way that can be written."""
    steps = []
    for at in range(draw(st.integers(1, 8))):
        after = draw(st.sets(st.sampled_from(range(at)), min_size=1)) if at else ()
        steps.append(a_step(at, tuple(f"s{one}" for one in sorted(after))))
    return Pathway("one", Words("أ", "A"), Words("ب", "B"), {}, (), tuple(steps), HERE)


def stops(pathway, lang):
    """Return the words of each stop, as one who hears the page gets them."""
    tree = tree_of(pathway_page.html(pathway, KNOWN, lang))
    for one in tree.iter("svg"):
        assert one.get("aria-hidden") == "true"
        assert "".join(one.itertext()) == ""
    return [" ".join("".join(one.itertext()).split()) for one in tree.findall(".//ol/li")]


def follows(told, lang):
    """Return what each step follows, by the words alone: nothing said means the step above."""
    found = []
    for at, words in enumerate(told):
        same, after = re.search(SAME[lang], words), re.search(AFTER[lang], words)
        if same:
            found.append(found[int(same[1]) - 1])
        elif after:
            found.append({int(one) - 1 for one in re.findall(r"\d+", after[1])})
        else:
            found.append({at - 1} if at else set())
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@given(pathway=drawn())
@LAW
def test_the_words_alone_say_which_steps_each_step_follows(lang, pathway):
    told = stops(pathway, lang)
    assert follows(told, lang) == [{int(one[1:]) for one in step.after} for step in pathway.steps]
    assert all(words.startswith(f"{STEP[lang]} {at}") for at, words in enumerate(told, 1))


@pytest.mark.parametrize(
    ("lang", "first", "third", "last"),
    [
        (
            "en",
            "Step 1Teacher to The lineTells the lineThe child's own words.within 2 hoursReport form§7.1.1§6.6.1",
            "At the same time as step 2",
            "After steps 3 and 4",
        ),
        (
            "ar",
            "الخطوة 1المعلّم إلى الخطيبلّغ الخطكلام الطفل بلفظه.خلال ساعتيننموذج البلاغ§7.1.1§6.6.1",
            "في الوقت نفسه مع الخطوة 2",
            "بعد الخطوتين 3 و4",
        ),
    ],
)
def test_a_stop_says_who_tells_whom_what_with_what_by_when_and_why(lang, first, third, last):
    told = stops(FAMILY, lang)
    assert told[0] == first
    assert third in told[2]
    assert last in told[4]
    assert not any(words in told[1] for words in (third, "After", "بعد"))


def test_one_station_is_drawn_beside_each_stop():
    html = pathway_page.html(FAMILY, KNOWN, "en")
    pieces = route.pieces([(step.id, step.after) for step in FAMILY.steps])
    assert html.count('<svg class="track flip"') == len(pieces) == 5
    assert all(route.drawing(piece, route.width(pieces)) in html for piece in pieces)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_links_of_a_pathway_lead_to_its_paragraphs_and_its_form(lang):
    tree = tree_of(pathway_page.html(FAMILY, KNOWN, lang))
    links = [one.get("href") for one in tree.iter("a")]
    assert links[:3] == [
        f"/{lang}/manual/response/recording",
        f"/{lang}/manual/reporting/routes#p7k2",
        f"/{lang}/manual/response/recording#r3vb",
    ]


def test_a_starter_limit_is_marked_and_an_official_one_is_not():
    html = pathway_page.html(FAMILY, KNOWN, "en")
    assert '<span class="limit">within <bdi dir="ltr">2</bdi> hours</span>' in html
    assert (
        '<span class="limit starter" title="starter value">within <bdi dir="ltr">24</bdi> hours</span>'
        in html
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plain_words_of_a_pathway_name_all_who_act_and_every_limit(lang):
    text = pathway_page.text(FAMILY, KNOWN, lang)
    assert text.startswith(f"{FAMILY.title.of(lang)}. {FAMILY.trigger.of(lang)}")
    for step in FAMILY.steps:
        assert step.does.of(lang) in text
        assert step.gives.of(lang) in text
        assert all(KNOWN.actors[one].of(lang) in text for one in (*step.by, *step.to))
    assert {"ar": "خلال ساعتين", "en": "within 2 hours"}[lang] in text
    assert {"ar": "خلال 24 ساعة", "en": "within 24 hours"}[lang] in text


WRITTEN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co", "Cs", "Zl", "Zp")), max_size=40
)
HOSTILE = st.sampled_from(
    ["<script>x</script>", "<b>", "</li></ol>", '" onclick="x', "&lt;b&gt;", "**b**", "{ref:p7k2}", "<!--"]
)


@given(st.lists(WRITTEN | HOSTILE, min_size=1).map("".join), st.sampled_from(LANGUAGES))
@LAW
def test_nothing_that_is_written_in_a_pathway_becomes_markup(text, lang):
    words = Words(text, text)
    steps = (a_step(0, (), words), a_step(1, ("s0",), words))
    html = pathway_page.html(Pathway("one", words, words, {}, (), steps, HERE), KNOWN, lang)
    plain = Words("أ", "A")
    harmless = tuple(a_step(at, step.after, plain) for at, step in enumerate(steps))
    other = pathway_page.html(Pathway("one", plain, plain, {}, (), harmless, HERE), KNOWN, lang)
    assert shape(html) == shape(other)
    said = "".join(tree_of(html).itertext())
    assert said.count(text) >= 6
