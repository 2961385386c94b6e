"""Quick cards: read from their file, each line printed as the manual's text is, with its paragraphs."""

import re

import pytest

from tests.security.answers import tree_of
from webapp.engine import yaml
from webapp.engine.manual import book, cards, lists
from webapp.engine.manual.data import Words
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.printing import Printer

CARDS = "manual/cards.yaml"
INLINE = {"a", "b", "bdi", "code", "em", "span", "strong", "sub", "sup", "br"}


@pytest.fixture
def shown(files):
    """Return the cards of the small manual in one language, after a change to a line."""

    def show(lang, says=""):
        if says:
            files[CARDS] = files[CARDS].replace("The child's **own** words.", says)
        made, _problems = book.read(files)
        return lists.cards(made, lookup(made), lang)

    return show


def test_a_card_comes_whole(files):
    [card] = book.read(files)[0].data.cards
    assert (card.id, card.roles, card.title) == (
        "teacher",
        ("teacher",),
        Words("بطاقة المعلّم", "Card of the teacher"),
    )
    assert [part.kind for part in card.parts] == list(cards.KINDS)
    first = card.parts[0].lines[0]
    assert (first.cite, first.where.path, first.where.line) == (("d4ls",), CARDS, 8)
    assert first.says.en == "The child is seen within {clock:CL-SEEN high}."


def test_without_a_file_there_are_no_cards():
    assert cards.read(None, []) == ()


@pytest.mark.parametrize("text", ["word", "a: b", "- word", "- id: x\n  parts: y", "- parts: [{lines: [x]}]"])
def test_what_cannot_be_read_is_reported_and_nothing_is_raised(text):
    problems = []
    node, _found = yaml.read(text, CARDS)
    for card in cards.read(node, problems):
        assert not any(line.says.ar for part in card.parts for line in part.lines)
    assert {one.where.path for one in problems} == {CARDS}


def test_two_lines_that_say_the_same_are_one_too_many(files, findings):
    files[CARDS] = (
        files[CARDS]
        .replace("يُرى الطفل خلال {clock:CL-SEEN high}.", "لا تُخبِر.")
        .replace("أبلِغ متى قام {term:suspicion|اشتباه}، انظر {ref:p7k2}.", "لا تُخبِر.")
    )
    assert [(one.rule, one.where.line) for one in findings(files)] == [("manual.entry-doubled", 10)]


def test_a_line_has_its_limit_in_words_and_its_references_as_links(shown):
    [english], [arabic] = shown("en"), shown("ar")
    limit, report = (line["html"] for line in english["parts"][0]["lines"])
    assert limit == (
        'The child is seen within <span class="limit starter" title="starter value">'
        '<bdi dir="ltr">24</bdi> hours</span>.'
    )
    assert report == (
        'Report any suspicion, see <a href="/en/manual/reporting/routes#p7k2"><bdi dir="ltr">§7.1.1</bdi></a>.'
    )
    assert 'href="/ar/manual/reporting/routes#p7k2"' in arabic["parts"][0]["lines"][1]["html"]
    assert "ساعة</span>" in arabic["parts"][0]["lines"][0]["html"]


def test_every_line_has_the_number_and_the_address_of_its_paragraphs(shown):
    for lang in ("ar", "en"):
        [card] = shown(lang)
        places = [line["places"] for part in card["parts"] for line in part["lines"]]
        assert places[1] == [
            ("7.1.1", f"/{lang}/manual/reporting/routes#p7k2"),
            ("7.1.2", f"/{lang}/manual/reporting/routes#m3xd"),
        ]
        assert all(places)


def test_nothing_in_a_card_bears_an_id_so_that_several_can_stand_on_one_page(shown):
    for lang in ("ar", "en"):
        assert not re.search(r'\bid="|popover', str(shown(lang)))


@pytest.mark.parametrize(
    "attack",
    [
        "<script>x</script>",
        "<img src=x onerror=x>",
        "[x](javascript:x)",
        "[x](//elsewhere.example)",
        "[x](https://elsewhere.example)",
        "{term:suspicion|<b onclick=x>}",
        "# x",
        "`<b>`",
        "**<i>**",
    ],
)
def test_what_is_written_in_a_line_is_no_markup_of_its_own(shown, attack):
    [card] = shown("en", f"'{attack}'")
    html = card["parts"][2]["lines"][0]["html"]
    assert html
    tree = tree_of(html)
    for one in tree.iter():
        assert one.tag in INLINE | {"DOCUMENT_FRAGMENT"}
        assert not {name for name in one.attrib if name.startswith("on")}
        assert (one.get("href") or "/").startswith("/")
        assert not (one.get("href") or "/").startswith("//")


def test_a_title_is_kept_as_words(shown, files):
    files[CARDS] = files[CARDS].replace("en: Card of the teacher", "en: '<b>Card</b>'")
    assert shown("en")[0]["title"] == "<b>Card</b>"


def test_a_line_is_printed_as_a_quotation(files, shown):
    made, _problems = book.read(files)
    line = made.data.cards[0].parts[0].lines[1]
    printed = Printer(lookup(made), "en", "teacher", quoted=True).inline(line.says.en)
    assert shown("en")[0]["parts"][0]["lines"][1]["html"] == printed
