"""From a block's tokens to Typst's code, as `printing` makes HTML of them: the same words, for paper."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from markdown_it.tree import SyntaxTreeNode as Node

from webapp.engine.manual import labels, markdown
from webapp.engine.manual.data import Term
from webapp.engine.manual.lookup import Lookup, Target
from webapp.engine.manual.printing import plain_inline
from webapp.engine.manual.references import Reference, show_bars
from webapp.engine.manual.typeset_marks import NOTHING, array, call, joined, label, string, words

_GROWTH = 0.6
_SHORT = 16
_LONG = 60
"""Letters of a column's longest cell: up to the first it is one line, beyond the second more are no wider."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """What a document is and holds.

    Shape: `base` is where the site is reached, `https://…`, or nothing; `sections` are those printed in it;
    with `glossary` every term stands in it.
    """

    lookup: Lookup
    lang: str
    base: str = ""
    sections: frozenset[str] = frozenset()
    glossary: bool = False

    def way(self, target: Target) -> str:
        """Return where a reference leads: to a place in this document, to the site, or nowhere."""
        if target.section_id in self.sections:
            return label(place(target))
        return string(self.base + target.address(self.lang)) if self.base else "none"


def place(target: Target) -> str:
    """Return the name of a section's or a block's place in a document."""
    return f"u-{target.uid}" if target.uid else f"s-{target.section_id}"


@dataclasses.dataclass(slots=True)
class Setter:
    """How one block is set. Shape: `terms` gathers the terms it uses."""

    scope: Scope
    uid: str = ""
    terms: dict[str, Term] = dataclasses.field(default_factory=dict)
    notes: dict[int, Node] = dataclasses.field(default_factory=dict)

    def blocks(self, text: str) -> str:
        """Return a block's text: paragraphs, lists, tables."""
        tree = Node(markdown.tokens(text, {}))
        self.notes = {one.meta["id"]: one for one in tree.walk() if one.type == "footnote"}
        return self.all(one for one in tree.children if one.type != "footnote_block")

    def line(self, text: str) -> str:
        """Return one line of running text, such as a heading."""
        return self.all(Node(markdown.inline_tokens(text)).children)

    def reference(self, reference: Reference, written: str, after: str = "") -> str:
        """Return a reference in words; one that leads nowhere is printed as it was written."""
        known = self.scope.lookup
        limit = known.limits.get((reference.target, reference.detail))
        target = known.targets.get(reference.target)
        if reference.kind == "clock" and limit:
            told = words(labels.limit(limit, self.scope.lang, after=after))
            return call("limit", told) if limit.status == "starter" else told
        if reference.kind == "ref" and target:
            return self.see(target)
        if reference.kind == "term":
            return self._term(reference)
        return words(written)

    def see(self, target: Target) -> str:
        """Return a paragraph's number, leading to where it stands."""
        return call("see", f"n({string(f'§{target.number}')})", self.scope.way(target))

    def _term(self, reference: Reference) -> str:
        told = words(reference.detail)
        term = self.scope.lookup.terms.get(reference.target)
        if term is None:
            return told
        self.terms[term.id] = term
        return call("term", told, label(f"t-{term.id}") if self.scope.glossary else "none")

    def all(self, nodes: Iterable[Node]) -> str:
        """Return some nodes one after the other."""
        return joined(self._one(one) for one in nodes)

    def inside(self, node: Node) -> str:
        """Return what a node holds."""
        return self.all(node.children)

    def lines(self, nodes: Iterable[Node]) -> str:
        """Return what some nodes hold, each on a line of its own."""
        return call("lines", array(self.inside(one) for one in nodes))

    def _one(self, node: Node) -> str:
        kind = _KINDS.get(node.type)
        return kind(self, node) if kind else self.inside(node)


_Kind = Callable[[Setter, Node], str]


def _paragraph(setter: Setter, node: Node) -> str:
    return setter.inside(node) if node.hidden else call("par", setter.inside(node))


def _reference(setter: Setter, node: Node) -> str:
    before = node.previous_sibling
    return setter.reference(node.meta["reference"], node.content, before.content if before else "")


def _bullets(setter: Setter, node: Node) -> str:
    return call("bullets", array(setter.inside(one) for one in node.children))


def _numbers(setter: Setter, node: Node) -> str:
    first = str(node.attrs.get("start", 1))
    return call("numbers", array(setter.inside(one) for one in node.children), first=first)


def _roles(setter: Setter, node: Node) -> str:
    pairs: list[tuple[list[Node], list[Node]]] = []
    for one in node.children:
        if one.type == "dt" and (not pairs or pairs[-1][1]):
            pairs.append(([], []))
        pairs[-1][one.type == "dd"].append(one)
    return call("roles", array(f"({setter.lines(who)}, {_apart(setter, does)})" for who, does in pairs))


def _apart(setter: Setter, nodes: list[Node]) -> str:
    """Return what some nodes hold, each a paragraph of its own."""
    first, *rest = (setter.inside(one) for one in nodes)
    return joined([first, *(part for one in rest for part in ("parbreak()", one))])


def _table(setter: Setter, node: Node) -> str:
    rows = [row.children for part in node.children for row in part.children]
    widths = [_width(setter, [row[at] for row in rows]) for at in range(len(rows[0]))]
    cells = [array(setter.inside(cell) for cell in row) for row in rows]
    return call("rows", array(str(one) for one in widths), cells[0], array(cells[1:]))


def _width(setter: Setter, cells: Iterable[Node]) -> int:
    """Return a column's share of the width, nothing where its words fit on one line.

    Shape: it grows slower than its longest cell, so that a narrow column does not become a pillar of words.
    """
    texts = (child.content for cell in cells for child in cell.children)
    longest = max(
        (len(plain_inline(one, setter.scope.lookup, setter.scope.lang)) for one in texts), default=0
    )
    return 0 if longest <= _SHORT else round(10 * min(longest, _LONG) ** _GROWTH)


def _link(setter: Setter, node: Node) -> str:
    """Return a link inside the site, as the page has it; one to elsewhere is only its words."""
    way, told = str(node.attrs.get("href", "")), setter.inside(node)
    inside = way.startswith("/") and not way.startswith("//") and "\\" not in way
    return call("see", told, string(setter.scope.base + way)) if inside and setter.scope.base else told


def _note(setter: Setter, node: Node) -> str:
    name = label(f"n-{setter.uid}-{node.meta['id']}")
    body = setter.notes.get(node.meta["id"])
    if node.meta["subId"] or body is None:
        return call("again", name)
    return call("note", setter.lines(one for one in body.children if one.type == "paragraph"), name)


def _preformatted(_setter: Setter, node: Node) -> str:
    return call("par", call("code", string(show_bars(node.content))))


def _wrapped(function: str) -> _Kind:
    return lambda setter, node: call(function, setter.inside(node))


_KINDS: Mapping[str, _Kind] = {
    "text": lambda _setter, node: words(show_bars(node.content)),
    "softbreak": lambda _setter, _node: string(" "),
    "hardbreak": lambda _setter, _node: "linebreak()",
    "code_inline": lambda _setter, node: call("code", string(show_bars(node.content))),
    "fence": _preformatted,
    "code_block": _preformatted,
    "hr": lambda _setter, _node: NOTHING,
    "heading": lambda setter, node: call("par", call("strong", setter.inside(node))),
    "strong": _wrapped("strong"),
    "em": _wrapped("emph"),
    "blockquote": _wrapped("quoted"),
    "paragraph": _paragraph,
    "reference": _reference,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "dl": _roles,
    "table": _table,
    "link": _link,
    "footnote_ref": _note,
}
