"""Settings come from MASAR_… only, and a wrong one stops the start with its name."""

import pathlib

import pytest

from webapp.settings import Settings, WrongSettings


def test_a_first_start_needs_nothing_and_keeps_its_secret(tmp_path: pathlib.Path) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path / "instance"), "HOME": "/elsewhere"}
    first = Settings.from_environment(environment)
    assert first.database_url == f"sqlite:///{tmp_path / 'instance' / 'masar.sqlite3'}"
    assert len(first.secret_key) >= 32
    assert Settings.from_environment(environment).secret_key == first.secret_key
    assert (tmp_path / "instance" / "secret.key").stat().st_mode & 0o077 == 0


def test_every_wrong_setting_is_named_at_once(tmp_path: pathlib.Path) -> None:
    wrong = {
        "MASAR_INSTANCE": str(tmp_path),
        "MASAR_DATABASE_URL": "mysql://x",
        "MASAR_WORKERS": "many",
        "MASAR_PAGE_CACHE": "yes",
        "MASAR_SECRET_KEY": "short",
        "MASAR_EXIT_URL": "http://x",
        "MASAR_TRUSTED_PROXIES": "9",
        "MASAR_CONTENT": str(tmp_path),
        "MASAR_PORT": "80",
    }
    with pytest.raises(WrongSettings) as refused:
        Settings.from_environment(wrong)
    lines = str(refused.value).splitlines()
    assert sorted(line.split(":")[0] for line in lines) == sorted(set(wrong) - {"MASAR_INSTANCE"})


@pytest.mark.parametrize(
    "given", ["postgresql://u:p@h/n", "postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"]
)
def test_every_spelling_of_a_postgresql_address_is_taken(tmp_path: pathlib.Path, given: str) -> None:
    settings = Settings.from_environment({"MASAR_INSTANCE": str(tmp_path), "MASAR_DATABASE_URL": given})
    assert settings.database_url == "postgresql+psycopg://u:p@h/n"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("MASAR_INSTANCE", ""),
        ("MASAR_INSTANCE", "/proc/nowhere"),
        ("MASAR_DATABASE_URL", "sqlite:///"),
        ("MASAR_DATABASE_URL", "sqlite:///:memory:"),
        ("MASAR_DATABASE_URL", "postgresql://u:p@h:port/n"),
        ("MASAR_DATABASE_URL", "postgresql://u:p@[::1/n"),
    ],
)
def test_what_would_fail_later_or_keep_nothing_is_refused_at_once(
    tmp_path: pathlib.Path, name: str, given: str
) -> None:
    with pytest.raises(WrongSettings, match=f"^{name}: "):
        Settings.from_environment({"MASAR_INSTANCE": str(tmp_path), name: given})
