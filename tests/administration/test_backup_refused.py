"""What is not whole, not ours or not wanted is refused by name, and leaves nothing behind."""

import hashlib
import json
import pathlib
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as setting
from hypothesis import strategies as some

from tests.administration.places import NOON, Place, place
from tests.conftest import Databases
from webapp.administration.backup import backup, restore, verify
from webapp.administration.backup_file import LONGEST_LINE
from webapp.database import Database
from webapp.errors import Refused
from webapp.settings import Settings

Members = dict[str, bytes]
ROLES = "tables/account_role.jsonl"


def unpacked(path: pathlib.Path) -> Members:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(members: Members, to: pathlib.Path) -> pathlib.Path:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return to


def signed(members: Members) -> Members:
    """The same, after whoever changed it has also put the digests right."""
    about = json.loads(members["about.json"])
    for name, told in [*about["tables"].items(), *about["keys"].items()]:
        member = f"tables/{name}.jsonl" if "rows" in told else f"keys/{name}"
        content = members.get(member, b"")
        told["sha256"] = hashlib.sha256(content).hexdigest()
        if "rows" in told:
            told["rows"] = content.count(b"\n")
    return members | {"about.json": json.dumps(about).encode()}


def saying(members: Members, **other: Any) -> Members:
    return members | {"about.json": json.dumps(json.loads(members["about.json"]) | other).encode()}


def listing(members: Members, part: str, name: str) -> Members:
    """The same, speaking of one more member under a name of its own choice."""
    about = json.loads(members["about.json"])
    content = b"x\n"
    told = {"sha256": hashlib.sha256(content).hexdigest()} | ({"rows": 1} if part == "tables" else {})
    member = f"tables/{name}.jsonl" if part == "tables" else f"keys/{name}"
    return saying(members, **{part: about[part] | {name: told}}) | {member: content}


def without(members: Members, name: str) -> Members:
    return {one: content for one, content in members.items() if one != name}


def with_rows(members: Members, table: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Members:
    name = f"tables/{table}.jsonl"
    lines = [json.dumps(change(json.loads(line))).encode() + b"\n" for line in members[name].splitlines()]
    return signed(members | {name: b"".join(lines)})


CHANGED: dict[str, tuple[str, Callable[[Members], Members]]] = {
    "a row was changed": (
        "damaged",
        lambda all_: all_ | {ROLES: all_[ROLES].replace(b"ar", b"en", 1) + b"\n"},
    ),
    "a key was changed": ("damaged", lambda all_: all_ | {"keys/secret.key": b"mine"}),
    "a member is missing": ("damaged", lambda all_: without(all_, ROLES)),
    "what it says of itself is no JSON": ("damaged", lambda all_: all_ | {"about.json": b"{"}),
    "what it says of itself is of another shape": ("damaged", lambda all_: saying(all_, tables=[1])),
    "what it says of itself is missing": ("not-one", lambda all_: without(all_, "about.json")),
    "a table is not spoken of": (
        "damaged",
        lambda all_: without(
            saying(all_, tables=dict(list(json.loads(all_["about.json"])["tables"].items())[:-1])),
            f"tables/{list(json.loads(all_['about.json'])['tables'])[-1]}.jsonl",
        ),
    ),
    "a table is of no version": ("damaged", lambda all_: listing(all_, "tables", "passwords")),
    "a format of later times": ("format-unknown", lambda all_: saying(all_, format=2)),
    "another schema": ("other-schema", lambda all_: saying(all_, schema="0000")),
    "a member nobody speaks of": ("strange-member", lambda all_: all_ | {"../../evil.key": b""}),
    "a key that climbs out": ("strange-member", lambda all_: listing(all_, "keys", "../evil.key")),
    "a key with a root": ("strange-member", lambda all_: listing(all_, "keys", "/evil.key")),
    "a key that is another file": ("strange-member", lambda all_: listing(all_, "keys", "masar.sqlite3")),
    "a key of Windows": ("strange-member", lambda all_: listing(all_, "keys", "..\\evil.key")),
    "a table that climbs out": ("strange-member", lambda all_: listing(all_, "tables", "../evil")),
    "a line without an end": ("too-large", lambda all_: signed(all_ | {ROLES: b" " * (LONGEST_LINE + 1)})),
    "more than any site holds": ("too-large", lambda all_: all_ | {ROLES: bytes(300 * 1024 * 1024)}),
    "a key without an end": ("too-large", lambda all_: signed(all_ | {"keys/secret.key": bytes(100_000)})),
    "members without number": ("too-large", lambda all_: all_ | {f"{n}": b"" for n in range(1001)}),
    "a row of another table": (
        "damaged",
        lambda all_: with_rows(all_, "job", lambda row: {"x": row["name"]}),
    ),
    "a value of no type": (
        "damaged",
        lambda all_: with_rows(all_, "job", lambda row: row | {"begun": {"x": 1}}),
    ),
    "a value that is a list": (
        "damaged",
        lambda all_: with_rows(all_, "job", lambda row: row | {"name": [1]}),
    ),
    "a moment without its zone": (
        "does-not-fit",
        lambda all_: with_rows(all_, "job", lambda row: row | {"begun": {"datetime": "2026-01-01"}}),
    ),
    "the same row twice": (
        "does-not-fit",
        lambda all_: with_rows(all_, "account_role", lambda row: row | {"id": 1}),
    ),
    "a row that points to nothing": (
        "does-not-fit",
        lambda all_: with_rows(all_, "attempt", lambda row: row | {"digest": "0" * 64}),
    ),
}


@pytest.mark.parametrize("how", CHANGED)
def test_a_changed_backup_is_refused_and_leaves_nothing(
    how: str, kept: pathlib.Path, empty: Place, tmp_path: pathlib.Path
) -> None:
    code, change = CHANGED[how]
    path = packed(change(unpacked(kept)), tmp_path / "changed.zip")
    with pytest.raises(Refused) as refused:
        restore(empty.database, empty.settings, path)
    assert refused.value.code == f"backup.{code}"
    assert empty.is_untouched()
    assert {one.name for one in tmp_path.iterdir()} <= {"changed.zip", "empty"}


def test_putting_the_digests_right_is_enough_when_the_rows_are_sound(
    kept: pathlib.Path, empty: Place, tmp_path: pathlib.Path
) -> None:
    restore(empty.database, empty.settings, packed(signed(unpacked(kept)), tmp_path / "same.zip"))
    assert not empty.is_untouched()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06 not a backup", b"no zip at all" * 99])
def test_another_file_is_no_backup(content: bytes, empty: Place, tmp_path: pathlib.Path) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    with pytest.raises(Refused, match=r"backup\.not-one"):
        restore(empty.database, empty.settings, tmp_path / "other.zip")
    assert empty.is_untouched()


def test_a_member_that_is_there_twice_is_refused(kept: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path = packed(unpacked(kept), tmp_path / "twice.zip")
    with zipfile.ZipFile(path, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("keys/secret.key", b"mine")
    with pytest.raises(Refused, match=r"backup\.strange-member"):
        verify(path)


@pytest.fixture(scope="module")
def bare(databases: Databases, tables: str, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The small backup of a site without rows."""
    folder = tmp_path_factory.mktemp("bare")
    where = place(folder / "site", databases.make(copy_of=tables))
    (where.instance / "secret.key").write_bytes(b"secret")
    backup(where.database, where.settings, folder / "bare.zip", now=NOON)
    where.database.close()
    return folder / "bare.zip"


@given(some.data())
@setting(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_one_changed_byte_is_found_or_changes_nothing(
    bare: pathlib.Path, tmp_path: pathlib.Path, data: some.DataObject
) -> None:
    content = bytearray(bare.read_bytes())
    at = data.draw(some.integers(0, len(content) - 1))
    content[at] ^= data.draw(some.integers(1, 255))
    (tmp_path / "changed.zip").write_bytes(content)
    try:
        found = verify(tmp_path / "changed.zip")
    except Refused:
        return
    assert found == verify(bare)


@given(some.data())
@setting(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_backup_without_its_end_is_refused(
    bare: pathlib.Path, tmp_path: pathlib.Path, data: some.DataObject
) -> None:
    content = bare.read_bytes()
    (tmp_path / "short.zip").write_bytes(content[: data.draw(some.integers(0, len(content) - 1))])
    with pytest.raises(Refused):
        verify(tmp_path / "short.zip")


def test_a_place_with_rows_is_refused_and_stays_as_it_is(
    kept: pathlib.Path, settings: Settings, database: Database
) -> None:
    with database.writing() as connection:
        connection.execute(sa.text("INSERT INTO site_version (id, value) VALUES (1, 7)"))
    here = Place(settings, database)
    with pytest.raises(Refused) as refused:
        restore(database, settings, kept)
    assert (refused.value.code, refused.value.facts) == ("backup.not-empty", {"table": "site_version"})
    assert here.version() == 7
    assert not any(here.rows().values())
    assert here.keys() == {}


def test_a_database_of_something_else_is_not_even_migrated(kept: pathlib.Path, empty: Place) -> None:
    with empty.database.writing() as connection:
        connection.execute(sa.text("CREATE TABLE theirs (id INTEGER)"))
        connection.execute(sa.text("INSERT INTO theirs VALUES (1)"))
    with pytest.raises(Refused, match=r"backup\.not-empty \(table=theirs\)"):
        restore(empty.database, empty.settings, kept)
    with empty.database.reading() as connection:
        assert sa.inspect(connection).get_table_names() == ["theirs"]


def test_another_key_in_the_place_is_never_replaced(kept: pathlib.Path, empty: Place) -> None:
    (empty.instance / "audit.key").write_bytes(b"another")
    with pytest.raises(Refused) as refused:
        restore(empty.database, empty.settings, kept)
    assert (refused.value.code, refused.value.facts["name"]) == ("backup.other-key", "audit.key")
    assert empty.keys() == {"audit.key": b"another"}
    (empty.instance / "audit.key").unlink()
    assert empty.is_untouched()


def test_a_backup_never_takes_the_place_of_a_file(lived_in: Place, tmp_path: pathlib.Path) -> None:
    (tmp_path / "there.zip").write_text("kept")
    for to, code in (("there.zip", "exists"), ("nowhere/new.zip", "no-folder")):
        with pytest.raises(Refused, match=rf"backup\.{code}"):
            backup(lived_in.database, lived_in.settings, tmp_path / to, now=NOON)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


def test_a_database_of_an_older_schema_is_not_backed_up(
    settings: Settings, database: Database, tmp_path: pathlib.Path
) -> None:
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused, match=r"backup\.not-upgraded"):
        backup(database, settings, tmp_path / "new.zip", now=NOON)
    assert set(tmp_path.iterdir()) == before
