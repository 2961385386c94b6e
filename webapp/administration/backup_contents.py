"""What a backup says of itself, and how its members are named; nothing else may be in it."""

import contextlib
import dataclasses
import datetime as dt
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from webapp.errors import Refused

FORMAT = 1
ABOUT = "about.json"
_TABLE = re.compile(r"[a-z][a-z0-9_]*")
_KEY = re.compile(r"\w[\w .-]{0,99}\.key")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    OverflowError,
)
"""What reading a file that somebody or something has changed may end in."""


@dataclasses.dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds, without the rows.

    Shape: `kind` is the kind of database it was made of; `digests` are SHA-256, by the name of the member.
    """

    made: dt.datetime
    schema: str
    kind: str
    rows: Mapping[str, int]
    digests: Mapping[str, str]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of the keys in it."""
        return tuple(name.removeprefix("keys/") for name in self.digests if name.startswith("keys/"))

    @property
    def total(self) -> int:
        """Return how many rows there are. Units: rows of all tables."""
        return sum(self.rows.values())

    def told(self) -> bytes:
        """Return this as `about.json`."""
        tables = {
            table: {"rows": count, "sha256": self.digests[of_table(table)]}
            for table, count in self.rows.items()
        }
        about = {
            "format": FORMAT,
            "schema": self.schema,
            "made": self.made.astimezone(dt.UTC).isoformat(),
            "database": self.kind,
            "tables": tables,
            "keys": {name: {"sha256": self.digests[of_key(name)]} for name in self.keys},
        }
        return json.dumps(about, ensure_ascii=False, indent=1).encode()


def summary(content: bytes) -> Summary:
    """Return what an `about.json` says.

    Errors: Refused backup.format-unknown, backup.strange-member or backup.damaged.
    """
    with whole(ABOUT):
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise Refused("backup.format-unknown", format=told["format"], known=FORMAT)
        tables = {of_table(table): about for table, about in told["tables"].items()}
        keys = {of_key(name): about for name, about in told["keys"].items()}
        return Summary(
            made=dt.datetime.fromisoformat(told["made"]).astimezone(dt.UTC),
            schema=str(told["schema"]),
            kind=str(told["database"]),
            rows={table: int(about["rows"]) for table, about in told["tables"].items()},
            digests={name: str(about["sha256"]) for name, about in (tables | keys).items()},
        )


def of_table(table: str) -> str:
    """Return the name of a table's member.

    Errors: Refused backup.strange-member for what cannot be the name of a table.
    """
    if not _TABLE.fullmatch(table):
        raise Refused("backup.strange-member", name=table)
    return f"tables/{table}.jsonl"


def of_key(name: str) -> str:
    """Return the name of a key's member.

    Errors: Refused backup.strange-member for what is no plain name of a file.
    """
    if not _KEY.fullmatch(name):
        raise Refused("backup.strange-member", name=name)
    return f"keys/{name}"


@contextlib.contextmanager
def whole(member: str) -> Iterator[None]:
    """Turn whatever reading a changed file ends in into one refusal, backup.damaged."""
    try:
        yield
    except UNREADABLE as fault:
        raise Refused("backup.damaged", member=member) from fault
    except OSError as fault:
        if fault.filename is not None:  # another file's fault
            raise
        raise Refused("backup.damaged", member=member) from fault
