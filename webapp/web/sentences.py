"""What is said about each error, by its code or its status, in the reader's language."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "guard.sign-in-needed": _l("This page is for people who work on the manual. Signing in is needed."),
    "guard.other-site": _l(
        "The form was not sent from a page of this site, so nothing was changed. Open the page "
        "here and send it again."
    ),
    "guard.stale-form": _l(
        "The form is older than your visit, so nothing was changed. Open the page again and send "
        "it once more."
    ),
    "limits.too-many": _l("This was asked too often from where you are. Nothing was changed."),
    "reading.no-section": _l(
        "There is no such section. It may be planned and not written yet, or the address may be mistyped."
    ),
    "reading.no-paragraph": _l(
        "There is no such paragraph. It may have been taken out in a later edition; the search "
        "finds what says it now."
    ),
    "reading.no-edition": _l("There is no edition with this number."),
    "reading.nothing-published": _l("No edition of the manual has been published here yet."),
    "attempt.not-found": _l(
        "There is no such attempt on this device. Attempts are found only on the device where "
        "they were begun."
    ),
    "attempt.no-such-decision": _l("There is no such decision in this attempt."),
    "attempt.moved-on": _l(
        "That decision had already been recorded, perhaps in another window. Open the case again "
        "to see where it stands."
    ),
    "attempt.unfinished": _l("This case has not ended yet. Go on with it first."),
    "scenario.not-found": _l("There is no such case. It may have been withdrawn or renamed."),
    "scenario.trainer-led": _l("This case is played with a trainer only, in a room."),
    "scenario.ended": _l("This case has ended; its debrief can be read."),
    "scenario.unfinished": _l("This case has not ended yet. Go on with it first."),
    "search.nothing-asked": _l("Nothing was asked. Write a word, a question or a number."),
    "search.number-out-of-range": _l("There is no such page of results."),
    "search.unknown-language": _l("The language is ar or en."),
    "manual.no-edition": _l("No edition of the manual has been published here yet."),
    "manual.edition-unknown": _l("There is no edition with this number."),
}

STATUSES = {
    400: _l("What was sent cannot be read."),
    403: _l("This cannot be opened or sent from here."),
    404: _l("There is no page at this address."),
    405: _l("This address is not used in this way. Go back and use the links or the buttons of the page."),
    409: _l("This cannot be done now."),
    413: _l("What was sent is too large."),
    422: _l("Something in the form cannot be read."),
    429: _l("This was asked too often. Wait a little and try again."),
    500: _l("Something broke on our side. It has been noted; what you had already recorded is kept."),
    503: _l("The site is busy or being looked after. Nothing you recorded is lost. Try again in a moment."),
}

TITLES = {
    400: _l("This cannot be read"),
    403: _l("This is closed"),
    404: _l("Not found"),
    405: _l("This way is closed"),
    409: _l("Not now"),
    413: _l("Too large"),
    422: _l("This cannot be read"),
    429: _l("Too often"),
    500: _l("Something went wrong"),
    503: _l("Try again in a moment"),
}
