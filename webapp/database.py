"""One database, SQLite or PostgreSQL: connections that read, that write, and the columns all tables share."""

import contextlib
import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, mapped_column

from webapp.driver import Prepared

SCHEMA = "0010"
"""The newest migration; a test holds it equal to what webapp/migrations holds."""

_T = TypeVar("_T")

_WRITES = "masar_writes"
_ONCE = "masar_once"
_AUDIT_KEY = "masar_audit_key"
_AT_MOST_MS = 100


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC; refuses naive datetimes, returns aware ones, on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Send UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(dt.UTC)
        return value if dialect.name != "sqlite" else value.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Return UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


Id = Annotated[int, mapped_column(primary_key=True)]
Moment = Annotated[dt.datetime, mapped_column(UtcDateTime)]
Digest = Annotated[str, mapped_column(sa.String(64))]
Language = Annotated[str, mapped_column(sa.String(2))]


class Base(DeclarativeBase):
    """The tables. Constraints have names, so that migrations can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def audit_key(connection: sa.Connection) -> str:
    """Return the key that seals the audit's rows, which came with the database's address."""
    return str(connection.get_execution_options().get(_AUDIT_KEY, ""))


def change_or_add(connection: sa.Connection, change: sa.Update, add: sa.Insert) -> None:
    """Change the one row there is, or add it; whoever adds it at the same moment has it changed by us."""
    if connection.execute(change).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(add)
    except sa.exc.IntegrityError:  # another worker was first; then it is there to be changed
        connection.execute(change)


def is_writing(connection: sa.Connection) -> bool:
    """Say whether what is done on a connection is kept, as on one that `writing` gives."""
    return _WRITES in connection.get_execution_options()


class Database:
    """Where rows are. What `reading` gives never writes; what `writing` gives commits once, at its end."""

    def __init__(self, url: str, *, audit_key: str = "") -> None:
        self.engine = _engine(url).execution_options(**{_AUDIT_KEY: audit_key})
        self._once = self.engine.execution_options(**{_ONCE: True})
        # SQLite's own waiting is unfair under load: one writer a process at a time cuts the slowest answers.
        self._is_file = self.engine.dialect.name == "sqlite"
        self._single = self.engine if self._is_file else _for_single(url)
        self._turn = threading.Lock() if self._is_file else contextlib.nullcontext()
        driver: Any = self.engine.dialect.dbapi
        self._driver_fault: type[Exception] = driver.OperationalError
        self._writer: Any = None
        self._writer_of = 0

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the database."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def reading_once(self) -> sa.Connection:
        """Give a connection for one statement, which sees one state of the database by itself.

        Shape: cheaper than `reading` by the asking for a transaction; close it, as `with` does.
        """
        return self._once.connect()

    def rows(self, prepared: "Statement", values: Mapping[str, object]) -> list[list[Any]]:
        """Return the rows of one prepared SELECT, which sees one state of the database by itself."""
        return self._alone(lambda cursor: prepared.on(self).rows(cursor, values))

    def run(self, prepared: "Statement", values: Mapping[str, object]) -> int:
        """Run one prepared statement, a transaction of its own, and return how many rows it met.

        Shape: one that does no harm when it is run twice, for a server that went away is asked again.
        """
        if self._is_file:
            with self.writing_prepared() as write:
                return write(prepared, values)
        try:
            return self._alone(lambda cursor: prepared.on(self).run(cursor, values))
        except self._driver_fault as fault:  # as a Core statement would have said it
            raise sa.exc.OperationalError("", {}, fault) from fault

    def _alone(self, ask: Callable[[Any], _T]) -> _T:
        """Have one statement run by itself; a server that was restarted, once more."""
        try:
            return self._once_alone(ask)
        except self._driver_fault:
            if self._is_file:
                raise
            self._single.dispose()  # every connection to it is dead
            return self._once_alone(ask)

    def _once_alone(self, ask: Callable[[Any], _T]) -> _T:
        raw = self._single.raw_connection()
        try:
            return ask(raw.cursor())
        except self._driver_fault as fault:
            raw.invalidate(fault)
            raise
        finally:
            raw.close()

    @contextlib.contextmanager
    def writing_prepared(self) -> Iterator[Callable[["Statement", Mapping[str, object]], int]]:
        """Give a function that runs prepared statements and returns how many rows each met.

        Shape: committed when the block ends, undone when it raises, as with `writing`.
        """
        with self._turn:
            raw = self._to_write()
            try:
                cursor = raw.cursor()
                if self._is_file:
                    cursor.execute("BEGIN IMMEDIATE")
                yield lambda prepared, values: prepared.on(self).run(cursor, values)
                raw.commit()
            except BaseException as fault:
                raw.rollback()
                if isinstance(fault, self._driver_fault):  # as a Core statement would have said it
                    raise sa.exc.OperationalError("", {}, fault) from fault
                raise
            finally:
                if raw is not self._writer:
                    raw.close()

    def _to_write(self) -> Any:  # noqa: ANN401 -- the driver's own connection
        """Return a connection of the pool; of a file, one writer's turn at a time, always the same.

        Shape: a connection to a file does not break as one to a server does, but it does not survive a fork.
        """
        if not self._is_file:
            return self.engine.raw_connection()
        if self._writer is None or self._writer_of != os.getpid():
            self._writer, self._writer_of = self.engine.raw_connection(), os.getpid()
            self._writer.detach()
        return self._writer

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose work is committed when the block ends, and undone when it raises."""
        with self._turn, self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def writing_if_free(self) -> Iterator[sa.Connection]:
        """Give a connection as `writing` does, for what may be lost sooner than anybody should wait for it.

        Errors: OperationalError when others write for longer than a tenth of a second.
        """
        if self._is_file and not self._turn.acquire(timeout=_AT_MOST_MS / 1000):  # type: ignore[union-attr]  # a lock, as the database is a file
            raise sa.exc.OperationalError("", {}, TimeoutError("others are writing"))
        try:
            with self._impatient() as plain:
                connection = plain.execution_options(**{_WRITES: True})
                with connection.begin():
                    if not self._is_file:
                        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_AT_MOST_MS}")
                    yield connection
        finally:
            if self._is_file:
                self._turn.release()  # type: ignore[union-attr]  # as above

    @contextlib.contextmanager
    def _impatient(self) -> Iterator[sa.Connection]:
        """Give a connection that hardly waits for other processes at a file; patient again in the end."""
        with self.engine.connect() as connection:
            if not self._is_file:
                yield connection
                return
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={_AT_MOST_MS}")
            try:
                yield connection
            finally:
                raw.execute(f"PRAGMA {_PATIENT}")

    def close(self) -> None:
        """Let go of every connection."""
        with self._turn:
            writer, self._writer = self._writer, None
            if writer is not None:
                writer.close()
        self.engine.dispose()
        self._single.dispose()


_PATIENT = "busy_timeout=5000"
_PRAGMAS = (_PATIENT, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class Statement:
    """A statement that is prepared once for each database it meets."""

    def __init__(self, statement: sa.ClauseElement, columns: Sequence[str] = ()) -> None:
        self._statement = statement
        self._columns = columns
        self._prepared: dict[str, Prepared] = {}

    def on(self, database: Database) -> Prepared:
        """Return the statement in a database's own words."""
        dialect = database.engine.dialect
        found = self._prepared.get(dialect.name)
        if found is None:
            found = self._prepared[dialect.name] = Prepared(self._statement, dialect, self._columns)
        return found


def _for_single(url: str) -> sa.Engine:
    """Return an engine for single statements: a server is asked once, not for a transaction around it too."""
    return sa.create_engine(
        url, isolation_level="AUTOCOMMIT", pool_size=8, max_overflow=8, pool_reset_on_return=None
    )


def _engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"isolation_level": None, "check_same_thread": False})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's own connection
    cursor = connection.cursor()
    try:
        for line in _PRAGMAS:
            cursor.execute(f"PRAGMA {line}")
    except BaseException:
        connection.close()  # nobody else would: the pool has not taken it yet
        raise
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if _ONCE not in options:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES) else "BEGIN")
