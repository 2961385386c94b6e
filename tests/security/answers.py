"""What an answer is made of, and what must never be in one: its shape, told apart from its words."""

import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.web.pages import LABELS, nothing_inline, parsed
from webapp.engine.letters import UNPRINTABLE

Shape = Counter[tuple[str, ...]]
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=(?:\"[^\"]*\"|'[^']*')")
_fine: set[tuple[str, ...]] = set()


@functools.lru_cache(maxsize=64)
def marks(source: str) -> tuple[str, ...]:
    """Return the tags of a page with their values blanked: a cheap first look at its shape."""
    return tuple(_VALUE.sub("", tag) for tag in _TAG.findall(source))


def tree_of(source: str) -> Element:
    """Parse a page or a part of one."""
    return parsed(source, fragment=not source.lstrip().lower().startswith("<!doctype"))


@functools.lru_cache(maxsize=64)  # a harmless page is held against many others
def shape(source: str) -> Shape:
    """Return how often an element with these attributes stands at each place of the tree.

    Shape: what only isolates a run of letters (`bdi`) counts as nothing, since it depends on the letters.
    """
    return Counter(_places(tree_of(source), ()))


def _places(tree: Element, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    here = above
    if tree.tag != "bdi" or tree.attrib.keys() - {"dir"}:
        here = (*above, str(tree.tag))
        yield (*here, *sorted(f"@{name}" for name in tree.attrib))
    for one in tree:
        yield from _places(one, here)


def added(source: str, harmless: Iterable[str]) -> set[tuple[str, ...]]:
    """Return the elements, with place and attributes, that stand in no harmless page."""
    known = set().union(*(shape(one) for one in harmless))
    return set(shape(source)) - known


def unescaped(source: str, payloads: Iterable[str]) -> list[str]:
    """Return the payloads that stand in a page letter for letter; tags that our own pages have do not tell."""
    odd = (one for one in payloads if "<" in one and one.lower() not in {"<b>", "<!doctype html>"})
    return [one for one in odd if one in source]


FILES = {
    "application/pdf": b"%PDF-",
    "application/zip": b"PK",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": b"PK",
}
"""How a file of each kind begins."""


def is_page(answer: TestResponse) -> bool:
    """Say whether an answer is HTML."""
    return answer.mimetype == "text/html"


def faults(answer: TestResponse) -> list[str]:
    """Return what no answer may ever be: a fault of ours, a page that does not parse, a bare refusal."""
    found = [f"{answer.status_code}"] if answer.status_code >= 500 else []
    if answer.mimetype in FILES:
        is_right = answer.get_data().startswith(FILES[answer.mimetype])
        return found + ([] if is_right else [f"no {answer.mimetype}"])
    source = answer.get_data(as_text=True)
    if is_page(answer):
        found += page_faults(source)
        if answer.status_code >= 400 and not _is_ours(source):
            found.append(f"{answer.status_code} without a page of ours")
    elif answer.status_code >= 400 and "error" not in json.loads(source):
        found.append(f"{answer.status_code} without a word")
    return found


def page_faults(source: str) -> list[str]:
    """Return what is wrong with a page's markup; one of the same marks is not parsed twice."""
    if odd := UNPRINTABLE.search(source):
        return [f"U+{ord(odd[0]):04X} stands in a page"]
    told = marks(source)
    if not source.strip() or told in _fine:
        return []
    try:
        found = sorted(set(nothing_inline(tree_of(source), "")))
    except AssertionError as fault:
        return [str(fault)[:300]]
    if not found:
        _fine.add(told)
    return found


def _is_ours(source: str) -> bool:
    return any(label.partition(".")[0] in source for label in LABELS.values()) or 'role="alert"' in source
