"""Giving uids to blocks that have none: the same uid in both languages, everything else left as it stands."""

import difflib
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping

from webapp.engine.manual import book as books
from webapp.engine.manual.book import Section
from webapp.engine.manual.sections import Block, Page

_FIRST = "abcdefghijkmnpqrstuvwxyz"
_REST = _FIRST + "23456789"
_SHORT, _LONG = 4, 8
_TRIES = 200
_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def number(files: Mapping[str, str], taken: Collection[str] = ()) -> dict[str, str]:
    """Return the files that change, with a uid above every block; line endings and all else stay.

    Shape: `taken` are uids that other files, or earlier editions, have.
    """
    book, _problems = books.read(files)
    taken = {*taken, *(block.uid for _section, _lang, block in book.blocks())}
    changed: dict[str, str] = {}
    for section in book.sections:
        wanted = _wanted(section, taken)
        for page in section.pages.values():
            path = page.source.place.path
            rows = {block.where.line: uid for block, uid in wanted if block.where.path == path}
            if rows:
                changed[path] = _written(files[path], rows)
    return changed


def fresh_uid(seed: str, taken: Collection[str]) -> str:
    """Return a uid nobody bears; the same seed and the same taken uids give the same one.

    Shape: four characters, longer only when all tries are taken; no letters that look like digits.
    """
    for turn in range(_TRIES * (_LONG - _SHORT + 1)):
        length = _SHORT + turn // _TRIES
        rest = int.from_bytes(
            hashlib.sha256(f"{seed}\0{turn}".encode("utf-8", "surrogatepass")).digest(), "big"
        )
        rest, at = divmod(rest, len(_FIRST))
        letters = [_FIRST[at]]
        for _ in range(length - 1):
            rest, at = divmod(rest, len(_REST))
            letters.append(_REST[at])
        uid = "".join(letters)
        if uid not in taken:
            return uid
    raise AssertionError("more uids are taken than a manual can hold")


def _wanted(section: Section, taken: set[str]) -> list[tuple[Block, str]]:
    """Return each block that lacks a uid with the uid it gets, twins the same one."""
    wanted: list[tuple[Block, str]] = []
    for pair in _pairs(section):
        if all(block.uid for block in pair):
            continue
        uid = next((block.uid for block in pair if block.uid), "")
        if not uid:
            uid = fresh_uid(f"{section.place.stem}\0{pair[0].markdown}", taken)
            taken.add(uid)
        wanted.extend((block, uid) for block in pair if not block.uid)
    return wanted


def _pairs(section: Section) -> Iterator[tuple[Block, ...]]:
    """Yield blocks with their twins: by uid where both have it, else by kind between those."""
    pages = list(section.pages.values())
    if len(pages) == 1:
        yield from ((block,) for block in pages[0].blocks)
        return
    first, second = pages
    shared = {block.uid for block in first.blocks if block.uid} & {block.uid for block in second.blocks}
    ours, theirs = _keys(first, shared), _keys(second, shared)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            for one, other in zip(first.blocks[a:b], second.blocks[c:d], strict=True):
                yield (one, other) if not (one.uid and other.uid and one.uid != other.uid) else (one,)
            continue
        yield from ((block,) for block in first.blocks[a:b])
        yield from ((block,) for block in second.blocks[c:d])


def _keys(page: Page, shared: Collection[str]) -> list[tuple[str, ...]]:
    return [(block.uid,) if block.uid in shared else (block.kind, block.name) for block in page.blocks]


def _written(text: str, uids: Mapping[int, str]) -> str:
    """Return the text with uids put above the given lines, an empty line before each where there is none."""
    rows = _ROW.findall(text)
    ending = next((end for row in rows if (end := row[len(row.rstrip("\r\n")) :])), "\n")
    out: list[str] = []
    for at, row in enumerate(rows, 1):
        if at in uids:
            if out and out[-1].strip():
                out.append(ending)
            out.append(f"{{#{uids[at]}}}{ending}")
        out.append(row)
    return "".join(out)
