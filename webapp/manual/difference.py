"""The difference between two editions of a section: paragraph by paragraph, in both languages."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import sqlalchemy as sa
from markupsafe import Markup

from webapp.engine.manual.changes import moved, together
from webapp.engine.manual.isolate import isolated
from webapp.engine.manual.lines import lines
from webapp.engine.manual.saying import saying
from webapp.engine.manual.source import LANGUAGES
from webapp.engine.manual.word_diff import Kind, Piece, word_diff
from webapp.manual import pairs
from webapp.manual.models import Edition, Section
from webapp.manual.pairs import Pair, Side

_NOTHING = Side("", "", Markup(""), "", "")

RowKind = Literal["same", "changed", "added", "removed", "came", "went"]


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A run of words that stayed, was added or was removed.

    Shape: `before` is the space before it, on which no line is drawn; `html` is trusted.
    """

    kind: Kind
    before: str
    html: Markup


Marks = tuple[Mark, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SideChange:
    """A block in one language: as it stands, or word by word where it has changed."""

    is_changed: bool
    marks: Marks
    html: Markup
    basis: Marks
    heading: str


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What became of one block.

    Shape: `was` is its former number where that was another; `came` is that it stood in another section
    before, `went` that it stands in another one now, `place` is the block there; `heading` is what stands
    above it, by language, where that is not what stood above the row before.
    """

    uid: str
    number: str
    was: str
    kind: RowKind
    is_moved: bool
    force: str
    former_force: str
    place: Pair | None
    sides: Mapping[str, SideChange]
    heading: Mapping[str, Marks]

    @property
    def is_changed(self) -> bool:
        """Say whether it says something else, or binds otherwise, wherever it stands."""
        words = any(side.is_changed for side in self.sides.values())
        return self.kind == "changed" or (self.kind == "came" and (words or self.changes_force))

    @property
    def changes_force(self) -> bool:
        """Say whether it binds more or less than before."""
        return self.kind in {"changed", "came"} and self.force != self.former_force

    @property
    def is_quiet(self) -> bool:
        """Say whether there is nothing to tell of it."""
        stays = all(mark.kind == "same" for marks in self.heading.values() for mark in marks)
        return self.kind == "same" and not self.is_moved and stays


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Rows that follow each other: all of them unchanged, or none."""

    is_quiet: bool
    rows: tuple[Row, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """What became of a section between two editions. Shape: a number is empty where it was not there."""

    section_id: str
    former_number: str
    number: str
    titles: Mapping[str, Marks]
    groups: tuple[Group, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether both editions say the same here."""
        stays = all(mark.kind == "same" for marks in self.titles.values() for mark in marks)
        return stays and self.former_number == self.number and all(group.is_quiet for group in self.groups)

    def count(self, kind: str) -> int:
        """Return how many blocks were added, removed or changed, or have moved; one may be of two kinds."""
        rows = [row for group in self.groups for row in group.rows]
        if kind == "changed":
            return sum(row.is_changed for row in rows)
        if kind == "moved":
            return sum(row.is_moved or row.kind in {"came", "went"} for row in rows)
        return sum(row.kind == kind for row in rows)


@dataclasses.dataclass(frozen=True, slots=True)
class _State:
    """A section as one edition has it."""

    number: str
    titles: Mapping[str, str]
    blocks: Mapping[str, Pair]

    def headings(self, lang: str) -> tuple[str, ...]:
        """Return what stands above its blocks, each once."""
        found = (one.sides[lang].heading for one in self.blocks.values() if lang in one.sides)
        return tuple(dict.fromkeys(text for text in found if text))


def difference(connection: sa.Connection, *, section_id: str, old: int, new: int) -> Difference | None:
    """Return what became of a section from one edition to another; None where neither has it."""
    before, after = (_state(connection, section_id, edition) for edition in (old, new))
    if not (before.number or after.number):
        return None
    return _became(connection, section_id, before, after, old=old, new=new)


def to_come(
    connection: sa.Connection,
    *,
    section_id: str,
    old: int,
    number: str,
    titles: Mapping[str, str],
    blocks: Iterable[Pair],
) -> Difference:
    """Return what would become of a section of an edition if it were published as it is written now."""
    after = _State(number, titles, {one.uid: one for one in blocks})
    return _became(connection, section_id, _state(connection, section_id, old), after, old=old, new=0)


def _became(
    connection: sa.Connection, section_id: str, before: _State, after: _State, *, old: int, new: int
) -> Difference:
    came = pairs.wherever(connection, uids=after.blocks.keys() - before.blocks.keys(), edition=old)
    went = pairs.wherever(connection, uids=before.blocks.keys() - after.blocks.keys(), edition=new)
    shifted = moved(before.blocks, list(after.blocks))
    rows = (
        _row(
            before.blocks.get(uid) or came.get(uid),
            after.blocks.get(uid) or went.get(uid),
            here=section_id,
            is_moved=uid in shifted,
        )
        for uid in together(before.blocks, after.blocks)
    )
    headed = _with_headings(rows, before, after)
    return Difference(
        section_id=section_id,
        former_number=before.number,
        number=after.number,
        titles={lang: marks(before.titles.get(lang, ""), after.titles.get(lang, "")) for lang in LANGUAGES},
        groups=tuple(
            Group(is_quiet, tuple(found))
            for is_quiet, found in itertools.groupby(headed, key=lambda row: row.is_quiet)
        ),
    )


def _state(connection: sa.Connection, section_id: str, edition: int) -> _State:
    found = connection.execute(
        sa.select(Section.lang, Section.number, Section.title)
        .join(Edition, Edition.id == Section.edition_id)
        .where(Edition.number == edition, Section.section_id == section_id)
    ).all()
    blocks = {one.uid: one for one in pairs.pairs(connection, section_id=section_id, edition=edition)}
    return _State(found[0].number if found else "", {row.lang: row.title for row in found}, blocks)


def _row(was: Pair | None, now: Pair | None, *, here: str, is_moved: bool) -> Row:
    went = was is not None and now is not None and now.section_id != here
    shown = was if went else now  # what has gone elsewhere is compared where it stands now
    stands = shown or was
    assert stands is not None  # noqa: S101 -- every uid is of one edition or the other
    sides = {lang: _side(was, shown, lang) for lang in LANGUAGES if lang in _written(was, shown)}
    force, former = (one.force if one else "" for one in (shown, was))
    came = was is not None and was.section_id != here
    return Row(
        uid=stands.uid,
        number=stands.number,
        was=was.number if was and was.number != stands.number and not came else "",
        kind="came" if came else "went" if went else _kind(was, now, sides),
        is_moved=is_moved,
        force=force,
        former_force=former,
        place=was if came else now if went else None,
        sides=sides,
        heading={},
    )


def _kind(was: Pair | None, now: Pair | None, sides: Mapping[str, SideChange]) -> RowKind:
    if was is None:
        return "added"
    if now is None:
        return "removed"
    is_changed = was.force != now.force or any(side.is_changed for side in sides.values())
    return "changed" if is_changed else "same"


def _written(*blocks: Pair | None) -> set[str]:
    return {lang for one in blocks if one for lang in one.sides}


def _side(was: Pair | None, now: Pair | None, lang: str) -> SideChange:
    old = was.sides.get(lang, _NOTHING) if was else _NOTHING
    new = now.sides.get(lang, _NOTHING) if now else _NOTHING
    is_changed = old.basis_words != new.basis_words or saying("", old.text, old.html) != saying(
        "", new.text, new.html
    )
    return SideChange(
        is_changed=is_changed,
        marks=marks(lines(old.html, old.text), lines(new.html, new.text)) if is_changed else (),
        html=new.html or old.html,
        basis=marks(old.basis_words, new.basis_words),
        heading=new.heading if new is not _NOTHING else old.heading,
    )


def _with_headings(rows: Iterable[Row], before: _State, after: _State) -> Iterator[Row]:
    """Yield the rows, each with the headings that begin above it."""
    known = {lang: _headings(before, after, lang) for lang in LANGUAGES}
    last: dict[str, str] = {}
    for row in rows:
        above = {lang: side.heading for lang, side in row.sides.items() if side.heading in known[lang]}
        begins = {lang: known[lang][text] for lang, text in above.items() if last.get(lang) != text}
        last |= above
        yield dataclasses.replace(row, heading=begins)


def _headings(before: _State, after: _State, lang: str) -> dict[str, Marks]:
    """Return what became of each heading: one that stands above the same block in other words was renamed."""
    olds, news = before.headings(lang), after.headings(lang)
    found = {text: marks(text, text) for text in olds if text in news}
    for uid, now in after.blocks.items():
        was = before.blocks.get(uid)
        pair = tuple(one.sides[lang].heading for one in (was, now) if one and lang in one.sides)
        if len(pair) == 2 and all(text and text not in found for text in pair):  # noqa: PLR2004 -- a block in both
            found |= dict.fromkeys(pair, marks(*pair))
    found |= {text: marks(text, "") for text in olds if text not in found}
    return found | {text: marks("", text) for text in news if text not in found}


def marks(old: str, new: str) -> Marks:
    """Return what became of a text, word by word, ready to be shown."""
    return tuple(_mark(one) for one in word_diff(old, new))


def _mark(piece: Piece) -> Mark:
    words = piece.text.lstrip()
    return Mark(piece.kind, piece.text[: len(piece.text) - len(words)], Markup(isolated(words)))  # noqa: S704 -- escaped there
