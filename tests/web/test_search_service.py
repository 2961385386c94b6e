import dataclasses
import pathlib

import pytest
from flask import Flask

from webapp.database import Database
from webapp.errors import NotFound
from webapp.manual.queries import BlockText, SectionText, edition_in_force
from webapp.search import index, service
from webapp.search.queries import find, named_place
from webapp.search.service import read_query
from webapp.settings import Settings

BLOCKS = (
    BlockText(
        uid="p7k2", number="7.1.1", force="must", heading="من يبلّغ", text="أن يبلّغ كل من يعمل مع الأطفال."
    ),
    BlockText(uid="word", number="7.1.2", force="", heading="من يبلّغ", text="يكفي أثرٌ لا يُفسَّر."),
)
SECTION = SectionText("reporting/routes", "7.1", "طرق الإبلاغ", "الإبلاغ", BLOCKS)


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    made = tmp_path / "search" / "edition"
    index.build(made, [SECTION])
    return made


def test_the_best_paragraph_of_a_section_is_shown(folder: pathlib.Path) -> None:
    (hit,) = find(index.open(folder), "اثر", lang="ar").hits
    assert (hit.uid, hit.block_number) == ("word", "7.1.2")
    assert [piece.text for piece in hit.pieces if piece.marked] == ["أثرٌ"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("7.1", None),
        ("§7.1.2", "7.1.2"),
        ("٧٫١", None),
        (" # 7.1.1 ", "7.1.1"),
        ("p7k2", "7.1.1"),
        ("#word", "7.1.2"),
    ],
)
def test_a_number_or_a_uid_names_its_place(folder: pathlib.Path, asked: str, number: str | None) -> None:
    place = named_place(index.open(folder), asked)
    assert place is not None
    assert (place[1].number if place[1] else None) == number


@pytest.mark.parametrize("asked", ["word", "7", "9.9", "p7k3", "7.1 routes", ""])
def test_other_words_name_no_place(folder: pathlib.Path, asked: str) -> None:
    assert named_place(index.open(folder), asked) is None


def test_building_twice_leaves_one_whole_folder(folder: pathlib.Path) -> None:
    index.build(folder, [SECTION])
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["edition"]
    assert find(index.open(folder), "الإبلاغ", lang="ar").total == 1


def test_a_folder_is_named_after_all_that_it_depends_on() -> None:
    name = index.folder_name("d" * 64, "ar")
    assert name.startswith("edition-dddddddddddddddd-ar-a")
    assert "-t0." in name


def test_a_manual_without_sections_answers_nothing(tmp_path: pathlib.Path) -> None:
    index.build(tmp_path / "empty", [])
    assert find(index.open(tmp_path / "empty"), "anything", lang="en").total == 0


def test_nothing_published_is_said(database: Database, settings: Settings) -> None:
    with database.reading() as connection:
        assert tuple(service.ensure(connection, settings)) == ()
        with pytest.raises(NotFound):
            service.search(connection, settings, asked=read_query("police"), lang="en")


def test_a_missing_or_spoiled_index_is_built_anew(app: Flask, tmp_path: pathlib.Path) -> None:
    settings = dataclasses.replace(app.extensions["masar.settings"], instance=tmp_path)
    with app.extensions["masar.database"].reading() as connection:
        edition = edition_in_force(connection)
        assert edition is not None
        spoiled = tmp_path / "search" / index.folder_name(edition.digest, "en")
        spoiled.mkdir(parents=True)
        (spoiled / "words.json").write_text("{", encoding="utf-8")
        assert service.search(connection, settings, asked=read_query("police"), lang="en").found.total
        assert tuple(service.ensure(connection, settings))


def test_indexes_of_other_editions_are_dropped(app: Flask, tmp_path: pathlib.Path) -> None:
    settings = dataclasses.replace(app.extensions["masar.settings"], instance=tmp_path)
    (tmp_path / "search" / "edition-old-ar-a0-t0").mkdir(parents=True)
    with app.extensions["masar.database"].reading() as connection:
        tuple(service.ensure(connection, settings))
        assert tuple(service.ensure(connection, settings)) == ()
    assert len([path for path in (tmp_path / "search").iterdir() if path.is_dir()]) == len(service.LANGUAGES)


@pytest.mark.parametrize(
    ("given", "text", "cut"),
    [
        ("  two   words ", "two words", False),
        ("a\x00b\nc", "a b c", False),
        ("x" * 300, "x" * 200, True),
        (" ".join(["w"] * 30), " ".join(["w"] * 24), True),
        ("", "", False),
    ],
)
def test_a_question_is_tidied_and_kept_short(given: str, text: str, *, cut: bool) -> None:
    assert read_query(given) == service.Asked(text, cut)
