"""Editions to be read in tests: the small manual, and what may become of it."""

from flask import Flask

from tests.web.pages import Pages
from tests.web.small import files

AR, EN = (f"manual/07-reporting/01-routes.{lang}.md" for lang in ("ar", "en"))
FRAME = "manual/manual.yaml"
EXTRA = {
    "manual/07-reporting/02-extra.ar.md": """---
id: reporting/extra
title: الاستلام
kind: advice
roles: []
entities: []
harms: []
themes: []
clocks: []
related: []
sources: []
status: starter
---

{#xtra}
يُكتب وقت الاستلام.

## ما بعده

{#xtrb}
يُبلَّغ من أبلغ بأن بلاغه وصل.
""",
    "manual/07-reporting/02-extra.en.md": """---
title: Receipt
---

{#xtra}
The time of receipt is written down.

## What follows

{#xtrb}
Whoever reported is told that the report has arrived.
""",
}
"""A section more."""


def changed(*pairs: tuple[str, str, str]) -> dict[str, str]:
    """Return the small manual with words replaced: each pair is a file, what it says, what it is to say."""
    held = files()
    for path, was, now in pairs:
        assert was in held[path], was
        held[path] = held[path].replace(was, now)
    return held


def effective(day: str) -> tuple[str, str, str]:
    """Return the change that has an edition in force from a day."""
    return (FRAME, "effective: 2026-11-01", f"effective: {day}")


def leads(app: Flask, address: str) -> str:
    """Return where an address leads."""
    answer = Pages(app).client.get(address)
    assert answer.status_code == 302, (answer.status_code, answer.get_data(as_text=True)[:500])
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.headers["Location"]
