"""Lists of people as they are sent, and what comes back."""

import io
import re

from tests.administration.desk import PEOPLE
from tests.people import Person
from tests.web.pages import Page

IMPORT = f"{PEOPLE}/import"
HEADINGS = "Name,E-mail,Roles,Organisation,Governorate,Language"


def written(*rows: str, headings: str = HEADINGS) -> bytes:
    """Return a CSV file of these rows."""
    return "\r\n".join([headings, *rows]).encode("utf-8-sig")


def look_over(person: Person, content: bytes, *, status: int = 200, name: str = "list.csv") -> Page:
    """Send a file to be looked over."""
    return person.post(IMPORT, {"file": (io.BytesIO(content), name)}, status=status)


def parcel(page: Page) -> str:
    """Return what a page hands back to us."""
    found = re.search(r'name="parcel" value="([^"]+)"', page.source)
    assert found
    return found[1]


def agree(person: Person, page: Page, *, status: int = 200) -> Page:
    """Invite everybody whom a page shows as good."""
    return person.post(IMPORT, {"step": "invite", "parcel": parcel(page)}, status=status)


def links(page: Page) -> list[str]:
    """Return the paths of the links that a page shows."""
    shown = [
        "".join(one.itertext()) for one in page.tree.iter("span") if one.get("id", "").startswith("link-")
    ]
    return [re.sub(r"^https?://[^/]+", "", one) for one in shown]
