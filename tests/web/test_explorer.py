"""The pathway explorer: it asks a little, answers with the closest pathway first, and keeps nothing."""

import re

import pytest
from flask import Flask

from tests.web.pages import Page, Pages, nothing_inline, parsed
from tests.web.small import small_site
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
HX = {"HX-Request": "true"}
TITLES = {
    "general": {"ar": "كل حالة أخرى", "en": "Any other case"},
    "danger-now": {"ar": "خطر قائم الآن", "en": "Danger now"},
    "in-the-family": {"ar": "اشتباه في الأسرة", "en": "Suspicion in the family"},
}


@pytest.fixture(scope="module")
def shared(module_settings: Settings) -> Flask:
    """A site on which nothing is changed."""
    return small_site(module_settings)


@pytest.fixture
def pages(shared: Flask) -> Pages:
    return Pages(shared)


def shown(page: Page) -> list[str]:
    """Return the titles of the pathways that were found, in the order in which they are shown."""
    found = page.by_id("found")
    assert found is not None
    return ["".join(one.itertext()) for one in found.findall(".//figcaption/b")]


def chosen(page: Page) -> dict[str | None, str | None]:
    """Return what each question is answered with on the page."""
    return {
        one.get("name"): next(
            (answer.get("value") for answer in one if answer.get("selected") is not None), None
        )
        for one in page.all("select")
    }


def fragment(pages: Pages, address: str) -> str:
    """Return what htmx gets."""
    answer = pages.client.get(address, headers=HX)
    assert answer.status_code == 200
    assert "HX-Request" in answer.headers["Vary"]
    return answer.get_data(as_text=True).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("danger=now", ["danger-now", "general"]),
        ("danger=not-now", ["in-the-family", "general"]),
        ("suspected=family", ["in-the-family", "general", "danger-now"]),
        ("danger=not-now&suspected=family", ["in-the-family", "general"]),
        ("danger=now&suspected=family", ["danger-now", "general"]),
        ("danger=not-now&suspected=stranger", ["general"]),
        ("", []),
        ("danger=&suspected=", []),
    ],
)
def test_the_closest_pathway_comes_first(pages: Pages, lang: str, asked: str, found: list[str]) -> None:
    page = pages.get(f"/{lang}/pathways?{asked}")
    assert shown(page) == [TITLES[one][lang] for one in found]
    counted = page.with_class("count")
    assert len(counted) == bool(found)
    if found:
        assert counted[0].get("role") == "status"
        assert ("".join(counted[0].itertext())).startswith(str(len(found))) or lang == "ar"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_is_asked_it_says_what_it_is_and_whom_to_call(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/pathways")
    notice = "".join(page.with_class("notice")[0].itertext())
    assert "1100" in notice
    assert "9999" in notice
    assert {"ar": "لا تحفظ شيئًا", "en": "keeps nothing"}[lang] in notice
    assert page.source.index('class="notice"') < page.source.index('<form class="explore')
    assert shown(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pathway_is_listed_whatever_was_asked(pages: Pages, lang: str) -> None:
    for address in ("/pathways", "/pathways?danger=now"):
        links = pages.get(f"/{lang}{address}").links()
        assert {f"/{lang}/pathways/{one}" for one in TITLES} <= set(links)


def test_it_asks_nothing_that_could_be_typed(pages: Pages) -> None:
    page = pages.get("/en/pathways")
    [form] = [one for one in page.all("form") if "explore" in (one.get("class") or "")]
    assert form.get("method", "get") == "get"
    fields = [one for one in form.iter() if one.tag in {"input", "textarea", "select"}]
    assert {one.tag for one in fields} == {"select"}
    assert [one.get("name") for one in fields] == ["danger", "suspected"]
    for one in fields:
        assert one[0].get("value") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "asked", ["danger=now", "danger=not-now&suspected=family", "danger=&suspected=", "danger=perhaps", ""]
)
def test_what_htmx_gets_is_the_part_of_the_whole_page(pages: Pages, lang: str, asked: str) -> None:
    address = f"/{lang}/pathways" + (f"?{asked}" if asked else "")
    part, whole = fragment(pages, address), pages.get(address).source
    assert part in whole
    tree = parsed(part, fragment=True)
    assert [one.get("id") for one in tree] == ["found"]
    assert list(nothing_inline(tree, part)) == []
    assert "<html" not in part


def test_a_part_is_never_kept_in_place_of_the_whole(pages: Pages) -> None:
    part = fragment(pages, "/en/pathways")
    whole = pages.get("/en/pathways").source
    assert whole != part
    assert fragment(pages, "/en/pathways") == part
    assert pages.get("/en/pathways").source == whole


def test_history_and_boosted_links_get_the_whole_page(pages: Pages) -> None:
    for extra in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        pages.get("/en/pathways?danger=now", headers=HX | extra)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "noise",
    [
        "danger=perhaps",
        "danger=NOW",
        "colour=red",
        "name=Salim&age=9",
        "danger=%3Cb%3E",
        "danger=now%00",
        "weather=now",
        "general=general",
    ],
)
def test_an_answer_nobody_offered_is_ignored_and_never_said_again(
    pages: Pages, lang: str, noise: str
) -> None:
    page = pages.get(f"/{lang}/pathways?{noise}&suspected=family")
    plain = pages.get(f"/{lang}/pathways?suspected=family")
    assert shown(page) == shown(plain)
    assert chosen(page) == chosen(plain) == {"danger": None, "suspected": "family"}
    [main] = page.all("main")
    told = [text for one in main.iter() for text in (*one.attrib.values(), one.text or "")]
    assert not [text for text in told if re.search("perhaps|NOW|red$|Salim|<b>|weather", text)]


def test_of_two_answers_to_one_question_the_first_counts(pages: Pages) -> None:
    page = pages.get("/en/pathways?danger=now&danger=not-now")
    assert chosen(page)["danger"] == "now"
    assert shown(page)[0] == "Danger now"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_answered_can_be_read_and_begun_again(pages: Pages, lang: str) -> None:
    page = pages.get(f"/{lang}/pathways?danger=now")
    assert chosen(page) == {"danger": "now", "suspected": None}
    assert f"/{lang}/pathways" in page.links()
    assert {"ar": "ابدأ من جديد", "en": "Begin again"}[lang] in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TITLES)
def test_a_pathway_has_a_page_of_its_own(pages: Pages, lang: str, name: str) -> None:
    page = pages.get(f"/{lang}/pathways/{name}")
    assert "".join(page.all("h1")[0].itertext()) == TITLES[name][lang]
    assert len(page.with_class("pathway")) == 1
    assert len(page.with_class("stop")) == {"general": 1, "danger-now": 2, "in-the-family": 5}[name]


def test_a_pathway_is_drawn_where_the_text_says_so_and_can_be_cited(pages: Pages) -> None:
    for lang in LANGUAGES:
        page = pages.get(f"/{lang}/manual/response/recording")
        block = page.by_id("k4ws")
        assert block is not None
        assert len(block.findall(".//figure/ol/li")) == 5
        cited = pages.get(f"/{lang}/cite/k4ws")
        assert len(cited.with_class("pathway")) == 1


def test_every_pathway_of_an_entity_stands_on_its_card(pages: Pages) -> None:
    folds = pages.get("/en/entities/police").with_class("fold")
    assert ["".join(one[0].itertext()) for one in folds] == ["Danger now", "Suspicion in the family"]
    assert [one.get("open") is not None for one in folds] == [True, False]
    assert all(len(one.findall("figure")) == 1 for one in folds)
