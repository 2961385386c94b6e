"""Saving what people wrote, row by row: what only one changed is kept, what two changed is asked about."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.desk import queries, service
from webapp.desk.models import Amendment as Row
from webapp.desk.models import AmendmentRevision
from webapp.desk.queries import Amendment
from webapp.engine.desk import operations, rows
from webapp.engine.desk.merging import Merged, merge
from webapp.engine.desk.rows import Pair, Side
from webapp.engine.manual import number as numbering
from webapp.engine.manual.source import LEADING
from webapp.errors import BadInput, Refused
from webapp.manual.models import Block

TITLE, FRONT, WHOLE = "title", "front", "text"
"""Keys of what is no row: the title, the rest of the front matter, and the text of a data file."""
BACK = "back."
"""Before the key of a row that somebody else took out and that is to stand in the text again."""
NO_LANGUAGE = ""
"""The language of a data file."""
_UID = re.compile(r"^\{#([a-z][a-z0-9]{3,7})\}", re.MULTILINE)

Place = tuple[str, str]
"""A key and a language."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """A text that somebody wrote over a revision of an amendment."""

    key: str
    lang: str
    text: str
    revision: int


@dataclasses.dataclass(frozen=True, slots=True)
class Clash:
    """A text that two people changed. Shape: `is_gone` says that the other took the row out."""

    key: str
    lang: str
    mine: str
    theirs: str
    merged: Merged
    is_gone: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """What was kept. Shape: `same_rows` says that the rows are those that were there before."""

    amendment: Amendment
    same_rows: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Revision:
    """One saving of an amendment."""

    number: int
    by: str
    at: dt.datetime


class TwoTexts(Refused):
    """Somebody else changed the same text; nothing was saved."""

    def __init__(self, amendment: int, clashes: Sequence[Clash]) -> None:
        super().__init__("amendment.two-texts", amendment=amendment)
        self.clashes = tuple(clashes)


def fields(files: Mapping[str, str], piece: str) -> dict[Place, str]:
    """Return every text of an amendment that can be written in, by key and language."""
    if piece.endswith(".yaml"):
        return {(WHOLE, NO_LANGUAGE): files.get(piece, "")}
    pair = rows.pair_of(files)
    found = {(TITLE, lang): rows.title(side) for lang, side in pair.items()}
    if LEADING in pair:
        found[FRONT, LEADING] = rows.front(pair[LEADING])
    for row in rows.rows(pair):
        for lang, at in row.at.items():
            found[row.key, lang] = pair[lang].items[at].written
    return found


def save(connection: sa.Connection, number: int, *, sent: Sequence[Sent], by: str, now: dt.datetime) -> Kept:
    """Keep texts, each against the revision it was written over; what others wrote elsewhere stays.

    Errors: NotFound; BadInput amendment.long; Refused amendment.closed; TwoTexts where somebody else has
    changed a text that was sent, and then nothing is kept.
    """
    found = _held(connection, number)
    now_there = fields(found.files, found.piece)
    known = {found.revision: now_there}
    wanted: dict[Place, str] = {}
    clashes = []
    for one in sent:
        if one.revision not in known:
            files = queries.revision(connection, number, at=one.revision)
            known[one.revision] = fields(files, found.piece)
        clash = _take(one, known[one.revision], now_there, wanted)
        if clash is not None:
            clashes.append(clash)
    if clashes:
        raise TwoTexts(number, clashes)
    files = with_fields(found.files, found.piece, wanted) if wanted else found.files
    return _keep(connection, found, files, by=by, now=now)


def with_fields(files: Mapping[str, str], piece: str, wanted: Mapping[Place, str]) -> dict[str, str]:
    """Return an amendment's files with some of its texts changed and all else as it is."""
    if piece.endswith(".yaml"):
        return {piece: wanted.get((WHOLE, NO_LANGUAGE), files.get(piece, ""))}
    pair = rows.pair_of(files)
    there = {row.key: row for row in rows.rows(pair)}
    made: dict[str, Side] = dict(pair)
    missing = []
    for lang, side in pair.items():
        texts = {key: text for (key, its), text in wanted.items() if its == lang}
        places = {there[key].at[lang]: text for key, text in texts.items() if lang in _at(there, key)}
        changed = side
        for at in sorted(places, reverse=True):  # from the end, for an emptied item goes
            changed = rows.replaced(changed, at, places[at])
        if TITLE in texts:
            changed = rows.with_title(changed, texts[TITLE])
        if FRONT in texts:
            changed = rows.with_front(changed, texts[FRONT])
        made[lang] = changed
        told = {key: text for key, text in texts.items() if key not in {TITLE, FRONT} and text.strip()}
        missing += [(key, lang, text) for key, text in told.items() if lang not in _at(there, key)]
    for key, lang, text in missing:
        bare = key.removeprefix(BACK)
        uid = bare if "-" not in bare and bare not in there else ""
        made = operations.write(made, bare, lang, text, uid=uid)
    return rows.files_of(made, piece)


def operate(
    connection: sa.Connection,
    number: int,
    *,
    deed: str,
    key: str,
    kind: str,
    sent: Sequence[Sent],
    by: str,
    now: dt.datetime,
) -> Kept:
    """Keep what was written, then do something to a row as a whole: DEEDS says what.

    Errors: as `save`; NotFound amendment.no-row; BadInput amendment.deed and those of the deeds.
    """
    written = save(connection, number, sent=sent, by=by, now=now).amendment
    pair: Pair = rows.pair_of(written.files)
    match deed:
        case "split":
            made = operations.split(pair, key)
        case "merge":
            made = operations.merge(pair, key)
        case "up" | "down":
            made = operations.move(pair, key, -1 if deed == "up" else 1)
        case "add":
            made = operations.add(pair, key, kind)
        case "remove":
            made = operations.remove(pair, key)
        case "twin":
            made = operations.twin(pair, key)
        case _:
            raise BadInput("amendment.deed", deed=deed)
    return _keep(connection, written, rows.files_of(made, written.piece), by=by, now=now)


def revisions(connection: sa.Connection, number: int) -> tuple[Revision, ...]:
    """Return an amendment's savings, the last first."""
    wanted = sa.select(AmendmentRevision.revision, AmendmentRevision.by, AmendmentRevision.at)
    this = wanted.where(AmendmentRevision.amendment_id == number)
    rows_ = connection.execute(this.order_by(AmendmentRevision.revision.desc()))
    return tuple(Revision(*row) for row in rows_)


def bring_back(
    connection: sa.Connection, number: int, *, at: int, revision: int, by: str, now: dt.datetime
) -> Amendment:
    """Make the text of an earlier saving the present one, as a saving of its own.

    Errors: NotFound; Refused amendment.closed, amendment.meanwhile.
    """
    files = queries.revision(connection, number, at=at)
    return service.save(connection, number, files=files, revision=revision, by=by, now=now)


def numbered(connection: sa.Connection, files: Mapping[str, str], *, apart_from: int = 0) -> dict[str, str]:
    """Return a section's files with a uid on every block; none that was ever used or is used elsewhere."""
    sides = rows.pair_of(files).values()
    if all(one.uid or one.kind in {"heading", "footnote", "loose"} for side in sides for one in side.items):
        return dict(files)
    taken = set(connection.execute(sa.select(Block.uid).distinct()).scalars())
    others = sa.select(Row.files).where(Row.open_piece.is_not(None), Row.id != apart_from)
    for other in connection.execute(others).scalars():
        taken.update(uid for text in other.values() for uid in _UID.findall(text))
    return dict(files) | numbering.number(files, taken)


def _held(connection: sa.Connection, number: int) -> Amendment:
    """Return an amendment that nobody else saves before we do.

    Errors: NotFound; Refused amendment.closed.
    """
    connection.execute(sa.select(Row.id).where(Row.id == number).with_for_update()).all()
    found = queries.amendment(connection, number)
    if not found.is_open:
        raise Refused("amendment.closed", amendment=number)
    return found


def _keep(
    connection: sa.Connection, found: Amendment, files: Mapping[str, str], *, by: str, now: dt.datetime
) -> Kept:
    if found.is_section:
        files = numbered(connection, files, apart_from=found.id)
    saved = service.save(connection, found.id, files=files, revision=found.revision, by=by, now=now)
    return Kept(saved, _keys(found) == _keys(saved))


def _keys(found: Amendment) -> list[Place]:
    return list(fields(found.files, found.piece))


def _take(
    one: Sent, base: Mapping[Place, str], there: Mapping[Place, str], wanted: dict[Place, str]
) -> Clash | None:
    """Note a text to be kept where it alone was changed; return the clash where others changed it too."""
    place = (one.key, one.lang)
    mine, old, theirs = (rows.plain(text) for text in (one.text, base.get(place, ""), there.get(place, "")))
    if mine in (old, theirs) or mine.strip() == theirs.strip() == "":
        return None
    keys = {key for key, _ in there}
    is_gone = one.key not in keys and not one.key.startswith(BACK)
    if theirs == old and not is_gone:
        wanted[place] = mine
        return None
    if is_gone and not mine.strip():
        return None
    return Clash(one.key, one.lang, mine, theirs, merge(old, mine, theirs), is_gone)


def _at(there: Mapping[str, rows.Row], key: str) -> Mapping[str, int]:
    row = there.get(key)
    return row.at if row else {}
