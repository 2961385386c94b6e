"""How the settings of the site are called on their page, and what each does."""

import dataclasses

from flask_babel import lazy_gettext as _l


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What is said of one value that administrators set. Shape: each is a text of the page's language."""

    name: str
    label: object
    says: object
    unit: object = ""


SIGNING_IN = (
    Words(
        "idle_minutes",
        _l("Signed out after doing nothing"),
        _l("Whoever does nothing for so long is signed out, so that nobody else goes on in their name."),
        _l("minutes"),
    ),
    Words(
        "absolute_hours",
        _l("Signed out in any case after"),
        _l("So long after signing in, the name and the password are asked for again, whatever was done."),
        _l("hours"),
    ),
    Words(
        "second_factor",
        _l("Second step of publishers and administrators"),
        _l("When it is required, whoever has none yet is led to setting it up before anything else."),
    ),
    Words(
        "invitation_days",
        _l("An invitation can be accepted"),
        _l("After that its link leads nowhere, and an administrator makes a new one."),
        _l("days"),
    ),
    Words(
        "reset_hours",
        _l("A link for a new password holds"),
        _l("Long enough for a letter to be read, short enough that a forgotten one opens nothing."),
        _l("hours"),
    ),
)
KEEPING = (
    Words(
        "keep_attempts_days",
        _l("Attempts are kept"),
        _l("Attempts that nobody has touched for so long are erased."),
        _l("days"),
    ),
    Words(
        "keep_accounts_days",
        _l("Unused accounts are kept"),
        _l("An account that nobody has used for so long is erased, with the name in it."),
        _l("days"),
    ),
    Words(
        "keep_invitations_days",
        _l("Invitations nobody took up are kept"),
        _l("Whoever was invited and has not joined within so long is erased."),
        _l("days"),
    ),
    Words(
        "keep_comments_days",
        _l("Readers’ comments are kept"),
        _l("Settled comments go after so long; those that nobody has settled, after twice as long."),
        _l("days"),
    ),
)

CHOSEN = {"optional": _l("Each decides"), "required": _l("Required")}

FAULTS = {
    "number": _l("Write a whole number in digits."),
    "range": _l("This number is too small or too large."),
    "choice": _l("Choose one of the two."),
}

OUTSIDE = {
    "MASAR_INSTANCE": _l("Folder of this installation"),
    "MASAR_DATABASE_URL": _l("Database"),
    "MASAR_SECRET_KEY": _l("Key that signs forms and seals the second step"),
    "MASAR_PREVIOUS_SECRET_KEYS": _l("Former keys that still open what they sealed"),
    "MASAR_AUDIT_KEY": _l("Key that seals the audit"),
    "MASAR_CONTENT": _l("Folder of the starter edition and its cases"),
    "MASAR_PAGE_CACHE": _l("Pages for everybody are kept in memory"),
    "MASAR_PUBLIC_URL": _l("Address of the site"),
    "MASAR_LAN_URL": _l("Address on the local network"),
    "MASAR_HOSTS": _l("Further names the site answers to"),
    "MASAR_SECURE_COOKIES": _l("Cookies travel over https only"),
    "MASAR_TRUSTED_PROXIES": _l("Proxies in front of the server"),
    "MASAR_EXIT_URL": _l("Where the quick exit leads"),
    "MASAR_SECURITY_CONTACT": _l("Whom to tell of a weakness"),
    "MASAR_SMTP_URL": _l("Server that sends letters"),
    "MASAR_MAIL_FROM": _l("Sender of letters"),
    "MASAR_BREACHED_PASSWORDS": _l("List of stolen passwords"),
    "MASAR_DEMO_PEOPLE": _l("People for demonstration"),
    "MASAR_WORKERS": _l("Server processes"),
    "MASAR_THREADS": _l("Threads in each process"),
}
