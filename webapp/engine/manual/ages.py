"""How old the words of a manual are: in which edition each block last changed, and which twin is behind."""

import hashlib
from collections.abc import Collection, Mapping

from webapp.engine.manual import pathway_page, render
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.lookup import Lookup, lookup
from webapp.engine.manual.printing import Printer, plain
from webapp.engine.manual.render import Said
from webapp.engine.manual.saying import saying

Name = tuple[str, str]
"""A block in one language: the language and the uid."""


def texts(book: Book) -> dict[Name, str]:
    """Return what each block says, for comparing: a limit that changes is one of every text that names it."""
    return saying_of(book, said(book))


def saying_of(book: Book, told: Mapping[Name, Said]) -> dict[Name, str]:
    """Return what each block says, for comparing, of what all of them say in words and as HTML."""
    return {
        (lang, block.uid): saying(block.force, *told[lang, block.uid])
        for _section, lang, block in book.blocks()
    }


def said(book: Book) -> dict[Name, Said]:
    """Return what each block says, its references filled in: in words, and as it is quoted."""
    known = lookup(book)
    told = {}
    for _section, lang, block in book.blocks():
        pathway = known.pathways.get(block.markdown.strip()) if block.name == "pathway" else None
        if pathway:
            words, html = pathway_page.text(pathway, known, lang), pathway_page.html(pathway, known, lang)
        else:
            words = plain(block.markdown, known, lang)
            html = Printer(known, lang, block.uid, quoted=True).html(block.markdown + block.footnotes)
        told[lang, block.uid] = Said(words, html)
    return told


def ages(
    now: Mapping[Name, str],
    *,
    before: Mapping[Name, str],
    known: Mapping[Name, int],
    edition: int,
    in_step: Collection[str],
) -> dict[Name, int]:
    """Return in which edition each block last changed.

    Shape: `before` and `known` are the texts and the ages of the edition before; a block named in `in_step`
    is as new as `edition` in both languages, for its twins were read against each other.
    """
    return {
        name: edition if name[1] in in_step or before.get(name) != text else known.get(name, edition)
        for name, text in now.items()
    }


def behind(found: Mapping[Name, int]) -> frozenset[Name]:
    """Return the blocks whose twin has changed in a later edition than they have."""
    return frozenset(
        (lang, uid)
        for (lang, uid), edition in found.items()
        if found.get(("en" if lang == "ar" else "ar", uid), edition) > edition
    )


def sections(
    book: Book,
    now: Mapping[Name, str],
    *,
    before: Mapping[str, str],
    known: Mapping[str, int],
    edition: int,
) -> tuple[dict[str, str], dict[str, int]]:
    """Return, by section id, what each section says in both languages and when that last changed.

    Shape: what it says, and what that rests on, is a fingerprint to be kept for the next edition, as `before`
    was.
    """
    known_names = lookup(book)
    told = {section.id: _signature(section, now, known_names) for section in book.sections}
    return told, {
        one: edition if before.get(one) != mark else known.get(one, edition) for one, mark in told.items()
    }


def _signature(section: Section, now: Mapping[Name, str], known: Lookup) -> str:
    parts = [section.title.ar, section.title.en, section.number]
    rests = [block.basis for block in section.leading.blocks if block.force]
    parts += [render.basis_words(basis, known, lang) for basis in rests for lang in ("ar", "en")]
    for lang, page in sorted(section.pages.items()):
        parts += [f"{lang} {block.uid} {now[lang, block.uid]}" for block in page.blocks]
        parts += [heading.markdown for heading in page.headings]
    raw = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]
