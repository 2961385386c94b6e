"""One recorded decision, from POST to answer, against a bare WSGI app doing the same two statements."""

import datetime as dt
import hashlib
import hmac
import secrets
import sqlite3
import statistics
from collections.abc import Iterator
from urllib.parse import urlencode

from bench import load, servers
from webapp.attempts import service
from webapp.database import Database
from webapp.engine.scenario import play as plays
from webapp.manual import queries as manual
from webapp.scenarios import queries as scenarios
from webapp.settings import Settings

CASE = "marks-under-the-sleeve"
ROUNDS = 7


def measure(environment: dict[str, str], settings: Settings) -> list[dict[str, object]]:
    """Return the ratio with 8 clients (medians of interleaved rounds), and what 128 clients were told."""
    with (
        servers.granian("webapp.wsgi:app", environment) as (ours, _),
        servers.granian("bench.bare:two_statements", environment) as (bare, _),
    ):
        pairs, slow = [], []
        for _ in range(ROUNDS):
            one = load.run(ours, _ours(settings, ours, clients=8, attempts=20))
            other = load.run(bare, _bare(settings, bare, clients=8, attempts=20))
            assert set(one.statuses) == {303}, one.statuses
            assert set(other.statuses) == {303}, other.statuses
            pairs.append((one.rate, other.rate))
            slow.append(one.quantile(0.99))
        crowd = load.run(ours, _ours(settings, ours, clients=128, attempts=2))
    refused = sum(number for status, number in crowd.statuses.items() if status != 303)
    return [
        {
            "what": "decision / bare two statements, 8 clients",
            "ratio": round(statistics.median(one / other for one, other in pairs), 2),
            "bar": ">= 0.5",
            "per_second": [round(statistics.median(side)) for side in zip(*pairs, strict=True)],
            "p99_ms": round(statistics.median(slow), 1),
        },
        {
            "what": "decisions with 128 clients",
            "refused": refused,
            "bar": "0 refused",
            "per_second": [round(crowd.rate)],
            "p99_ms": round(crowd.quantile(0.99), 1),
        },
    ]


def _prepared(settings: Settings, owner: str, number: int) -> list[str]:
    database = Database(settings.database_url)
    keys = [secrets.token_urlsafe(16) for _ in range(number)]
    with database.writing() as connection:
        for key in keys:
            service.start(
                connection,
                scenario_id=CASE,
                owner=owner,
                lang="ar",
                key=key,
                seed=key,
                now=dt.datetime.now(dt.UTC),
            )
    database.close()
    return keys


def _expert(settings: Settings) -> list[dict[str, tuple[str, ...]]]:
    database = Database(settings.database_url)
    with database.reading() as connection:
        edition = manual.edition_in_force(connection)
        digest = scenarios.current_digest(connection, CASE)
        assert edition
        assert digest
        scenario = scenarios.scenario(connection, digest, edition=edition.number)
    database.close()
    return [dict(step.choice) for step in plays.expert(scenario).steps]


def _ours(settings: Settings, port: int, *, clients: int, attempts: int) -> list[Iterator[bytes]]:
    """Return what each client sends, written beforehand: writing it is no part of what is measured."""
    token = secrets.token_urlsafe(32)
    owner = hashlib.sha256(token.encode()).hexdigest()
    csrf = hmac.new(settings.secret_key.encode(), b"csrf:" + token.encode(), hashlib.sha256).hexdigest()
    path = _expert(settings)
    keys = _prepared(settings, owner, clients * attempts)

    def client(own: list[str]) -> Iterator[bytes]:
        for key in own:
            for position, choice in enumerate(path):
                fields = [("csrf", csrf), ("position", position), ("submission", secrets.token_urlsafe(12))]
                fields += [("sure", "1")]
                fields += [
                    (f"answer.{field}", answer) for field, answers in choice.items() for answer in answers
                ]
                yield _post(port, f"/ar/attempts/{key}/decisions", urlencode(fields), token)

    return [iter(list(client(keys[index::clients]))) for index in range(clients)]


def _bare(settings: Settings, port: int, *, clients: int, attempts: int) -> list[Iterator[bytes]]:
    keys = _prepared(settings, "0" * 64, clients * attempts)
    connection = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))
    one = "SELECT id FROM attempt WHERE key = ?"
    ids = [connection.execute(one, (key,)).fetchone()[0] for key in keys]
    connection.close()
    path = [str(choice) for choice in _expert(settings)]

    def client(own: list[int]) -> Iterator[bytes]:
        for attempt in own:
            for position, choice in enumerate(path):
                yield _post(port, "/", f"{attempt}|{position}|{secrets.token_urlsafe(12)}|{choice}", "")

    return [iter(list(client(ids[index::clients]))) for index in range(clients)]


def _post(port: int, path: str, body: str, token: str) -> bytes:
    cookie = f"Cookie: masar_visitor={token}\r\n" if token else ""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n{cookie}"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body.encode())}\r\n\r\n{body}"
    ).encode()
