"""The process that reads a Word file: it has limits of time and memory, and neither database nor settings.

Shape: `python -m webapp.desk.word_reader FOLDER`; the folder holds the file and the job, it gets the step
that is being taken and, in the end, what was found. Whoever started it looks at these files.
"""

import json
import pathlib
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from webapp.engine.manual import book as books
from webapp.engine.word import proposal, tree
from webapp.engine.word.proposal import Manual

FILE, JOB, STEP, FOUND = "sent.docx", "job.json", "step.json", "found.json"
TREE = "tree.json"
STEPS = ("unfolding", "reading", "comparing", "pairing")

_SECONDS = 120
_MEMORY = 1_500
"""Megabytes for pandoc, of which its own runtime is told; the system holds both processes to twice that."""
_MOST_TREE = 400_000_000
_BYTES = 1024 * 1024


class NoPandoc(Exception):
    """The program that reads Word files is not installed here."""


def program() -> str:
    """Return the path of pandoc.

    Errors: NoPandoc.
    """
    try:
        import pypandoc
    except ImportError as fault:
        raise NoPandoc from fault
    own = pathlib.Path(pypandoc.__file__).parent / "files" / "pandoc"
    if not own.is_file():
        raise NoPandoc
    return str(own)


def is_there() -> bool:
    """Say whether Word files can be read here."""
    try:
        program()
    except NoPandoc:
        return False
    return True


def unfold(folder: pathlib.Path) -> None:
    """Let pandoc write a file's tree, in its sandbox: it may read that one file and nothing else.

    Errors: CalledProcessError or TimeoutExpired when it could not.
    """
    with (folder / TREE).open("wb") as told:
        subprocess.run(  # noqa: S603 -- a program that came with the package, and a file of ours
            [program(), "--sandbox", "--from=docx", "--to=json", FILE, "+RTS", f"-M{_MEMORY}m", "-RTS"],
            cwd=folder,
            env={"LANG": "C.UTF-8", "PATH": ""},
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )


def read(folder: pathlib.Path, at: Callable[[str], None]) -> Mapping[str, Any]:
    """Return the proposal that comes of a file, and say each step before it is taken."""
    at("unfolding")
    unfold(folder)
    at("reading")
    held = tree.items(json.loads((folder / TREE).read_bytes()))
    job = json.loads((folder / JOB).read_bytes())
    at("comparing")
    manual = Manual(books.read(job["files"])[0], job["texts"])
    known = proposal.resembled(held.items, manual)
    at("pairing")
    return {**proposal.propose(held.items, manual, known), "pictures": held.pictures}


def main(folder: pathlib.Path) -> None:
    """Read the file in a folder and leave there what was found."""

    def at(step: str) -> None:
        _keep(folder / STEP, STEPS.index(step) + 1)

    _keep(folder / FOUND, read(folder, at))


def _keep(path: pathlib.Path, value: object) -> None:
    """Write a file so that it is there whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (2 * _MEMORY * _BYTES, 2 * _MEMORY * _BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_TREE, _MOST_TREE))
    main(pathlib.Path(sys.argv[1]))
