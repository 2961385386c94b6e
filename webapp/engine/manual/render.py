"""The frame around a block: its number, its icon and force, its basis, and what its twin lacks."""

import dataclasses
from typing import NamedTuple

from webapp.engine.manual import icons, labels, pathway_page
from webapp.engine.manual.isolate import isolated
from webapp.engine.manual.lookup import Lookup, Target
from webapp.engine.manual.printing import Printer, plain
from webapp.engine.manual.sections import Basis, Block, Heading

_OPENS = ("{term:", "[^")
_CLASSES = {"must-not": "not"}
_STATES = {"missing": labels.TWIN_LACKS, "newer": labels.TWIN_IS_OLDER, "older": labels.PAGE_IS_OLDER}


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A block ready for one language.

    Shape: `html` is the whole paragraph for its page, `quote` its words alone for any other page.
    """

    html: str
    quote: str
    text: str


class Said(NamedTuple):
    """What a block says, its references filled in. Shape: its words, and the HTML in which it is quoted."""

    words: str
    quote: str


def block(
    written: Block,
    *,
    target: Target,
    basis: Basis | None,
    lookup: Lookup,
    lang: str,
    state: str,
    said: Said | None = None,
) -> Shown:
    """Return a block as HTML and as text, with a word about its twin where `state` asks for one.

    Shape: `said` is what it says, where that is known already.
    """
    if written.name == "pathway":
        return _pathway(written, target, lookup, lang)
    source = written.markdown + written.footnotes
    if said is None:
        quote = Printer(lookup, lang, written.uid, quoted=True).html(source)
        said = Said(plain(written.markdown, lookup, lang), quote)
    text, quote = said
    inner = quote  # but for what has ids of its own, or opens something, which no quotation does
    if written.name == "summary" or any(mark in source for mark in _OPENS):
        inner = Printer(lookup, lang, written.uid, listed=written.name == "summary").html(source)
    if written.name == "summary":
        return Shown(_summary(inner, written.uid), quote, text)
    parts = [
        _label(written.name, lang),
        inner,
        _basis_line(basis, lookup, lang) if written.force else "",
        twin_note(_STATES[state].of(lang), target, lang) if state in _STATES else "",
    ]
    return Shown(para(written.name, target, "".join(parts), lang), quote, text)


def _pathway(written: Block, target: Target, lookup: Lookup, lang: str) -> Shown:
    """Return the pathway that a block names; one that is not there shows nothing, the check finds it."""
    pathway = lookup.pathways.get(written.markdown.strip())
    if pathway is None:
        return Shown(para(written.name, target, "", lang), "", "")
    inner = _label(written.name, lang) + pathway_page.html(pathway, lookup, lang)
    text = pathway_page.text(pathway, lookup, lang)
    return Shown(para(written.name, target, inner, lang), pathway_page.html(pathway, lookup, lang), text)


def absent(name: str, *, target: Target, lang: str) -> str:
    """Return what stands in for a block that this language has not written."""
    inner = _label(name, lang) + twin_note(labels.PAGE_LACKS.of(lang), target, lang)
    return para(name, target, inner, lang, written=False)


def heading(written: Heading, *, anchor: str, lookup: Lookup, lang: str) -> str:
    """Return a heading as HTML."""
    words = Printer(lookup, lang, anchor, quoted=True).inline(written.markdown)
    level = min(max(written.level, 2), 3)
    return (
        f'<div class="para head{level}" id="{anchor}"><span class="pn"></span>'
        f'<div class="pt"><h{level}>{words}</h{level}></div></div>'
    )


def para(name: str, target: Target, inner: str, lang: str, *, written: bool = True) -> str:
    """Return the frame of a block around HTML that is already safe; one not written cannot be cited."""
    classes = f"para {_CLASSES.get(name, name)}".strip()
    words = f"{labels.PARAGRAPH.of(lang)} {target.number}"
    return (
        f'<div class="{classes}" id="{target.uid}"><a class="pn" href="#{target.uid}" aria-label="{words}">'
        f'<bdi dir="ltr">{target.number}</bdi>{icons.LINK}</a><div class="pt">{inner}</div>'
        f"{_tools(target, lang) if written else ''}</div>"
    )


def _tools(target: Target, lang: str) -> str:
    """Return what can be done with a paragraph, shown when it has been chosen by its number."""
    other = "en" if lang == "ar" else "ar"
    return (
        f'<p class="pa"><a href="/{lang}/cite/{target.uid}">{labels.CITE.of(lang)}</a>'
        f'<a href="{target.address(other)}" hreflang="{other}">{labels.IN_TWIN.of(lang)}</a>'
        f'<a href="/{lang}/comments/{target.uid}" rel="nofollow">{labels.ASK.of(lang)}</a></p>'
    )


def basis_words(basis: Basis | None, lookup: Lookup, lang: str) -> str:
    """Return what a statement rests on, in words; nothing when it does not say."""
    if basis is None or basis.code not in labels.BASIS:
        return ""
    words = labels.BASIS[basis.code].of(lang)
    if basis.code != "law":
        return words
    titles = (lookup.sources[one].title.of(lang) for one in basis.sources if one in lookup.sources)
    told = labels.BETWEEN.of(lang).join(titles)
    article = f"{labels.COMMA.of(lang)}{labels.ARTICLE.of(lang)} {basis.article}" if basis.article else ""
    return f"{words} ({told}{article})"


def twin_note(says: str, target: Target, lang: str) -> str:
    """Return the sentence about the other language, with the way to it."""
    other = "en" if lang == "ar" else "ar"
    return (
        f'<p class="twin">{icons.INFORMATION}<span>{says} '
        f'<a href="{target.address(other)}" hreflang="{other}">{labels.READ_TWIN.of(lang)}</a></span></p>'
    )


def _label(name: str, lang: str) -> str:
    if name not in labels.BOX:
        return ""
    return f'<p class="force">{icons.BOX[name]}{labels.BOX[name].of(lang)}</p>'


def _basis_line(basis: Basis | None, lookup: Lookup, lang: str) -> str:
    words = basis_words(basis, lookup, lang)
    return f'<p class="basis">{isolated(words)}</p>' if words else ""


def _summary(inner: str, uid: str) -> str:
    """Return the summary's own HTML with the block's anchor on its first element."""
    return (
        inner.replace("<ul>", f'<ul id="{uid}">', 1)
        if inner.startswith("<ul>")
        else f'<div id="{uid}">{inner}</div>'
    )
