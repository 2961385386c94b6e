"""Where somebody's roles lead: the pages of their work, in the order of their day."""

from flask_babel import lazy_gettext as _l

from webapp.web.guard import may
from webapp.web.who import who

_PLACES = (
    ("sessions.list_sessions", _l("Training sessions")),
    ("workbench.list_drafts", _l("Workbench for cases")),
    ("queues.list_comments", _l("Readers’ comments")),
    ("search_desk.report", _l("What is searched")),
    ("search_desk.list_synonyms", _l("Paired words")),
    ("desk.list_amendments", _l("Editor’s desk")),
    ("desk.list_work", _l("Worklist")),
    ("desk.list_readers", _l("Who has read the changes")),
    ("administration.list_people", _l("People")),
    ("administration.show_practice", _l("How practice goes")),
    ("administration.list_organisations", _l("Organisations")),
    ("administration.show_policy", _l("Settings")),
    ("administration.show_audit", _l("Audit")),
    ("administration.show_health", _l("Health of the site")),
)


def places() -> tuple[tuple[str, object], ...]:
    """Return endpoints and their words, those that this person may open."""
    here = who()
    return tuple((endpoint, words) for endpoint, words in _PLACES if here and may(here, endpoint))
