"""`masar backup TO` and `masar restore FROM`, as somebody types them."""

import os
import pathlib
import re
import zipfile

import pytest
from click.testing import CliRunner, Result

from tests.administration.places import Place, place
from tests.conftest import Databases
from webapp.administration import commands
from webapp.cli import cli
from webapp.settings import Settings

KEYS = "It holds this site's keys: keep it as you keep them."
PACKAGE = pathlib.Path(commands.__file__).parent


@pytest.fixture(autouse=True)
def at_home(settings: Settings, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a site without rows, in a folder of its own."""
    for name in os.environ:
        if name.startswith("MASAR_") and name != "MASAR_TEST_DATABASE":
            monkeypatch.delenv(name)
    monkeypatch.delenv("MASAR_TEST_DATABASE", raising=False)
    monkeypatch.setenv("MASAR_INSTANCE", str(tmp_path / "here"))
    monkeypatch.setenv("MASAR_DATABASE_URL", settings.database_url)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Go to an empty place."""
    address = databases.make()
    monkeypatch.setenv("MASAR_DATABASE_URL", address)
    monkeypatch.setenv("MASAR_INSTANCE", str(tmp_path / "elsewhere"))
    where = place(tmp_path / "elsewhere", address)
    where.database.close()
    return where


def masar(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="masar")


def refused(result: Result) -> str:
    """The sentence of a refusal, which is alone."""
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    [line] = result.output.splitlines()
    assert line.startswith("Error: ")
    return line


def deeds_apart(site: Place) -> dict[str, object]:
    """Return the rows without the audit, to which restoring adds that it was done."""
    return {name: rows for name, rows in site.rows().items() if not name.startswith("audit_")}


def test_a_folder_gets_a_backup_named_by_its_moment(tmp_path: pathlib.Path) -> None:
    (tmp_path / "kept").mkdir()
    done = masar("backup", "kept")
    [made] = (tmp_path / "kept").iterdir()
    assert re.fullmatch(r"masar-\d{4}-\d\d-\d\d-\d{4}\.zip", made.name)
    assert f"{made.relative_to(tmp_path)}: 0 rows of" in done.output
    assert KEYS in done.output
    assert "is there already" in refused(masar("backup", made))


def test_a_backup_without_keys_says_nothing_of_them(tmp_path: pathlib.Path) -> None:
    assert KEYS not in masar("backup", "one.zip", "--without-keys").output
    with zipfile.ZipFile(tmp_path / "one.zip") as made:
        assert not [name for name in made.namelist() if name.startswith("keys/")]


def test_a_restored_site_has_the_keys_of_the_one_that_was_kept(
    kept: pathlib.Path, lived_in: Place, elsewhere: Place
) -> None:
    done = masar("restore", kept)
    assert done.exit_code == 0, done.output
    assert elsewhere.keys() == lived_in.keys()
    assert deeds_apart(elsewhere) == deeds_apart(lived_in)
    elsewhere.database.close()
    assert "as they were on 2026-11-04 at 08:00 UTC" in done.output
    assert "audit.key, secret.key" in done.output
    assert "is not empty: there are rows in " in refused(masar("restore", kept))


def test_the_default_database_is_made_in_the_instance_folder(
    kept: pathlib.Path, lived_in: Place, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MASAR_DATABASE_URL")
    assert masar("restore", kept).exit_code == 0
    here = tmp_path / "here"
    assert here.stat().st_mode & 0o777 == 0o700
    made = place(here, f"sqlite:///{here / 'masar.sqlite3'}")
    assert deeds_apart(made) == deeds_apart(lived_in)
    made.database.close()


def test_a_key_that_is_in_the_way_is_said_with_the_way_out(kept: pathlib.Path, elsewhere: Place) -> None:
    (elsewhere.instance / "secret.key").write_text("another")
    assert "holds another secret.key. Move it away" in refused(masar("restore", kept))
    assert masar("restore", kept, "--without-keys").exit_code == 0
    assert elsewhere.keys() == {"secret.key": b"another"}


def test_a_check_needs_no_database_and_no_settings(
    kept: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASAR_WORKERS", "many")
    done = masar("restore", kept, "--check")
    assert done.exit_code == 0
    assert "The backup is whole" in done.output
    assert KEYS in done.output
    assert not (tmp_path / "here").exists()


def test_wrong_settings_are_said_before_anything_is_restored(
    kept: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASAR_WORKERS", "many")
    done = masar("restore", kept)
    assert done.exit_code == 1
    assert "MASAR_WORKERS" in done.output
    assert not (tmp_path / "here").exists()


def test_a_damaged_backup_ends_with_one_and_one_sentence(kept: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "short.zip").write_bytes(kept.read_bytes()[:1000])
    for words in (("restore", "short.zip"), ("restore", "short.zip", "--check")):
        assert "is not a backup, or its end is missing" in refused(masar(*words))


def test_a_database_that_is_away_is_named(kept: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASAR_DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/masar")
    for words in (("restore", kept), ("backup", "new.zip")):
        assert "MASAR_DATABASE_URL: the database does not answer" in refused(masar(*words))


def test_every_refusal_has_its_sentence() -> None:
    codes = {
        code
        for path in PACKAGE.glob("backup*.py")
        for code in re.findall(r'"(backup\.[a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert codes == set(commands._SAID)
