"""The process that sets a whole edition: it needs a minute and much memory, so no worker of the site does it.

Shape: `python -m webapp.printing.builder FOLDER`; the folder's lock was taken by whoever started it and ends
with it. It reads the job in the folder, and neither the database nor the settings.
"""

import dataclasses
import datetime as dt
import hashlib
import os
import pathlib
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

from webapp.engine.manual import book as books
from webapp.engine.manual import typeset_book
from webapp.engine.manual.typeset_sheet import Imprint
from webapp.printing import keeping, paper

JOB, STEP, KEPT = "job.json", "step.json", "edition.json"
Step = Literal["waiting", "reading", "setting", "keeping"]
STEPS: tuple[Step, ...] = ("waiting", "reading", "setting", "keeping")

_MOST_SECONDS = 900
"""Of computing; whoever needs more will never be done."""


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """A whole edition to be set: its files, and what it says of itself."""

    files: Mapping[str, str]
    lang: str
    imprint: Imprint
    older: frozenset[tuple[str, str]]
    made: dt.datetime

    def row(self) -> dict[str, Any]:
        """Return it as it is handed over."""
        return {
            "files": dict(self.files),
            "lang": self.lang,
            "imprint": dataclasses.asdict(self.imprint),
            "older": sorted(self.older),
            "made": self.made.isoformat(),
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Job":
        """Return it as it was handed over.

        Errors: KeyError or TypeError when this is no job.
        """
        return cls(
            files=row["files"],
            lang=row["lang"],
            imprint=Imprint(**row["imprint"]),
            older=frozenset((lang, uid) for lang, uid in row["older"]),
            made=dt.datetime.fromisoformat(row["made"]),
        )


def build(job: Job, *, at: Callable[[Step], None]) -> bytes:
    """Return a whole edition as PDF, and say each step before it is taken."""
    at("reading")
    book = books.read(job.files)[0]
    source = typeset_book.edition(book, job.lang, job.imprint, job.older)
    at("setting")
    return paper.pdf(source, lang=job.lang, made=job.made)


def main(folder: pathlib.Path) -> None:
    """Build what the job in a folder asks for, and keep it; what goes wrong leaves the job behind."""

    def at(step: Step) -> None:
        keeping.keep_json(folder / STEP, {"step": step})

    at("waiting")
    with keeping.turn(folder.parent):
        made = build(Job.of(keeping.read_json(folder / JOB)), at=at)
    at("keeping")
    known = {"pages": paper.pages(made), "bytes": len(made), "digest": hashlib.sha256(made).hexdigest()[:32]}
    keeping.keep_json(folder / KEPT, known)
    keeping.keep(folder / keeping.WHOLE, made)
    for name in (JOB, STEP):
        (folder / name).unlink(missing_ok=True)


if __name__ == "__main__":
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    main(pathlib.Path(sys.argv[1]))
