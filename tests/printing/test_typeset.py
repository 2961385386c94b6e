"""What is printed of the manual: every kind of block, in both languages, right on the page and for readers' aids."""

import re

import pytest

from tests.printing import everything
from tests.printing.conftest import MADE
from webapp.engine.manual import book as books
from webapp.engine.manual import typeset, typeset_book
from webapp.engine.manual.typeset_sheet import squares
from webapp.printing import paper
from webapp.web.label import LABEL

CODES = ("62(1)(a)", "CPIMS+", "22/2014", "§7.1.1", "13:00", "a/b(2)")
LANGUAGES = ("ar", "en")


def code_of(section, book, lang, imprint, base="https://masar.example"):
    return typeset.section(book, section, lang, imprint(lang, base))


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def code(section, book, lang, imprint):
    return code_of(section, book, lang, imprint)


@pytest.fixture(scope="module")
def shown(code, lang, print_out):
    return print_out(code, lang)


def test_numbers_and_codes_stand_in_the_order_of_their_signs(shown):
    text = shown.text().replace("\n", "")
    assert [one for one in (*CODES, "−9.5") if one not in text] == []


def test_the_whole_label_the_edition_and_the_day_stand_on_every_page(shown, lang):
    effective = {"ar": "الإصدار 1 سارٍ من 1 نوفمبر 2026", "en": "Edition 1 In force from 1 November 2026"}[
        lang
    ]
    for number in range(1, shown.count + 1):
        assert shown.says(LABEL[lang], number)
        assert shown.says(effective, number)
        assert f"https://masar.example/{lang}/manual/reporting/everything" in shown.page(number).replace(
            "\n", ""
        )


def test_readers_aids_are_told_title_author_language_and_parts(shown, lang):
    title = {"ar": "7.2 كل شيء في القرار 22/2014", "en": "7.2 Everything in decree 22/2014"}[lang]
    assert shown.reader.metadata.title == title
    assert shown.reader.metadata.author == {"ar": "مسار", "en": "Masar"}[lang]
    assert shown.root["/Lang"] == lang
    assert shown.root["/MarkInfo"]["/Marked"] is not None
    assert b"pdfuaid:part" in shown.root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= shown.tags


def test_the_bookmarks_are_the_headings(shown, lang):
    first, *rest = shown.bookmarks
    assert first.startswith("7.2 ")
    assert (
        rest
        == {
            "ar": ["عنوان «أول» #hash", "عنوان أصغر"],
            "en": ["A “first” heading #hash", "A smaller heading"],
        }[lang]
    )


def test_every_kind_of_block_has_its_frame(code):
    kinds = set(re.findall(r'piece\("([a-z-]+)"', code))
    assert kinds == {
        "must", "must-not", "should", "may", "note", "warning", "card", "practise", "pathway", "quotation", "table", "roles", "list",
    }  # fmt: skip
    for made in (
        "summary(",
        "head(2,",
        "head(3,",
        "bullets(",
        "numbers(",
        "rows(",
        "roles(",
        "quoted(",
        "limit(",
        "term(",
        "linebreak()",
    ):
        assert made in code


def test_a_duty_says_its_force_and_what_it_rests_on(shown, lang):
    said = {
        "ar": ("الأساس القانون قانون التعليم المادة 91", "الأساس ممارسة مهنية", "خلال 24 ساعة"),
        "en": ("Basis: law Education Law Article 91", "Basis: professional practice", "within 24 hours"),
    }[lang]
    assert [one for one in said if not shown.says(one, 1)] == []
    assert shown.says({"ar": "يجب ينبغي يجوز", "en": "Must Must not Should May"}[lang], 1)


def test_a_place_in_the_document_is_led_to_and_one_outside_of_it_on_the_site(
    section, book, imprint, print_out
):
    code = code_of(section, book, "en", imprint)
    assert 'see(n("§7.1.1"), "https://masar.example/en/manual/reporting/routes#p7k2")' in code
    assert '"https://masar.example/en/glossary"' in code
    assert "elsewhere.example" not in code
    chapter = next(one for one in book.data.frame.chapters if one.number == 7)
    whole = typeset.chapter(book, chapter, "en", imprint("en"))
    assert 'see(n("§7.1.1"), label("u-p7k2"))' in whole
    shown = print_out(whole, "en")
    assert shown.bookmarks[0] == "7 Reporting"
    assert {"7.1 Routes", "7.2 Everything in decree 22/2014"} <= {
        re.sub("Reporting routes", "Routes", one) for one in shown.bookmarks
    }


def test_without_an_address_there_is_no_code_and_no_link(section, book, imprint, print_out):
    code = code_of(section, book, "ar", imprint, base="")
    assert "<svg" not in code
    assert "https:" not in code
    assert print_out(code, "ar").count > 1


def test_a_note_stands_at_the_foot_of_its_page(section, book, imprint, print_out):
    code = code_of(section, book, "en", imprint)
    assert "note(lines(" in code
    assert print_out(code, "en").says("As in §7.1.3", 1)


def test_a_block_that_this_language_lacks_says_so(imprint, print_out):
    files = everything.files()
    path = "manual/07-reporting/02-everything.en.md"
    files[path] = files[path].replace("{#aa6k}\n> She said: “I do not know.”\\\n> Then nothing.\n\n", "")
    made = books.read(files)[0]
    section = next(one for one in made.sections if one.id == "reporting/everything")
    code = typeset.section(made, section, "en", imprint("en"), older={("en", "aa5k")})
    assert "This paragraph has not been written in English yet." in code
    assert "The Arabic of this paragraph has changed" in code
    assert print_out(code, "en").count > 1


def test_a_whole_edition_has_its_contents_chapters_and_annexes(book, lang, imprint, print_out):
    code = typeset_book.edition(book, lang, imprint(lang))
    assert set(re.findall(r'"u-[a-z0-9]+"', code)) >= {'"u-p7k2"', '"u-aa1k"'}
    shown = print_out(code, lang)
    assert shown.reader.metadata.title == {"ar": "دليل صغير", "en": "A small manual"}[lang]
    marks = {
        "ar": ("المحتويات", "المهل", "المسرد", "المصادر"),
        "en": ("Contents", "Time limits", "Glossary", "Sources"),
    }[lang]
    assert set(marks) <= set(shown.bookmarks)
    assert shown.says(LABEL[lang], 1)
    contents = next(at for at in range(1, shown.count + 1) if shown.says("7.2 22/2014 7.1 6.6", at))
    assert contents <= 3


def test_every_label_that_is_led_to_is_there_once(book, lang, imprint):
    code = typeset_book.edition(book, lang, imprint(lang))
    set_down = re.findall(r'(?:piece\("[^"]*", n\("[^"]*"\), |summary\()label\("(u-[^"]+)"\)', code)
    assert len(set_down) == len(set(set_down))
    led_to = set(re.findall(r'see\([^"]*"[^"]*"\), label\("(u-[^"]+)"\)\)', code))
    assert led_to
    assert led_to <= set(set_down)


def test_a_code_for_telephones_is_one_black_shape_on_white():
    drawn = squares("https://masar.example/ar/manual/reporting/routes")
    assert drawn.count("<path") == 2
    assert "fill='#fff'" in drawn
    size = int(re.search(r"viewBox='0 0 (\d+) ", drawn)[1])
    assert (size - 4 - 17) % 4 == 0


def test_the_same_text_is_set_in_the_same_bytes(code, lang):
    assert paper.pdf(code, lang=lang, made=MADE) == paper.pdf(code, lang=lang, made=MADE)
