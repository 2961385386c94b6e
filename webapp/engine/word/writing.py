"""A reviewed section of a proposal as the manual's two files, front matter and all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.engine.manual.isolate import unisolated
from webapp.engine.manual.sections import FORCES
from webapp.engine.word.resembling import same_words

LANGUAGES = ("ar", "en")
_SAID = {
    "must": r"يجب\s*:?\s+",
    "must-not": r"(?:يجب\s+(?:ألّا|ألا|أل\u0651ا)|لا\s+يجوز)\s*:?\s*",
    "should": r"ينبغي\s*:?\s+",
    "may": r"يجوز\s*:?\s+",
}
"""What stands before an Arabic statement of duty on a page: the manual's file begins after it."""
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)
_OWN_ID = re.compile(r"^id:.*$", re.MULTILINE)
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_PLAIN_SCALAR = re.compile(r"[^\W\d_](?:[^:#\n\"'\\{}\[\]]|:(?=\S))*")
_KEPT = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)|\[\^[^\]\s]+\]")
_ESCAPED = re.compile(r"\\(?=\W)")
_LABEL = re.compile(r"\[\^(\d+)\]")


def files(section: Mapping[str, Any], known: Mapping[str, Any], old: Mapping[str, str]) -> dict[str, str]:
    """Return a section's text by language.

    Shape: `known` is the proposal's; `old` are the files it replaces by language, {} for a new section.
    """
    told = {}
    for lang in LANGUAGES:
        rows = [row for row in section["rows"] if row[lang] and not row["out"]]
        title: str = section["title"][lang] or section["title"]["ar" if lang == "en" else "en"]
        front = (
            _renewed(old[lang], title, section["id"]) if old.get(lang) else _front(lang, title, section["id"])
        )
        parts = [front, *(_block(row, lang, known) for row in rows), *_footnotes(rows, lang)]
        told[lang] = "\n".join(parts)
    return told


def changed_uids(section: Mapping[str, Any]) -> frozenset[str]:
    """Return the uids a section would have."""
    return frozenset(row["uid"] for row in section["rows"] if row["uid"] and not row["out"])


def _block(row: Mapping[str, Any], lang: str, known: Mapping[str, Any]) -> str:
    side = row[lang]
    if side["kind"] == "heading":
        return f"{'#' * side['level']} {side['text'].replace(chr(10), ' ')}\n"
    text, name, attributes = side["text"], "", ""
    there = known.get(row["uid"]) if row["like"] else None
    if there:
        name = there["name"]
        pairs = there["attributes"] if lang == "ar" else []
        attributes = "".join(f" {key}={value}" for key, value in pairs)
        text = _kept(side, there.get(lang), name, lang)
    else:
        text = apart(text) if lang == "ar" else text
    inside = f"::: {name}{attributes}\n{text}\n:::" if name else text
    return f"{{#{row['uid']}}}\n{inside}\n"


def _kept(side: Mapping[str, Any], there: Mapping[str, str] | None, force: str, lang: str) -> str:
    """Return the text as the manual writes it where the words are the same, else the file's own."""
    if there and same_words(there["text"], side["plain"]):
        return str(there["markdown"])
    text = apart(str(side["text"])) if lang == "ar" else str(side["text"])
    if lang == "ar" and force in FORCES:
        text = re.sub("^" + _SAID[force], "", text)
        if there and same_words(there["text"], re.sub("^" + _SAID[force], "", side["plain"])):
            return str(there["markdown"])
    return text


def apart(text: str) -> str:
    """Return Arabic Markdown, codes between backticks where they would be shown in another order."""
    return "\n".join(_apart(line) for line in text.split("\n"))


def _apart(line: str) -> str:
    bare = _KEPT.sub(lambda found: " " * len(found[0]), line)
    for at, code in reversed([*unisolated(bare)]):
        if not set(code) & set("`|*"):
            line = f"{line[:at]}`{_ESCAPED.sub('', code)}`{line[at + len(code) :]}"
    return line


def _footnotes(rows: Sequence[Mapping[str, Any]], lang: str) -> Iterator[str]:
    for row in rows:
        notes = row[lang]["notes"]
        for label in _LABEL.findall(row[lang]["text"]):
            if label in notes:
                yield f"[^{label}]: {notes[label]}\n"


def _renewed(old: str, title: str, own: str) -> str:
    front = _FRONT.match(old)
    held = front[0] if front else "---\ntitle: \n---\n"
    held = _TITLE.sub(lambda _: f"title: {_scalar(title)}", held, count=1)
    return _OWN_ID.sub(lambda _: f"id: {own}", held, count=1)


def _front(lang: str, title: str, own: str) -> str:
    if lang == "en":
        return f"---\ntitle: {_scalar(title)}\n---\n"
    lists = "".join(f"{name}: []\n" for name in ("roles", "entities", "harms", "themes"))
    return (
        f"---\nid: {own}\ntitle: {_scalar(title)}\nkind: rule\n{lists}clocks: []\nrelated: []\nsources: []\n"
        "status: starter\n---\n"
    )


def _scalar(words: str) -> str:
    """Return a title as a value of YAML."""
    plain = " ".join(words.split())
    if _PLAIN_SCALAR.fullmatch(plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
