"""The only way tests fetch a page: whatever is fetched is looked over before it is handed on."""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

HERE = "http://localhost"
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
LABELS = {
    "ar": "نسخة تمهيدية غير رسمية لأغراض التدريب، لم تصدر عن وزارة التنمية الاجتماعية ولا عن اليونيسف، ولم تعتمدها أيٌّ منهما. "
    "المهل والمستويات قيم تدريبية قابلة للتعديل. "
    "في حالات الطوارئ اتصل بـ 9999، وللإبلاغ عن طفل معرض للخطر اتصل بـ 1100.",
    "en": "Unofficial starter edition for training. Not issued or approved by the Ministry of Social Development or UNICEF. "
    "Timelines and levels are training defaults. "
    "In an emergency call 9999; to report concern for a child call 1100.",
}
SPEAKING = ("input", "select", "textarea")


@dataclasses.dataclass(frozen=True)
class Page:
    """A page as it was answered and as a browser would read it."""

    response: TestResponse
    source: str
    tree: Element

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """What a reader reads, in one line."""
        return " ".join("".join(self.tree.itertext()).split())

    @property
    def title(self) -> str:
        return " ".join("".join(one.itertext()).strip() for one in self.all("title")[:1])

    def all(self, tag: str) -> list[Element]:
        return list(self.tree.iter(tag))

    def links(self) -> list[str]:
        return [one.get("href", "") for one in self.all("a")]

    def by_id(self, name: str) -> Element | None:
        return next((one for one in self.tree.iter() if one.get("id") == name), None)

    def with_class(self, name: str) -> list[Element]:
        return [one for one in self.tree.iter() if name in (one.get("class") or "").split()]


class Pages:
    """A reader's browser without JavaScript, which refuses a page that is not well made."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, address: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Open a page and look it over."""
        return self._looked_over(self.client.get(address, headers=dict(headers or {})), status)

    def post(
        self, address: str, fields: Mapping[str, object], *, status: int = 200, origin: str | None = HERE
    ) -> Page:
        """Send a form from one of our own pages, or from `origin`, and look over what comes back."""
        headers = {"Origin": origin} if origin else {}
        return self._looked_over(self.client.post(address, data=dict(fields), headers=headers), status)

    def _looked_over(self, response: TestResponse, status: int) -> Page:
        source = response.get_data(as_text=True)
        assert response.status_code == status, (response.status_code, source[:2000])
        page = Page(response, source, parsed(source))
        faults = sorted(set(look_over(page)))
        assert not faults, "\n".join(faults)
        return page


@functools.lru_cache(maxsize=8)  # one page is looked at from several sides in turn
def parsed(source: str, *, fragment: bool = False) -> Element:
    """Parse as browsers do; html5lib's findings are kept for `look_over`."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parseFragment(source) if fragment else parser.parse(source)
    assert isinstance(tree, Element)
    wrong = [code for _, code, _ in parser.errors]
    assert not wrong, wrong
    return tree


def look_over(page: Page) -> Iterator[str]:
    """Yield what is wrong with a whole page, in words."""
    yield from _frame(page)
    yield from _label(page)
    yield from nothing_inline(page.tree, page.source)
    yield from _ids(page.tree)
    yield from _forms(page.tree)
    yield from _headers(page.response)


def nothing_inline(tree: Element, source: str) -> Iterator[str]:
    """Yield whatever a strict content policy would block, and whatever comes from another host."""
    for one in tree.iter():
        if one.tag == "script" and not one.get("src"):
            yield "a script stands in the page"
        if one.tag == "style" or one.get("style") is not None:
            yield f"a style stands in the page: <{one.tag}>"
        for name, value in one.attrib.items():
            if name.startswith("on"):
                yield f"an event handler stands in the page: {name}"
            elsewhere = name in {"src", "href", "action", "srcset"} and re.match(r"[a-z+]+:|//", value)
            if elsewhere and not re.fullmatch(r"tel:\d{4,8}", value):
                yield f"something comes from elsewhere: {value}"
    if "{{" in source or "{%" in source:
        yield "template marks were printed"


def _frame(page: Page) -> Iterator[str]:
    root = page.tree
    lang = root.get("lang", "")
    if root.get("dir") != DIRECTIONS.get(lang):
        yield f"lang={lang} and dir={root.get('dir')} do not fit"
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1"
    if not page.title or len(page.all("title")) != 1:
        yield "no title, or more than one"
    if len(page.all("main")) != 1:
        yield f"{len(page.all('main'))} main"
    levels = [int(one.tag[1]) for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings jump: {levels}"
    if not page.source.lower().startswith("<!doctype html>"):
        yield "no doctype"


def _label(page: Page) -> Iterator[str]:
    if LABELS[page.tree.get("lang", "ar")] not in page.text:
        yield "the label of the unofficial edition is missing"
    numbers = {one.get("href") for one in page.all("a")}
    for number in ("tel:1100", "tel:9999"):
        if number not in numbers:
            yield f"{number} is missing"


def _ids(tree: Element) -> Iterator[str]:
    ids = [one.get("id") for one in tree.iter() if one.get("id") is not None]
    for twice in {one for one in ids if ids.count(one) > 1}:
        yield f"id {twice} is used {ids.count(twice)} times"
    for one in tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "popovertarget"):
            for target in (one.get(name) or "").split():
                if target not in ids:
                    yield f"{name}={target} leads nowhere"
        if (
            one.tag == "a"
            and (one.get("href") or "").startswith("#")
            and (one.get("href") or "")[1:] not in ids
        ):
            yield f"{one.get('href')} leads nowhere"


def _forms(tree: Element) -> Iterator[str]:
    named = {one.get("for") for one in tree.iter("label")}
    inside = {id(field) for label in tree.iter("label") for field in label.iter() if field.tag in SPEAKING}
    for one in tree.iter():
        if one.tag in SPEAKING and one.get("type") not in {"hidden", "submit"}:
            told = one.get("aria-label") or one.get("id") in named - {None} or id(one) in inside
            if not told:
                yield f"a field without a label: {one.get('name')}"
        if one.tag == "form":
            yield from _form(one)
        if one.tag == "button" and not (one.get("aria-label") or "".join(one.itertext()).strip()):
            yield "a button without words"
        if one.tag == "a" and not (one.get("aria-label") or "".join(one.itertext()).strip()):
            yield f"a link without words: {one.get('href')}"


def _form(form: Element) -> Iterator[str]:
    if not form.get("action"):
        yield "a form without an action"
    posted = form.get("hx-post")
    if posted and posted != form.get("action"):
        yield f"hx-post={posted} differs from the action"


def _headers(response: TestResponse) -> Iterator[str]:
    if "script-src 'self'" not in response.headers.get("Content-Security-Policy", ""):
        yield "the content policy is missing"
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        yield "nosniff is missing"
    rule = response.headers.get("Cache-Control", "")
    if not rule.startswith("public") and rule != "no-store":
        yield f"Cache-Control: {rule}"
    if rule.startswith("public") and response.headers.getlist("Set-Cookie"):
        yield "a page for everyone sets a cookie"
