"""The feed of editions: valid Atom, the same for everyone who asks, and every link in it leads somewhere."""

import dataclasses
import datetime as dt
import gzip
import re
from xml.etree import ElementTree as ET

import html5lib
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.editions import AR, EXTRA, changed, effective
from tests.web.pages import LABELS, Pages
from tests.web.small import empty_site, publish_files, small_site
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://masar.example"


@pytest.fixture
def site(settings: Settings) -> Flask:
    app = small_site(dataclasses.replace(settings, public_url=HOST))
    note = (
        "manual/manual.yaml",
        "ar: أول إصدار, en: First edition",
        "ar: غُيّر <قسم> & زيد آخر, en: One <changed> & one more",
    )
    publish_files(app, changed((AR, "دليلًا", "برهانًا"), effective("2026-12-01"), note) | EXTRA)
    return app


def ask(site: Flask, lang: str, **headers: str) -> TestResponse:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.test_client().get(f"/{lang}/editions.atom", base_url=HOST, headers=names)


def read(answer: TestResponse) -> ET.Element:
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.get_data())  # noqa: S314 -- our own answer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_holds_what_atom_asks_for(site: Flask, lang: str) -> None:
    feed = read(ask(site, lang))
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == {"ar": "مسار", "en": "Masar"}[lang]
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{HOST}/{lang}/editions.atom", "alternate": f"{HOST}/{lang}/editions"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id") or "")
        assert dt.datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
    assert feed.findtext(f"{ATOM}subtitle") == LABELS[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entry_tells_the_note_and_the_sections_that_changed(site: Flask, lang: str) -> None:
    newest, first = read(ask(site, lang)).findall(f"{ATOM}entry")
    summary = newest.findtext(f"{ATOM}summary") or ""
    note = {"ar": "غُيّر <قسم> & زيد آخر", "en": "One <changed> & one more"}[lang]
    names = {"ar": ("§7.1 طرق الإبلاغ", "§7.2 الاستلام"), "en": ("§7.1 Reporting routes", "§7.2 Receipt")}[
        lang
    ]
    assert summary.startswith(note)
    assert all(name in summary for name in names)
    html = newest.findtext(f"{ATOM}content") or ""
    inside = html5lib.parseFragment(html, namespaceHTMLElements=False)
    told = "".join(inside.itertext())
    assert all(words in told for words in (note, *names, LABELS[lang]))
    assert not list(inside.iter("changed"))
    assert "§" not in (first.findtext(f"{ATOM}summary") or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_the_feed_leads_somewhere(site: Flask, lang: str) -> None:
    feed = read(ask(site, lang))
    found = {str(one.get("href")) for one in feed.iter(f"{ATOM}link")}
    for content in feed.iter(f"{ATOM}content"):
        inside = html5lib.parseFragment(content.text or "", namespaceHTMLElements=False)
        found |= {str(one.get("href")) for one in inside.iter("a")}
    assert len(found) == 7
    for address in found:
        assert address.startswith(f"{HOST}/{lang}/")
        assert site.test_client().get(address.removeprefix(HOST), base_url=HOST).status_code == 200, address


def test_ids_stay_when_another_edition_comes_and_are_never_shared(site: Flask) -> None:
    def ids(lang: str) -> list[str]:
        feed = read(ask(site, lang))
        return [one.findtext(f"{ATOM}id") or "" for one in (feed, *feed.findall(f"{ATOM}entry"))]

    before = {lang: ids(lang) for lang in LANGUAGES}
    assert len({*before["ar"], *before["en"]}) == 6
    publish_files(site, changed(effective("2027-01-01")))
    for lang in LANGUAGES:
        feed, newest, *rest = ids(lang)
        assert [feed, *rest] == before[lang]
        assert newest not in before[lang]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Flask) -> None:
    plain, packed = ask(site, "ar"), ask(site, "ar", Accept_Encoding="gzip")
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    etag = plain.headers["ETag"]
    assert ask(site, "ar", If_None_Match=etag).status_code == 304
    publish_files(site, changed(effective("2027-01-01")))
    assert ask(site, "ar", If_None_Match=etag).status_code == 200


def test_where_no_address_is_set_the_feed_is_made_for_whoever_asks_and_not_kept(settings: Settings) -> None:
    app = small_site(settings)
    answer = app.test_client().get("/ar/editions.atom")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "http://localhost/ar/editions" in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_and_the_list_name_the_feed_once_there_is_one(settings: Settings, lang: str) -> None:
    for make, count in ((empty_site, 0), (small_site, 1)):
        app = make(settings)
        for place in ("", "/editions"):
            page = Pages(app).get(f"/{lang}{place}")
            named = [one for one in page.all("link") if one.get("type") == "application/atom+xml"]
            assert [one.get("href") for one in named] == [f"/{lang}/editions.atom"] * count
            assert all(one.get("rel") == "alternate" and one.get("title") for one in named)
