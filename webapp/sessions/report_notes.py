"""The notes of a report: beside every kind of figure what it means, and what nobody may read out of it."""

from flask_babel import gettext

from webapp.sessions.report_words import Note


def of_decisions() -> tuple[Note, ...]:
    """Return what stands behind the figures of a single decision."""
    return (
        Note(
            "answers",
            gettext("Answers"),
            gettext("How many gave each answer before the talk."),
            gettext("An answer many gave wrongly may be a gap in knowledge, or a case that is badly worded."),
        ),
        Note(
            "difficulty",
            gettext("Points kept"),
            gettext(
                "Of the points that could be lost here, the share the room kept: all of them, an easy "
                "decision."
            ),
            gettext("It is no mark. What keeps a child safe stays in the case even when everybody knows it."),
        ),
        Note(
            "disagreement",
            gettext("Disagreement"),
            gettext("0 when all gave the same answer, near 1 when hardly two did: worth talking about."),
            gettext("It does not say who was right."),
        ),
        Note(
            "discrimination",
            gettext("Telling apart"),
            gettext(
                "From −1 to 1: whether those who kept more points in the rest of the case kept more here "
                "too. Below 0.2 look at the decision, not at the people. It takes ten who answered "
                "everything."
            ),
            gettext("With fewer than a hundred people chance moves it a good deal."),
        ),
        Note(
            "critical",
            gettext("Critical errors"),
            gettext(
                "Answers that leave a child in danger or break the duty to report, and how many gave them."
            ),
            gettext("In a training they are there to be made. They say nothing of how somebody works."),
        ),
    )


def of_parts() -> tuple[Note, ...]:
    """Return what stands behind the figures of a whole case."""
    return (*_of_answers(), *_of_people())


def _of_answers() -> tuple[Note, ...]:
    return (
        Note(
            "alpha",
            gettext("Do the decisions belong together (alpha)"),
            gettext(
                "How far the decisions measured one thing: up to 1. From 0.6 on it is enough to talk by. "
                "It takes ten people who answered everything."
            ),
            gettext("It is about this case in this room. One case never tells what a person can do."),
        ),
        Note(
            "sure",
            gettext("How sure, and how right"),
            gettext(
                "Of the answers given equally sure, the share that was right. “Certain” and wrong is what to "
                "come back to."
            ),
            gettext("A few answers more or less change it; between two rooms it cannot be compared."),
        ),
        Note(
            "again",
            gettext("Before and after the talk"),
            gettext("Those who answered both times, and what they lost less or more the second time."),
            gettext("It shows that the talk moved people, not that they will remember."),
        ),
    )


def _of_people() -> tuple[Note, ...]:
    return (
        Note(
            "sections",
            gettext("Sections that cost points"),
            gettext(
                "The sections of the manual behind the answers that lost points, by points a person. "
                "A loss is shared evenly among the sections its answer rests on."
            ),
            gettext(
                "A section that no decision rests on cannot cost anything: this is no test of the manual."
            ),
        ),
        Note(
            "sides",
            gettext("Six sides of the work"),
            gettext("Each side of 100, the mean of all who answered."),
            gettext(
                "In a case answered together a decision somebody missed cost them nothing, so these are "
                "upper values. One case is too little for a profile."
            ),
        ),
        Note(
            "feelings",
            gettext("How it felt"),
            gettext("One word each, given without a name before any points were shown."),
            gettext("Who said nothing may have felt most. It is no rating of the trainer."),
        ),
    )


def of_session() -> tuple[Note, ...]:
    """Return what stands behind the figures of the whole session."""
    return (
        Note(
            "attendance",
            gettext("Attendance"),
            gettext("Who came in with the code and was not taken out again."),
            gettext("It does not say how long somebody stayed, nor how closely they followed."),
        ),
        Note(
            "twice",
            gettext("The same case twice"),
            gettext("Those who did both: the points each had left of 100, the second time less the first."),
            gettext(
                "Whoever meets the same case again remembers it too; a sibling of the case tells more. "
                "How they work months later only their work can tell."
            ),
        ),
    )


def everything() -> tuple[Note, ...]:
    """Return every note, in the order of a report."""
    return (*of_session(), *of_decisions(), *of_parts())
