"""What goes wrong outside of us is one plain sentence and exit 1, on every verb."""

import os
import pathlib
import shutil

import click
import pytest
from click.testing import CliRunner, Result

from webapp.cli import cli

SMALL = pathlib.Path(__file__).resolve().parents[1] / "manual/small"
AWAY = "postgresql://nobody:nothing@127.0.0.1:1/masar"
VERBS = (
    "prepare",
    "db upgrade",
    "search report",
    "manual import",
    "manual review 1 --by Badr",
    "manual export --to out",
    "user add Badr --role reviewer --password long-enough-to-be-kept",
)


@pytest.fixture(autouse=True)
def instance(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    folder = tmp_path / "instance"
    for name in os.environ:
        if name.startswith("MASAR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("MASAR_INSTANCE", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def masar(words: str) -> Result:
    return CliRunner().invoke(cli, words.split(), prog_name="masar")


def refused(result: Result) -> str:
    """The sentence of a refusal, which is alone."""
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    return result.output.strip()


@pytest.mark.parametrize("verb", VERBS)
def test_a_database_that_does_not_answer_is_named(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_DATABASE_URL", AWAY)
    told = refused(masar(verb))
    assert "MASAR_DATABASE_URL: the database does not answer" in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("verb", VERBS[2:])
def test_a_database_without_tables_says_what_to_do_first(verb: str) -> None:
    assert refused(masar(verb)) == "Error: the database is not prepared. First: masar prepare"


def test_a_file_that_is_no_database_is_said(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").write_text("not a database, whatever it is called " * 9)
    monkeypatch.setenv("MASAR_DATABASE_URL", f"sqlite:///{tmp_path / 'text'}")
    assert "the database cannot be used: file is not a database" in refused(masar("prepare"))


def test_wrong_settings_are_said_by_every_verb_that_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_WORKERS", "many")
    assert "MASAR_WORKERS" in refused(masar("prepare"))


def test_help_needs_no_settings_and_leaves_nothing_behind(
    instance: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASAR_WORKERS", "many")
    told = masar("--help")
    assert told.exit_code == 0
    assert "Traceback" not in told.output
    assert "--app" not in told.output
    assert not instance.exists()


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL, tmp_path / "content")
    (tmp_path / "content/scenarios").mkdir()
    monkeypatch.setenv("MASAR_CONTENT", str(tmp_path / "content"))
    assert masar("prepare").exit_code == 0
    (tmp_path / "file").write_text("")
    assert f"{tmp_path / 'file'}" in refused(masar("manual export --to file"))


def test_every_verb_explains_itself() -> None:
    def walk(command: click.Command, words: tuple[str, ...]) -> None:
        assert CliRunner().invoke(cli, [*words, "--help"]).exit_code == 0
        assert command.help
        if isinstance(command, click.Group):
            for name, one in command.commands.items():
                walk(one, (*words, name))

    walk(cli, ())
