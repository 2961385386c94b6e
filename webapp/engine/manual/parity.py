"""The two languages of a section side by side: which blocks both have, which only one."""

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Literal

from webapp.engine.manual.book import Section
from webapp.engine.manual.sections import Block, Heading, Page
from webapp.engine.problems import Problem

State = Literal["same", "missing"]
_BINDING = ("must", "must-not")


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """A block's place on a page; `absent` says that this language has not written it."""

    block: Block
    absent: bool


def states(section: Section) -> dict[str, State]:
    """Return the state of each uid: `same` when both languages have it, `missing` when one lacks it."""
    written = [{block.uid for block in page.blocks} for page in section.pages.values()]
    return {
        uid: "same" if len(written) > 1 and all(uid in one for one in written) else "missing"
        for uid in section.uids()
    }


def with_gaps(section: Section, lang: str) -> Iterator[Heading | Slot]:
    """Yield a page's headings and blocks, and in its place each block that only the other language has."""
    page = section.pages[lang]
    own = {block.uid for block in page.blocks}
    others = [block for one in section.pages.values() if one is not page for block in one.blocks]
    follows = _follows(others, own)
    for block in follows.get("", ()):
        yield Slot(block, absent=True)
    for item in page.items:
        if isinstance(item, Heading):
            yield item
            continue
        yield Slot(item, absent=False)
        for block in follows.get(item.uid, ()):
            yield Slot(block, absent=True)


def _follows(others: list[Block], own: set[str]) -> dict[str, list[Block]]:
    """Return, for each shared uid ("" for the start), the blocks after it that only the twin has."""
    after: dict[str, list[Block]] = {}
    last = ""
    for block in others:
        if block.uid in own:
            last = block.uid
        else:
            after.setdefault(last, []).append(block)
    return after


def problems(section: Section) -> Iterator[Problem]:
    """Yield what differs between the two languages of a section."""
    pair = [section.pages[lang] for lang in ("ar", "en") if lang in section.pages]
    if len(pair) == 1:
        lacks = "English" if "ar" in section.pages else "Arabic"
        says = f"the section has no {lacks} file"
        yield Problem(
            "error", "manual.twin-missing", section.where, says, "both languages stand side by side"
        )
        return
    first, second = pair
    yield from _lacking(first, second, "English")
    yield from _lacking(second, first, "Arabic")
    yield from _differing(first, second)
    if [one.level for one in first.headings] != [one.level for one in second.headings]:
        where = second.headings[0].where if second.headings else section.where
        counts = f"the Arabic has {len(first.headings)} headings, the English {len(second.headings)}"
        says = f"{counts}, or their levels differ"
        yield Problem("warning", "manual.headings-differ", where, says)


def _lacking(page: Page, twin: Page, language: str) -> Iterator[Problem]:
    there = {block.uid for block in twin.blocks}
    for block in page.blocks:
        if block.uid and block.uid not in there:
            binding = block.force in _BINDING
            rule, severity = ("must-twin-missing", "error") if binding else ("state", "warning")
            says = f"the block {block.uid} has no {language}"
            yield Problem(severity, f"manual.{rule}", block.where, says)  # type: ignore[arg-type]  # one of two literals


def _differing(first: Page, second: Page) -> Iterator[Problem]:
    twins = {block.uid: block for block in second.blocks if block.uid}
    for block in first.blocks:
        twin = twins.get(block.uid)
        if twin is not None and block.name == twin.name == "pathway" and block.markdown != twin.markdown:
            says = f"the block {block.uid} draws one pathway in Arabic and another in English"
            yield Problem("error", "manual.pathway-differs", twin.where, says)
        if twin is None or (twin.kind, twin.name) == (block.kind, block.name):
            continue
        ours, theirs = block.name or block.kind, twin.name or twin.kind
        says = f"the block {block.uid} is {ours} in Arabic and {theirs} in English"
        if {block.name, twin.name} & set(_BINDING):
            yield Problem("error", "manual.force-differs", twin.where, says)
        else:
            yield Problem("warning", "manual.state", twin.where, says)
    shared = [block.uid for block in first.blocks if block.uid in twins]
    order = {uid: at for at, uid in enumerate(shared)}
    ranks = [order[block.uid] for block in second.blocks if block.uid in order]
    wrong = next((at for at, (one, other) in enumerate(itertools.pairwise(ranks)) if other < one), None)
    if wrong is not None:
        block = [one for one in second.blocks if one.uid in order][wrong + 1]
        yield Problem(
            "warning", "manual.order-differs", block.where, f"the block {block.uid} stands in another order"
        )
