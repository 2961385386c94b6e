"""Writing in an amendment: its rows in both languages, saved together or one by one, nothing written over."""

import dataclasses

import sqlalchemy as sa
from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import linting, looking, presence, queries, service, writing
from webapp.desk.looking import Finding, Looked, Printed
from webapp.desk.queries import Amendment
from webapp.desk.views import ONE, bp, names
from webapp.desk.writing import Clash, Place, Sent, TwoTexts
from webapp.engine.desk import operations, rows
from webapp.engine.desk.lint import Finding as Slip
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import AppError, BadInput, NotFound, Refused
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.guard import may
from webapp.web.language import language
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES
from webapp.web.who import somebody

_DIGITS = 9
_TEXT, _REVISION = "t.", "r."
"""How the names of fields begin: `t.h2vt.ar` is a text, `r.h2vt` the revision that its row was seen with."""
_DONE = ("saved", "begun", "done", "back")


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A row on the page. Shape: texts, slips and print by language; `lacks` is a language without it."""

    key: str
    uid: str
    number: str
    kind: str
    texts: dict[str, str]
    lacks: str
    findings: tuple[Finding, ...]
    slips: dict[str, tuple[Slip, ...]]
    printed: dict[str, tuple[Printed, ...]]


@bp.get(ONE)
def edit(lang: str, amendment: int) -> ResponseReturnValue:
    """Show an amendment to be written in, with what the check finds beside it."""
    with site.database().reading() as connection:
        return _editor(connection, queries.amendment(connection, amendment))


@bp.post(ONE)
def save_text(lang: str, amendment: int) -> ResponseReturnValue:
    """Keep all that was written, faults and all."""
    try:
        with site.database().writing() as connection:
            writing.save(connection, amendment, sent=_sent(), by=somebody().pseudonym, now=site.now())
    except TwoTexts as fault:
        return _conflict(amendment, fault)
    except (BadInput, Refused) as fault:
        return _not_saved(amendment, fault)
    return redirect(url_for(".edit", amendment=amendment, done="saved"), 303)


@bp.post(f"{ONE}/row")
def save_row(lang: str, amendment: int) -> ResponseReturnValue:
    """Keep one row and show what stands below it.

    Shape: headers say the revision there is now, and whether the rows of the page are still those kept.
    """
    with site.database().writing() as connection:
        kept = writing.save(connection, amendment, sent=_sent(), by=somebody().pseudonym, now=site.now())
    with site.database().reading() as connection:
        found = queries.amendment(connection, amendment)
        key = request.form.get("key", "")
        row = next(iter(_rows(connection, found, only=key)), None)
        looked = looking.look(connection, found)
    answer = page("desk/_after.html", amendment=found, row=row, looked=looked, writes=True)
    answer.headers["X-Masar-Revision"] = str(kept.amendment.revision)
    answer.headers["X-Masar-Rows"] = "same" if kept.same_rows and row else "other"
    return answer


@bp.post(f"{ONE}/rows")
def operate(lang: str, amendment: int) -> ResponseReturnValue:
    """Keep all that was written, then do something to a row as a whole."""
    deed, _, key = request.form.get("do", "").partition(":")
    try:
        with site.database().writing() as connection:
            writing.operate(
                connection,
                amendment,
                deed=deed,
                key=key,
                kind=request.form.get(f"kind.{key}", ""),
                sent=_sent(),
                by=somebody().pseudonym,
                now=site.now(),
            )
    except TwoTexts as fault:
        return _conflict(amendment, fault)
    except (BadInput, NotFound, Refused) as fault:
        return _not_saved(amendment, fault)
    return redirect(url_for(".edit", amendment=amendment, done="done", _anchor=f"row-{key}"), 303)


@bp.post(f"{ONE}/presence")
def be_seen(lang: str, amendment: int) -> ResponseReturnValue:
    """Note who has the amendment open, and show who else has."""
    me, now = somebody().pseudonym, site.now()
    with site.database().writing() as connection:
        presence.mark(connection, amendment, by=me, uid=request.form.get("at", ""), now=now)
        others = presence.others(connection, amendment, by=me, now=now)
        found = queries.amendment(connection, amendment)
        people = names(connection, *(one.by for one in others), *found.everybody)
    seen = number_in(request.form.get("seen"))
    return page(
        "desk/_presence.html", amendment=found, others=others, people=people, is_newer=found.revision > seen
    )


@bp.get(f"{ONE}/history")
def history(lang: str, amendment: int) -> ResponseReturnValue:
    """Show every saving of an amendment, and what one of them was."""
    at = number_in(request.args.get("at"))
    with site.database().reading() as connection:
        found = queries.amendment(connection, amendment)
        kept = writing.revisions(connection, amendment)
        people = names(connection, *(one.by for one in kept))
        then = queries.revision(connection, amendment, at=at) if at else {}
    return page(
        "desk/history.html",
        amendment=found,
        revisions=kept,
        people=people,
        at=at,
        then=writing.fields(then, found.piece) if then else {},
        now=writing.fields(found.files, found.piece),
        writes=_writes(found),
    )


@bp.post(f"{ONE}/history")
def bring_back(lang: str, amendment: int) -> ResponseReturnValue:
    """Make an earlier text the present one."""
    with site.database().writing() as connection:
        writing.bring_back(
            connection,
            amendment,
            at=number_in(request.form.get("at")),
            revision=number_in(request.form.get("revision")),
            by=somebody().pseudonym,
            now=site.now(),
        )
    return redirect(url_for(".edit", amendment=amendment, done="back"), 303)


@bp.post(f"{ONE}/drop")
def drop(lang: str, amendment: int) -> ResponseReturnValue:
    """Throw an amendment away; the page then shown can take it up again."""
    revision = number_in(request.form.get("revision"))
    with site.database().writing() as connection:
        service.drop(connection, amendment, revision=revision, by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".edit", amendment=amendment), 303)


@bp.post(f"{ONE}/take-up")
def take_up(lang: str, amendment: int) -> ResponseReturnValue:
    """Go on with an amendment that was thrown away."""
    with site.database().writing() as connection:
        service.take_up(connection, amendment, by=somebody().pseudonym, now=site.now())
    return redirect(url_for(".edit", amendment=amendment), 303)


def number_in(asked: str | None) -> int:
    """Return a number as a form has it, nought where none can be read."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 0


def _writes(found: Amendment) -> bool:
    return found.is_open and may(somebody(), "desk.save_text")


def _sent() -> list[Sent]:
    """Return the texts of a form, each with the revision that it was written over."""
    whole = number_in(request.form.get("revision"))
    sent = []
    for name, text in request.form.items():
        if name.startswith(_TEXT):
            key, _, lang = name.removeprefix(_TEXT).rpartition(".")
            revision = number_in(request.form.get(f"{_REVISION}{key}")) or whole
            sent.append(Sent(key, lang if lang in LANGUAGES else "", text, revision))
    return sent


def _rows(connection: sa.Connection, found: Amendment, *, only: str = "") -> list[Shown]:
    """Return the rows of a section as they are shown: all, or one by its key."""
    looked, slips = looking.look(connection, found), linting.row_findings(connection, found)
    pair = rows.pair_of(found.files)
    return [_row(found, looked, slips, pair, row) for row in rows.rows(pair) if only in {"", row.key}]


def _row(
    found: Amendment,
    looked: Looked,
    slips: dict[Place, tuple[Slip, ...]],
    pair: rows.Pair,
    row: rows.Row,
) -> Shown:
    items = {lang: pair[lang].items[at] for lang, at in row.at.items()}
    first = next(iter(items.values()))
    uid = next((one.uid for one in items.values() if one.uid), "")
    own = {lang: slips.get((row.key, lang), ()) for lang in items}
    return Shown(
        key=row.key,
        uid=uid,
        number=looked.numbers.get(uid, ""),
        kind=first.name if first.kind == "container" else first.kind,
        texts={lang: one.written for lang, one in items.items()},
        lacks=next((lang for lang in LANGUAGES if lang in pair and lang not in items), ""),
        findings=tuple(one for one in looked.told(row.key, language()) if not _is_slip(one, own)),
        slips=own,
        printed={
            lang: looking.printed(looked, found, text=one.written, lang=lang) for lang, one in items.items()
        },
    )


def _is_slip(one: Finding, slips: dict[str, tuple[Slip, ...]]) -> bool:
    """Say whether the linter says the same of the row, and how it is mended by one key."""
    name = one.rule.partition(".")[2]
    return any(slip.rule.partition(".")[2] == name for slip in slips.get(one.at, ()))


def _editor(
    connection: sa.Connection,
    found: Amendment,
    *,
    fault: AppError | None = None,
    instead: dict[Place, str] | None = None,
    lost: list[Sent] | None = None,
) -> Response:
    """Show what is kept; where something could not be kept, what was sent `instead`, and what is lost."""
    looked = looking.look(connection, found)
    texts = writing.fields(found.files, found.piece) | (instead or {})
    shown = _rows(connection, found) if found.is_section else []
    done = request.args.get("done", "")
    return page(
        "desk/edit.html" if found.is_section else "desk/data.html",
        amendment=found,
        rows=shown,
        texts=texts,
        lost=lost or [],
        looked=looked,
        general=looked.told("", language()),
        people=names(connection, *found.everybody),
        writes=_writes(found),
        kinds=operations.KINDS,
        cut=operations.CUT,
        done=done if done in _DONE else "",
        sentence=SENTENCES[fault.code] if fault else "",
        status=status_of(fault) if fault else 200,
    )


def _not_saved(amendment: int, fault: AppError) -> Response:
    with site.database().reading() as connection:
        found = queries.amendment(connection, amendment)
        there = writing.fields(found.files, found.piece)
        sent = _sent()
        instead = {(one.key, one.lang): one.text for one in sent if (one.key, one.lang) in there}
        lost = [one for one in sent if (one.key, one.lang) not in there and one.text.strip()]
        return _editor(connection, found, fault=fault, instead=instead, lost=lost)


def _conflict(amendment: int, fault: TwoTexts) -> Response:
    """Show both texts where two people changed one, and carry along all else that was sent."""
    with site.database().reading() as connection:
        found = queries.amendment(connection, amendment)
        there = writing.fields(found.files, found.piece)
        people = names(connection, *found.everybody)
    asked = {(one.key, one.lang) for one in fault.clashes}
    others = [one for one in _sent() if (one.key, one.lang) not in asked]
    return page(
        "desk/conflict.html",
        amendment=found,
        clashes=[_clash(one) for one in fault.clashes],
        others=[one for one in others if rows.plain(one.text) != there.get((one.key, one.lang))],
        people=people,
        status=status_of(fault),
    )


def _clash(one: Clash) -> Clash:
    """Return a clash under the name by which its row is put back, where the row is gone."""
    return dataclasses.replace(one, key=f"{writing.BACK}{one.key}") if one.is_gone else one
