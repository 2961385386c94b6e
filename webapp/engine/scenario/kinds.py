"""The table of field kinds: how each is answered, what an answer to it is worth, and what chance would do.

A new kind is a new row here, its keys in `schema_fields` and a control in the template: nothing else knows.
"""

from collections.abc import Mapping

from webapp.engine.scenario.kind import ACCEPTED, EXPERT, OTHER, Kind, Picks, picked
from webapp.engine.scenario.kinds_choice import MANY, ONE
from webapp.engine.scenario.kinds_order import ORDER
from webapp.engine.scenario.kinds_text import TEXT
from webapp.engine.scenario.kinds_when import WHEN
from webapp.engine.scenario.model import Field, FieldKind

__all__ = ["ACCEPTED", "EXPERT", "KINDS", "MOST_BOXES", "OTHER", "Kind", "Picks", "kind_of", "picked"]

MOST_BOXES = 10

KINDS: Mapping[FieldKind, Kind] = {"one": ONE, "many": MANY, "order": ORDER, "when": WHEN, "text": TEXT}


def kind_of(field: Field) -> Kind:
    """Return the row of a field's kind."""
    return KINDS[field.kind]
