"""One thing that a look at a deployment found, and how to mend it."""

import dataclasses
from typing import Literal

Severity = Literal["unsafe", "look"]


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What was found. Shape: `sentence` and `mend` are whole sentences of the command line, in English."""

    severity: Severity
    code: str
    sentence: str
    mend: str

    def __str__(self) -> str:
        """Return this in one line."""
        return f"{self.severity} {self.code}: {self.sentence} {self.mend}"


def unsafe(code: str, sentence: str, mend: str) -> Finding:
    """Return what somebody could misuse, or what does harm until it is mended."""
    return Finding("unsafe", code, sentence, mend)


def look(code: str, sentence: str, mend: str) -> Finding:
    """Return what may be meant, and is worth a look."""
    return Finding("look", code, sentence, mend)
