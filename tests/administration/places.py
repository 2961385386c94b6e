"""A deployment as a backup sees it: a database, an instance folder; what is in it, and filling what is not."""

import dataclasses
import datetime as dt
import pathlib
from typing import Any

import sqlalchemy as sa

from webapp.database import Base, Database
from webapp.settings import ROOT, Settings

SECRET = "only-for-tests-and-long-enough-to-be-accepted"
NOON = dt.datetime(2026, 11, 4, 8, 0, tzinfo=dt.UTC)
Rows = dict[str, list[tuple[Any, ...]]]


@dataclasses.dataclass(frozen=True)
class Place:
    """Somewhere Masar is, or is to be."""

    settings: Settings
    database: Database

    @property
    def instance(self) -> pathlib.Path:
        return self.settings.instance

    def keys(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.instance.glob("*.key")}

    def rows(self) -> Rows:
        """Every row of every table but the site's version, which a restore raises."""
        with self.database.reading() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(in_order(table))]
                for table in Base.metadata.sorted_tables
                if table.name != "site_version"
            }

    def version(self) -> int:
        with self.database.reading() as connection:
            return int(connection.execute(sa.text("SELECT value FROM site_version")).scalar_one())

    def is_untouched(self) -> bool:
        """Say whether neither a row nor a key is here, nor anything on its way to become one."""
        with self.database.reading() as connection:
            names = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
            counts = [
                connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar()
                for name in names
            ]
        return not any(counts) and not [
            path for path in self.instance.iterdir() if ".sqlite3" not in path.name
        ]


def place(folder: pathlib.Path, address: str) -> Place:
    folder.mkdir(exist_ok=True)
    settings = Settings(
        instance=folder,
        database_url=address,
        secret_key=SECRET,
        content=ROOT,
        version_check_seconds=0.0,
    )
    return Place(settings, Database(address))


ONE_OF = {
    "training_session.seats": ("person", "table"),
    "training_session.state": ("open", "closed"),
    "session_part.kind": ("case", "break"),
    "amendment.state": ("writing", "submitted", "returned", "approved", "published", "dropped"),
    "amendment_approval.kind": ("text", "ar", "en"),
    "approver.kind": ("text", "ar", "en"),
    "publication.state": ("planned", "done", "failed", "cancelled"),
    "word_import.state": ("waiting", "reading", "ready", "refused", "taken"),
    "work_item.state": ("open", "doing", "done", "set-aside"),
    "scenario_flag.state": ("open", "kept", "edited", "withdrawn"),
    "certificate.kind": ("participation", "completion"),
    "certificate.withdrawn_by": ("holder", ""),
}
"""What a column takes that takes few words: in a row that has everything, and in one that lacks what it may."""


def in_order(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).order_by(*table.primary_key.columns)


def fill(connection: sa.Connection) -> None:
    """Give every table that is still empty two rows: one has all that a row may lack, one lacks it."""
    for table in Base.metadata.sorted_tables:
        if not connection.execute(in_order(table).limit(1)).first():
            connection.execute(sa.insert(table).values(row(connection, table, 1, lacks=False)))
            connection.execute(sa.insert(table).values(row(connection, table, 2, lacks=True)))


def row(connection: sa.Connection, table: sa.Table, number: int, *, lacks: bool) -> dict[str, Any]:
    """A row that its table takes, told apart from others by its number."""
    found = {}
    for column in table.columns:
        if f"{table.name}.{column.name}" in ONE_OF:
            found[column.name] = ONE_OF[f"{table.name}.{column.name}"][lacks]
        elif lacks and column.nullable:
            found[column.name] = sa.null()
        elif column.foreign_keys:
            [key] = column.foreign_keys
            which = sa.func.min(key.column) if number == 2 else sa.func.max(key.column)
            found[column.name] = connection.execute(sa.select(which)).scalar()
        else:
            found[column.name] = value(column, number)
    return found


def value(column: sa.Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return number == 1
    if isinstance(kind, sa.Integer):
        return 1000 * number
    if isinstance(kind, sa.Date):
        return NOON.date()
    if isinstance(kind, sa.JSON | sa.LargeBinary):
        told = {"مفتاح": [None, 1.5, number, {"json": "\u2028"}]}
        return told if isinstance(kind, sa.JSON) else str(told).encode()
    if isinstance(kind, sa.String):
        return f"{number}ض\n'\"\\\u2028\U0001f600"[: kind.length]
    return NOON + dt.timedelta(microseconds=number)
