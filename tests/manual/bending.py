"""Bending the small manual: what must follow when a text is changed."""

import pathlib
import re
from collections.abc import Mapping

CITING = ("manual/pathways.yaml", "manual/cards.yaml", "manual/clocks.yaml", "manual/manual.yaml")


def resting_on(files: Mapping[str, str], uid: str) -> dict[str, str]:
    """Return the files with one block in every place where a data file names blocks of the text."""
    told = dict(files)
    for path in CITING:
        text = re.sub(r"(cite|in_step): \[[a-z0-9, ]*\]", rf"\1: [{uid}]", told[path])
        text = re.sub(r"uid: [a-z0-9]+", f"uid: {uid}", text)
        told[path] = re.sub(r"\{ref:[a-z0-9]+\}", f"{{ref:{uid}}}", text)
    return told


def small() -> dict[str, str]:
    """Return the files of the small manual as they are."""
    folder = pathlib.Path(__file__).parent / "small"
    return {
        one.relative_to(folder).as_posix(): one.read_bytes().decode() for one in sorted(folder.rglob("*.*"))
    }
