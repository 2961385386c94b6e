"""What a new section begins with: a valid pair of files whose words are still to be written."""

import json
import re
from collections.abc import Mapping

from webapp.engine.desk.operations import EMPTY, skeleton
from webapp.engine.manual.book import NAMED

_HEADINGS = {"ar": "## في الممارسة", "en": "## In practice"}
_WAY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_WAY = 60


def is_way(words: str) -> bool:
    """Say whether words can be the last part of a section's id and of its files' names."""
    return len(words) <= LONGEST_WAY and _WAY.fullmatch(words) is not None


def files(*, stem: str, section_id: str, titles: Mapping[str, str]) -> dict[str, str]:
    """Return the two files of a new section by path; its blocks have no uids yet."""
    lists = "".join(f"{name}: []\n" for name in NAMED)
    shared = f"id: {section_id}\n{_title(titles['ar'])}kind: rule\n{lists}status: starter\n"
    fronts = {"ar": shared, "en": _title(titles["en"])}
    return {f"{stem}.{lang}.md": f"---\n{front}---\n\n{_body(lang)}" for lang, front in fronts.items()}


def _title(words: str) -> str:
    return f"title: {json.dumps(' '.join(words.split()), ensure_ascii=False)}\n"


def _body(lang: str) -> str:
    blocks = (
        f"::: summary\n- {EMPTY[lang]}\n:::",
        skeleton("should", lang),
        _HEADINGS[lang],
        EMPTY[lang],
        f"::: practise\n{EMPTY[lang]}\n:::",
    )
    return "\n\n".join(blocks) + "\n"
