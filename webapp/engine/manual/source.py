"""One file of the manual as written: where it belongs, its front matter, its text with line numbers."""

import dataclasses
import re

from webapp.engine import yaml
from webapp.engine.problems import Problem, Where

LANGUAGES = ("ar", "en")
LEADING = "ar"
_PATH = re.compile(
    r"manual/(?P<chapter>\d\d)-[a-z0-9][a-z0-9-]*/(?P<section>\d\d)-[a-z0-9][a-z0-9-]*\.(?P<lang>ar|en)\.md"
)
_FENCE = "---"
MOST_LETTERS = 40_000
"""In the file of one section, whose 600 words are a tenth of that: what is longer is not read at all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """What a path says: chapter and section number, language, and the path both twins share."""

    path: str
    stem: str
    chapter: int
    section: int
    lang: str

    @property
    def number(self) -> str:
        """The section's number as people write it, `7.1`."""
        return f"{self.chapter}.{self.section}"


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A section file in one language.

    Units: `first` is the line of the file on which `body` begins.
    """

    place: Place
    front: yaml.Mapping
    body: str
    first: int


def place(path: str) -> Place | None:
    """Return what a path says, or None when it is not a section's file."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    stem = path.removesuffix(f".{match['lang']}.md")
    return Place(path, stem, int(match["chapter"]), int(match["section"]), match["lang"])


def lines(text: str) -> list[str]:
    """Return the lines without their endings, split as Markdown splits them and nowhere else."""
    return re.split(r"\r\n|\r|\n", text)


def read(text: str, where: Place) -> tuple[Source, tuple[Problem, ...]]:
    """Return the file's front matter and text; a broken front matter is empty and reported."""
    rows = lines(text)
    nothing = yaml.Mapping({}, {}, Where(where.path, 1, 1))
    if rows[0].rstrip() != _FENCE:
        problem = _broken(where, 1, "the file does not begin with a front matter between two lines ---")
        return Source(where, nothing, "\n".join(rows), 1), (problem,)
    end = next((at for at, row in enumerate(rows[1:], 1) if row.rstrip() == _FENCE), 0)
    if not end:
        problem = _broken(where, 1, "the front matter has no closing line ---")
        return Source(where, nothing, "", 1), (problem,)
    body = "\n".join(rows[end + 1 :])
    node, problems = yaml.read("\n" + "\n".join(rows[1:end]), where.path)
    if not isinstance(node, yaml.Mapping):
        problems = problems or (_broken(where, 2, "the front matter is not a list of keys and values"),)
        node = nothing
    return Source(where, node, body, end + 2), problems


def _broken(where: Place, line: int, says: str) -> Problem:
    return Problem("error", "manual.front-matter", Where(where.path, line, 1), says)
