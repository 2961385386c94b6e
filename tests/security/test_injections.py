"""Words that would like to lead elsewhere: a second header, another host, another folder."""

import pathlib
import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.http import parse_options_header
from werkzeug.test import TestResponse

from tests.people import PASSWORD, token_of
from tests.security.house import House
from tests.security.sending import raw
from tests.web.pages import HERE, Pages
from webapp.errors import Refused
from webapp.manual.files import write_files
from webapp.web.exported_table import attachment

SPLITS = (
    "\r\nX-Injected: 1",
    "\nX-Injected: 1",
    "\rX-Injected: 1",
    "%0d%0aX-Injected: 1",
    "\u560d\u560aX-Injected: 1",
    "\0X-Injected: 1",
    "\x0bX-Injected: 1",
    "\x85X-Injected: 1",
    "\u2028X-Injected: 1",
    "\r\n\r\n<b>x</b>",
    "\r\nSet-Cookie: masar_session=x",
    "\r\nLocation: //evil.example",
)
HEADERS = (
    "Host",
    "User-Agent",
    "Referer",
    "Accept-Language",
    "HX-Current-URL",
    "HX-Target",
    "X-Forwarded-Host",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Original-URL",
    "X-HTTP-Method-Override",
    "Forwarded",
    "If-None-Match",
)


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


def split_heads(answer: TestResponse) -> list[str]:
    """Return the header lines of an answer that somebody else has written."""
    return [
        f"{answer.request.path}: {name}: {value}"
        for name, value in answer.headers
        if name == "X-Injected" or re.search("[\r\n\0]", value) or "masar_session=x" in value
    ]


@pytest.mark.parametrize("split", SPLITS, ids=repr)
def test_nobody_writes_a_header_of_ours(settled: House, split: str) -> None:
    person, nobody, wrong = settled.person.pages.client, Pages(settled.app).client, []
    odd = split.encode().decode("latin-1")
    for path in ("/", "/en", "/en/account", "/en/sign-in", "/c/h2vt", "/en/nothing", "/api/v1/search?q=x"):
        for name in HEADERS:
            told = {f"HTTP_{name.upper().replace('-', '_')}": f"localhost{odd}"}
            wrong += split_heads(nobody.get(path, environ_overrides=told))
        for field in ("next", "lang", "q", "done", "page", "v"):
            query = f"{field}=/en/x{odd}".encode("latin-1")
            wrong += split_heads(raw(person, path.encode(), query)) + split_heads(
                raw(nobody, path.encode(), query)
            )
        wrong += split_heads(raw(nobody, f"{path}{odd}".encode("latin-1")))
    with settled.app.test_request_context():
        answer = attachment(b"x", filename=f"a{split}b.csv", mimetype="text/csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.isascii()
    assert disposition.isprintable()
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="b.exe',
        "../../a.csv",
        "..\\a.csv",
        "/etc/passwd",
        "a\0.csv",
        "CON",
        ".htaccess",
        "a.csv\u202e",
        "\u202egpj.exe",
        "a;b.csv",
        "%2e%2e%2fa",
        "تقرير.csv",
        "",
        ".",
        "x" * 999 + ".csv",
        "a\ud800.csv",
        "=a.csv",
        "-rf.csv",
        "a:b.csv",
        "a.csv .",
    ],
)
def test_a_file_to_take_away_has_a_name_that_leads_nowhere(app: Flask, name: str) -> None:
    with app.test_request_context():
        told = attachment(b"x", filename=name, mimetype="text/csv").headers["Content-Disposition"]
    assert told.isascii()
    plain = re.findall(r'filename="([^"]*)"', told)
    whole = re.findall(r"filename\*=UTF-8''([^;]*)", told)
    assert (len(plain), len(whole), told.count(";")) == (1, 1, 2)
    for one in (*plain, unquote(whole[0]), parse_options_header(told)[1]["filename"]):
        assert not re.search(r'[/\\:*?"<>|\x00-\x1f\u202a-\u202e]', one), one
        assert not one.startswith((".", "-")), one
        assert 0 < len(one) <= 100


AWAY = [
    *("//evil.example", "///evil.example", "////evil.example", "https://evil.example", "HTTPS://evil.example", "http:evil.example"),
    *("https:/evil.example", "http:///evil.example", "\\\\evil.example", "/\\evil.example", "\\/evil.example", "/\\/evil.example"),
    *("//evil.example/en", "/en//evil.example/..//", "//evil%2eexample", "//evil.example%2f..", "//localhost@evil.example"),
    *("https://localhost@evil.example", "//evil.example#/en", "//evil.example?/en", "/.//evil.example", "/..//evil.example"),
    *("/%2f/evil.example", "/%5cevil.example", "/%09/evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example"),
    *("\t//evil.example", " //evil.example", "\x00//evil.example", "\x01https://evil.example", "\ufeff//evil.example"),
    *("\u2028//evil.example", "\xa0//evil.example", "/\u200b/evil.example", "javascript:x()", "JaVaScRiPt:x()//en"),
    *("java\nscript:x()", "data:text/html,x", "vbscript:x()", "mailto:a@evil.example", "ftp://evil.example", "en", "en/account"),
    *("evil.example", "@evil.example", "/@evil.example", ".evil.example", "/.evil.example", "?//evil.example", "#//evil.example"),
    *("/enx//evil.example", "/en.evil.example", "/en:443@evil.example", "/en\\@evil.example", "/en\t//evil.example"),
    *("/ar\\..\\\\evil.example", "/en/\\evil.example", "/en/..\\\\evil.example", "\u3002\u3002evil.example", "//evil\u3002example"),
    *("/\uff0fevil.example", "\uff0f\uff0fevil.example", "//[::1]", "//0x7f.1", "//2130706433", "https://localhost:80:evil.example"),
]  # fmt: skip


def leads(location: str) -> str:
    """Return the host that a browser would be led to, ours when it stays; browsers read addresses kindly."""
    tidy = re.sub("[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    there = urlsplit(urljoin(f"{HERE}/en/account", tidy))
    return there.netloc if there.scheme in {"http", "https"} else f"{there.scheme}:"


def test_no_spelling_of_another_place_leads_there(settled: House) -> None:
    assert len(set(AWAY)) >= 60
    person, nobody = settled.person.pages.client, Pages(settled.app).client
    for wanted in AWAY:
        for answer in (
            person.get("/en/sign-in", query_string={"next": wanted}),
            nobody.get("/en/account", query_string={"next": wanted}),
            nobody.get("/en/search", query_string={"q": wanted}),
            raw(nobody, wanted.encode("utf-8", "surrogatepass")),
            raw(nobody, b"/en/account", wanted.encode("utf-8", "surrogatepass")),
            raw(nobody, b"/en/account/" + wanted.encode("utf-8", "surrogatepass")),
            nobody.get(
                "/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "//evil.example"}
            ),
            nobody.get("/", environ_overrides={"HTTP_HOST": "evil.example"}),
        ):
            found = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or "/"
            assert leads(found) == "localhost", (answer.request.path, wanted, found)
            assert not urlsplit(found).netloc, found


def test_whoever_signs_in_is_led_to_a_page_of_ours(settled: House) -> None:
    for wanted in AWAY[::6]:
        settled.settle()
        pages = Pages(settled.app)
        sent = {
            "csrf": token_of(pages, "/en/sign-in"),
            "name": settled.other.name,
            "password": PASSWORD,
            "next": wanted,
        }
        answer = pages.client.post("/en/sign-in", data=sent, headers={"Origin": HERE})
        assert answer.status_code == 303
        assert answer.headers["Location"] in {"/en/account", "/ar/account"}, wanted


UPWARDS = [
    *("../pyproject.toml", "..%2fpyproject.toml", "..%5cpyproject.toml", "%2e%2e/pyproject.toml", "%2e%2e%2fpyproject.toml"),
    *("....//pyproject.toml", "..;/pyproject.toml", "css/../../pyproject.toml", "css/..%2f..%2fpyproject.toml", "/etc/passwd"),
    *("//etc/passwd", "%2fetc%2fpasswd", "..\\pyproject.toml", "..\\..\\x", "css\\tokens.css", "C:\\x", "file:///etc/passwd"),
    *("%00", "css/tokens.css%00.png", "css/tokens.css/", "css/tokens.css/..", "css", "css/", ".", "..", "", "~root", ".git/config"),
    *("%252e%252e%252fpyproject.toml", "\u2025/pyproject.toml", "..\uff0fpyproject.toml", "%c0%ae%c0%ae/pyproject.toml"),
]  # fmt: skip


@pytest.mark.parametrize(
    "base",
    [
        "/static/",
        "/en/manual/reporting/",
        "/en/manual/",
        "/en/cases/",
        "/en/attempts/",
        "/en/c/",
        "/en/invitation/",
        "/en/administration/people/",
        "/",
    ],
)
def test_no_address_leads_out_of_its_folder(settled: House, base: str) -> None:
    for step in UPWARDS:
        for path in (
            step.encode(),
            unquote(step).encode("utf-8", "surrogateescape"),
            re.sub("%([0-9a-f]{2})", lambda hex_: chr(int(hex_[1], 16)), step).encode("latin-1", "replace"),
        ):
            answer = raw(settled.person.pages.client, base.encode() + path)
            assert answer.status_code in {200, 302, 303, 308, 404}, (base, step)
            told = answer.get_data()
            assert b"[build-system]" not in told
            assert b"root:x:" not in told
            if base == "/static/":
                assert answer.status_code == 404 or told.startswith(b"/*"), step


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "manual/../../x", "..\\x/../../y", "./../x"])
def test_an_export_writes_nothing_outside_its_folder(tmp_path: pathlib.Path, name: str) -> None:
    with pytest.raises(Refused):
        write_files({"manual/a.md": "x", name: "y"}, tmp_path / "out")
    assert [*tmp_path.rglob("*")] == []
