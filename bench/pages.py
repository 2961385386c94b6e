"""Published pages against a bare Flask hello and against nginx serving the same pages as files.

Every section of the edition in force in both languages is asked for, in an order of chance: no page is warmer
than the others.
"""

import pathlib
import statistics
import tempfile

from bench import load, servers
from webapp.database import Database
from webapp.manual import queries as manual
from webapp.settings import Settings

ROUNDS = 3
MOST_MEMORY = 150
"""Megabytes of a worker that holds every page of the edition in both languages, plain and packed."""


def measure(environment: dict[str, str], settings: Settings) -> list[dict[str, object]]:
    """Return ratios: kept pages, their 304, uncached pages, nginx; medians of interleaved rounds."""
    addresses = _addresses(settings)
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.granian("bench.bare:hello", environment) as (hello, _),
        servers.granian("webapp.wsgi:app", environment) as (ours, process),
        servers.granian("webapp.wsgi:app", environment | {"MASAR_PAGE_CACHE": "off"}) as (uncached, _),
    ):
        tags = {path: _fetch(ours, path, pathlib.Path(folder)) for path in addresses}
        pages: list[load.Asked] = [(path, "") for path in addresses]
        known: list[load.Asked] = [(path, f"If-None-Match: {tag}\r\n") for path, tag in tags.items()]
        for path in addresses:
            load.Connection(uncached).ask(load.get(uncached, path))
        with servers.nginx(pathlib.Path(folder)) as file:
            jobs: dict[str, tuple[int, list[load.Asked]]] = {
                "hello": (hello, [("/", "")]),
                "pages": (ours, pages),
                "304": (ours, known),
                "uncached": (uncached, pages),
            }
            if file:
                jobs["nginx"] = (file, [(f"{path}.html", "") for path in addresses])
            rates: dict[str, list[float]] = {name: [] for name in jobs}
            for _ in range(ROUNDS):
                for name, (port, asked) in jobs.items():
                    rates[name].append(load.per_second(port, asked))
        return [*_rows(rates), _memory(process, len(addresses))]


def _addresses(settings: Settings) -> list[str]:
    database = Database(settings.database_url)
    try:
        with database.reading() as connection:
            edition = manual.edition_in_force(connection)
            assert edition
            return [
                f"/{lang}/manual/{one.section_id}"
                for lang in ("ar", "en")
                for one in manual.searchable(connection, lang=lang, edition=edition.number)
            ]
    finally:
        database.close()


def _fetch(port: int, path: str, folder: pathlib.Path) -> str:
    """Ask for a page plain and packed, keep it as a file, and return its tag."""
    load.Connection(port).ask(load.get(port, path, "Accept-Encoding: gzip\r\n"))
    status, headers, body = load.Connection(port).ask(load.get(port, path))
    assert status == 200, (path, status)
    place = folder / f"{path.removeprefix('/')}.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    return headers["etag"]


def _memory(process: int, count: int) -> dict[str, object]:
    megabytes = round(servers.resident(process))
    return {
        "what": f"memory of a worker that holds {count} pages",
        "megabytes": megabytes,
        "bar": f"<= {MOST_MEMORY}",
    }


def _rows(rates: dict[str, list[float]]) -> list[dict[str, object]]:
    def ratio(one: str, other: str) -> float:
        return statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True))

    bars = [
        ("pages", "hello", 3.0),
        ("304", "hello", 5.0),
        ("uncached", "hello", 0.2),
        ("pages", "nginx", 0.5),
    ]
    rows: list[dict[str, object]] = []
    for one, other, bar in bars:
        if other not in rates:
            rows.append({"what": f"{one} / {other}", "left_out": "nginx is not installed"})
            continue
        rows.append(
            {
                "what": f"{one} / {other}",
                "ratio": round(ratio(one, other), 2),
                "bar": f">= {bar}",
                "per_second": [round(statistics.median(rates[one])), round(statistics.median(rates[other]))],
            }
        )
    return rows
