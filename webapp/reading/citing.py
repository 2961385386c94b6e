"""How to cite a place in the manual, in both languages, with an address at which it can always be found."""

import dataclasses

from markupsafe import Markup

from webapp.reading import addresses

_WORDS = {
    "ar": "دليل تدريبي لحماية الطفل، {place}، الإصدار {edition} (نسخة تمهيدية غير رسمية)، {address}",
    "en": (
        "A training manual for child protection, {place}, edition {edition} "
        "(unofficial starter edition), {address}"
    ),
}
"""A citation is in its own language whatever the page is in, so it does not go through the page's words."""


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one language."""

    lang: str
    words: Markup


def section(number: str, section_id: str, edition: int, lang: str) -> tuple[Citation, ...]:
    """Return how to cite a section of an edition: in the reader's language, then in the other."""
    return tuple(
        _citation(one, number, edition, addresses.section(one, section_id, edition)) for one in _both(lang)
    )


def paragraph(number: str, uid: str, edition: int, lang: str) -> tuple[Citation, ...]:
    """Return how to cite a paragraph of an edition: in the reader's language, then in the other."""
    return tuple(
        _citation(one, number, edition, addresses.citation(one, uid, edition)) for one in _both(lang)
    )


def _both(lang: str) -> tuple[str, str]:
    return ("ar", "en") if lang == "ar" else ("en", "ar")


def _citation(lang: str, number: str, edition: int, address: str) -> Citation:
    words = Markup(_WORDS[lang]).format(  # noqa: S704 -- sentences of ours; what fills them is escaped
        place=_isolated(f"§{number}"),
        edition=_isolated(str(edition)),
        address=Markup('<bdi dir="ltr" class="path">{}</bdi>').format(address),
    )
    return Citation(lang, words)


def _isolated(text: str) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)
