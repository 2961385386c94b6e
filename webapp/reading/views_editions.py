"""Editions in time: each one's own page, what became of a section between two, and their feed."""

import functools
from collections.abc import Mapping

import sqlalchemy as sa
from flask import Response, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.engine.manual import labels
from webapp.errors import NotFound
from webapp.manual import between, difference
from webapp.manual import queries as manual
from webapp.manual.queries import EditionInfo
from webapp.reading import addresses, edition_page, feed, queries, sharing
from webapp.reading.views import bp
from webapp.web import site
from webapp.web.label import LABEL
from webapp.web.pages import page, public

_FORCES = {force: {"ar": words.ar, "en": words.en} for force, words in labels.BOX.items()}
_MARKS = {
    "added": {"ar": labels.ADDED.ar, "en": labels.ADDED.en},
    "removed": {"ar": labels.REMOVED.ar, "en": labels.REMOVED.en},
}


@bp.get("/<lang:lang>/editions")
def editions(lang: str) -> ResponseReturnValue:
    """Show every edition that has been published."""
    with site.database().reading() as connection:
        published = queries.editions(connection, lang=lang)
    first = min((one.effective for one in published), default=None)
    return public(page("reading/editions.html", editions=published, first=first))


@bp.get("/<lang:lang>/editions/<int(max=99999):edition>")
def edition(lang: str, edition: int) -> ResponseReturnValue:
    """Show an edition: what it says of itself, what changed with it, what it holds, what waits in it."""
    published = _published(edition)
    with site.database().reading() as connection:
        shown = edition_page.edition_page(connection, lang=lang, published=published, number=edition)
    return public(page("reading/edition.html", shown=shown))


@bp.get("/<lang:lang>/manual/<slug:chapter>/<slug:section>@<int(max=99999):edition>/changes")
def changes_since(lang: str, chapter: str, section: str, edition: int) -> ResponseReturnValue:
    """Show what became of a section since one edition."""
    return _difference(lang, f"{chapter}/{section}", edition, None)


@bp.get(
    "/<lang:lang>/manual/<slug:chapter>/<slug:section>@<int(max=99999):edition>..<int(max=99999):later>/changes"
)
def changes_between(lang: str, chapter: str, section: str, edition: int, later: int) -> ResponseReturnValue:
    """Show what became of a section between two editions."""
    return _difference(lang, f"{chapter}/{section}", edition, later)


@bp.get("/<lang:lang>/editions.atom")
def announce(lang: str) -> ResponseReturnValue:
    """Announce the newest editions to programs that look for new ones."""
    with site.database().reading() as connection:
        published = queries.editions(connection, lang=lang)
        entries = tuple(_entry(connection, lang, one) for one in published[: feed.MOST])
    if not entries:
        raise NotFound("reading.nothing-published")
    made = feed.Feed(
        lang=lang,
        title=gettext("Masar: editions of the manual"),
        author=gettext("Masar"),
        label=LABEL[lang],
        origin=published[-1].digest,
        entries=entries,
    )
    response: Response = make_response(feed.atom(made, sharing.whole))
    response.mimetype = feed.MIMETYPE
    return sharing.kept(response)


def _entry(connection: sa.Connection, lang: str, one: queries.Edition) -> feed.Entry:
    before = one.number - 1
    found = between.kept(connection, edition=one.number)
    return feed.Entry(
        number=one.number,
        digest=one.digest,
        published=one.published,
        title=gettext("Edition %(number)s", number=one.number),
        note=one.note,
        first=gettext("Changed in this edition:"),
        changed=edition_page.changed(found, lang, before, one.number) if before else (),
    )


def _published(*wanted: int) -> Mapping[int, EditionInfo]:
    """Return the editions by number.

    Errors: NotFound where one of those wanted is not among them.
    """
    with site.database().reading() as connection:
        published = {one.number: one for one in manual.editions(connection)}
    if not published:
        raise NotFound("reading.nothing-published")
    for one in wanted:
        if one not in published:
            raise NotFound("reading.no-edition", edition=one)
    return published


def _difference(lang: str, section_id: str, old: int, new: int | None) -> ResponseReturnValue:
    published = _published(old, *([new] if new is not None else []))
    in_force = max(published)
    until = in_force if new is None else new
    with site.database().reading() as connection:
        found = difference.difference(connection, section_id=section_id, old=old, new=until)
    if found is None:
        raise NotFound("reading.no-section", section=section_id)
    view = page(
        "reading/changes.html",
        found=found,
        old=published[old],
        new=published[until],
        in_force=in_force,
        forces=_FORCES,
        mark_words=_MARKS,
        where=functools.partial(addresses.paragraph, lang),
        then_address=addresses.section(lang, section_id, old),
        address=addresses.section(lang, section_id, None if until == in_force else until),
    )
    return public(view)
