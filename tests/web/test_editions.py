"""Editions in time: as the manual stood on a day, each edition's own page, what is said above an old one."""

import pytest
from flask import Flask

from tests.web.editions import AR, EN, EXTRA, changed, effective, leads
from tests.web.pages import Pages
from tests.web.small import empty_site, publish_files, small_site, store_of
from webapp.manual import between
from webapp.manual import queries as manual
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
SECTION = "/manual/reporting/routes"


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Flask:
    """A site whose editions are only read."""
    return three_editions(module_settings)


def three_editions(settings: Settings) -> Flask:
    """Edition 1 in force from 1 November, 2 from 1 December with a section more, 3 from 1 January without it."""
    app = small_site(settings)
    publish_files(app, changed((AR, "دليلًا", "برهانًا"), effective("2026-12-01")) | EXTRA)
    publish_files(app, changed((AR, "دليلًا", "برهانًا"), effective("2027-01-01")))
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_leads_to_the_edition_in_force_on_it(site: Flask, lang: str) -> None:
    days = {
        "2026-11-01": 1,
        "2026-11-30": 1,
        "2026-12-01": 2,
        "2026-12-31": 2,
        "2027-01-01": 3,
        "9999-12-31": 3,
    }
    for day, edition in days.items():
        assert leads(site, f"/{lang}/manual?on={day}") == f"/{lang}/editions/{edition}#contents"
        assert leads(site, f"/{lang}{SECTION}?on={day}") == f"/{lang}{SECTION}@{edition}"
        assert leads(site, f"/{lang}/c/p7k2?on={day}") == f"/{lang}{SECTION}@{edition}#p7k2"
        assert leads(site, f"/c/p7k2?on={day}") == f"/ar{SECTION}@{edition}#p7k2"


def test_of_two_editions_from_one_day_the_one_published_last_was_in_force(settings: Settings) -> None:
    app = small_site(settings)
    publish_files(app, changed((AR, "دليلًا", "برهانًا")))
    assert leads(app, f"/ar{SECTION}?on=2026-11-01") == f"/ar{SECTION}@2"
    notice = "".join(Pages(app).get(f"/en{SECTION}@1").with_class("old")[0].itertext())
    assert "As it stood in edition 1, no longer in force. In force now: edition 2." in notice


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_date_is_refused_with_a_plain_sentence(site: Flask, lang: str) -> None:
    wrong = ("2026-02-30", "2026-13-01", "0000-01-01", "20261101", "2026-W45-1", "2026-11-1", "٢٠٢٦-١١-٠١")
    for day in ("", "x", "2026-11-01 ", "1" * 5000, *wrong):
        for place in (f"/{lang}/manual", f"/{lang}{SECTION}", f"/{lang}/c/p7k2"):
            page = Pages(site).get(f"{place}?on={day}", status=400)
            assert {"ar": "ليس هذا تاريخًا", "en": "This is not a date"}[lang] in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_before_the_first_edition_has_none(site: Flask, lang: str) -> None:
    for place in (f"/{lang}/manual", f"/{lang}{SECTION}", f"/{lang}/c/p7k2"):
        page = Pages(site).get(f"{place}?on=2026-10-31", status=404)
        assert {"ar": "لم يكن في ذلك اليوم إصدار سارٍ بعد", "en": "On that day no edition was in force yet"}[
            lang
        ] in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_not_in_the_manual_on_that_day_is_said(site: Flask, lang: str) -> None:
    sentences = {
        "/manual/reporting/extra": {
            "ar": "لم يكن هذا القسم في الدليل",
            "en": "the manual had no such section",
        },
        "/c/xtra": {"ar": "لم تكن هذه الفقرة في الدليل", "en": "the manual had no such paragraph"},
    }
    for place, said in sentences.items():
        assert said[lang] in Pages(site).get(f"/{lang}{place}?on=2026-11-05", status=404).text
        assert leads(site, f"/{lang}{place}?on=2026-12-05")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_is_published_no_day_and_no_edition_leads_anywhere(
    settings: Settings, lang: str
) -> None:
    app = empty_site(settings)
    for place in ("/manual?on=2026-11-01", "/editions/1", f"{SECTION}@1/changes", "/editions.atom"):
        assert Pages(app).get(f"/{lang}{place}", status=404)
    assert 'type="date"' not in Pages(app).get(f"/{lang}/editions").source


def test_the_form_on_the_list_asks_for_a_day_by_itself(site: Flask) -> None:
    page = Pages(site).get("/en/editions")
    (form,) = [one for one in page.all("form") if one.get("action") == "/en/manual"]
    (field,) = [one for one in form.iter("input") if one.get("name") == "on"]
    assert (field.get("type"), field.get("min"), form.get("method", "get")) == ("date", "2026-11-01", "get")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_old_section_says_when_it_stood_and_what_has_become_of_it(site: Flask, lang: str) -> None:
    said = {
        (SECTION, 1): {"ar": "تغيّر هذا القسم بعد ذلك", "en": "This section has changed since"},
        (SECTION, 2): {"ar": "لم يتغيّر هذا القسم منذ ذلك", "en": "This section has not changed since"},
        ("/manual/reporting/extra", 2): {"ar": "لم يعد هذا القسم في الدليل", "en": "no longer in the manual"},
    }
    for (place, edition), words in said.items():
        for view in ("", "/both"):
            page = Pages(site).get(f"/{lang}{place}@{edition}{view}")
            (notice,) = page.with_class("old")
            links = [one.get("href") for one in notice.iter("a")]
            assert words[lang] in "".join(notice.itertext())
            assert (f"/{lang}{place}" in links) is (place == SECTION)
            assert (f"/{lang}{place}@{edition}/changes" in links) is ((place, edition) != (SECTION, 2))
    assert not Pages(site).get(f"/{lang}{SECTION}@3").with_class("old")
    assert not Pages(site).get(f"/{lang}{SECTION}").with_class("old")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_editions_page_says_what_it_is_and_what_changed_with_it(site: Flask, lang: str) -> None:
    page = Pages(site).get(f"/{lang}/editions/2")
    assert page.response.headers["Cache-Control"].startswith("public")
    for words in (digest_of(site, 2), "أول إصدار", "First edition"):
        assert words in page.text
    changes = [link for link in page.links() if link.endswith("/changes")]
    assert changes == [f"/{lang}{place}@1..2/changes" for place in (SECTION, "/manual/reporting/extra")]
    contents = [link for link in page.links() if link.endswith("@2")]
    assert f"/{lang}/manual/response/recording@2" in contents
    assert f"/{lang}/editions/1" in page.links()
    assert f"/{lang}/editions/3" in page.links()


def digest_of(site: Flask, number: int) -> str:
    with store_of(site).reading() as connection:
        return next(one.digest for one in manual.editions(connection) if one.number == number)


def test_an_editions_page_counts_sections_and_paragraphs(site: Flask) -> None:
    text = Pages(site).get("/en/editions/2").text
    assert "2 sections changed" in text
    assert "1 paragraph changed, 2 paragraphs added" in text
    assert "3 sections" in text
    assert "2 paragraphs removed" in Pages(site).get("/en/editions/3").text
    assert "no longer in the manual" in Pages(site).get("/en/editions/3").text
    assert "everything in it is new" in Pages(site).get("/en/editions/1").text


def test_an_editions_page_lists_the_paragraphs_that_wait_for_their_twin(settings: Settings) -> None:
    site = three_editions(settings)
    only_arabic = "\n{#newx}\nفقرة لم تُترجم بعد.\n"
    held = changed((EN, "proof", "evidence"), (AR, "دليلًا", "برهانًا"), effective("2027-02-01"))
    held[AR] += only_arabic
    publish_files(site, held)
    page = Pages(site).get("/en/editions/4")
    waiting = [link for link in page.links() if "/both#" in link]
    assert waiting == [f"/en{SECTION}@4/both#f7ra", f"/en{SECTION}@4/both#newx"]
    assert "the Arabic is older than the English" in page.text
    assert "not written in English yet" in page.text
    for link in waiting:
        assert Pages(site).get(link.partition("#")[0]).by_id(link.partition("#")[2]) is not None
    assert "both languages are in step" in Pages(site).get("/en/editions/1").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_contents_mark_what_changed_with_the_edition_in_force(settings: Settings, lang: str) -> None:
    app = small_site(settings)
    assert not Pages(app).get(f"/{lang}/manual").with_class("tag")
    publish_files(app, changed((AR, "دليلًا", "برهانًا")))
    (tag,) = Pages(app).get(f"/{lang}/manual").with_class("tag")
    words = {"ar": "تغيّر في الإصدار 2", "en": "changed in edition 2"}[lang]
    assert "".join(tag.itertext()) == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_the_pages_of_editions_leads_somewhere(site: Flask, lang: str) -> None:
    pages = Pages(site)
    places = (
        "/editions", "/editions/1", "/editions/2", "/editions/3", f"{SECTION}@1", f"{SECTION}@1/changes",
        "/manual/reporting/extra@1..2/changes", "/manual/reporting/extra@2/changes",
    )  # fmt: skip
    found = {
        link for place in places for link in pages.get(f"/{lang}{place}").links() if link.startswith("/")
    }
    assert len(found) > 30
    for link in sorted(found):
        status = pages.client.get(link.partition("#")[0]).status_code
        assert status == 200 or (status == 303 and link.endswith("/account")), link


def test_an_edition_or_a_section_that_never_was_is_not_found(site: Flask) -> None:
    sections = ("@9/changes", "@1..9/changes", "@9..1/changes", "@1..2", "@1../changes")
    for place in (
        "/editions/9",
        "/editions/0",
        "/manual/no/where@1/changes",
        *(SECTION + at for at in sections),
    ):
        assert Pages(site).get(f"/ar{place}", status=404), place


def test_what_an_edition_keeps_of_its_changes_is_what_comparing_finds(site: Flask) -> None:
    with store_of(site).reading() as connection:
        for number in (1, 2, 3):
            found = between.changes(connection, old=number - 1, new=number)
            assert between.kept(connection, edition=number) == found
            assert found.sections
