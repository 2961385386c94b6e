"""The ledger of the two languages: what is behind, what is missing, what changed since, and back in step."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import ledger
from webapp.desk.ledger import OTHER, STATES, Wanted
from webapp.desk.since import readable, since
from webapp.desk.views import DESK, bp, names
from webapp.engine.manual import labels
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import AppError, NotFound, Refused
from webapp.manual import pairs
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES
from webapp.web.who import somebody

_A_PAGE = 40
_MARKS = {
    "added": {lang: labels.ADDED.of(lang) for lang in LANGUAGES},
    "removed": {lang: labels.REMOVED.of(lang) for lang in LANGUAGES},
}


@bp.get(f"{DESK}/ledger")
def show_ledger(lang: str) -> ResponseReturnValue:
    """Show which paragraphs of the two languages are not in step, and why."""
    return _ledger(lang)


@bp.post(f"{DESK}/ledger/in-step")
def read_together(lang: str) -> ResponseReturnValue:
    """Note that somebody read the two languages of a paragraph against each other."""
    uid = request.form.get("uid", "")
    try:
        with site.database().writing() as connection:
            ledger.read_together(connection, uid, by=somebody().pseudonym, now=site.now())
    except (NotFound, Refused) as fault:
        return _ledger(lang, fault)
    form = request.form
    return redirect(
        url_for(
            ".show_ledger",
            done=uid,
            chapter=form.get("chapter") or None,
            state=form.get("state") or None,
            must=form.get("must") or None,
            person=form.get("person") or None,
        ),
        303,
    )


def _wanted() -> Wanted:
    asked = request.values
    chapter, state = asked.get("chapter", ""), asked.get("state", "")
    return Wanted(
        chapter=int(chapter) if chapter.isascii() and chapter.isdigit() and len(chapter) < 4 else None,  # noqa: PLR2004 -- no manual has a thousand chapters
        state=state if state in STATES else "",
        must=bool(asked.get("must")),
        person=asked.get("person", ""),
    )


def _first() -> int:
    asked = request.args.get("from", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0  # noqa: PLR2004 -- nor so many paragraphs


def _ledger(lang: str, fault: AppError | None = None) -> ResponseReturnValue:
    wanted, first = _wanted(), _first()
    with site.database().reading() as connection:
        edition = manual.edition_in_force(connection)
        entries = ledger.ledger(connection, edition=edition.number) if edition else ()
        chapters = manual.outline(connection, lang=lang, edition=edition.number) if edition else ()
        found = [one for one in entries if wanted.fits(one)]
        shown = found[first : first + _A_PAGE]
        number = edition.number if edition else 0
        changed = since(connection, shown, edition=number)
        texts = pairs.wherever(connection, uids=[one.uid for one in shown], edition=number)
        people = names(connection, *(who for one in entries for who in one.people))
    return page(
        "desk/ledger.html",
        edition=edition,
        wanted=wanted,
        counts=ledger.counts(one for one in entries if wanted.chapter in {None, one.chapter}),
        shown=shown,
        total=len(found),
        first=first,
        a_page=_A_PAGE,
        chapters=chapters,
        titles={one.section_id: one for chapter in chapters for one in chapter.sections},
        changed=changed,
        texts={one.uid: _texts(one, texts) for one in shown},
        other=OTHER,
        mark_words=_MARKS,
        people=people,
        writes="manual-editor" in somebody().roles,
        noted=request.args.get("done", ""),
        sentence=SENTENCES.get(fault.code, STATUSES[422]) if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _texts(entry: ledger.Entry, known: dict[str, pairs.Pair]) -> dict[str, str]:
    """Return what a paragraph says in each language: as an amendment has it, else as it is printed."""
    printed = known[entry.uid].sides if entry.uid in known else {}
    return {
        lang: readable(side.written) if side.written is not None else printed[lang].text
        for lang, side in entry.sides.items()
        if side.written is not None or lang in printed
    }
