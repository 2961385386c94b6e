"""A row of the ledger that somebody contests: which decision, which answer, which paragraph."""

import dataclasses

import sqlalchemy as sa

from webapp.attempts import answer_words, queries
from webapp.attempts.service import Standing
from webapp.engine.scenario import score as scores
from webapp.errors import NotFound, Refused
from webapp.manual import queries as manual
from webapp.manual.queries import Quote
from webapp.queues.service import About, Contested
from webapp.web.language import LANGUAGES


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """What is contested. Units: `number` counts decisions from 1. Shape: `lang` is the quote's language."""

    key: str
    position: int
    number: int
    case_title: str
    title: str
    chosen: tuple[str, ...]
    best: tuple[str, ...]
    lang: str
    quote: Quote
    about: About
    contested: Contested


def subject(connection: sa.Connection, standing: Standing, lang: str, *, position: int) -> Subject:
    """Return a row of a finished attempt's ledger with the first paragraph it rests on.

    Errors: Refused while the attempt is unfinished; NotFound when it has no such row, or none that rests on
    a paragraph of its edition.
    """
    kept, play = standing.kept, standing.play
    if kept.result is None:
        raise Refused("attempt.unfinished", key=kept.key)
    row = next((one for one in scores.from_json(kept.result).rows if one.position == position), None)
    if row is None:
        raise NotFound("attempt.no-such-decision", position=position)
    spoken, quote = _quote(connection, row.cites, lang, edition=kept.edition)
    decision = play.steps[position].scene.decision
    assert decision is not None  # noqa: S101 -- a step was taken at a decision
    return Subject(
        key=kept.key,
        position=position,
        number=position + 1,
        case_title=play.scenario.title.of(lang),
        title=decision.title.of(lang),
        chosen=answer_words.of(play, position, row.chosen, lang),
        best=() if row.chosen == row.best else answer_words.of(play, position, row.best, lang),
        lang=spoken,
        quote=quote,
        about=About(quote.uid, quote.section_id, quote.number, quote.edition, spoken),
        contested=Contested(
            scenario_id=kept.scenario_id,
            digest=kept.digest,
            scene_id=row.scene_id,
            answer=queries.write_choice(row.chosen),
        ),
    )


def _quote(
    connection: sa.Connection, cites: tuple[str, ...], lang: str, *, edition: int
) -> tuple[str, Quote]:
    for spoken in sorted(LANGUAGES, key=lambda known: known != lang):
        found = manual.quotes(connection, lang=spoken, edition=edition, uids=cites)
        for uid in cites:
            if uid in found:
                return spoken, found[uid]
    raise NotFound("attempt.no-such-decision", cites=cites)
