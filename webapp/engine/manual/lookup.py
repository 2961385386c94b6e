"""Where references lead: the limit behind a clock, the number behind a uid, the entry behind a term."""

import dataclasses
from collections.abc import Mapping

from webapp.engine.clocks import Limit
from webapp.engine.manual.book import Book
from webapp.engine.manual.data import Form, Reliance, Term, Words
from webapp.engine.manual.pathways import Pathway


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A place in the manual. Shape: `uid` is empty for a whole section."""

    number: str
    section_id: str
    uid: str

    def address(self, lang: str) -> str:
        """Return its address in one language."""
        return f"/{lang}/manual/{self.section_id}" + (f"#{self.uid}" if self.uid else "")


@dataclasses.dataclass(frozen=True, slots=True)
class Lookup:
    """Everything a text may refer to, by the names the text uses."""

    limits: Mapping[tuple[str, str], Limit]
    targets: Mapping[str, Target]
    terms: Mapping[str, Term]
    sources: Mapping[str, Reliance]
    pathways: Mapping[str, Pathway]
    actors: Mapping[str, Words]
    """Roles and entities together: who may act in a pathway."""
    forms: Mapping[str, Form]


def lookup(book: Book) -> Lookup:
    """Return what the texts of a manual may refer to."""
    targets: dict[str, Target] = {}
    for section in book.sections:
        targets[section.id] = Target(section.number, section.id, "")
        for uid, number in section.numbers().items():
            targets[uid] = Target(number, section.id, uid)
    return Lookup(
        limits={(one.limit.clock, one.limit.risk): one.limit for one in book.data.clocks},
        targets=targets,
        terms={one.id: one for one in book.data.terms},
        sources={one.id: one for one in book.data.sources},
        pathways={one.id: one for one in book.data.pathways.pathways},
        actors={**book.data.frame.roles, **book.data.frame.entities},
        forms=book.data.frame.forms,
    )
