"""What people write in their own words: whatever points to a real person is refused before it is kept."""

from markupsafe import Markup, escape

from webapp.engine.private import findings
from webapp.errors import AppError, BadInput
from webapp.web.sentences import SENTENCES
from webapp.web.words import isolated


def refuse_private(text: str, *, field: str) -> None:
    """Let a text pass that holds no civil number, telephone number or e-mail address.

    Errors: BadInput text.private; `kind` and `found` say what stands there, `field` where.
    """
    for one in findings(text)[:1]:
        raise BadInput("text.private", field=field, kind=one.kind, found=one.found)


def said(fault: AppError) -> Markup:
    """Return what is said about such a text, naming what was found; of other faults, their own sentence."""
    if fault.code != "text.private":
        return escape(SENTENCES[fault.code])
    found = isolated(fault.facts["found"])
    return escape(SENTENCES[f"text.{fault.facts['kind']}"]) % {"found": found}
