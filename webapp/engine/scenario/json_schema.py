"""The shape of a scenario as a JSON Schema, for editors that complete and underline while one writes.

Made from the tables that the reader itself goes by. It says less than the check: what a name leads to, what
the manual has, and what plays would show are beyond it.
"""

import json
from collections.abc import Iterable
from typing import Any, get_args

from webapp.engine.clocks import Risk
from webapp.engine.scenario import schema, schema_fields, schema_guide
from webapp.engine.scenario.conditions import CLOCK_STATES
from webapp.engine.scenario.model import (
    DIMENSIONS,
    Access,
    CriticalClass,
    DocumentKind,
    FieldKind,
    Gender,
    Harm,
    Outcome,
    Sector,
    Stance,
)
from webapp.engine.scenario.reader import ID, LONGEST_ID, MOMENT
from webapp.engine.scenario.schema_scenes import KEYS, TIME
from webapp.engine.scenario.schema_times import LEAST_OFFERS, MOST_OFFERS, OFFSET
from webapp.engine.scenario.upgrade import FORMAT

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> str:
    """Return the schema as text; the same text every time."""
    return json.dumps(_whole(), ensure_ascii=False, indent=1) + "\n"


def _whole() -> Schema:
    values: Schema = {
        "format": _whole_number(1, FORMAT),
        "id": _use("id"),
        "access": _names(Access),
        "role": _object(("id", "gender", "title"), (), {"id": _use("id"), "gender": _names(Gender)}),
        "harm": _several(Harm),
        "risk": _names(Risk),
        "sectors": _several(Sector),
        "difficulty": _whole_number(1, 3),
        "minutes": _whole_number(1, 120),
        "starts": _use("moment"),
        "objectives": {"type": "array", "items": _use("words")},
        "weights": _object((), DIMENSIONS, dict.fromkeys(DIMENSIONS, _whole_number(0, 100))),
        "facts": _use("ids"),
        "events": _named(_object(("at", "title"), (), {"at": _use("moment")})),
        "clocks": _named(_clock()),
        "start": _use("id"),
        "scenes": _named(_use("scene")) | {"maxProperties": schema.MOST_SCENES},
        "guide": _guide(),
        "sibling_of": _use("id"),
    }
    top = _object(schema.REQUIRED, schema.OPTIONAL, values)
    return {"$schema": DIALECT, "title": "Masar scenario", **top, "$defs": _shared()}


def _shared() -> Schema:
    return {
        "id": {"type": "string", "pattern": _pattern(ID.pattern), "maxLength": LONGEST_ID},
        "ids": {"type": "array", "items": _use("id"), "uniqueItems": True},
        "cite": {
            "type": "array",
            "items": {"type": "string", "pattern": _pattern(schema_fields.UID.pattern)},
            "uniqueItems": True,
        },
        "moment": {"type": "string", "pattern": _pattern(MOMENT.pattern)},
        "time": {"type": "string", "pattern": f"{_pattern(OFFSET.pattern)}|{_pattern(MOMENT.pattern)}"},
        "words": _object(("ar", "en"), (), dict.fromkeys(("ar", "en"), _TEXT)),
        "credit": _object((), DIMENSIONS, dict.fromkeys(DIMENSIONS, _credit())),
        "critical": _critical(),
        "condition": {"oneOf": list(_conditions())},
        "scene": {"oneOf": [_object(*KEYS[kind], _SCENE) for kind in ("decision", "ending")]},
        "field": {"oneOf": [_field(kind) for kind in get_args(FieldKind)]},
    }


_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
"""A text is what is written: `no` and `012` as well."""

_YES: Schema = {"type": "boolean"}


def _use(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _pattern(python: str) -> str:
    """Return a pattern as JSON Schema has it: it looks anywhere, and writes its end otherwise."""
    return "^" + python.replace(r"\Z", "$")


def _whole_number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _names(allowed: object) -> Schema:
    return {"enum": list(get_args(allowed))}


def _several(allowed: object) -> Schema:
    return {"type": "array", "items": _names(allowed), "uniqueItems": True}


def _named(entry: Schema) -> Schema:
    return {"type": "object", "propertyNames": _use("id"), "additionalProperties": entry}


def _object(required: Iterable[str], optional: Iterable[str], values: Schema) -> Schema:
    """Return a mapping with these keys and no others; what `values` does not name are words."""
    keys = (*required, *optional)
    properties = {key: values.get(key, _use("words")) for key in keys}
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _credit() -> Schema:
    return _whole_number(schema_fields.LEAST_CREDIT, schema_fields.MOST_CREDIT)


def _clock() -> Schema:
    values: Schema = {"clock": _TEXT, "risk": _names(Risk), "points": _whole_number(0, 9)}
    values |= dict.fromkeys(("starts", "stops", "runs_out"), _use("id"))
    return _object(schema.CLOCK, ("runs_out",), values)


def _guide() -> Schema:
    minutes = _whole_number(1, schema_guide.MOST_MINUTES)
    step = _object(*schema_guide.KEYS["step"], {"minutes": minutes})
    turn = _object(*schema_guide.KEYS["turn"], {"scene": _use("id")})
    rule = _object(*schema_guide.KEYS["rule"], {"cite": _use("cite")})
    lists = {"plan": step, "wrong_turns": turn, "law": rule}
    lists |= dict.fromkeys(("judgement", "questions", "panel"), _use("words"))
    values: Schema = {key: {"type": "array", "items": item, "minItems": 1} for key, item in lists.items()}
    return _object(*schema_guide.KEYS["guide"], values)


def _critical() -> Schema:
    minutes = _whole_number(0, schema_fields.A_WEEK)
    repaired = {"class": {"const": "C1"}, "repaired": _use("id"), "within": minutes}
    bare = {"class": _names(CriticalClass)}
    return {"oneOf": [_object(("class", "repaired", "within"), (), repaired), _object(("class",), (), bare)]}


def _conditions() -> Iterable[Schema]:
    for operator in ("fact", "before", "after"):
        yield _object((operator,), (), {operator: _use("id")})
    for operator in ("all", "any"):
        parts = {"type": "array", "items": _use("condition"), "minItems": 1}
        yield _object((operator,), (), {operator: parts})
    yield _object(("not",), (), {"not": _use("condition")})
    answer = ("scene", "field", "answer")
    yield _object(("answered",), (), {"answered": _object(answer, (), dict.fromkeys(answer, _use("id")))})
    yield _object(("clock", "is"), (), {"clock": _use("id"), "is": {"enum": list(CLOCK_STATES)}})


_DOCUMENT: Schema = {
    "kind": _names(DocumentKind),
    "time": {"type": "string", "pattern": _pattern(TIME.pattern)},
    "if": _use("condition"),
}
_SCENE: Schema = {
    "recovery": _YES,
    "documents": {"type": "array", "items": _object(*KEYS["document"], _DOCUMENT)},
    "decision": _object(
        *KEYS["decided"],
        {"key": _YES, "irreversible": _YES, "fields": _named(_use("field")) | {"minProperties": 1}},
    ),
    "next": {
        "type": "array",
        "items": _object(("go",), ("if",), {"go": _use("id"), "if": _use("condition")}),
        "minItems": 1,
    },
    "ending": _object(("outcome", "text"), (), {"outcome": _names(Outcome)}),
}


def _field(kind: str) -> Schema:
    most = schema_fields.MOST_ANSWERS.get(kind, 0)
    least = 1 if kind == "when" else schema_fields.LEAST_ANSWERS
    values: Schema = {"kind": {"const": kind}, "ordered": _YES, **_common()}
    values["offers"] = {
        "type": "array",
        "items": _use("time"),
        "minItems": LEAST_OFFERS,
        "maxItems": MOST_OFFERS,
        "uniqueItems": True,
    }
    if most:
        answers = _named(_answer(kind)) | {"minProperties": least, "maxProperties": most}
        values["answers"] = answers
    return _object(*schema_fields.FIELD[kind], values)


def _answer(kind: str) -> Schema:
    values: Schema = {**_common(), "critical": _use("critical"), "stance": _names(Stance)}
    values |= dict.fromkeys(("expert", "accepted", "harmful"), _YES)
    values |= {"after": _use("ids") if kind == "order" else _use("time"), "until": _use("time")}
    return _object(*schema_fields.ANSWER[kind], values)


def _common() -> Schema:
    return {
        "minutes": _whole_number(0, schema_fields.A_WEEK),
        "credit": _use("credit"),
        "set": _use("ids"),
        "cite": _use("cite"),
    }
