"""A comment on a paragraph: anybody may leave one, nothing of whoever does is kept, and it is no report."""

import pytest
from flask import Flask

from tests.people import sign_in
from tests.queues.readers import UNCLEAR, Reader, kept
from tests.web.pages import HERE, Pages
from tests.web.small import NOW, empty_site, files, publish_again, small_site
from webapp.reading.views_comments import AN_HOUR
from webapp.settings import Settings

LANGUAGES = ("ar", "en")
ROUTES = "manual/07-reporting/01-routes.ar.md"
UID, OTHER = "p7k2", "r3vb"


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_warning_comes_before_the_paragraph_and_the_field(site: Flask, lang: str) -> None:
    page = Reader(site, lang).form(UID)
    main = next(iter(page.all("main")))
    order = [one for one in main.iter() if one.get("role") == "note" or one.tag in {"blockquote", "textarea"}]
    assert [one.tag for one in order] == ["div", "blockquote", "textarea"]
    assert {"tel:1100", "tel:9999"} <= {one.get("href") for one in order[0].iter("a")}
    said = "".join(order[0].itertext())
    assert ("هذا ليس بلاغًا عن طفل" if lang == "ar" else "This is not a report about a child") in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_shows_the_paragraph_with_its_number_and_section(site: Flask, lang: str) -> None:
    page = Reader(site, lang).form(UID)
    (quote,) = page.all("blockquote")
    assert ("كل معلّم" if lang == "ar" else "teacher") in "".join(quote.itertext())
    assert "§7.1.1" in page.text
    assert f"/{lang}/manual/reporting/routes#{UID}" in page.links()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert not page.response.headers.getlist("Set-Cookie")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_is_kept_with_its_place_and_nothing_of_whoever_wrote_it(site: Flask, lang: str) -> None:
    reader = Reader(site, lang)
    assert reader.comment(UID, f"  {UNCLEAR}\r\nTwice.  ") == f"/{lang}/comments/{UID}/thanks"
    assert kept(site) == [
        {
            "id": 1,
            "uid": UID,
            "section_id": "reporting/routes",
            "number": "7.1.1",
            "edition": 1,
            "lang": lang,
            "text": f"{UNCLEAR}\nTwice.",
            "made": NOW,
            "state": "open",
            "settled": None,
            "settled_by": None,
            "note": "",
            "scenario_id": None,
            "digest": None,
            "scene_id": None,
            "answer": None,
        }
    ]
    assert not reader.pages.client.get_cookie("masar_visitor")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_thanks_lead_back_to_the_paragraph_and_warn_once_more(site: Flask, lang: str) -> None:
    reader = Reader(site, lang)
    page = reader.pages.get(reader.comment(UID))
    assert f"/{lang}/manual/reporting/routes#{UID}" in page.links()
    assert page.with_class("notice")


def test_somebody_signed_in_leaves_no_more_of_themselves_than_anybody(site: Flask) -> None:
    person = sign_in(site, "trainee", name="Zahra Example")
    person.post(f"/comments/{UID}", {"text": UNCLEAR})
    (row,) = kept(site)
    told = str(row)
    assert person.pseudonym not in told
    assert "Zahra" not in told
    assert row["settled_by"] is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "رقمها المدني 12345678901 في الفقرة",
        "Call her on 9912 3456, she knows.",
        "Write to salma@example.om about it.",
    ],
)
def test_what_points_to_a_person_is_refused_and_stays_in_the_field(site: Flask, lang: str, text: str) -> None:
    page = Reader(site, lang).refused(UID, text)
    (field,) = page.all("textarea")
    assert "".join(field.itertext()) == text
    assert field.get("aria-invalid") == "true"
    assert "#f-text" in page.links()
    assert kept(site) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", "   \n ", "too short", "\u200b" * 40, "\u202e" * 40 + "short", "x" * 1001]
)
def test_what_is_too_short_or_too_long_is_refused_and_stays_in_the_field(
    site: Flask, lang: str, text: str
) -> None:
    page = Reader(site, lang).refused(UID, text)
    assert page.with_class("errs")
    assert "".join("".join(one.itertext()) for one in page.all("textarea")).strip() == text.strip()
    assert kept(site) == []


@pytest.mark.parametrize("text", ["ten letter", "x" * 1000, "صحّحوا الرقم", "The line is 1100, police 9999."])
def test_what_is_long_enough_and_tells_of_nobody_is_kept(site: Flask, text: str) -> None:
    Reader(site).comment(UID, text)
    assert [row["text"] for row in kept(site)] == [text]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_more_than_a_few_in_an_hour_are_refused_and_the_words_stay(site: Flask, lang: str) -> None:
    reader = Reader(site, lang)
    reader.refused(UID, "short")
    for _ in range(AN_HOUR):
        reader.comment(UID)
    page = reader.refused(OTHER, UNCLEAR, status=429)
    assert int(page.response.headers["Retry-After"]) > 0
    assert UNCLEAR in page.text
    assert len(kept(site)) == AN_HOUR


@pytest.mark.parametrize("path", ["", "/thanks"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_there_is_not_is_not_found(settings: Settings, lang: str, path: str) -> None:
    for app in (empty_site(settings), small_site(settings)):
        Pages(app).get(f"/{lang}/comments/zzzz{path}", status=404)


def test_a_comment_on_a_paragraph_there_is_not_is_not_found(site: Flask) -> None:
    reader = Reader(site)
    sent = reader.fields(UID) | {"text": UNCLEAR}
    reader.pages.post("/en/comments/zzzz", sent, status=404)
    assert kept(site) == []


def test_the_form_needs_its_token_and_comes_from_our_own_pages(site: Flask) -> None:
    reader = Reader(site)
    sent = reader.fields(UID) | {"text": UNCLEAR}
    reader.pages.post(f"/en/comments/{UID}", sent | {"csrf": "0" * 64}, status=403)
    reader.pages.post(f"/en/comments/{UID}", {"text": UNCLEAR}, status=403)
    reader.pages.post(f"/en/comments/{UID}", sent, origin="https://elsewhere.example", status=403)
    assert kept(site) == []


def test_it_is_about_the_edition_the_reader_saw_even_if_another_came_meanwhile(site: Flask) -> None:
    reader = Reader(site, "ar")
    sent = reader.fields("m3xd") | {"text": UNCLEAR}
    publish_again(site, {ROUTES: files()[ROUTES].replace("يكفي", "يكفيك")})
    for edition in (sent["edition"], "2", "99", "0", "-1", "9" * 30, "soon", ""):
        answer = reader.pages.client.post(
            "/ar/comments/m3xd", data=sent | {"edition": edition}, headers={"Origin": HERE}
        )
        assert answer.status_code == 303
    assert [row["edition"] for row in kept(site)] == [1, 2, 2, 2, 2, 2, 2, 2]


def test_a_paragraph_that_one_language_lacks_is_shown_in_the_other(site: Flask) -> None:
    changed = files()[ROUTES].replace("## المهل", "{#w5ab}\nهذه فقرة لم تُترجم بعد.\n\n## المهل")
    publish_again(site, {ROUTES: changed})
    reader = Reader(site, "en")
    (quote,) = reader.form("w5ab").all("blockquote")
    assert [(one.get("lang"), one.get("dir")) for one in quote.iter("div")] == [("ar", "rtl")]
    reader.comment("w5ab")
    assert [row["lang"] for row in kept(site)] == ["ar"]
