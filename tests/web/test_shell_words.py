"""The words of the interface: both languages, nothing missing; numbers that keep their order; limits; visitors."""

import datetime as dt
import pathlib
import re
from fractions import Fraction

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask, Response

from tests.web.small import empty_site
from webapp.database import Database
from webapp.errors import TooMany
from webapp.settings import ROOT, Settings
from webapp.web import catalogue, limits, sentences, visitor, words
from webapp.web.static import digest

PO = ROOT / "translations/ar/LC_MESSAGES/messages.po"
HOLDERS = re.compile(r"%\((\w+)\)[sd]")
ARABIC = re.compile("[؀-ۿ]")
NOW = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)


def written() -> list[Message]:
    with PO.open("rb") as text:
        return [one for one in read_po(text, locale="ar") if one.id]


def asked() -> set[tuple[str | None, str]]:
    keywords = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    found = extract_from_dir(
        str(ROOT / "webapp"),
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"silent": "false"}},
        keywords=keywords,
    )
    return {(context, one if isinstance(one, str) else one[0]) for _, _, one, _, context in found if one}


def test_every_word_of_the_interface_is_in_the_catalogue_and_nothing_else_is() -> None:
    kept = {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in written()}
    assert asked() - kept == set()
    assert kept - asked() == set()


def test_nothing_is_fuzzy_empty_or_short_of_a_placeholder() -> None:
    for one in written():
        told = (one.string,) if isinstance(one.string, str) else tuple(one.string)
        known = set(HOLDERS.findall(one.id if isinstance(one.id, str) else "".join(one.id)))
        assert not one.fuzzy, one.id
        assert all(told), one.id
        if isinstance(one.id, str):
            assert set(HOLDERS.findall(told[0])) == known, one.id
        assert all(set(HOLDERS.findall(form)) <= known for form in told), one.id
        assert ARABIC.search("".join(told)) or one.id == ", ", one.id


def test_every_error_code_that_a_page_may_meet_has_its_sentence() -> None:
    raised = re.compile(r'(?:NotFound|Refused|BadInput|TooMany|Forbidden)\(\s*"([a-z.-]+)"')
    seen = {
        code
        for feature in ("web", "reading", "printing", "search", "attempts")
        for path in (ROOT / "webapp" / feature).glob("*.py")
        if path.name != "commands.py"
        for code in raised.findall(path.read_text(encoding="utf-8"))
    }
    assert seen - set(sentences.SENTENCES) == set()


def test_a_missing_or_older_compiled_catalogue_is_made_anew(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_bytes(PO.read_bytes())
    catalogue.compile_stale(tmp_path)
    with (folder / "messages.mo").open("rb") as compiled:
        assert read_mo(compiled).get("Manual").string == "الدليل"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-9.5, "−9.5"),
        (Fraction(-19, 2), "−9.5"),
        (7, "7"),
        (Fraction(81), "81"),
        ("7.1.4", "7.1.4"),
        (-0.01, "0"),
    ],
)
def test_a_number_keeps_its_order_and_its_true_minus(value: object, shown: str) -> None:
    assert words.num(value) == f'<bdi dir="ltr">{shown}</bdi>'


def test_a_number_that_is_markup_is_escaped() -> None:
    assert "<b>" not in words.num("<b>")


def test_days_are_written_in_the_language_of_the_page(app_of_words: Flask) -> None:
    moment = dt.datetime(2026, 10, 31, 21, 30, tzinfo=dt.UTC)
    for lang, shown in (("ar", "1 نوفمبر 2026"), ("en", "1 November 2026")):
        with app_of_words.test_request_context(f"/{lang}"):
            app_of_words.preprocess_request()
            assert words.day(moment) == shown


@pytest.fixture
def app_of_words(settings: Settings) -> Flask:
    return empty_site(settings)


def test_arabic_counts_in_its_six_ways(app_of_words: Flask) -> None:
    with app_of_words.test_request_context("/ar"):
        app_of_words.preprocess_request()
        say = app_of_words.jinja_env.globals["ngettext"]
        told = [str(say("%(num)s section", "%(num)s sections", n)) for n in (1, 2, 3, 11, 100)]  # type: ignore[operator]  # ours
    assert told == ["قسم واحد", "قسمان", "3 أقسام", "11 قسمًا", "100 قسم"]


def test_a_limit_holds_within_its_window_and_opens_again(database: Database) -> None:
    for _ in range(3):
        with database.writing() as connection:
            limits.count(connection, key="a", limit=3, seconds=60, now=NOW)
    with pytest.raises(TooMany) as refused, database.writing() as connection:
        limits.count(connection, key="a", limit=3, seconds=60, now=NOW)
    assert 0 < int(str(refused.value.facts["after"])) <= 60
    with database.writing() as connection:
        limits.count(connection, key="b", limit=3, seconds=60, now=NOW)
        limits.count(connection, key="a", limit=3, seconds=60, now=NOW + dt.timedelta(seconds=60))


def test_an_asking_address_is_counted_by_what_stands_for_it(app_of_words: Flask) -> None:
    def key(address: str) -> str:
        with app_of_words.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
            return limits.remote()

    assert key("192.0.2.7") == key("192.0.2.7") != key("192.0.2.8")
    assert "192" not in key("192.0.2.7")
    assert key("2001:db8::1") == key("2001:db8::ffff") != key("2001:db8:0:1::1")


def test_a_visitor_is_known_by_a_digest_of_a_random_cookie(app_of_words: Flask) -> None:
    with app_of_words.test_request_context("/"):
        assert visitor.visitor() is None
        response = Response()
        key = visitor.make_visitor(response)
    set_cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie
    assert key not in set_cookie
    given = set_cookie.split("=", 1)[1].split(";")[0]
    with app_of_words.test_request_context("/", headers={"Cookie": f"{visitor.COOKIE}={given}"}):
        assert visitor.visitor() == key
    with app_of_words.test_request_context("/", headers={"Cookie": f"{visitor.COOKIE}=short"}):
        assert visitor.visitor() is None


def test_the_fonts_are_light_and_named_by_what_is_in_them() -> None:
    fonts = sorted((ROOT / "static/fonts").glob("*.woff2"))
    assert sum(path.stat().st_size for path in fonts) <= 65_000
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    for path in fonts:
        assert f"{path.name}?v={digest(path.read_bytes())}" in tokens
