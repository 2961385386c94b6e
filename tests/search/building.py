"""An index built or asked by another process: `python -m tests.search.building build|ask FOLDER`."""

import json
import pathlib
import sys

from webapp.manual.queries import BlockText, SectionText
from webapp.search import index
from webapp.search.queries import find

SECTIONS = 250
ASKED = ("الطفل والمدرسة", "child report", "الابلاق", "scool", "word77", "1100")
_WORDS = [
    "الطفل",
    "المدرسة",
    "الإبلاغ",
    "الأسرة",
    "الخطر",
    "child",
    "school",
    "report",
    "family",
    "risk",
    "1100",
]


def sections(count: int = SECTIONS) -> list[SectionText]:
    """Return made sections, each with some words that no other has."""
    return [_section(number) for number in range(count)]


def _section(number: int) -> SectionText:
    said = " ".join(_WORDS[(number * step) % len(_WORDS)] for step in range(1, 40))
    own = " ".join(f"word{number}x{at}" for at in range(20))
    blocks = (
        BlockText(f"b{number}a", f"{number}.1", "", "", said),
        BlockText(f"b{number}b", f"{number}.2", "", "", own),
    )
    return SectionText(
        f"made/{number}", str(number), f"{_WORDS[number % len(_WORDS)]} word{number}", "made", blocks
    )


def answers(folder: pathlib.Path) -> list[object]:
    """Return what an index answers, to the last letter."""
    opened = index.open(folder)
    return [
        [(hit.section_id, hit.uid, hit.score, [piece.text for piece in hit.pieces]) for hit in found.hits]
        + [found.total, found.corrected, found.suggestions]
        for found in (find(opened, text, lang="ar") for text in ASKED)
    ]


if __name__ == "__main__":
    deed, place = sys.argv[1], pathlib.Path(sys.argv[2])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if deed == "build":
        index.build(place, sections())
    else:
        sys.stdout.write(json.dumps(answers(place)))
