"""The body of a page: headings, blocks, and the gaps that the other language leaves, in order."""

import dataclasses
from collections.abc import Collection, Mapping
from types import MappingProxyType

from webapp.engine.manual import parity, render
from webapp.engine.manual.book import Section
from webapp.engine.manual.lookup import Lookup, Target
from webapp.engine.manual.printing import plain_inline
from webapp.engine.manual.sections import Basis, Block, Heading

_ON_THIS_PAGE = 2


@dataclasses.dataclass(frozen=True, slots=True)
class BlockPage:
    """One block in one language, ready to be shown, quoted and searched."""

    uid: str
    number: str
    force: str
    basis: str
    basis_words: str
    heading: str
    html: str
    quote: str
    text: str
    state: str
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """A page's HTML and what it is made of. Shape: `headings` are (anchor, text) of the second level."""

    summary: str
    html: str
    headings: tuple[tuple[str, str], ...]
    blocks: tuple[BlockPage, ...]


def body(
    section: Section,
    lang: str,
    known: Lookup,
    older: Collection[tuple[str, str]] = (),
    said: Mapping[tuple[str, str], render.Said] = MappingProxyType({}),
) -> Body:
    """Return a section's body in one language; `older` are blocks, by language and uid, that are behind.

    Shape: `said` is what blocks say, by language and uid, as far as that is known already.
    """
    work = _Laying(section, lang, known, older, said)
    for item in parity.with_gaps(section, lang):
        if isinstance(item, Heading):
            work.heading(item)
        elif item.absent:
            work.gap(item.block)
        else:
            work.block(item.block)
    return Body(work.summary, "\n".join(work.html), tuple(work.headings), tuple(work.blocks))


class _Laying:
    """A page being put together: what is there so far, and the number the next heading gets."""

    def __init__(
        self,
        section: Section,
        lang: str,
        known: Lookup,
        older: Collection[tuple[str, str]],
        said: Mapping[tuple[str, str], render.Said],
    ) -> None:
        self.section, self.lang, self.known, self.older, self.said = section, lang, known, older, said
        self.numbers, self.states = section.numbers(), parity.states(section)
        self.rests = {block.uid: block.basis for block in section.leading.blocks}
        self.summary = ""
        self.html: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.blocks: list[BlockPage] = []
        self.count = 0

    def heading(self, written: Heading) -> None:
        self.count += 1
        anchor = f"g{self.count}"
        self.html.append(render.heading(written, anchor=anchor, lookup=self.known, lang=self.lang))
        if written.level == _ON_THIS_PAGE:
            self.headings.append((anchor, plain_inline(written.markdown, self.known, self.lang)))

    def gap(self, twin: Block) -> None:
        self.html.append(render.absent(twin.name, target=self._target(twin), lang=self.lang))

    def block(self, written: Block) -> None:
        target = self._target(written)
        # The Arabic file alone says what a statement rests on; its twin only says the same in English.
        basis = self.rests.get(written.uid) or written.basis
        shown = render.block(
            written,
            target=target,
            basis=basis,
            lookup=self.known,
            lang=self.lang,
            state=self._state(written.uid),
            said=self.said.get((self.lang, written.uid)),
        )
        self.blocks.append(self._page(written, shown, target.number, basis))
        if written.name == "summary":
            self.summary += shown.html
        else:
            self.html.append(shown.html)

    def _state(self, uid: str) -> str:
        if (self.lang, uid) in self.older:
            return "older"
        if ("en" if self.lang == "ar" else "ar", uid) in self.older:
            return "newer"
        return self.states[uid]

    def _target(self, block: Block) -> Target:
        return Target(self.numbers[block.uid], self.section.id, block.uid)

    def _page(self, written: Block, shown: render.Shown, number: str, basis: Basis | None) -> BlockPage:
        resting = basis if written.force else None
        return BlockPage(
            uid=written.uid,
            number=number,
            force=written.force,
            basis=resting.code if resting else "",
            basis_words=render.basis_words(resting, self.known, self.lang),
            heading=plain_inline(written.heading, self.known, self.lang),
            html=shown.html,
            quote=shown.quote,
            text=shown.text,
            state=self._state(written.uid),
            digest=written.digest,
        )
