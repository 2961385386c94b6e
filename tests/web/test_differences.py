"""What became of a section between two editions, as its page shows it in both languages."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from tests.web.editions import AR, EN, EXTRA, changed, effective
from tests.web.pages import Page, Pages
from tests.web.small import files, publish_files, small_site, store_of
from webapp.manual import between
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
SECTION = "/manual/reporting/routes"
M3XD = {
    "ar": "{#m3xd}\nيكفي **واحد** من هذه، انظر {ref:r3vb} و{ref:response/recording}.\n\n",
    "en": "{#m3xd}\nAny **one** of these is enough, see {ref:r3vb} and {ref:response/recording}.\n\n",
}


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


def difference(site: Flask, held: dict[str, str], lang: str = "en", place: str = SECTION) -> Page:
    """Publish these files after edition 1, and return what they make of a section."""
    number = publish_files(site, held)
    page = Pages(site).get(f"/{lang}{place}@1/changes")
    assert page.response.headers["Cache-Control"].startswith("public")
    between_them = Pages(site).get(f"/{lang}{place}@1..{number}/changes")
    assert between_them.text == page.text
    return page


def marks(page: Page, uid: str, lang: str) -> list[tuple[str, str]]:
    """Return what is marked in one language of a paragraph, without the words for those who only hear it."""
    row = page.by_id(uid)
    assert row is not None
    cells = [one for one in row.iter("div") if one.get("lang") == lang]
    found = [one for cell in cells for one in cell.iter() if one.tag in {"ins", "del"}]
    return [(str(one.tag), "".join(one.itertext()).partition(": ")[2]) for one in found]


def text(row: Element | None) -> str:
    assert row is not None
    return " ".join("".join(row.itertext()).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_marked_in_the_language_that_changed_and_in_it_alone(site: Flask, lang: str) -> None:
    page = difference(site, changed((AR, "لا تنتظر دليلًا", "لا تنتظر برهانًا قاطعًا")), lang)
    assert marks(page, "f7ra", "ar") == [("del", "دليلًا"), ("ins", "برهانًا قاطعًا")]
    assert marks(page, "f7ra", "en") == []
    order = [one.get("lang") for one in page.by_id("f7ra").iter("div") if one.get("lang")]  # type: ignore[union-attr]  # it is there
    assert order == ([lang] + [one for one in LANGUAGES if one != lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_marked_is_said_in_the_words_of_its_own_language(site: Flask, lang: str) -> None:
    page = difference(site, changed((AR, "دليلًا", "برهانًا"), (EN, "proof", "evidence")), lang)
    said = {
        one.get("lang"): [
            "".join(mark.itertext()).split()[0] for mark in one.iter() if mark.tag in {"ins", "del"}
        ]
        for one in page.by_id("f7ra").iter("div")  # type: ignore[union-attr]  # it is there
        if one.get("lang")
    }
    assert said == {"ar": ["حُذف:", "أُضيف:"], "en": ["removed:", "added:"]}


def test_an_added_and_a_removed_paragraph_are_marked_whole_and_the_rest_is_folded(site: Flask) -> None:
    added = {AR: "\n{#newx}\nفقرة جديدة رقمها 1100.\n", EN: "\n{#newx}\nA new paragraph, number 1100.\n"}
    uncited = ("manual/cards.yaml", "cite: [p7k2, m3xd]", "cite: [p7k2]")
    held = changed((AR, M3XD["ar"], ""), (EN, M3XD["en"], ""), uncited)
    page = difference(site, {path: words + added.get(path, "") for path, words in held.items()})
    assert marks(page, "newx", "en") == [("ins", "A new paragraph, number 1100.")]
    assert marks(page, "newx", "ar") == [("ins", "فقرة جديدة رقمها 1100.")]
    assert [kind for kind, _ in marks(page, "m3xd", "ar") + marks(page, "m3xd", "en")] == ["del", "del"]
    assert "1 paragraph added, 1 paragraph removed" in page.text
    folded = [text(one) for one in page.with_class("fold")]
    assert len(folded) == 2
    assert not [one for one in page.with_class("fold") if list(one.iter("ins"))]
    order = [one.get("id") for one in page.with_class("became")]
    assert order == ["f7ra", "p7k2", "m3xd", "c8nw", "d4ls", "y6gu", "newx"]


def test_a_force_that_changed_is_said(site: Flask) -> None:
    page = difference(
        site, changed((AR, "::: must-not basis", "::: should basis"), (EN, "::: must-not", "::: should"))
    )
    row = text(page.by_id("c8nw"))
    assert "Force of the text: removed: Must not added: Should" in row
    assert "1 paragraph changed" in page.text


def test_a_basis_that_changed_is_marked(site: Flask) -> None:
    page = difference(site, changed((AR, "article=91", "article=62")))
    assert marks(page, "p7k2", "en") == [("del", "91"), ("ins", "62")]
    assert marks(page, "p7k2", "ar") == [("del", "91"), ("ins", "62")]
    assert "1 paragraph changed" in page.text


def test_a_paragraph_that_moved_is_said_to_have_moved_and_nothing_in_it_is_marked(site: Flask) -> None:
    held = changed((AR, M3XD["ar"], ""), (EN, M3XD["en"], ""))
    page = difference(site, held | {AR: held[AR] + "\n" + M3XD["ar"], EN: held[EN] + "\n" + M3XD["en"]})
    row = text(page.by_id("m3xd"))
    assert "moved within the section" in row
    assert "formerly §7.1.2" in row
    assert marks(page, "m3xd", "en") == []
    assert "1 paragraph moved" in page.text
    assert "changed" not in [text(one) for one in page.with_class("tag")]


def test_a_paragraph_that_moved_to_another_section_is_said_in_both(site: Flask) -> None:
    held = changed((AR, M3XD["ar"], ""), (EN, M3XD["en"], ""))
    other = "manual/06-response/06-recording."
    for lang in LANGUAGES:
        held[f"{other}{lang}.md"] += "\n" + M3XD[lang].replace("one", "ONE")
    went = difference(site, held)
    came = Pages(site).get("/en/manual/response/recording@1/changes")
    assert "moved away It now stands at §6.6." in text(went.by_id("m3xd"))
    assert marks(went, "m3xd", "en") == []
    assert "moved here It stood at §7.1.2" in text(came.by_id("m3xd"))
    assert marks(came, "m3xd", "en") == [("del", "one"), ("ins", "ONE")]
    links = {link for page in (went, came) for link in page.links() if link.endswith("#m3xd")}
    assert links == {"/en/manual/response/recording@2#m3xd", "/en/manual/reporting/routes@1#m3xd"}


def test_a_heading_that_was_renamed_is_marked_once_and_its_paragraphs_are_not(site: Flask) -> None:
    page = difference(
        site, changed((AR, "## من يبلّغ", "## من يبلّغ أولًا"), (EN, "## Who reports", "## Who tells"))
    )
    heads = [one for one in page.with_class("heads") if list(one.iter("ins"))]
    assert [text(one) for one in heads] == ["Who removed: reports added: tellsمن يبلّغ أُضيف: أولًا"]
    assert "changed" not in [text(one) for one in page.with_class("tag")]


def test_a_title_that_changed_is_marked(site: Flask) -> None:
    page = difference(site, changed((EN, "title: Reporting routes", "title: Ways to report")))
    head = page.with_class("heads")[0]
    assert [("".join(one.itertext())) for one in head.iter("ins")]
    assert "Both editions say the same" not in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_that_is_new_or_gone_says_so(site: Flask, lang: str) -> None:
    publish_files(site, files() | EXTRA)
    publish_files(site, changed(effective("2027-01-01")))
    new = Pages(site).get(f"/{lang}/manual/reporting/extra@1..2/changes")
    gone = Pages(site).get(f"/{lang}/manual/reporting/extra@2/changes")
    was, is_not = {
        "ar": ("لم يكن هذا القسم في الإصدار 1", "ليس هذا القسم في الإصدار 3"),
        "en": ("This section was not in edition 1", "This section is not in edition 3"),
    }[lang]
    assert was in new.text
    assert is_not in gone.text
    assert {one.tag for one in new.by_id("xtra").iter() if one.tag in {"ins", "del"}} == {"ins"}  # type: ignore[union-attr]  # it is there
    assert {one.tag for one in gone.by_id("xtra").iter() if one.tag in {"ins", "del"}} == {"del"}  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_editions_that_say_the_same_are_said_to(site: Flask, lang: str) -> None:
    page = difference(site, changed(effective("2027-01-01")), lang)
    assert {"ar": "لا فرق هنا بين الإصدارين", "en": "Both editions say the same here"}[lang] in page.text
    assert not page.all("ins") + page.all("del")


def test_a_number_that_was_only_counted_anew_is_no_change(site: Flask) -> None:
    other = "manual/06-response/06-recording."
    more = {"ar": "{#newx}\nاكتب الوقت أولًا.\n\n", "en": "{#newx}\nWrite the time first.\n\n"}
    held = files()
    for lang in LANGUAGES:
        held[f"{other}{lang}.md"] = held[f"{other}{lang}.md"].replace("{#r3vb}", more[lang] + "{#r3vb}")
    page = difference(site, held)
    assert "Both editions say the same here" in page.text
    assert "§6.6.2" in page.text, "the paragraph it names has another number now"
    with store_of(site).reading() as connection:
        found = between.changes(connection, old=1, new=2)
    assert [(one.section_id, one.added, one.changed) for one in found.sections] == [
        ("response/recording", 1, 0)
    ]


def test_a_limit_that_changed_is_marked_wherever_it_is_named(site: Flask) -> None:
    page = difference(site, changed(("manual/clocks.yaml", "limit: 24", "limit: 12")))
    assert marks(page, "d4ls", "en") == [("del", "24"), ("ins", "12")]
    assert "Level | Within" in text(page.by_id("d4ls"))
