"""What the notice of an edition says around the manual's own words, in one language at a time."""

import dataclasses
from collections.abc import Mapping

from flask_babel import force_locale, gettext

from webapp.desk.pack import Notice, Reason
from webapp.engine.manual import labels
from webapp.web.label import LABEL
from webapp.web.language import DIRECTIONS


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """One of the two columns. Shape: `say` and `tags` are words by what they are for; `forces` by force."""

    lang: str
    dir: str
    note: str
    reasons: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    entities: tuple[str, ...]
    label: str
    say: Mapping[str, str]
    tags: Mapping[str, str]
    forces: Mapping[str, str]


def side(lang: str, notice: Notice) -> Side:
    """Return one column's words, in its own language whatever the page's is."""
    with force_locale(lang):
        return Side(
            lang=lang,
            dir=DIRECTIONS[lang],
            note=notice.notes[lang],
            reasons=tuple(_reason(one, lang) for one in notice.reasons if one.notes[lang]),
            roles=notice.roles[lang],
            entities=notice.entities[lang],
            label=LABEL[lang],
            say=_say(notice, lang),
            tags=_tags(),
            forces={"": gettext("plain text")}
            | {force: words.of(lang) for force, words in labels.BOX.items()},
        )


def marks(lang: str) -> dict[str, str]:
    """Return what is said, to those who only hear it, before words that were added or removed."""
    return {"added": labels.ADDED.of(lang), "removed": labels.REMOVED.of(lang)}


def _reason(one: Reason, lang: str) -> tuple[str, str]:
    return one.titles.get(lang, ""), one.notes[lang]


def _say(notice: Notice, lang: str) -> dict[str, str]:
    number = notice.edition.number
    return {
        "title": gettext("Change notice: edition %(number)s of the manual", number=number),
        "holds": gettext("In force from %(day)s", day=notice.days[lang]),
        "why": gettext("What changed and why"),
        "whom": gettext("Whom it concerns"),
        "roles": gettext("Roles:"),
        "entities": gettext("Entities:"),
        "nobody": gettext("No role or entity in particular."),
        "limits": gettext("Time limits"),
        "limit": gettext("From – to"),
        "before": gettext("Before"),
        "now": gettext("Now"),
        "nothing": gettext("none"),
        "as-before": gettext("No time limit has changed."),
        "text": gettext("The changes, paragraph by paragraph"),
        "legend": gettext("Added words are underlined, removed words are struck through."),
        "frame": gettext("Only its number, its title or its headings have changed."),
        "cases": gettext("Cases to practise again"),
        "no-cases": gettext("No case rests on what has changed."),
        "how": gettext("Confirm that you have read it"),
        "steps": gettext(
            "Sign in, read what concerns your work, and answer up to three short questions. "
            "Open this address, or point your camera at the code:"
        ),
    }


def _tags() -> dict[str, str]:
    return {
        "changed": gettext("changed"),
        "added": gettext("added"),
        "removed": gettext("removed"),
        "came": gettext("moved here"),
        "went": gettext("moved away"),
        "moved": gettext("moved within the section"),
        "same": "",
        "force": gettext("Force of the text:"),
        "missing": gettext("Not written in this language yet."),
    }
