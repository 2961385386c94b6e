"""Cards on one page, fonts for every letter, and PDFs that are made even of what no font has."""

import pathlib
import re

import pytest
import typst

from tests.printing import printed
from tests.printing.conftest import MADE
from webapp.engine.manual import book as books
from webapp.engine.manual import labels, typeset, typeset_card, typeset_words
from webapp.engine.manual.data import Words
from webapp.manual.files import read_folder
from webapp.printing import paper
from webapp.settings import ROOT
from webapp.web.label import LABEL

SHIPPED = read_folder(ROOT / "manual")
BOOK = books.read(SHIPPED)[0]
FONTS = ROOT / "webapp/printing/fonts"
LONGEST = max(BOOK.data.cards, key=lambda card: sum(len(part.lines) for part in card.parts))
SIZES = {"a4": (595, 842), "a5": (420, 595)}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("card", BOOK.data.cards, ids=lambda one: one.id)
def test_every_card_of_the_shipped_manual_takes_one_page(card, lang, imprint, print_out):
    for size, (wide, tall) in SIZES.items():
        if size == "a4" and card is not LONGEST:
            continue  # what fits on half a sheet fits on a whole one
        shown = print_out(typeset_card.card(BOOK, card, lang, imprint(lang), size), lang)
        assert shown.count == 1
        box = shown.reader.pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == (wide, tall)
        last = plain(card.parts[-1].lines[-1].says.of(lang))
        assert shown.says(last, 1)
        assert shown.says(LABEL[lang], 1)
        assert "9999" in shown.page(1)
        assert f"https://masar.example/{lang}/cards/{card.id}" in shown.page(1).replace("\n", "")


def plain(text: str) -> str:
    """A line without what stands in braces."""
    return re.sub(r"\{[^{}]*\}", " ", text)


def test_the_shipped_manual_has_cards() -> None:
    assert BOOK.data.cards


def test_the_fonts_have_every_letter_of_the_manual_and_of_ours() -> None:
    """Typst refuses to promise PDF/UA for a letter that no font has; with our own two alone it sees each."""
    texts = [*SHIPPED.values(), *LABEL.values()]
    for module in (labels, typeset_words):
        for value in vars(module).values():
            held = value.values() if isinstance(value, dict) else [value]
            texts += [one for words in held if isinstance(words, Words) for one in (words.ar, words.en)]
    letters = "".join(sorted({letter for text in texts for letter in text if letter.isprintable()}))
    assert letters_without_a_font(letters) == ""
    assert letters_without_a_font("漢") == "漢"


def letters_without_a_font(letters: str) -> str:
    """Return the first letters that neither of our fonts has."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    quoted = letters.replace("\\", "\\\\").replace('"', '\\"')
    head = '#set document(title: "x")\n#set text(font: ("IBM Plex Sans Arabic", "IBM Plex Sans"))\n'
    compiler = typst.Compiler(f'{head}#{{"{quoted}".clusters().join(" ")}}'.encode(), font_paths=fonts)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as fault:
        found = re.search(r'the text `"(.*?)"`', str(fault))
        return found[1] if found else str(fault)
    return ""


def test_a_letter_that_no_font_has_is_no_reason_not_to_print(section, book, imprint, caplog) -> None:
    code = typeset.section(book, section, "en", imprint("en")).replace("Do not wait.", "Do not wait. 漢")
    shown = printed.read(paper.pdf(code, lang="en", made=MADE))
    assert shown.says("Do not wait", 2)
    assert "without the promise of PDF/UA-1" in caplog.text
    assert shown.root["/StructTreeRoot"]


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(RuntimeError, match="unknown variable"):
        paper.pdf("#there-is-no-such-thing()", lang="ar", made=MADE)


def test_nothing_is_fetched_and_nothing_outside_of_the_style_sheets_is_read() -> None:
    for code in ('#read("/etc/hostname")', '#read("../paper.py")', '#import "../../settings.py"'):
        with pytest.raises(RuntimeError):
            paper.pdf(code, lang="ar", made=MADE)


def test_pages_are_counted() -> None:
    two = '#set document(title: "x")\na#pagebreak()b'
    assert paper.pages(paper.pdf(two, lang="en", made=MADE)) == 2
    assert paper.pages(b"no PDF") == 0


def test_the_way_things_are_set_has_a_name_that_follows_from_everything_in_it() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", paper.version())


def test_the_style_sheets_read_nothing_but_one_another() -> None:
    for sheet in (ROOT / "webapp/printing/typst").glob("*.typ"):
        text = pathlib.Path(sheet).read_text(encoding="utf-8")
        assert not re.search(r'#import "(?!\w+\.typ")|@preview|#include|read\(|plugin\(', text), sheet.name
