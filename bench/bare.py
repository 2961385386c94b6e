"""What ours is measured against: a Flask hello, and a WSGI app that does a decision's two statements."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

hello = Flask("hello")


@hello.get("/")
def say() -> str:
    return "hello"


_turn = threading.Lock()
_here = threading.local()


def _connection() -> sqlite3.Connection:
    if not hasattr(_here, "connection"):
        made = sqlite3.connect(os.environ["BENCH_DATABASE"], isolation_level=None, timeout=5)
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("PRAGMA synchronous=FULL")
        made.execute("PRAGMA foreign_keys=ON")
        _here.connection = made
    connection: sqlite3.Connection = _here.connection
    return connection


def two_statements(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Do what recording a decision writes, and nothing else: one UPDATE, one INSERT, one durable commit."""
    attempt, position, submission, choice = environ["wsgi.input"].read().decode().split("|", 3)
    connection = _connection()
    with _turn:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE attempt SET steps = ? WHERE id = ? AND steps = ?", (int(position) + 1, attempt, position)
        )
        connection.execute(
            "INSERT INTO attempt_decision (attempt_id, position, submission, choice, taken)"
            " VALUES (?, ?, ?, ?, ?)",
            (attempt, position, submission, choice, "2026-11-01 00:00:00.000000"),
        )
        connection.execute("COMMIT")
    start_response("303 SEE OTHER", [("Location", "/"), ("Content-Length", "0")])
    return [b""]
