"""A small case to work on, and the site it is worked on."""

import io
import re

from flask import Flask

from tests.people import Person, store
from tests.scenarios import text_of
from tests.web.pages import Page
from tests.web.small import NOW, small_site
from webapp.scenarios.service import register
from webapp.settings import Settings

CLEAN = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", text_of("boxes_to_tick"))
"""Its id is boxes-to-tick, and the small manual knows what it cites."""
ID = "boxes-to-tick"
BROKEN = CLEAN.replace("kind: many", "kind: nothing", 1)
OTHER = CLEAN.replace("Boxes", "Other boxes", 1)
assert len({CLEAN, BROKEN, OTHER}) == 3


def site_with_case(settings: Settings) -> Flask:
    """Return a small site on which the clean case is in force."""
    made = small_site(settings)
    with store(made).writing() as connection:
        register(connection, text=CLEAN, path="scenarios/boxes.yaml", now=NOW)
    return made


def begin(author: Person, text: str = CLEAN) -> str:
    """Begin a draft from a file and return the address of its pages."""
    sent = {"csrf": author.token(), "from": "file", "file": (io.BytesIO(text.encode()), "case.yaml")}
    answer = author.send("/desk/drafts/new", sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return f"/desk/drafts/{re.search(r'drafts/([0-9]+)', answer.headers['Location'])[1]}"  # type: ignore[index]  # it leads there


def revision_of(person: Person, draft: str) -> str:
    """Return the revision that the pages of a draft name now."""
    found = person.get(f"{draft}/release").source + person.get(draft).source
    return max(re.findall(r'name="revision" value="([0-9]+)"', found), default="0")


def write(person: Person, draft: str, text: str, *, revision: str = "", status: int = 303) -> Page:
    """Save a text over the one seen."""
    sent = {"text": text, "revision": revision or revision_of(person, draft)}
    return person.post(draft, sent, status=status)
