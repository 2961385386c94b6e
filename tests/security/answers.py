"""What an answer is made of, and what must never be in one: its shape, told apart from its words."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.web.pages import LABELS, nothing_inline, parsed

Shape = Counter[tuple[str, ...]]
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=(?:\"[^\"]*\"|'[^']*')")
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_seen: dict[tuple[str, ...], bool] = {}


def marks(source: str) -> tuple[str, ...]:
    """Return the tags of a page with their values blanked: a cheap first look at its shape."""
    return tuple(_VALUE.sub("", tag) for tag in _TAG.findall(source))


def shape(source: str) -> Shape:
    """Return how often each element with these attributes stands at this place of the tree."""
    whole = source.lstrip().lower().startswith("<!doctype")
    return Counter(_places(parsed(source, fragment=not whole), ()))


def _places(tree: Element, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    here = (*above, str(tree.tag))
    yield (*here, *sorted(f"@{name}" for name in tree.attrib))
    for one in tree:
        yield from _places(one, here)


def is_page(answer: TestResponse) -> bool:
    """Say whether an answer is HTML."""
    return answer.mimetype == "text/html"


def faults(answer: TestResponse) -> list[str]:
    """Return what no answer may ever be: a fault of ours, a page that does not parse, a bare refusal."""
    source = answer.get_data(as_text=True)
    found = [f"{answer.status_code}"] if answer.status_code >= 500 else []
    if is_page(answer):
        found += page_faults(source)
        if answer.status_code >= 400 and not _is_ours(source):
            found.append(f"{answer.status_code} without a page of ours")
    elif answer.status_code >= 400 and "error" not in json.loads(source):
        found.append(f"{answer.status_code} without a word")
    return found


def page_faults(source: str) -> list[str]:
    """Return what is wrong with a page's markup; one of the same marks is not parsed twice."""
    odd = _NOT_IN_HTML.search(source)
    if odd:
        return [f"U+{ord(odd[0]):04X} stands in a page"]
    told = marks(source)
    if not source.strip() or told in _seen:
        return []
    whole = source.lstrip().lower().startswith("<!doctype")
    try:
        tree = parsed(source, fragment=not whole)
    except AssertionError as fault:
        return [str(fault)[:300]]
    found = sorted(set(nothing_inline(tree, "")))
    if not found:
        _seen[told] = True
    return found


def _is_ours(source: str) -> bool:
    return any(label.partition(".")[0] in source for label in LABELS.values()) or 'role="alert"' in source
