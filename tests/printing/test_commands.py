"""`masar print …`: the same PDFs in a file, and one sentence for what is not there."""

import dataclasses
import pathlib

import pytest
from click.testing import Result
from flask import Flask

from tests.printing import everything, printed
from tests.printing.test_views import ADDRESS, get
from tests.web.small import NOW, empty_site, store_of
from webapp.manual.service import import_files
from webapp.printing.commands import group
from webapp.settings import Settings


@pytest.fixture
def site(settings: Settings) -> Flask:
    app = empty_site(dataclasses.replace(settings, public_url=ADDRESS, hosts=("localhost",)))
    with store_of(app).writing() as connection:
        import_files(connection, files=everything.files(), by="author", now=NOW)
    return app


def masar(app: Flask, words: str, file: pathlib.Path) -> Result:
    return app.test_cli_runner().invoke(group, [*words.split(), "--to", str(file)])


@pytest.mark.parametrize(
    ("words", "title", "lang"),
    [
        ("edition --lang en", "A small manual", "en"),
        ("edition", "دليل صغير", "ar"),
        ("chapter 7 --lang en --edition 1", "Chapter 7 · Reporting", "en"),
        ("section reporting/everything", "7.2 كل شيء في القرار 22/2014", "ar"),
        ("card teacher --size a5 --lang en", "Card of the teacher", "en"),
    ],
)
def test_each_verb_writes_its_file(
    site: Flask, tmp_path: pathlib.Path, words: str, title: str, lang: str
) -> None:
    file = tmp_path / "out.pdf"
    done = masar(site, words, file)
    assert done.exit_code == 0, done.output
    shown = printed.read(file.read_bytes())
    assert shown.reader.metadata is not None
    assert shown.reader.metadata.title == title
    assert shown.root["/Lang"] == lang
    assert f"edition 1 (unofficial), {shown.count} pages" in done.output
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_the_command_line_and_the_site_print_the_same(site: Flask, tmp_path: pathlib.Path) -> None:
    masar(site, "section reporting/routes --lang en", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == get(site, "/en/print/reporting/routes.pdf").data


def test_without_an_address_it_says_what_is_lacking(settings: Settings, tmp_path: pathlib.Path) -> None:
    app = empty_site(settings)
    with store_of(app).writing() as connection:
        import_files(connection, files=everything.files(), by="author", now=NOW)
    done = masar(app, "card teacher", tmp_path / "out.pdf")
    assert done.exit_code == 0
    assert "Without MASAR_PUBLIC_URL it holds no code" in done.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("edition --edition 9", "there is no edition 9"),
        ("chapter 99", "this edition has no chapter 99"),
        ("section no/where", "this edition has no section no/where"),
        ("card nobody", "this edition has no card nobody"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    site: Flask, tmp_path: pathlib.Path, words: str, says: str
) -> None:
    done = masar(site, words, tmp_path / "out.pdf")
    assert done.exit_code == 1
    assert done.output == f"Error: {says}\n"
    assert not (tmp_path / "out.pdf").exists()


def test_before_the_first_edition_there_is_nothing(settings: Settings, tmp_path: pathlib.Path) -> None:
    done = masar(empty_site(settings), "edition", tmp_path / "out.pdf")
    assert done.output == "Error: no edition is published yet\n"
