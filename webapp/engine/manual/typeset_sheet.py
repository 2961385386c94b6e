"""What every printed document has: who made it, which edition it is, where the current text stands."""

import dataclasses
from collections.abc import Iterable
from itertools import groupby

import segno

from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Term, Words
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.typeset_marks import array, call, joined, label, record, string, words
from webapp.engine.manual.typeset_tokens import Scope
from webapp.engine.manual.typeset_words import (
    AUTHOR,
    CONFIDENCE,
    CURRENT,
    EDITION,
    IN_FORCE,
    PRINTED,
    TERMS_HERE,
)
from webapp.engine.words.alphabet import sort_key

_QUIET = 2
"""Empty squares around a code, which telephones need to find it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself.

    Shape: `effective` and `check_after` are days in words; `label` says that the edition is unofficial;
    `base` is where the site is reached, `https://…`, or nothing.
    """

    edition: int
    effective: str
    check_after: str
    label: str
    base: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A document about to be set."""

    book: Book
    imprint: Imprint
    scope: Scope

    @property
    def lang(self) -> str:
        """The language it is in."""
        return self.scope.lang

    @property
    def lookup(self) -> Lookup:
        """What its texts may refer to."""
        return self.scope.lookup

    @property
    def name(self) -> str:
        """The manual's title."""
        return self.book.data.frame.title.of(self.lang)

    def say(self, told: Words, **facts: object) -> str:
        """Return words of ours in the language of the document."""
        return words(told.of(self.lang).format(**facts))

    def edition(self) -> str:
        """Return which edition it is, and since when it holds."""
        return edition_line(self.imprint, self.lang)

    def in_force(self) -> str:
        """Return since when the edition holds."""
        return self.say(IN_FORCE, day=self.imprint.effective)

    def onward(self, running: str, path: str) -> str:
        """Say where the foot of a page leads from here on; `running` stands at its head."""
        return onward(running, self.imprint.base + path if self.imprint.base else "")

    def whole(self, title: str, parts: Iterable[str], **more: str) -> str:
        """Return the whole document; `title` is what its file calls itself."""
        told = Running(self.name, PRINTED.of(self.lang), CURRENT.of(self.lang))
        return whole(title, parts, self.imprint, self.lang, told, **more)

    def masthead(self) -> str:
        """Return the head of a sheet that is handed out alone."""
        return masthead(self.name, self.imprint, self.lang)

    def terms(self, terms: Iterable[Term]) -> str:
        """Return the terms that were used, each with its twin and what it means."""
        ordered = sorted(terms, key=lambda one: sort_key(one.words.of(self.lang)))
        return call("after", self.say(TERMS_HERE), call("paired", array(map(self.entry, ordered))))

    def entry(self, term: Term, at: str = "none") -> str:
        """Return one term with its twin and what it means."""
        other = "en" if self.lang == "ar" else "ar"
        twin = call("other", string(other), string(term.words.of(other)))
        return call("entry", words(term.words.of(self.lang)), twin, words(term.says.of(self.lang)), at=at)

    def sources(self, ids: Iterable[str]) -> str:
        """Return sources by their ids, each with its title and how far it is confirmed."""
        known = (self.lookup.sources[one] for one in ids if one in self.lookup.sources)
        rows = (
            call(
                "source",
                f"n({string(one.id)})",
                words(one.title.of(self.lang)),
                self.say(CONFIDENCE[one.confidence]) if one.confidence in CONFIDENCE else "none",
                label(f"q-{one.id}"),
            )
            for one in known
        )
        return joined(rows)


@dataclasses.dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page, in words: whose manual it is, a warning, what the address leads to."""

    name: str
    warning: str
    leads_to: str


def whole(
    title: str, parts: Iterable[str], imprint: Imprint, lang: str, running: Running, **more: str
) -> str:
    """Return a whole document with its label and its edition on every page; `title` is what its file says."""
    told = record(
        edition=edition_line(imprint, lang),
        printed=words(running.warning),
        current=words(running.leads_to),
        label=words(imprint.label),
    )
    sheet = call(
        "sheet.with",
        lang=string(lang),
        title=string(title),
        author=string(AUTHOR.of(lang)),
        name=words(running.name),
        told=told,
        **more,
    )
    return f'#import "/masar.typ": *\n#show: {sheet}\n#{{\n' + "\n".join(parts) + "\n}\n"


def masthead(name: str, imprint: Imprint, lang: str) -> str:
    """Return the head of a document that is handed out alone."""
    return call("masthead", words(AUTHOR.of(lang)), words(name), edition_line(imprint, lang))


def edition_line(imprint: Imprint, lang: str) -> str:
    """Return which edition it is, and since when it holds."""
    number = words(EDITION.of(lang).format(number=imprint.edition))
    return joined([number, string(" · "), words(IN_FORCE.of(lang).format(day=imprint.effective))])


def onward(running: str, way: str) -> str:
    """Say where the foot of a page leads from here on, if anywhere; `running` stands at its head."""
    return call("onward", running, *((string(way), string(squares(way))) if way else ("none", "none")))


def squares(address: str) -> str:
    """Return a code for telephones as SVG: one shape, so that no seams show between its squares."""
    matrix = segno.make(address, micro=False, error="m").matrix
    size = len(matrix) + 2 * _QUIET
    marks = ""
    for y, row in enumerate(matrix, _QUIET):
        x = _QUIET
        for bit, run in groupby(row):
            wide = len([*run])
            marks += f"M{x} {y}h{wide}v1h-{wide}z" if bit else ""
            x += wide
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} {size}'>"
        f"<path fill='#fff' d='M0 0h{size}v{size}h-{size}z'/><path fill='#1d1a28' d='{marks}'/></svg>"
    )
