"""The forms of the site as its pages show them: where each leads, what it holds, what one would write in it."""

import dataclasses
import re
from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from tests.people import PASSWORD

FRESH = "صخور عائمة فوق بحيرة بنفسجية"
"""A password that nobody has yet."""
FOR_GOOD = "erase"
"""What is ticked to lose everything; an ordinary person leaves it alone."""
numbers = count(1)
_ONE_OF_MANY = re.compile(r"/(?:\d+|[0-9a-f]{12}|[\w-]{22}|[\w-]{43})(?=/|$)")


@dataclasses.dataclass(frozen=True)
class Field:
    """One field of a form: its name, its kind, what it holds or offers."""

    name: str
    kind: str
    values: tuple[str, ...] = ("",)

    @property
    def is_written(self) -> bool:
        """Say whether somebody writes in it, and does not only choose."""
        return self.kind in {"text", "search", "email", "textarea", "date", "number", "tel", "url"}

    def usual(self, token: str = "") -> str:
        """Return what an ordinary person would send in it."""
        if self.name in {"csrf", FOR_GOOD}:
            return token if self.name == "csrf" else ""
        if self.kind == "password":
            return PASSWORD if self.name == "present" else FRESH
        given = next((one for one in self.values if one), "")
        if given or self.kind not in {"text", "email", "search"}:
            return given
        return f"new{next(numbers)}@example.org" if self.kind == "email" else f"Somebody {next(numbers)}"


@dataclasses.dataclass(frozen=True)
class Form:
    """A form as a page shows it."""

    page: str
    action: str
    method: str
    is_multipart: bool
    fields: tuple[Field, ...]

    @property
    def door(self) -> tuple[str, ...]:
        """What makes it another form than the rest: where it leads, and its fields."""
        where = _ONE_OF_MANY.sub("/*", self.action.partition("?")[0])
        return (self.method, where, *sorted({one.name for one in self.fields}))

    def usual(self, token: str = "") -> dict[str, str]:
        """Return what an ordinary person would send, without files."""
        return {one.name: one.usual(token) for one in self.fields if one.kind != "file"}


def collect(found: dict[tuple[str, ...], Form], answer: TestResponse, page: str) -> None:
    """Add the forms of an answer that are not found yet."""
    if answer.mimetype == "text/html":
        tree = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
        for form in read_forms(tree, page):
            found.setdefault(form.door, form)


def read_forms(tree: Element, page: str) -> Iterator[Form]:
    """Yield the forms of a page; a button that sends its form elsewhere makes another."""
    for form in tree.iter("form"):
        fields = tuple(_fields(form))
        ways = {one.get("formaction") for one in form.iter("button")} - {None}
        for action in (form.get("action", page), *sorted(map(str, ways))):
            method = form.get("method", "get").upper()
            yield Form(page, action, method, "multipart" in form.get("enctype", ""), fields)


def _fields(form: Element) -> Iterator[Field]:
    together: dict[tuple[str, str], list[str]] = {}
    for one in form.iter():
        if one.tag in {"input", "select", "textarea", "button"} and one.get("name"):
            kind = one.get("type", "text") if one.tag in {"input", "button"} else str(one.tag)
            offered = [option.get("value", "") for option in one.iter("option")] or [one.get("value", "")]
            together.setdefault((one.get("name", ""), kind), []).extend(offered)
    yield from (Field(name, kind, tuple(values)) for (name, kind), values in together.items())
