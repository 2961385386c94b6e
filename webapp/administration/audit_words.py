"""The audit in words: a sentence for every deed, and how what is noted beside it is called."""

import json
from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from webapp.administration.policy_words import CHOSEN
from webapp.audit.queries import Entry

DEEDS = {
    "sign-in": _l("Signed in."),
    "sign-in.failed": _l("A wrong password or code was tried."),
    "sign-in.throttled": _l("Signing in was tried too often and refused for a while."),
    "sign-out": _l("Signed out."),
    "sign-out.everywhere": _l("Ended sign-ins on other devices."),
    "password.changed": _l("Chose a new password."),
    "password.reset-link": _l("Had a link for a new password made."),
    "second-factor.on": _l("Switched the second step at sign-in on."),
    "second-factor.off": _l("Switched the second step at sign-in off."),
    "second-factor.codes": _l("Made new recovery codes."),
    "person.added": _l("Added a person."),
    "person.invited": _l("Invited a person."),
    "person.joined": _l("Accepted the invitation."),
    "person.changed": _l("Changed a person’s details."),
    "person.roles": _l("Changed a person’s roles."),
    "person.suspended": _l("Suspended a person."),
    "person.restored": _l("Let a suspended person in again."),
    "person.erased": _l("Erased an account."),
    "organisation.added": _l("Added an organisation."),
    "organisation.changed": _l("Changed an organisation."),
    "organisation.removed": _l("Removed an organisation."),
    "policy.changed": _l("Changed a setting of the site."),
    "manual.imported": _l("Brought a draft of the manual in."),
    "manual.reviewed": _l("Approved a draft of the manual."),
    "amendment.begun": _l("Began an amendment of the manual."),
    "amendment.dropped": _l("Threw an amendment of the manual away."),
    "amendment.taken-up": _l("Took up an amendment that had been thrown away."),
    "amendment.submitted": _l("Sent an amendment of the manual to be reviewed."),
    "amendment.returned": _l("Returned an amendment of the manual to its writers."),
    "amendment.approved": _l("Approved an amendment of the manual."),
    "amendment.rebased": _l("Said that an amendment takes account of the edition in force."),
    "amendment.looked": _l("Gave an urgent amendment the second look that it owed."),
    "amendment.published": _l("Published an amendment of the manual."),
    "word.brought-in": _l("Brought in a Word file."),
    "word.refused": _l("Was refused a Word file."),
    "approver.named": _l("Named an approver of a chapter."),
    "approver.removed": _l("Took away an approver of a chapter."),
    "publication.planned": _l("Planned a publication of the manual."),
    "publication.cancelled": _l("Cancelled a planned publication of the manual."),
    "publication.failed": _l("A planned publication of the manual failed."),
    "manual.published": _l("Published an edition of the manual."),
    "scenario.registered": _l("Registered a case."),
    "scenario.drafted": _l("Began a draft of a case."),
    "scenario.reviewed": _l("Approved a draft of a case."),
    "scenario.published": _l("Brought a draft of a case into force."),
    "scenario.removed": _l("Threw a draft of a case away."),
    "flag.keep": _l("Kept a case that teaches what an edition changed."),
    "flag.withdraw": _l("Withdrew a case that teaches what an edition changed."),
    "flag.undo": _l("Undid what was decided about a flagged case."),
    "flag.show": _l("Told trainees that a case is under review."),
    "flag.hide": _l("Took the notice “under review” away from a case."),
    "section.care": _l("Set by when a section is to be read again."),
    "source.changed": _l("Marked a source of the manual as changed."),
    "source.settled": _l("Settled a changed source of the manual."),
    "source.reopened": _l("Opened a changed source of the manual again."),
    "comment.settled": _l("Settled a comment on the manual."),
    "comment.reopened": _l("Opened a settled comment again."),
    "synonym.added": _l("Paired two words for the search."),
    "synonym.removed": _l("Took a pair of words out of the search."),
    "export": _l("Took a file away."),
    "attempts.claimed": _l("Brought attempts of a device into the account."),
    "retention": _l("What had been kept long enough was erased."),
    "backup": _l("Made a backup."),
    "restore": _l("Brought the site back from a backup."),
    "keys.rotated": _l("Changed the site’s key."),
}

UNKNOWN_ACTORS = frozenset({"sign-in.failed", "sign-in.throttled"})
"""Deeds of somebody who has not shown who they are."""
OWN_ACTORS = frozenset({"retention", "person.erased"})
"""Deeds that the site does by itself."""

FILES = {
    "audit": _l("the audit"),
    "invitations": _l("links of invitations"),
    "practice": _l("the table of finished cases"),
    "readers": _l("who has read an edition’s changes"),
    "own-data": _l("what is kept of oneself"),
    "session-answers": _l("the answers of a training session"),
    "session-participants": _l("the participants of a training session, by number"),
    "session-workbook": _l("the tables of a training session"),
    "session-report": _l("the report of a training session"),
    "session-names": _l("the report of a training session, with names"),
}

FACTS = {
    "name": _l("Setting"),
    "roles": _l("Roles"),
    "before": _l("before"),
    "after": _l("after"),
    "fields": _l("Changed"),
    "again": _l("Made anew"),
    "session": _l("Training session, by number"),
    "rows": _l("Rows"),
    "count": _l("How many"),
    "what": _l("What"),
    "attempts": _l("Attempts"),
    "accounts": _l("Accounts"),
    "invitations": _l("Invitations"),
    "sign_ins": _l("Sign-ins"),
    "links": _l("Links"),
    "phrases": _l("Recovery phrases"),
    "certificates": _l("Certificates"),
    "sessions": _l("Training sessions"),
    "comments": _l("Comments"),
    "queries": _l("Counts of queries"),
    "outcome": _l("Outcome"),
    "by": _l("Found by"),
    "resealed": _l("Sealed anew"),
    "forgotten": _l("Former keys given up"),
    "codes": _l("Recovery codes that hold no longer"),
    "closed": _l("Sealed by no key that is left"),
}
"""How facts are called; what is not here is shown under its own name."""

VALUES = (
    FILES
    | CHOSEN
    | {
        "name": _l("name"),
        "email": _l("e-mail address"),
        "device": _l("this device"),
        "phrase": _l("six words"),
        "lang": _l("language"),
        "organisation": _l("organisation"),
        "governorate": _l("governorate"),
        "done": _l("done"),
        "set-aside": _l("set aside"),
    }
)
"""What is said in words where it stands as a fact."""


def said() -> dict[str, str]:
    """Return what is said of every deed, in the page's language."""
    return {action: str(sentence) for action, sentence in DEEDS.items()}


def offered() -> list[tuple[str, str]]:
    """Return the deeds as a list to choose from."""
    return [(action, sentence.rstrip(".")) for action, sentence in said().items()]


def order(facts: Mapping[str, object]) -> list[str]:
    """Return the names of facts in the order in which they are said; what was none at all is not said."""
    said = [name for name, value in facts.items() if value is False or value != 0]
    return [*(name for name in FACTS if name in said), *(name for name in said if name not in FACTS)]


def headings() -> list[str]:
    """Return the headings of the audit as a table."""
    return [
        gettext("Number"),
        gettext("Moment"),
        gettext("Deed"),
        gettext("In words"),
        gettext("By"),
        gettext("Concerns"),
        gettext("Noted beside it"),
    ]


def row(one: Entry) -> list[object]:
    """Return a deed as a row of the table: nobody by name."""
    told = json.dumps(one.facts, ensure_ascii=False) if one.facts else ""
    return [one.number, one.at, one.action, str(DEEDS.get(one.action, "")), one.actor, one.subject, told]
