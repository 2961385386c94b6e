"""The editions as an Atom feed, for programs that look for new ones.

Source: RFC 4287; docs/adr/0019-editions-in-time.md
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable
from typing import cast
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from webapp.engine.letters import UNPRINTABLE
from webapp.reading import addresses
from webapp.reading.edition_page import Changed

MIMETYPE = "application/atom+xml"
MOST = 20
"""How many editions are announced, the newest first."""

_ATOM = "http://www.w3.org/2005/Atom"
_OURS = uuid.UUID("6f0c1d52-7d0a-5c0e-9a52-2f6d61736172")
"""Ids of feeds and entries are names (RFC 4122) under this one: the same wherever the site moves to."""
_BETWEEN = {"ar": "؛ ", "en": "; "}


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One edition. Shape: `first` begins the list of changed sections, where there are any."""

    number: int
    digest: str
    published: dt.datetime
    title: str
    note: str
    first: str
    changed: tuple[Changed, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Feed:
    """The newest editions in one language, newest first, at least one.

    Shape: `origin` is the first edition's digest.
    """

    lang: str
    title: str
    author: str
    label: str
    origin: str
    entries: tuple[Entry, ...]


def atom(feed: Feed, whole: Callable[[str], str]) -> bytes:
    """Return a feed as Atom 1.0; `whole` makes an address of ours a whole one."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.lang})
    _say(root, "id", _id("editions", feed.lang, feed.origin))
    _say(root, "title", feed.title)
    _say(root, "subtitle", feed.label)
    _say(root, "updated", feed.entries[0].published.isoformat())
    _say(SubElement(root, "author"), "name", feed.author)
    _link(root, "self", MIMETYPE, whole(addresses.feed(feed.lang)))
    _link(root, "alternate", "text/html", whole(addresses.editions(feed.lang)))
    for entry in feed.entries:
        _entry(root, feed, entry, whole)
    return cast("bytes", tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, feed: Feed, entry: Entry, whole: Callable[[str], str]) -> None:
    made = SubElement(root, "entry")
    _say(made, "id", _id("edition", feed.lang, str(entry.number), entry.digest))
    _say(made, "title", entry.title)
    for moment in ("updated", "published"):
        _say(made, moment, entry.published.isoformat())
    _link(made, "alternate", "text/html", whole(addresses.edition(feed.lang, entry.number)))
    if entry.number > 1:
        _link(made, "related", "text/html", whole(addresses.notice(feed.lang, entry.number)))
    names = _BETWEEN[feed.lang].join(_named(one) for one in entry.changed)
    _say(made, "summary", f"{entry.note} {entry.first} {names}" if names else entry.note)
    _say(made, "content", _html(feed, entry, whole), kind="html")


def _html(feed: Feed, entry: Entry, whole: Callable[[str], str]) -> str:
    line = Markup("<p>{}</p>")
    item = Markup('<li><a href="{}">{}</a></li>')
    items = Markup("").join(item.format(whole(one.address), _named(one)) for one in entry.changed)
    told = line.format(entry.first) + Markup("<ul>{}</ul>").format(items) if items else Markup("")
    direction = "rtl" if feed.lang == "ar" else "ltr"
    whole_text = line.format(entry.note) + told + line.format(feed.label)
    return str(Markup('<div lang="{}" dir="{}">{}</div>').format(feed.lang, direction, whole_text))


def _named(one: Changed) -> str:
    return f"§{one.section.number or one.section.former_number} {one.title}"


def _say(inside: Element, name: str, text: str, *, kind: str = "") -> None:
    """Add an element with a text, without what XML cannot hold."""
    made = SubElement(inside, name, {"type": kind} if kind else {})
    made.text = UNPRINTABLE.sub("", text).replace("\f", " ")


def _link(inside: Element, relation: str, kind: str, address: str) -> None:
    SubElement(inside, "link", {"rel": relation, "type": kind, "href": address})


def _id(*names: str) -> str:
    return uuid.uuid5(_OURS, "/".join(names)).urn
