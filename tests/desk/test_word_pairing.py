"""The two languages of a Word file find each other, whatever the layout; what is measured is printed."""

import json
import pathlib
import subprocess
import time
from collections import Counter

import pytest

from tests.desk.making_word import WHOLE, Made, made
from webapp.desk import word_file, word_reader
from webapp.engine.word import pairing, tree
from webapp.settings import ROOT

MOST_SECONDS = 60
FEWEST_RIGHT = 0.95
FEWEST_PAGES = 300


def shipped() -> dict[str, str]:
    paths = (path for path in (ROOT / "manual").rglob("*") if path.suffix in {".md", ".yaml"})
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def unfolded(content: bytes, folder: pathlib.Path) -> tree.Found:
    (folder / word_reader.FILE).write_bytes(content)
    word_reader.unfold(folder)
    return tree.items(json.loads((folder / word_reader.TREE).read_bytes()))


def words(item: tree.Item | None) -> str | None:
    return " ".join(item.text.split()) if item else None


def share_right(sent: Made, found: tuple[pairing.Section, ...]) -> float:
    """Return how many of the pairs that are known stand in what was found, heading with heading included."""
    truth = Counter((ar.words if ar else None, en.words if en else None) for ar, en in sent.pairs)
    got = Counter((words(row.ar), words(row.en)) for section in found for row in section.rows)
    got += Counter((words(one.ar), words(one.en)) for one in found if one.ar or one.en)
    return sum((truth & got).values()) / sum(truth.values())


def test_a_manual_of_300_pages_is_read_in_a_minute_and_paired(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = made(shipped())
    assert sent.pages >= FEWEST_PAGES
    began = time.monotonic()
    looked = word_file.look(sent.content)
    found = pairing.paired(unfolded(sent.content, tmp_path).items)
    took, right = time.monotonic() - began, share_right(sent, found)
    with capsys.disabled():
        print(f"\n{sent.pages} pages, {len(sent.pairs)} pairs: {right:.1%} right in {took:.1f} s")  # noqa: T201 -- the measure
    assert (looked.insertions + looked.deletions, looked.footnotes) == (sent.changes, sent.footnotes)
    assert right >= FEWEST_RIGHT
    assert took < MOST_SECONDS


def test_one_language_may_stand_after_the_whole_of_the_other(tmp_path: pathlib.Path) -> None:
    files = {path: text for path, text in shipped().items() if path.count("/") == 1 or path[7:9] < "05"}
    sent = made(files, layouts=(WHOLE,))
    assert len(sent.pairs) > 200
    assert share_right(sent, pairing.paired(unfolded(sent.content, tmp_path).items)) >= FEWEST_RIGHT


def test_pandoc_in_its_sandbox_reads_nothing_beside_the_file(tmp_path: pathlib.Path) -> None:
    (tmp_path / "other.txt").write_text("elsewhere", encoding="utf-8")
    told = {
        sandbox: subprocess.run(
            [word_reader.program(), *sandbox, "--from=rst", "--to=plain"],
            cwd=tmp_path, input=b".. include:: other.txt\n", capture_output=True, check=False,
        ).stdout
        for sandbox in ((), ("--sandbox",))
    }  # fmt: skip
    assert b"elsewhere" in told[()]
    assert b"elsewhere" not in told["--sandbox",]
