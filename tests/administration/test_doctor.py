"""What a look over a deployment finds: each fault is found, and a sound deployment has none."""

import dataclasses
import datetime as dt
import json
import os
import pathlib

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from tests.conftest import NOON, ON_POSTGRESQL, SECRET
from tests.people import add, store
from tests.web.small import empty_site
from webapp.accounts import policy, service
from webapp.accounts.models import Account
from webapp.administration.doctor import findings
from webapp.administration.finding import Finding
from webapp.audit import service as audit
from webapp.audit.models import AuditRow
from webapp.cli import cli
from webapp.settings import Settings

SOUND: dict[str, object] = {
    "public_url": "https://masar.example.om",
    "secure_cookies": True,
    "trusted_proxies": 1,
    "security_contact": "mailto:security@example.om",
}
AWAY = "postgresql+psycopg://masar:s3cret@db.example.om/masar"


@pytest.fixture
def sound(settings: Settings) -> Settings:
    """Settings with which there is nothing to mend."""
    settings.instance.chmod(0o700)
    return dataclasses.replace(settings, **SOUND)  # type: ignore[arg-type]  # fields and their values


@pytest.fixture
def site(sound: Settings) -> Flask:
    """A deployment with which there is nothing to mend: looked after, kept, tidied."""
    app = empty_site(sound)
    account = add(app, "administrator")
    with store(app).writing() as connection:
        connection.execute(sa.update(Account).where(Account.id == account).values(secret_confirmed=NOON))
        audit.record(connection, action="backup", now=NOON)
        connection.execute(
            sa.text("INSERT INTO job (name, begun) VALUES ('retention', :at)"), {"at": NOON.isoformat(" ")}
        )
    return app


def found(settings: Settings, **other: object) -> dict[str, Finding]:
    """What is found without looking at rows."""
    changed = dataclasses.replace(settings, **other)  # type: ignore[arg-type]  # what a test hands on
    return {one.code: one for one in findings(changed, None, now=NOON)}


def found_at(app: Flask, now: dt.datetime = NOON, **other: object) -> dict[str, Finding]:
    settings = dataclasses.replace(app.extensions["masar.settings"], **other)  # type: ignore[arg-type]  # as above
    with store(app).reading() as connection:
        return {one.code: one for one in findings(settings, connection, now=now)}


def change(app: Flask, statement: str, **values: object) -> None:
    with store(app).writing() as connection:
        connection.execute(sa.text(statement), values)


def test_a_sound_deployment_has_nothing_to_mend(site: Flask) -> None:
    assert found_at(site) == {}


@pytest.mark.parametrize(
    ("other", "code", "severity"),
    [
        ({"public_url": ""}, "public-url.missing", "look"),
        ({"secure_cookies": False}, "cookies.open", "unsafe"),
        ({"public_url": "", "secure_cookies": False}, "cookies.open", "look"),
        ({"trusted_proxies": 0}, "proxies.none", "look"),
        ({"demo_people": True}, "demo.on", "unsafe"),
        ({"security_contact": ""}, "security-contact.missing", "look"),
        ({"secret_key": "x" * 31}, "key.weak-secret", "unsafe"),
        ({"secret_key": "12345678" * 8}, "key.weak-secret", "unsafe"),
        ({"audit_key": "short"}, "key.weak-audit", "unsafe"),
        ({"database_url": AWAY}, "database.unencrypted", "unsafe"),
        ({"database_url": f"{AWAY}?sslmode=prefer"}, "database.unencrypted", "unsafe"),
        ({"database_url": AWAY.replace(".example.om", "")}, "database.unencrypted", "look"),
        ({"database_url": "postgresql+psycopg:///masar?host=10.0.0.7"}, "database.unencrypted", "unsafe"),
        ({"database_url": "sqlite:////nowhere/masar.sqlite3", "workers": 5}, "workers.many", "look"),
    ],
)
def test_a_setting_to_mend_is_found(
    sound: Settings, other: dict[str, object], code: str, severity: str
) -> None:
    assert found(sound) == {}
    one = found(sound, **other)[code]
    assert one.severity == severity
    assert one.sentence.endswith(".")
    assert "s3cret" not in str(one)


@pytest.mark.parametrize(
    "other",
    [
        {"public_url": "http://localhost:8000", "secure_cookies": False, "trusted_proxies": 0},
        {"database_url": f"{AWAY}?sslmode=require"},
        {"database_url": f"{AWAY}?sslmode=verify-full"},
        {"database_url": "postgresql+psycopg://masar@localhost/masar"},
        {"database_url": "postgresql+psycopg://masar@[::1]/masar"},
        {"database_url": "postgresql+psycopg:///masar?host=/run/postgresql"},
        {"database_url": AWAY + "?sslmode=require", "workers": 16},
    ],
)
def test_what_is_meant_is_not_found_fault_with(sound: Settings, other: dict[str, object]) -> None:
    assert found(sound, **other) == {}


def test_a_python_that_nobody_mends_any_more_is_found(sound: Settings) -> None:
    later = findings(sound, None, now=NOON + dt.timedelta(days=365 * 40))
    assert [one.code for one in later] == ["python.old"]


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o770, 0o702])
def test_an_instance_folder_that_others_read_or_write_is_found(sound: Settings, mode: int) -> None:
    sound.instance.chmod(mode)
    assert found(sound)["instance.open"].severity == "unsafe"
    sound.instance.chmod(0o700)
    assert found(sound) == {}


@pytest.mark.parametrize("name", ["secret.key", "audit.key"])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_read_or_write_is_found(sound: Settings, name: str, mode: int) -> None:
    path = sound.instance / name
    path.write_text(SECRET)
    path.chmod(0o600)
    assert found(sound) == {}
    path.chmod(mode)
    assert name in found(sound)["key.open"].sentence


def test_a_database_file_that_others_reach_is_found(sound: Settings, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir(mode=0o700)
    file = folder / "masar.sqlite3"
    file.write_text("")
    file.chmod(0o644)
    address = f"sqlite:///{file}"
    assert found(sound, database_url=address) == {}
    folder.chmod(0o755)
    assert found(sound, database_url=address)["database.open"].severity == "unsafe"
    file.chmod(0o600)
    assert found(sound, database_url=address) == {}


def test_an_old_form_of_the_tables_is_found_and_nothing_else_asked(site: Flask) -> None:
    change(site, "UPDATE alembic_version SET version_num = '0001'")
    change(site, "ALTER TABLE job RENAME TO elsewhere")
    assert list(found_at(site)) == ["schema.old"]


def test_a_site_that_nobody_administers_is_found(site: Flask) -> None:
    change(site, "UPDATE account_role SET governorate = 'muscat'")
    assert found_at(site)["administrator.none"].severity == "look"
    change(site, "DELETE FROM account_role")
    assert "administrator.none" in found_at(site)


def test_administrators_who_are_all_suspended_are_found(site: Flask) -> None:
    change(site, "UPDATE account SET suspended = :now", now=NOON.isoformat(" "))
    assert list(found_at(site)) == ["administrator.suspended"]


def test_people_for_demonstration_administer_nothing(site: Flask) -> None:
    change(site, "UPDATE account SET is_demo = :yes", yes=True)
    assert "administrator.none" in found_at(site)


def test_administrators_who_have_a_password_alone_are_counted(site: Flask) -> None:
    change(site, "UPDATE account SET secret_confirmed = NULL")
    add(site, "administrator", "publisher")
    one = found_at(site)["second-factor.administrators"]
    assert one.severity == "unsafe"
    assert "alone: 2" in one.sentence
    at_home = found_at(site, public_url="http://localhost:8000")
    assert at_home["second-factor.administrators"].severity == "look"


def test_a_second_step_left_to_each_is_found_while_somebody_lacks_it(site: Flask) -> None:
    add(site, "trainer")
    assert found_at(site) == {}
    publisher = add(site, "publisher")
    assert "without it: 1" in found_at(site)["second-factor.optional"].sentence
    with store(site).writing() as connection:
        policy.change(connection, {"second_factor": "required"}, by="", now=NOON)
    assert found_at(site) == {}
    with store(site).writing() as connection:
        policy.change(connection, {"second_factor": "optional"}, by="", now=NOON)
        service.suspend(connection, account=publisher, by="", now=NOON)
    assert found_at(site) == {}


def test_what_is_due_is_found(site: Flask) -> None:
    late = found_at(site, NOON + dt.timedelta(days=9))
    assert set(late) == {"backup.old", "retention.old"}
    assert "2026-11-04" in late["backup.old"].sentence
    assert "retention.old" not in found_at(site, NOON + dt.timedelta(days=2))
    assert list(found_at(site, NOON + dt.timedelta(days=3))) == ["retention.old"]


def test_what_was_never_done_is_found(site: Flask) -> None:
    change(site, "DELETE FROM job")
    assert "Never yet" in found_at(site)["retention.old"].sentence


def test_a_site_without_a_backup_is_found(sound: Settings) -> None:
    assert "No backup" in found_at(empty_site(sound))["backup.old"].sentence


def test_a_broken_audit_is_found(site: Flask) -> None:
    disarm = "ALTER TABLE audit_row DISABLE TRIGGER USER"
    change(site, disarm if ON_POSTGRESQL else "DROP TRIGGER audit_row_is_never_changed")
    with store(site).writing() as connection:
        connection.execute(sa.update(AuditRow).values(actor="me"))
    assert found_at(site)["audit.broken"].severity == "unsafe"


def test_what_is_unsafe_stands_first(sound: Settings) -> None:
    severities = [one.severity for one in found(sound, security_contact="", demo_people=True).values()]
    assert severities == ["unsafe", "look"]


def doctor(monkeypatch: pytest.MonkeyPatch, *words: str, **environment: str) -> Result:
    for name in os.environ:
        if name.startswith("MASAR_"):
            monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(cli, ["doctor", *words], prog_name="masar")


def test_the_command_line_says_each_and_ends_with_one_only_for_what_is_unsafe(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Settings = site.extensions["masar.settings"]
    (told.instance / "audit.key").write_text(told.audit_key)
    (told.instance / "audit.key").chmod(0o600)
    environment = {
        "MASAR_INSTANCE": str(told.instance),
        "MASAR_DATABASE_URL": told.database_url,
        "MASAR_PUBLIC_URL": "https://masar.example.om",
    }
    change(site, "UPDATE job SET begun = :now", now=dt.datetime.now(dt.UTC).isoformat(" "))
    with store(site).writing() as connection:
        audit.record(connection, action="backup", now=dt.datetime.now(dt.UTC))
    done = doctor(monkeypatch, **environment)
    assert done.exit_code == 0, done.output
    assert [line.split(":")[0] for line in done.output.splitlines()] == [
        "look proxies.none",
        "look security-contact.missing",
    ]
    worse = doctor(monkeypatch, "--json", **environment, MASAR_SECURE_COOKIES="off")
    assert worse.exit_code == 1
    first, *_ = json.loads(worse.output)
    assert (first["severity"], first["code"]) == ("unsafe", "cookies.open")
    assert first["sentence"]
    assert first["mend"]
    sound = environment | {"MASAR_TRUSTED_PROXIES": "1", "MASAR_SECURITY_CONTACT": "mailto:a@example.om"}
    assert doctor(monkeypatch, **sound).output == "Nothing needs to be mended.\n"


def test_a_database_that_is_away_is_one_finding_among_the_others(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = doctor(
        monkeypatch,
        MASAR_INSTANCE=str(tmp_path / "instance"),
        MASAR_DATABASE_URL="postgresql://nobody:nothing@127.0.0.1:1/masar",
    )
    assert done.exit_code == 1
    assert done.output.startswith("unsafe database.away: ")
    assert "look public-url.missing: " in done.output
