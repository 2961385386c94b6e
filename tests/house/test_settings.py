"""Settings come from MASAR_… only, and a wrong one stops the start with its name."""

import dataclasses
import pathlib

import pytest

from webapp.settings import Settings, WrongSettings


def test_a_first_start_needs_nothing_and_keeps_its_secret(tmp_path: pathlib.Path) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path / "instance"), "HOME": "/elsewhere"}
    first = Settings.from_environment(environment)
    assert first.database_url == f"sqlite:///{tmp_path / 'instance' / 'masar.sqlite3'}"
    assert len(first.secret_key) >= 32
    assert Settings.from_environment(environment).secret_key == first.secret_key
    for name in ("secret.key", "audit.key"):
        assert (tmp_path / "instance" / name).stat().st_mode & 0o077 == 0
    assert Settings.from_environment(environment) == first
    assert first.audit_key != first.secret_key


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
        "MASAR_PUBLIC_URL": "http://masar.example",
        "MASAR_HOSTS": "https://masar.example",
        "MASAR_SMTP_URL": "masar.example:587",
        "MASAR_MAIL_FROM": "Masar <masar@example.org>",
        "MASAR_BREACHED_PASSWORDS": str(tmp_path / "nothing"),
        "MASAR_SECURITY_CONTACT": "security@example.org",
        "MASAR_DEMO_PEOPLE": "1",
        "MASAR_PREVIOUS_SECRET_KEYS": f"{'k' * 40},short",
        "MASAR_AUDIT_KEY": "short",
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
        ("MASAR_PUBLIC_URL", "https://masar.example/path"),
        ("MASAR_PUBLIC_URL", "https://masar.example?x"),
        ("MASAR_PUBLIC_URL", "https://user@masar.example"),
        ("MASAR_PUBLIC_URL", "https://masar.example:port"),
        ("MASAR_PUBLIC_URL", "https://masar.example:0"),
        ("MASAR_PUBLIC_URL", "https://[::1"),
        ("MASAR_PUBLIC_URL", "https://"),
        ("MASAR_PUBLIC_URL", "https://two words"),
        ("MASAR_PUBLIC_URL", "ftp://localhost"),
        ("MASAR_PUBLIC_URL", "http://192.168.1.5"),
        ("MASAR_HOSTS", ""),
        ("MASAR_HOSTS", "one.example,"),
        ("MASAR_HOSTS", "one.example:80"),
        ("MASAR_HOSTS", "*"),
        ("MASAR_SMTP_URL", "smtp://somebody@mail.example"),
        ("MASAR_SMTP_URL", "smtp://mail.example/path"),
        ("MASAR_SMTP_URL", "smtp://"),
        ("MASAR_MAIL_FROM", "masar@example.org\nBcc: x@example.org"),
        ("MASAR_MAIL_FROM", "masar@"),
        ("MASAR_SECURITY_CONTACT", "mailto:nobody"),
        ("MASAR_SECURITY_CONTACT", "https://masar.example/x\nExpires: never"),
        ("MASAR_SECURITY_CONTACT", "http://masar.example"),
        ("MASAR_BREACHED_PASSWORDS", ""),
    ],
)
def test_what_would_fail_later_or_keep_nothing_is_refused_at_once(
    tmp_path: pathlib.Path, name: str, given: str
) -> None:
    with pytest.raises(WrongSettings, match=f"^{name}: "):
        Settings.from_environment({"MASAR_INSTANCE": str(tmp_path), name: given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://masar.example", "https://masar.example"),
        ("https://Masar.Example:8443/", "https://masar.example:8443"),
        ("https://مسار.عمان", "https://xn--mgbue5e.xn--mgb9awbf"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_is_kept_as_browsers_send_it(tmp_path: pathlib.Path, given: str, kept: str) -> None:
    settings = Settings.from_environment({"MASAR_INSTANCE": str(tmp_path), "MASAR_PUBLIC_URL": given})
    assert settings.public_url == kept
    assert settings.secure_cookies is given.startswith("https")


def test_cookies_are_secure_or_not_as_somebody_says(tmp_path: pathlib.Path) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path), "MASAR_PUBLIC_URL": "https://masar.example"}
    assert not Settings.from_environment({**environment, "MASAR_SECURE_COOKIES": "off"}).secure_cookies
    del environment["MASAR_PUBLIC_URL"]
    assert Settings.from_environment({**environment, "MASAR_SECURE_COOKIES": "on"}).secure_cookies


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("MASAR_PUBLIC_URL", "http://localhost"),
        ("MASAR_TRUSTED_PROXIES", "1"),
        ("MASAR_SECURE_COOKIES", "on"),
    ],
)
def test_demo_people_stand_beside_nothing_that_serves_others(
    tmp_path: pathlib.Path, name: str, given: str
) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path), "MASAR_DEMO_PEOPLE": "on"}
    assert Settings.from_environment(environment).demo_people
    with pytest.raises(WrongSettings, match=f"^MASAR_DEMO_PEOPLE: .*{name}"):
        Settings.from_environment({**environment, name: given})


def test_letters_need_a_sender_and_an_address_to_lead_to(tmp_path: pathlib.Path) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path), "MASAR_SMTP_URL": "smtp://u:p@mail.example"}
    with pytest.raises(WrongSettings) as refused:
        Settings.from_environment(environment)
    assert [word for word in ("MASAR_MAIL_FROM", "MASAR_PUBLIC_URL") if word in str(refused.value)]
    rest = {"MASAR_MAIL_FROM": "masar@mail.example", "MASAR_PUBLIC_URL": "https://masar.example"}
    assert Settings.from_environment(environment | rest).smtp_url == "smtp://u:p@mail.example"


def test_a_key_is_changed_by_writing_the_new_one_above_it(tmp_path: pathlib.Path) -> None:
    environment = {"MASAR_INSTANCE": str(tmp_path)}
    first = Settings.from_environment(environment)
    newest = "n" * 40
    (tmp_path / "secret.key").write_text(f"{newest}\n{first.secret_key}\n")
    older = {"MASAR_PREVIOUS_SECRET_KEYS": "o" * 40}
    settings = Settings.from_environment(environment | older)
    assert settings.secret_key == newest
    assert settings.previous_secret_keys == (first.secret_key, "o" * 40)
    assert settings.audit_key == first.audit_key


@pytest.mark.parametrize("name", ["secret.key", "audit.key"])
@pytest.mark.parametrize("kept", ["", "\n", "short\n", f"{'k' * 40}\nshort"])
def test_a_file_of_keys_that_holds_something_else_stops_the_start(
    tmp_path: pathlib.Path, name: str, kept: str
) -> None:
    (tmp_path / name).write_text(kept)
    with pytest.raises(WrongSettings, match=rf"^MASAR_{name[:-4].upper()}_KEY: .*{name}"):
        Settings.from_environment({"MASAR_INSTANCE": str(tmp_path)})


def test_what_is_secret_is_not_told_when_settings_are_shown(tmp_path: pathlib.Path) -> None:
    secret = {
        "database_url": "postgresql+psycopg://u:hidden1@h/n",
        "secret_key": "hidden2" * 8,
        "audit_key": "hidden3" * 8,
        "previous_secret_keys": ("hidden4" * 8,),
        "smtp_url": "smtp://u:hidden5@mail.example",
    }
    settings = Settings(instance=tmp_path, **secret)
    assert "hidden" not in repr(settings)
    assert dataclasses.replace(settings).audit_key == secret["audit_key"]
    assert len(dataclasses.replace(settings, audit_key="").audit_key) == 64
