"""The next edition put together: the files of the edition in force, with those of approved amendments."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from webapp.desk.queries import Amendment
from webapp.engine.desk import frame
from webapp.engine.problems import Problem
from webapp.errors import Refused
from webapp.manual import between
from webapp.manual import queries as manual

COSMETIC = "cosmetic"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What an edition says of itself: from when it holds, and its note in both languages."""

    effective: dt.date
    note_ar: str
    note_en: str


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What is wrong in the whole, with the amendment from which it comes, or None."""

    problem: Problem
    amendment: Amendment | None


def assemble(
    connection: sa.Connection,
    amendments: Sequence[Amendment],
    words: Words,
    *,
    before: Mapping[str, str],
    in_force: int,
) -> dict[str, str]:
    """Return the files of the next edition; `before` are those of the edition in force.

    Shape: a file whose text is empty is left out.

    Errors: Refused publication.frame where manual.yaml is written in a way that cannot be added to.
    """
    files = dict(before) | {path: text for one in amendments for path, text in one.files.items()}
    files = {path: text for path, text in files.items() if text}
    try:
        files[frame.PATH] = frame.with_frame(
            files.get(frame.PATH, ""),
            effective=words.effective,
            note_ar=words.note_ar,
            note_en=words.note_en,
            in_step=_in_step(connection, amendments, in_force=in_force),
        )
    except frame.Unfit as fault:
        raise Refused("publication.frame") from fault
    return files


def whose(problems: Iterable[Problem], amendments: Sequence[Amendment]) -> tuple[Found, ...]:
    """Return errors, each with the amendment in whose files it is."""
    owners = {path: one for one in amendments for path in one.files}
    errors = (one for one in problems if one.severity == "error")
    return tuple(Found(one, owners.get(one.where.path)) for one in errors)


def _in_step(connection: sa.Connection, amendments: Sequence[Amendment], *, in_force: int) -> frozenset[str]:
    """Return the uids of which neither language becomes older by this publication.

    Shape: those that an amendment of manual.yaml lists anew, and those whose change is cosmetic, for a comma
    in one language makes the other no older; a block that waited for its twin before goes on waiting.
    """
    waits = {one.uid for one in between.waiting(connection, edition=in_force)}
    light = {
        uid
        for one in amendments
        for uid, weight in one.weights.items()
        if weight == COSMETIC and one.is_section and _stands_in(uid, one.files)
    }
    listed = (_listed_anew(connection, one) for one in amendments if one.piece == frame.PATH)
    return frozenset(light - waits).union(*listed)


def _listed_anew(connection: sa.Connection, found: Amendment) -> frozenset[str]:
    """Return what an amendment of manual.yaml lists as in step, unless it only has not emptied the list."""
    was = manual.files(connection, edition=found.base, paths=(frame.PATH,))
    then, now = (frame.in_step_of(one.get(frame.PATH, "")) for one in (was, found.files))
    return now if now != then else frozenset()


def _stands_in(uid: str, files: Mapping[str, str]) -> bool:
    return all(f"{{#{uid}}}" in text for text in files.values())
