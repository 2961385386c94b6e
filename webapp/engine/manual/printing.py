"""From a block's tokens to inner HTML: the one place where authors' words become HTML, sanitised last."""

import dataclasses
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from webapp.engine.clocks import Limit
from webapp.engine.manual import labels, markdown
from webapp.engine.manual.data import Term
from webapp.engine.manual.isolate import isolated
from webapp.engine.manual.lookup import Lookup
from webapp.engine.manual.references import Reference, show_bars

Environment = MutableMapping[str, Any]
_AND = "و"
_INLINE = ("a", "abbr", "b", "bdi", "br", "button", "code", "em", "s", "span", "strong", "sub", "sup")
_BLOCKS = ("blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section", "ul")
_TABLES = ("table", "tbody", "td", "th", "thead", "tr")
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"aria-label", "href", "hreflang"},
    "button": {"popovertarget", "type"},
    "ol": {"start"},
    "span": {"popover"},
    "th": {"scope"},
}


@dataclasses.dataclass(slots=True)
class Printer:
    """How one block is printed.

    Shape: `uid` makes the ids inside the block its own; `quoted` leaves out ids and popovers; `listed` makes
    each item one box, as the summary's list needs.
    """

    lookup: Lookup
    lang: str
    uid: str
    quoted: bool = False
    listed: bool = False
    shown: int = 0

    def html(self, text: str) -> str:
        """Return a block's text as sanitised HTML."""
        environment: dict[str, Any] = {"printer": self, "docId": self.uid}
        tokens = markdown.tokens(text, environment)
        return self._clean(_RENDERER.render(tokens, _OPTIONS, environment))

    def inline(self, text: str) -> str:
        """Return one line of running text, such as a heading, as sanitised HTML."""
        environment: dict[str, Any] = {"printer": self, "docId": self.uid}
        return self._clean(_RENDERER.renderInline(markdown.inline_tokens(text), _OPTIONS, environment))

    def _clean(self, html: str) -> str:
        return (_QUOTE if self.quoted else _PAGE).clean(show_bars(html)).strip()

    def reference(self, reference: Reference, written: str, after: str) -> str:
        """Return a reference as HTML; one that leads nowhere is printed as it was written."""
        limit = self.lookup.limits.get((reference.target, reference.detail))
        target = self.lookup.targets.get(reference.target)
        if reference.kind == "clock" and limit:
            return self._limit(limit, after)
        if reference.kind == "ref" and target:
            return f'<a href="{target.address(self.lang)}"><bdi dir="ltr">§{target.number}</bdi></a>'
        if reference.kind == "term":
            return self._term(reference)
        return isolated(written)

    def _limit(self, limit: Limit, after: str) -> str:
        words = isolated(labels.limit(limit, self.lang, after=after))
        if limit.status != "starter":
            return f'<span class="limit">{words}</span>'
        return f'<span class="limit starter" title="{labels.STARTER.of(self.lang)}">{words}</span>'

    def _term(self, reference: Reference) -> str:
        words = isolated(reference.detail)
        term = self.lookup.terms.get(reference.target)
        if term is None or self.quoted:
            return words
        self.shown += 1
        name = f"t-{term.id}-{self.uid}-{self.shown}"
        return (
            f'<button type="button" class="term" popovertarget="{name}">{words}</button>'
            f'<span popover id="{name}" class="gloss small">{self._entry(term)}</span>'
        )

    def _entry(self, term: Term) -> str:
        other, way = ("en", "ltr") if self.lang == "ar" else ("ar", "rtl")
        return (
            f"<b>{isolated(term.words.of(self.lang))}</b> · "
            f'<bdi lang="{other}" dir="{way}">{isolated(term.words.of(other))}</bdi><br>'
            f"{isolated(term.says.of(self.lang))}"
        )


def plain(text: str, lookup: Lookup, lang: str) -> str:
    """Return a block's text without marks, its references in words, for searching and quoting."""
    runs = (token.children or () for token in markdown.tokens(text, {}) if token.type == "inline")
    told = ("".join(_words(run, at, lookup, lang) for at in range(len(run))) for run in runs)
    return " ".join(" ".join(part.split()) for part in told if part.strip())


def plain_inline(text: str, lookup: Lookup, lang: str) -> str:
    """Return one line of running text without marks."""
    run = markdown.inline_tokens(text)
    return "".join(_words(run, at, lookup, lang) for at in range(len(run))).strip()


def _before(tokens: Sequence[Token], at: int) -> str:
    """Return the text that decides the case of an Arabic limit: what stands right before it.

    A limit joined by و to one before it takes that one's case: «خلال 4 ساعات، وساعتين …».
    """
    text = tokens[at - 1].content if at else ""
    if text.split()[-1:] != [_AND]:
        return text
    joined = (place for place in range(at - 1, -1, -1) if _is_limit(tokens[place]))
    return next((_before(tokens, place) for place in joined), text)


def _is_limit(token: Token) -> bool:
    return token.type == "reference" and token.meta["reference"].kind == "clock"


def _words(run: Sequence[Token], at: int, lookup: Lookup, lang: str) -> str:
    token = run[at]
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type != "reference":
        return show_bars(token.content)
    reference: Reference = token.meta["reference"]
    if reference.kind == "clock":
        limit = lookup.limits.get((reference.target, reference.detail))
        return labels.limit(limit, lang, after=_before(run, at)) if limit else token.content
    if reference.kind == "ref":
        target = lookup.targets.get(reference.target)
        return f"§{target.number}" if target else token.content
    return reference.detail


def _allowed(_tag: str, name: str, value: str) -> str | None:
    """Keep links inside the site; a browser takes // and a backslash for another host."""
    if name != "href":
        return value
    inside = value.startswith(("/", "#")) and not value.startswith("//") and "\\" not in value
    return value if inside else None


def _quotable(tag: str, name: str, value: str) -> str | None:
    """Drop, beside that, whatever belongs to one page only: the same block may be quoted twice on another."""
    if name == "id" or (name == "href" and value.startswith("#")):
        return None
    return _allowed(tag, name, value)


_PAGE, _QUOTE = (
    nh3.Cleaner(
        tags={*_INLINE, *_BLOCKS, *_TABLES},
        attributes=_ATTRIBUTES,
        attribute_filter=allowed,
        link_rel=None,
        url_schemes=set(),
    )
    for allowed in (_allowed, _quotable)
)


class _Renderer(RendererHTML):
    """markdown-it's renderer with our isolation, references, tables and lists."""

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Environment) -> str:
        return isolated(tokens[idx].content)

    def reference(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Environment) -> str:
        token = tokens[idx]
        printer: Printer = env["printer"]
        return printer.reference(token.meta["reference"], token.content, _before(tokens, idx))

    def table_open(self, *_args: object) -> str:
        return '<div class="tbl"><table>\n'

    def table_close(self, *_args: object) -> str:
        return "</table></div>\n"

    def dl_open(self, *_args: object) -> str:
        return '<dl class="roles">\n'

    def th_open(self, *_args: object) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], idx: int, *_args: object) -> str:
        return '<th scope="row">' if tokens[idx - 1].type == "tr_open" else "<td>"

    def td_close(self, tokens: Sequence[Token], idx: int, *_args: object) -> str:
        opening = next(at for at in range(idx, -1, -1) if tokens[at].type == "td_open")
        return "</th>\n" if tokens[opening - 1].type == "tr_open" else "</td>\n"

    def list_item_open(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: Environment
    ) -> str:
        return "<li><span>" if env["printer"].listed else "<li>"

    def list_item_close(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: Environment
    ) -> str:
        return "</span></li>\n" if env["printer"].listed else "</li>\n"

    def code_inline(self, tokens: Sequence[Token], idx: int, *_args: object) -> str:
        return f'<code dir="ltr">{escape(tokens[idx].content)}</code>'


def _renderer() -> tuple[_Renderer, OptionsDict]:
    parser = markdown.reader()
    renderer = _Renderer(parser)
    for name, rule in parser.renderer.rules.items():  # type: ignore[attr-defined]  # the protocol hides the rules
        renderer.rules.setdefault(name, rule)
    return renderer, parser.options


_RENDERER, _OPTIONS = _renderer()
