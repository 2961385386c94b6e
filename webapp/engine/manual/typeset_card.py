"""A quick card as Typst's code: one page, A4 or A5."""

from collections.abc import Iterator

from webapp.engine.manual.book import Book
from webapp.engine.manual.cards import Card, Line, Part
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.typeset_marks import array, call, flag, joined, string, words
from webapp.engine.manual.typeset_sheet import Imprint, Sheet, squares
from webapp.engine.manual.typeset_tokens import Scope, Setter
from webapp.engine.manual.typeset_words import CHECK_AFTER, CURRENT, DANGER, PRINTED, QUICK_CARD

SIZES = ("a4", "a5")


def card(book: Book, wanted: Card, lang: str, imprint: Imprint, size: str = "a4") -> str:
    """Return a card as a document of its own. Shape: `size` is one of SIZES."""
    sheet = Sheet(book, imprint, Scope(lookup(book), lang, imprint.base))
    told = card_part(sheet, wanted, alone=True)
    return sheet.whole(wanted.title.of(lang), [told], paper=string(size), foot=flag(value=False))


def card_part(sheet: Sheet, wanted: Card, *, alone: bool) -> str:
    """Return a card; one that stands alone says itself what the foot of a page says elsewhere."""
    lang, base = sheet.lang, sheet.imprint.base
    way = f"{base}/{lang}/cards/{wanted.id}"
    kick = joined([sheet.say(QUICK_CARD), string(" · "), sheet.edition()])
    return call(
        "card",
        words(wanted.title.of(lang)),
        kick,
        array(_part(sheet, part) for part in wanted.parts),
        sheet.say(DANGER, police="9999", line="1100"),
        array(_told(sheet, way) if alone else ()),
        drawing=string(squares(way)) if base and alone else "none",
    )


def _told(sheet: Sheet, way: str) -> Iterator[str]:
    yield words(sheet.imprint.label)
    yield joined([sheet.say(PRINTED), string(" "), sheet.say(CHECK_AFTER, day=sheet.imprint.check_after)])
    yield joined([sheet.say(CURRENT), string(" "), call("code", string(way))])


def _part(sheet: Sheet, part: Part) -> str:
    lines = array(_line(sheet, line) for line in part.lines)
    return f"({string(part.kind)}, {words(part.title.of(sheet.lang))}, {lines})"


def _line(sheet: Sheet, line: Line) -> str:
    setter = Setter(sheet.scope)
    targets = (sheet.lookup.targets.get(uid) for uid in line.cite)
    places = array(setter.see(target) for target in targets if target)
    return f"({setter.line(line.says.of(sheet.lang))}, {places})"
