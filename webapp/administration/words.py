"""Words of the tables about people: the headings they are sent and handed out under, and an example."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import gettext

from webapp.accounts.people_file import COLUMNS
from webapp.administration.queries import Body
from webapp.web.label import LABEL
from webapp.web.language import LANGUAGES, language

_NOBODY = {
    "ar": (
        ("مريم مثال", "maryam@example.org", "متدربة", "", "مسقط", "العربية"),
        ("سالم مثال", "", "مدرب؛ متدرب", "", "", ""),
    ),
    "en": (
        ("Maryam Example", "maryam@example.org", "trainee", "", "Muscat", "English"),
        ("Salim Example", "", "trainer; trainee", "", "", ""),
    ),
}
"""Two people who do not exist, in the order of the columns."""


def columns() -> list[tuple[str, str, str, bool]]:
    """Return each column's id, its heading here and in the other language, and whether it is needed."""
    return [(one.id, *_headings(one.headings), one.required) for one in COLUMNS]


def _headings(known: Sequence[str]) -> tuple[str, str]:
    here, there = known[: len(LANGUAGES)]
    return (here, there) if language() == "ar" else (there, here)


def example(lang: str, bodies: Sequence[Body]) -> tuple[list[str], list[list[str]]]:
    """Return the headings and two rows to be written over; an organisation of ours stands in the first."""
    place = [one.id for one in COLUMNS].index("organisation")
    rows = [list(row) for row in _NOBODY[lang]]
    if bodies:
        rows[0][place] = bodies[0].named(lang)
    return [heading for _, heading, _, _ in columns()], rows


def choices(bodies: Sequence[Body]) -> list[tuple[int, str]]:
    """Return organisations as a list to choose from, in the page's language and by its alphabet."""
    return sorted(((one.id, one.named(language())) for one in bodies), key=lambda one: one[1].casefold())


def label() -> str:
    """Return the notice that stands above every table we hand out."""
    return LABEL[language()]


def link_headings() -> list[str]:
    """Return the headings of the list of links."""
    return [gettext("Name"), gettext("E-mail address"), gettext("Link"), gettext("Holds until")]


def link_rows(kept: Sequence[Sequence[str]]) -> list[list[object]]:
    """Return the rows of the list of links, their moments read back."""
    return [[*row[:-1], dt.datetime.fromisoformat(row[-1])] for row in kept]
