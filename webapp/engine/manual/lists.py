"""The lists an edition keeps beside its sections, worked out for one language, as plain values."""

from typing import Any

from webapp.engine.clocks import Limit
from webapp.engine.manual import labels, pathway_page
from webapp.engine.manual.book import NAMED, Book
from webapp.engine.manual.cards import Card, Line
from webapp.engine.manual.data import Words
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.pathways import Pathway
from webapp.engine.manual.printing import Printer

Row = dict[str, Any]
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "working_day": 24 * 60}


def named(book: Book) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the ids in each section's front matter, by section id and list."""
    return {section.id: {name: section.ids(name) for name in NAMED} for section in book.sections}


def forms(book: Book, lang: str) -> list[Row]:
    """Return the forms the manual describes."""
    return [
        {"id": one, "words": form.words.of(lang), "section_id": form.section}
        for one, form in book.data.frame.forms.items()
    ]


def clocks(book: Book, known: Lookup, lang: str) -> list[Row]:
    """Return every time limit in words, with the paragraph that sets it.

    Units: `minutes` is its length for sorting; a working day counts as a day.
    """
    return [
        {
            "clock": one.limit.clock,
            "risk": one.limit.risk,
            "words": labels.limit(one.limit, lang),
            "minutes": minutes(one.limit),
            "unit": one.limit.unit,
            "status": one.limit.status,
            "starts": one.starts.of(lang),
            "stops": one.stops.of(lang),
            "basis": labels.BASIS[one.basis].of(lang),
            "place": _place(one.limit.uid, known, lang),
        }
        for one in book.data.clocks
    ]


def minutes(limit: Limit) -> int:
    """Return a limit's length in minutes, a working day as long as any day."""
    return limit.amount * _MINUTES[limit.unit]


def directory(book: Book, known: Lookup, lang: str) -> list[Row]:
    """Return the entities: what each does, when to turn to it, its public number."""
    return [
        {
            "id": one.id,
            "name": one.name.of(lang),
            "does": one.does.of(lang),
            "when": one.when.of(lang),
            "phone": one.phone,
            "sources": [known.sources[name].title.of(lang) for name in one.sources if name in known.sources],
        }
        for one in book.data.directory
    ]


def pathways(book: Book, known: Lookup, lang: str) -> Row:
    """Return the questions about a case, and every pathway drawn."""
    held = book.data.pathways
    return {
        "questions": [
            {"id": one.id, "ask": one.ask.of(lang), "answers": _labels(one.answers, lang)}
            for one in held.questions
        ],
        "pathways": [_pathway(one, known, lang) for one in held.pathways],
    }


def cards(book: Book, known: Lookup, lang: str) -> list[Row]:
    """Return the quick cards; each line is trusted HTML with the places of its paragraphs."""
    return [_card(one, known, lang) for one in book.data.cards]


def _pathway(pathway: Pathway, known: Lookup, lang: str) -> Row:
    actors = dict.fromkeys(actor for step in pathway.steps for actor in (*step.by, *step.to))
    return {
        "id": pathway.id,
        "title": pathway.title.of(lang),
        "trigger": pathway.trigger.of(lang),
        "when": {question: list(answers) for question, answers in pathway.when.items()},
        "harms": list(pathway.harms),
        "actors": list(actors),
        "html": pathway_page.html(pathway, known, lang),
    }


def _card(card: Card, known: Lookup, lang: str) -> Row:
    return {
        "id": card.id,
        "roles": list(card.roles),
        "title": card.title.of(lang),
        "parts": [
            {
                "kind": part.kind,
                "title": part.title.of(lang),
                "lines": [_line(line, known, lang, card.id) for line in part.lines],
            }
            for part in card.parts
        ],
    }


def _line(line: Line, known: Lookup, lang: str, card: str) -> Row:
    places = (_place(uid, known, lang) for uid in line.cite)
    return {
        "html": Printer(known, lang, card, quoted=True).inline(line.says.of(lang)),
        "places": [place for place in places if place],
    }


def _place(uid: str, known: Lookup, lang: str) -> tuple[str, str] | None:
    """Return a paragraph's number and address, or nothing."""
    target = known.targets.get(uid)
    return (target.number, target.address(lang)) if target else None


def _labels(words: dict[str, Words], lang: str) -> list[tuple[str, str]]:
    return [(one, label.of(lang)) for one, label in words.items()]
