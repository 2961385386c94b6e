"""Both languages at once: a section side by side, and a paragraph cited in each."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from tests.web.pages import DIRECTIONS, Page, Pages
from tests.web.small import files, publish_again, small_site
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
OTHER = {"ar": "en", "en": "ar"}
AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
BOTH = "/manual/reporting/routes/both"
UIDS = ["f7ra", "p7k2", "m3xd", "c8nw", "d4ls", "y6gu"]


@pytest.fixture(scope="module")
def shared(module_settings: Settings) -> Flask:
    """A site on which nothing is changed."""
    return small_site(module_settings)


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.fixture
def pages(shared: Flask) -> Pages:
    return Pages(shared)


def words(one: Element | None) -> str:
    assert one is not None
    return " ".join("".join(one.itertext()).split())


def sides(page: Page) -> dict[str | None, str | None]:
    """Return the language of each paragraph by its id, in the order of the page."""
    return {one.get("id"): one.get("lang") for one in page.with_class("para")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paragraph_stands_beside_its_twin_in_the_readers_language_first(
    pages: Pages, lang: str
) -> None:
    page = pages.get(f"/{lang}{BOTH}")
    other = OTHER[lang]
    wanted = [pair for uid in UIDS for pair in ((uid, lang), (f"{other}-{uid}", other))]
    assert list(sides(page).items()) == wanted
    for one in page.with_class("para"):
        assert one.get("dir") == DIRECTIONS[str(one.get("lang"))]
    assert words(page.by_id("p7k2" if lang == "en" else "en-p7k2")).endswith(
        "Every teacher must report a suspicion within 24 hours.Basis: law (Education Law, Article 91)"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_and_headings_stand_in_both_languages_and_are_counted_in_one(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}{BOTH}")
    told = {
        "ar": ["طرق الإبلاغ", "من يبلّغ", "المهل"],
        "en": ["Reporting routes", "Who reports", "Time limits"],
    }
    assert [words(one) for one in page.all("h1") + page.all("h2")] == told[lang]
    assert [words(one) for one in page.with_class("h1") + page.with_class("h2")] == told[OTHER[lang]]


def test_what_one_language_lacks_is_said_in_its_place(site: Flask) -> None:
    publish_again(site, {EN: files()[EN].replace("## Time", "{#x2aa}\nIn English alone.\n\n## Time")})
    for lang in LANGUAGES:
        page = Pages(site).get(f"/{lang}{BOTH}")
        assert words(page.by_id("x2aa" if lang == "en" else "en-x2aa")).endswith("In English alone.")
        lacking = words(page.by_id("x2aa" if lang == "ar" else "ar-x2aa"))
        assert {"ar": "لم تُكتب بهذه اللغة بعد", "en": "Not written in this language yet."}[lang] in lacking
        assert len(page.with_class("heads")) == 2


def test_the_language_that_is_behind_says_so(site: Flask) -> None:
    publish_again(site, {EN: files()[EN].replace("Do not wait", "Never wait")})
    page = Pages(site).get(f"/en{BOTH}")
    said = "The other language of this paragraph has changed since."
    assert said in words(page.by_id("ar-f7ra"))
    assert page.text.count(said) == 1
    assert said not in Pages(site).get(f"/en{BOTH.replace('routes', 'routes@1')}").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_edition_that_is_no_longer_in_force_says_so_side_by_side(site: Flask, lang: str) -> None:
    publish_again(site, {AR: files()[AR].replace("لا تنتظر", "لا تطلب")})
    pages = Pages(site)
    old = pages.get(f"/{lang}/manual/reporting/routes@1/both")
    assert words(old.with_class("old")[0])
    assert 'name="robots" content="noindex"' in old.source
    assert "لا تنتظر" in old.text
    assert f"/{lang}/manual/reporting/routes@1" in old.links()
    for now in (f"/{lang}{BOTH}", f"/{lang}/manual/reporting/routes@2/both"):
        assert not pages.get(now).with_class("old")
        assert "لا تطلب" in pages.get(now).text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_leads_to_both_of_its_languages_and_back(pages: Pages, lang: str) -> None:
    for address in ("/manual/reporting/routes", "/manual/response/recording"):
        assert f"/{lang}{address}/both" in pages.get(f"/{lang}{address}").links()
        assert f"/{lang}{address}" in pages.get(f"/{lang}{address}/both").links()


CITED = {
    "ar": "دليل تدريبي لحماية الطفل، §7.1.1، الإصدار 1 (نسخة تمهيدية غير رسمية)، /ar/c/p7k2@1",
    "en": (
        "A training manual for child protection, §7.1.1, edition 1 (unofficial starter edition), /en/c/p7k2@1"
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ["/cite/p7k2", "/cite/p7k2@1"])
def test_a_paragraph_is_cited_in_both_languages_the_readers_first(
    pages: Pages, lang: str, address: str
) -> None:
    page = pages.get(f"/{lang}{address}")
    for one in LANGUAGES:
        cited = page.by_id(f"cite-{one}")
        assert words(cited) == CITED[one]
        assert cited is not None
        assert (cited.get("lang"), cited.get("dir")) == (one, DIRECTIONS[one])
    first, second = (page.source.index(f'id="cite-{one}"') for one in (lang, OTHER[lang]))
    assert first < second
    assert {"ar": "أن يبلّغ كل معلّم", "en": "Every teacher must report"}[lang] in words(
        page.all("blockquote")[0]
    )


def test_the_address_in_a_citation_leads_to_the_paragraph_as_it_was(site: Flask) -> None:
    publish_again(site, {EN: files()[EN].replace("Do not wait", "Never wait")})
    client = site.test_client()
    for number, said in ((1, "Do not wait"), (2, "Never wait")):
        answer = client.get(f"/en/c/f7ra@{number}")
        assert answer.headers["Location"] == f"/en/manual/reporting/routes@{number}#f7ra"
        assert said in client.get(f"/en/cite/f7ra@{number}").get_data(as_text=True)
    assert "edition 2" in words(Pages(site).get("/en/cite/f7ra").by_id("cite-en"))


def test_a_paragraph_that_a_later_edition_lacks_can_still_be_cited_as_it_was(site: Flask) -> None:
    gone = {AR: "{#m3xd}\nيكفي **واحد** من هذه، انظر {ref:r3vb} و{ref:response/recording}.\n\n",
            EN: "{#m3xd}\nAny **one** of these is enough, see {ref:r3vb} and {ref:response/recording}.\n\n"}  # fmt: skip
    told = {path: files()[path].replace(words_, "") for path, words_ in gone.items()}
    told["manual/cards.yaml"] = files()["manual/cards.yaml"].replace("p7k2, m3xd", "p7k2")
    publish_again(site, told)
    pages = Pages(site)
    pages.get("/en/cite/m3xd", status=404)
    assert "edition 1" in words(pages.get("/en/cite/m3xd@1").by_id("cite-en"))


def test_a_paragraph_that_only_the_other_language_has_offers_no_citation_here(site: Flask) -> None:
    publish_again(site, {EN: files()[EN].replace("## Time", "{#x2aa}\nIn English alone.\n\n## Time")})
    pages = Pages(site)
    assert "/en/cite/x2aa" in pages.get("/en/manual/reporting/routes").links()
    arabic = pages.get("/ar/manual/reporting/routes")
    assert arabic.by_id("x2aa") is not None
    assert not [link for link in arabic.links() if link.startswith(("/ar/cite/x2aa", "/ar/comments/x2aa"))]
    pages.get("/ar/cite/x2aa", status=404)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paragraph_of_a_section_offers_its_citation(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/manual/reporting/routes")
    offered = [link for link in page.links() if "/cite/" in link]
    assert offered == [f"/{lang}/cite/{uid}" for uid in UIDS[1:]]
    for one in LANGUAGES:
        assert f"/{one}/manual/reporting/routes@1" in words(page.by_id(f"cite-{one}"))
