"""What an index lives through: processes killed, files spoiled, two builders at once."""

import dataclasses
import json
import logging
import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.search.building import answers, sections
from webapp.database import Database
from webapp.manual.queries import edition_in_force, searchable
from webapp.search import everyday, index, service
from webapp.settings import ROOT, Settings


def process(deed: str, folder: pathlib.Path, *, seed: int = 0) -> subprocess.Popen[str]:
    """Start a process that says when it has begun."""
    command = [sys.executable, "-m", "tests.search.building", deed, str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert begun.stdout is not None
    assert begun.stdout.readline() == "ready\n"
    return begun


def folders(place: pathlib.Path) -> set[str]:
    return {path.name for path in place.iterdir() if path.is_dir()}


def test_a_build_killed_anywhere_leaves_the_old_index_and_no_half_one(tmp_path: pathlib.Path) -> None:
    old, new = tmp_path / "edition-1", tmp_path / "edition-2"
    begun = time.perf_counter()
    index.build(old, sections())
    took = time.perf_counter() - begun
    said = answers(old)
    for share in (0.02, 0.3, 0.6, 0.85, 1.0):
        with process("build", new) as building:
            time.sleep(share * took)
            building.kill()
        assert answers(old) == said
        assert new.exists() is index.is_whole(new)
        shutil.rmtree(new, ignore_errors=True)
    index.build(new, sections())
    assert answers(new) == said
    assert folders(tmp_path) == {"edition-1", "edition-2"}


def test_two_processes_that_build_at_once_end_with_one_good_index(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "edition-1"
    both = [process("build", folder, seed=seed) for seed in (1, 2)]
    for one in both:
        one.communicate()
    assert [one.returncode for one in both] == [0, 0]
    assert index.is_whole(folder)
    assert folders(tmp_path) == {"edition-1"}


def test_every_process_answers_alike_whoever_built(tmp_path: pathlib.Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    index.build(here, sections())
    with process("build", there, seed=7) as building:
        assert building.wait() == 0
    told = [process("ask", folder, seed=seed).communicate()[0] for folder, seed in ((here, 3), (there, 4))]
    assert json.loads(told[0]) == json.loads(told[1])


def _largest(folder: pathlib.Path, suffix: str) -> pathlib.Path:
    return max(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)


def _lose(folder: pathlib.Path) -> None:
    (folder / "words.json").unlink()


def _lose_everything(folder: pathlib.Path) -> None:
    shutil.rmtree(folder)


def _empty(folder: pathlib.Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _cut(folder: pathlib.Path) -> None:
    cut = _largest(folder, ".term")
    cut.write_bytes(cut.read_bytes()[:-9])


def _spoil(folder: pathlib.Path) -> None:
    (folder / "words.keys").write_bytes(b"\xff" * 41)


def _turn_a_bit(folder: pathlib.Path) -> None:
    turned = _largest(folder, ".pos")
    held = bytearray(turned.read_bytes())
    held[len(held) // 2] ^= 1
    turned.write_bytes(held)


@pytest.mark.parametrize("damage", [_lose, _lose_everything, _empty, _cut, _spoil, _turn_a_bit])
def test_a_lost_or_spoiled_index_is_built_from_the_database_and_said_to_be(
    damage: Callable[[pathlib.Path], None],
    site_settings: Settings,
    tmp_path: pathlib.Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings = dataclasses.replace(site_settings, instance=tmp_path)
    store = Database(site_settings.database_url)
    with store.reading() as connection:
        edition = edition_in_force(connection)
        assert edition is not None
        folder = tmp_path / "search" / index.folder_name(edition.digest, "en")
        texts = searchable(connection, lang="en", edition=edition.number)
        index.build(folder, texts, everyday.asked_as("en"))
        damage(folder)
        with caplog.at_level(logging.WARNING):
            answer = service.search(connection, settings, asked=service.read_query("police"), lang="en")
        assert answer.found.total
        assert f"{len(texts)} sections are indexed" in caplog.text
        assert index.is_whole(folder)
    store.close()


def test_building_is_said_before_and_after(site_settings: Settings, tmp_path: pathlib.Path) -> None:
    settings = dataclasses.replace(site_settings, instance=tmp_path)
    store = Database(site_settings.database_url)
    with store.reading() as connection:
        told = tuple(service.ensure(connection, settings))
    store.close()
    assert [line.split(" ", 1)[0] for line in told] == ["Building", "The", "Building", "The"]
    assert "90 sections" in told[1]
