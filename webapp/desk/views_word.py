"""Word files: brought in, read while one waits, reviewed section by section, made amendments."""

import io
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import current_app, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp.desk import accepting, importing, word_reader
from webapp.desk.importing import Import
from webapp.desk.views import DESK, bp, names
from webapp.errors import AppError, BadInput, Refused
from webapp.manual import queries as manual
from webapp.web import site
from webapp.web.errors import status_of
from webapp.web.pages import page
from webapp.web.sentences import SENTENCES, STATUSES
from webapp.web.who import somebody

WORD = f"{DESK}/word"
FILE = f"{WORD}/<int:file>"
SECTION = f"{FILE}/<int(max=99999):at>"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get(WORD)
def list_word(lang: str) -> ResponseReturnValue:
    """Show the Word files that were brought in, and a form to bring in another."""
    return _list()


@bp.post(WORD)
def bring_word(lang: str) -> ResponseReturnValue:
    """Take a Word file in and begin to read it; one that is refused is told why."""
    sent = request.files.get("file")
    try:
        with site.database().writing() as connection:
            made = importing.bring_in(
                connection,
                name=(sent.filename if sent else "") or "",
                sent=sent.read() if sent else b"",
                by=somebody().pseudonym,
                now=site.now(),
            )
    except (BadInput, Refused) as fault:
        return _list(fault=fault)
    if made.refusal:
        return _list(fault=BadInput(made.refusal))
    _begin(made.id)
    return redirect(url_for(".show_word", file=made.id), 303)


@bp.get(FILE)
def show_word(lang: str, file: int) -> ResponseReturnValue:
    """Show how far the reading is; once it is read, its sections."""
    return _show(file)


@bp.post(f"{FILE}/again")
def read_word_again(lang: str, file: int) -> ResponseReturnValue:
    """Begin a reading anew that was stopped."""
    with site.database().reading() as connection:
        importing.one(connection, file)
    _begin(file)
    return redirect(url_for(".show_word", file=file), 303)


@bp.get(f"{FILE}/file")
def take_word(lang: str, file: int) -> ResponseReturnValue:
    """Give the file as it came."""
    with site.database().reading() as connection:
        held, found = importing.content(connection, file), importing.one(connection, file)
    return send_file(io.BytesIO(held), mimetype=_TYPE, as_attachment=True, download_name=found.name)


@bp.post(f"{FILE}/accept")
def accept_word(lang: str, file: int) -> ResponseReturnValue:
    """Make amendments of every section that is open."""
    try:
        with site.database().writing() as connection:
            found = _seen(importing.one(connection, file))
            wanted = [at for at, one in enumerate(found.found["sections"]) if one["state"] == accepting.OPEN]
            by, now = somebody().pseudonym, site.now()
            faults = accepting.accept(connection, found, wanted, by=by, now=now)
    except (BadInput, Refused) as fault:
        return _show(file, fault=fault)
    if faults:
        return _show(file, faults=faults)
    return redirect(url_for(".show_word", file=file), 303)


@bp.get(SECTION)
def review_word(lang: str, file: int, at: int) -> ResponseReturnValue:
    """Show the rows of one section: both languages side by side, and what it would replace."""
    return _review(file, at)


@bp.post(SECTION)
def change_word(lang: str, file: int, at: int) -> ResponseReturnValue:
    """Change a section of the proposal, or accept it."""
    row = _number(request.form.get("row"))
    try:
        with site.database().writing() as connection:
            _change(connection, _seen(importing.one(connection, file)), at, row)
    except (BadInput, Refused) as fault:
        return _review(file, at, fault=fault)
    anchor = f"row-{row}" if row >= 0 else None
    return redirect(url_for(".review_word", file=file, at=at, _anchor=anchor), 303)


def _change(connection: sa.Connection, found: Import, at: int, row: int) -> None:
    """Do one deed to a section."""
    deed, now = request.form.get("deed", ""), site.now()
    if deed == "settle":
        titles = {one: request.form.get(f"title_{one}", "")[:300] for one in ("ar", "en")}
        accepting.settle(
            connection, found, at,
            replaces=request.form.get("replaces", ""),
            own=request.form.get("id", "").strip(),
            titles=titles,
            now=now,
        )  # fmt: skip
    elif deed == "leave":
        accepting.leave(connection, found, at, now=now)
    elif deed == "accept":
        faults = accepting.accept(connection, found, [at], by=somebody().pseudonym, now=now)
        if faults:
            raise faults[0][1]
    else:
        accepting.change_row(connection, found, at, deed=deed, row=row, now=now)


def _list(*, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        files = importing.listed(connection)
        people = names(connection, *(one.by for one in files))
    return page(
        "desk/word.html",
        files=files,
        people=people,
        is_there=word_reader.is_there(),
        writes=_writes(),
        sentences=SENTENCES,
        sentence=_sentence(fault),
        status=_status(fault),
    )


def _show(
    number: int, *, fault: AppError | None = None, faults: tuple[tuple[int, AppError], ...] = ()
) -> ResponseReturnValue:
    with site.database().reading() as connection:
        found = importing.one(connection, number)
        people = names(connection, found.by)
    told = {at: _sentence(one) for at, one in faults}
    fault = fault or (faults[0][1] if faults else None)
    return page(
        "desk/word_one.html",
        fragment="state",
        file=found,
        stopped=found.is_stopped(site.now()),
        people=people,
        writes=_writes(),
        told=told,
        sections=[_summed(one) for one in found.found.get("sections", ())],
        sentences=SENTENCES,
        sentence=_sentence(fault),
        status=_status(fault),
    )


def _review(number: int, at: int, *, fault: AppError | None = None) -> ResponseReturnValue:
    with site.database().reading() as connection:
        found = importing.one(connection, number)
        section = accepting.section_of(found, at)
        edition = manual.edition_in_force(connection)
        outline = manual.outline(connection, lang=_lang(), edition=edition.number) if edition else ()
        citations = accepting.citations(connection, section)
    return page(
        "desk/word_review.html",
        file=found,
        at=at,
        section=section,
        count=len(found.found["sections"]),
        chapters=outline,
        citations=citations,
        writes=_writes() and section["state"] == accepting.OPEN,
        may_leave=_writes() and section["state"] != accepting.ACCEPTED,
        sentence=_sentence(fault),
        status=_status(fault),
    )


def _summed(section: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a list says of a section: how many rows there are, how many want looking at."""
    rows = section["rows"]
    unsure = sum(1 for row in rows if not row["out"] and row["sure"] < importing.SURE)
    return {**section, "count": len(rows), "unsure": unsure}


def _seen(found: Import) -> Import:
    """Return a file whose proposal is still as the form was made from.

    Errors: Refused word.not-read, word.meanwhile.
    """
    if "sections" not in found.found:
        raise Refused("word.not-read")
    if found.found.get("turn", 0) != _number(request.form.get("turn")):
        raise Refused("word.meanwhile")
    return found


def _begin(number: int) -> None:
    importing.start(
        site.database(),
        number,
        folder=site.settings().instance / "word",
        clock=current_app.extensions["masar.clock"],
    )


def _number(told: str | None) -> int:
    return int(told) if told and told.isascii() and told.isdecimal() and len(told) < 9 else -1  # noqa: PLR2004 -- no proposal has more


def _writes() -> bool:
    return "manual-editor" in somebody().roles


def _lang() -> str:
    return str((request.view_args or {})["lang"])


def _status(fault: AppError | None) -> int:
    return status_of(fault) if fault else 200


def _sentence(fault: AppError | None) -> str:
    return str(SENTENCES.get(fault.code, STATUSES[_status(fault)])) if fault else ""
