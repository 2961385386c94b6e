"""XLIFF 1.2: the version that every translators' tool in use reads and gives back, 2.x many still do not."""

import dataclasses
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.parsers import expat

from webapp.desk.units import Unit
from webapp.engine.manual.source import LANGUAGES
from webapp.errors import BadInput

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST_ELEMENTS = 60_000
_DEEPEST = 30


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A text that came back. Shape: `id` is the unit's id, a point, and its mark; `lang` is its language."""

    id: str
    lang: str
    text: str


def written(units: Iterable[Unit], *, into: str, states: Mapping[str, str], note: str) -> bytes:
    """Return units as a file for translating into a language; `states` are by unit id, `note` heads it."""
    origin = next(lang for lang in LANGUAGES if lang != into)
    root = Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    bodies: dict[str, Element] = {}
    for unit in units:
        section_id = unit.id.rpartition("#")[0]
        if section_id not in bodies:
            bodies[section_id] = _file(root, section_id, origin, into, note)
        one = SubElement(
            bodies[section_id], "trans-unit", {"id": f"{unit.id}.{unit.mark}", _SPACE: "preserve"}
        )
        SubElement(one, "source").text = unit.texts[origin]
        state = "translated" if unit.texts[into] and unit.id not in states else "needs-translation"
        SubElement(one, "target", {"state": state}).text = unit.texts[into]
        if unit.id in states:
            SubElement(one, "note").text = states[unit.id]
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def read(content: bytes) -> tuple[Target, ...]:
    """Return the texts of a file, in its order; whatever stands around them is passed over.

    Errors: BadInput exchange.xliff, for document types and entities too.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reading.open
    parser.EndElementHandler = reading.close
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- "this is all of it"; the parser takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise BadInput("exchange.xliff") from fault
    if not reading.is_xliff:
        raise BadInput("exchange.xliff")
    return tuple(reading.found)


def _file(root: Element, section_id: str, origin: str, into: str, note: str) -> Element:
    languages = {"source-language": origin, "target-language": into}
    file = SubElement(root, "file", {"original": section_id, **languages, "datatype": "plaintext"})
    SubElement(SubElement(file, "header"), "note").text = note
    return SubElement(file, "body")


def _refuse(*_declared: object) -> None:
    raise BadInput("exchange.xliff")


class _Reading:
    """One walk over a file: which unit it is in, and whether its target is being read."""

    def __init__(self) -> None:
        self.found: list[Target] = []
        self.is_xliff = False
        self._path: list[str] = []
        self._elements = 0
        self._lang = self._unit = ""
        self._target: list[str] | None = None

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = tag.rpartition(":")[2]
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._path) > _DEEPEST:
            raise BadInput("exchange.xliff")
        if not self._path:
            self.is_xliff = name == "xliff" and attributes.get("version", "").startswith("1.")
        elif name == "file":
            self._lang = attributes.get("target-language", "")[:2].lower()
        elif name == "trans-unit":
            self._unit = attributes.get("id", "")
        elif name == "target" and self._path[-1] == "trans-unit":
            self._target = []
        self._path.append(name)

    def close(self, _tag: str) -> None:
        """Take the end of an element."""
        name = self._path.pop()
        if name == "target" and self._target is not None and self._path[-1:] == ["trans-unit"]:
            if self._lang in LANGUAGES:
                self.found.append(Target(self._unit, self._lang, "".join(self._target)))
            self._target = None

    def text(self, letters: str) -> None:
        """Take letters; those of marks inside a target belong to it."""
        if self._target is not None:
            self._target.append(letters)
