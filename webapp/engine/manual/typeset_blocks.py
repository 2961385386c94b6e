"""From a section's blocks to Typst's code: each with its number, its force, its basis and its margin line."""

from collections.abc import Collection

from webapp.engine.manual import labels, parity, render, typeset_pathway
from webapp.engine.manual.book import Section
from webapp.engine.manual.data import Term
from webapp.engine.manual.lookup import Target
from webapp.engine.manual.sections import Block, Heading
from webapp.engine.manual.typeset_marks import NOTHING, call, joined, label, string, words
from webapp.engine.manual.typeset_tokens import Scope, Setter, place
from webapp.engine.manual.typeset_words import IN_SHORT

_STATES = {"missing": labels.TWIN_LACKS, "newer": labels.TWIN_IS_OLDER, "older": labels.PAGE_IS_OLDER}


def body(
    section: Section, scope: Scope, terms: dict[str, Term], older: Collection[tuple[str, str]] = ()
) -> str:
    """Return all that a section says in one language, and add to `terms` those it uses.

    Shape: `older` are the blocks, by language and uid, that are behind their twins.
    """
    work = _Setting(section, scope, terms, older)
    return joined(work.item(one) for one in parity.with_gaps(section, scope.lang))


class _Setting:
    """A section being set."""

    def __init__(
        self, section: Section, scope: Scope, terms: dict[str, Term], older: Collection[tuple[str, str]]
    ) -> None:
        self.section, self.scope, self.terms, self.older = section, scope, terms, older
        self.numbers, self.states = section.numbers(), parity.states(section)
        self.rests = {block.uid: block.basis for block in section.leading.blocks}

    def item(self, item: Heading | parity.Slot) -> str:
        if isinstance(item, Heading):
            level = str(min(max(item.level, 2), 3))
            return call("head", level, self._setter("").line(item.markdown))
        return self._gap(item.block) if item.absent else self._block(item.block)

    def _block(self, written: Block) -> str:
        setter = self._setter(written.uid)
        if written.name == "summary":
            told = setter.blocks(written.markdown + written.footnotes)
            return call("summary", self._place(written), words(IN_SHORT.of(self.scope.lang)), told)
        if written.name == "pathway":
            return self._pathway(written)
        told = setter.blocks(written.markdown + written.footnotes)
        return self._frame(written, told, rests=self._rests(written), twin=self._twin(written.uid))

    def _pathway(self, written: Block) -> str:
        """Return the pathway that a block names; one that is not there shows nothing, the check finds it."""
        pathway = self.scope.lookup.pathways.get(written.markdown.strip())
        drawn = typeset_pathway.drawn(pathway, self.scope) if pathway else NOTHING
        return self._frame(written, drawn)

    def _gap(self, twin: Block) -> str:
        return self._frame(twin, NOTHING, twin=words(labels.PAGE_LACKS.of(self.scope.lang)))

    def _frame(self, written: Block, told: str, *, rests: str = "none", twin: str = "none") -> str:
        name, kind = written.name, written.kind
        force = words(labels.BOX[name].of(self.scope.lang)) if name in labels.BOX else "none"
        return call(
            "piece",
            string(name or kind),
            f"n({string(self.numbers[written.uid])})",
            self._place(written),
            told,
            force=force,
            rests=rests,
            twin=twin,
        )

    def _rests(self, written: Block) -> str:
        """Return the line about its basis, which the Arabic file alone says, for both languages."""
        basis = self.rests.get(written.uid) or written.basis
        told = render.basis_words(basis, self.scope.lookup, self.scope.lang) if written.force else ""
        return words(told) if told else "none"

    def _twin(self, uid: str) -> str:
        other = "en" if self.scope.lang == "ar" else "ar"
        state = "older" if (self.scope.lang, uid) in self.older else ""
        state = state or ("newer" if (other, uid) in self.older else self.states[uid])
        return words(_STATES[state].of(self.scope.lang)) if state in _STATES else "none"

    def _place(self, written: Block) -> str:
        return label(place(Target(self.numbers[written.uid], self.section.id, written.uid)))

    def _setter(self, uid: str) -> Setter:
        return Setter(self.scope, uid, self.terms)
