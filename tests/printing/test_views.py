"""Paper over the web: in both languages, for everybody, made once; and nothing for what is not there."""

import dataclasses
import re

import pytest
from flask import Flask

from tests.printing import everything, printed
from tests.web.pages import Pages
from tests.web.small import NOW, empty_site, publish_again, store_of
from webapp.manual.service import import_files
from webapp.printing import keeping, service, sheets
from webapp.printing.sheets import Wanted
from webapp.settings import Settings
from webapp.web.label import LABEL

ADDRESS = "https://masar.example"
ROUTES = "manual/07-reporting/01-routes.en.md"


@pytest.fixture
def site(settings: Settings) -> Flask:
    """A site of a few sections with an address of its own."""
    return printing_site(settings)


@pytest.fixture(scope="module")
def shared(module_settings: Settings) -> Flask:
    """The same, for sheets that are only asked for."""
    return printing_site(module_settings)


def printing_site(settings: Settings) -> Flask:
    app = empty_site(dataclasses.replace(settings, public_url=ADDRESS, hosts=("localhost",)))
    with store_of(app).writing() as connection:
        import_files(connection, files=everything.files(), by="author", now=NOW)
    return app


def get(app: Flask, path: str, **headers: str):
    return app.test_client().get(path, headers=headers)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("reporting/everything", {"ar": "كل شيء في القرار", "en": "Everything in decree"}),
        ("reporting/everything@1", {"ar": "كل شيء في القرار", "en": "Everything in decree"}),
        ("chapter/7", {"ar": "الإبلاغ", "en": "Reporting"}),
        ("chapter/7@1", {"ar": "الإبلاغ", "en": "Reporting"}),
        ("card/teacher", {"ar": "خط حماية الطفل", "en": "The Child Protection Line"}),
    ],
)
def test_what_is_asked_for_comes_as_pdf_in_its_language(shared: Flask, lang: str, path: str, says) -> None:
    answer = get(shared, f"/{lang}/print/{path}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    shown = printed.read(answer.data)
    assert shown.root["/Lang"] == lang
    assert shown.says(says[lang], 1)
    assert shown.says(LABEL[lang], 1)
    assert ADDRESS in shown.page(1).replace("\n", "")
    name = re.fullmatch(r"inline; filename=(masar-[\w.-]+\.pdf)", answer.headers["Content-Disposition"])
    assert name
    assert name[1].endswith(f"-edition-1-{lang}.pdf")


def test_a_card_is_printed_on_the_paper_that_is_asked_for(site: Flask) -> None:
    widths = [
        round(
            float(
                printed.read(get(site, f"/en/print/card/teacher.pdf{size}").data)
                .reader.pages[0]
                .mediabox.width
            )
        )
        for size in ("", "?size=a4", "?size=a5")
    ]
    assert widths == [595, 595, 420]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "reporting/nothing.pdf", "nothing/routes.pdf", "reporting/routes@2.pdf", "chapter/8.pdf", "chapter/7@2.pdf",
        "card/nobody.pdf", "card/teacher.pdf?size=b5", "edition/2.pdf", "edition/2",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(shared: Flask, lang: str, path: str) -> None:
    Pages(shared).get(f"/{lang}/print/{path}", status=404)


def test_before_anything_is_published_there_is_nothing_to_print(settings: Settings) -> None:
    Pages(empty_site(settings)).get("/ar/print/reporting/routes.pdf", status=404)


def test_a_sheet_is_shared_by_everybody_and_known_by_what_is_in_it(site: Flask) -> None:
    first = get(site, "/ar/print/reporting/routes.pdf")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    again = get(site, "/ar/print/reporting/routes.pdf", **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_without_an_address_of_its_own_a_site_says_the_one_it_was_asked_by_and_shares_nothing(
    settings: Settings,
) -> None:
    app = empty_site(settings)
    with store_of(app).writing() as connection:
        import_files(connection, files=everything.files(), by="author", now=NOW)
    answers = [
        app.test_client().get("/en/print/reporting/routes.pdf", base_url=base)
        for base in ("http://localhost:8000", "http://192.168.1.7:8000")
    ]
    for answer, base in zip(answers, ("http://localhost:8000", "http://192.168.1.7:8000"), strict=True):
        assert answer.headers["Cache-Control"] == "no-store"
        assert f"{base}/en/manual/reporting/routes" in printed.read(answer.data).page(1).replace("\n", "")


def test_a_new_edition_is_another_sheet_and_the_old_one_stays_as_it_was(site: Flask) -> None:
    before = get(site, "/en/print/reporting/routes.pdf").data
    changed = everything.files()
    changed[ROUTES] = changed[ROUTES].replace(
        "Listens and does not question", "Listens and writes nothing down"
    )
    assert publish_again(site, changed) == 2
    now = printed.read(get(site, "/en/print/reporting/routes.pdf").data)
    assert now.says("Listens and writes nothing down", 1)
    assert now.says("Edition 2", 1)
    assert get(site, "/en/print/reporting/routes@1.pdf").data == before


def test_a_sheet_is_made_once_and_only_making_is_counted(site: Flask) -> None:
    path = "/en/print/reporting/routes.pdf"
    made = get(site, path).data
    shelf = only_shelf(site)
    kept = shelf.folder / "section-reporting.routes.pdf"
    assert kept.read_bytes() == made
    keeping.keep(kept, b"%PDF- kept")
    assert {get(site, path).data for _ in range(70)} == {b"%PDF- kept"}, "more often than could be made"


def test_one_address_has_only_so_much_made(site: Flask) -> None:
    statuses = [get(site, f"/en/print/reporting/no-{at}.pdf").status_code for at in range(61)]
    assert set(statuses[:60]) == {404}
    assert statuses[60] == 429
    assert get(site, "/ar/print/chapter/7.pdf").status_code == 429


def test_where_nothing_can_be_kept_a_sheet_is_handed_over_all_the_same(site: Flask) -> None:
    (site.extensions["masar.settings"].instance / "print").write_text("in the way")
    assert get(site, "/en/print/reporting/routes.pdf").data.startswith(b"%PDF")


def test_the_links_lead_to_what_can_be_printed(site: Flask) -> None:
    with site.test_request_context("/en"):
        site.preprocess_request()
        made = site.jinja_env.get_template("parts/print_links.html").module
        links = [
            made.print_section("reporting/routes"), made.print_section("reporting/routes", 1), made.print_chapter(7),
            made.print_chapter(7, 1), made.print_card("teacher"), made.print_card("teacher", "a5"), made.print_edition(1),
        ]  # fmt: skip
    found = [re.findall(r'href="([^"]+)"', str(link)) for link in links]
    assert all(len(one) == 1 for one in found)
    for (address,) in found:
        assert get(site, address.replace("&amp;", "&")).status_code == 200


def only_shelf(app: Flask) -> keeping.Shelf:
    """Where the English sheets of edition 1 lie."""
    with app.test_request_context("/en"), store_of(app).reading() as connection:
        info = sheets.edition(connection, 1)
    return service.shelf(app.extensions["masar.settings"], info, lang="en", base=ADDRESS)


def test_a_name_of_a_file_says_what_it_is() -> None:
    assert Wanted("section", "reporting/routes").file == "section-reporting.routes.pdf"
    assert Wanted("card", "teacher", "a5").file == "card-teacher-a5.pdf"
    assert Wanted("edition").file == keeping.WHOLE
