"""What a debrief says on paper around the case's own words: the sentences of its page, in its language."""

from flask_babel import gettext, pgettext

from webapp.attempts.debrief_page import Cap, DebriefPage, Lane
from webapp.manual.queries import Quote


def band(name: str) -> str:
    """Return a band in words."""
    if name == "secure":
        return gettext("Secure")
    return gettext("Developing") if name == "developing" else gettext("Practise again")


def dimension(code: str) -> str:
    """Return a side of the work in words."""
    return {
        "SAF": gettext("Child safety"),
        "ENT": gettext("Entity and route"),
        "TIM": gettext("Timeliness"),
        "CDH": gettext("Confidentiality and do no harm"),
        "CPB": gettext("The child’s voice and interests"),
    }.get(code) or gettext("Recording and follow-up")


def verdict(kind: str) -> str:
    """Return a row's verdict in words."""
    return {
        "best": gettext("Best"),
        "fine": gettext("Also right"),
        "slip": gettext("Slip"),
        "mistake": gettext("Mistake"),
    }.get(kind) or gettext("Critical error")


def force(quote: Quote) -> str:
    """Return the word of a paragraph's duty, empty where it has none."""
    return {
        "must": pgettext("duty", "Must"),
        "must-not": pgettext("duty", "Must not"),
        "should": pgettext("duty", "Should"),
        "may": pgettext("duty", "May"),
    }.get(quote.force, "")


def why(shown: DebriefPage) -> str:
    """Return the one reason for the band."""
    if shown.why == "critical":
        return gettext(
            "One decision left the child in danger, or broke the duty to report. "
            "Such a decision holds the score down whatever else went well."
        )
    if shown.why == "floor":
        least = gettext(
            "The score passes %(least)s, but one side of the work lies below its floor:", least=80
        )
        low = (
            f"{dimension(bar.code)} {bar.points} {gettext('(floor %(floor)s)', floor=bar.floor)}"
            for bar in shown.below
        )
        return f"{least} {gettext(', ').join(low)}."
    if shown.why == "secure":
        return gettext("Every side of the work is above its floor, and there is no critical error.")
    return gettext("Secure begins at %(least)s, with every side of the work above its floor.", least=80)


def lane(one: Lane) -> str:
    """Return how a limit was kept."""
    limit = gettext("limit %(time)s", time=one.due)
    if not one.stopped:
        return f"{limit} · {gettext('not done by the end of the case')}"
    if one.late_by:
        done = gettext("done %(time)s, %(late)s late", time=one.stopped, late=one.late_by)
    else:
        done = gettext("done %(time)s, with %(spare)s to spare", time=one.stopped, spare=one.spare)
    return f"{limit} · {done}"


def due(state: str) -> str:
    """Return how a limit stood when it fell due."""
    if state == "met":
        return gettext("met in time")
    return gettext("not met yet") if state == "late" else gettext("never met")


def cap(one: Cap) -> str:
    """Return why a score is held down, or why it falls no further."""
    if one.kind != "cap":
        return gettext("A score does not fall below nought")
    if one.class_ == "C1":
        told = gettext(
            "Cap: the child was left in danger, or a warning reached the person suspected "
            "(decision %(number)s)",
            number=one.number,
        )
    else:
        told = gettext(
            "Cap: the duty to report was not met, or many were told (decision %(number)s)", number=one.number
        )
    return f"{told} {gettext('Repaired in time, so the cap is higher.')}" if one.is_repaired else told
