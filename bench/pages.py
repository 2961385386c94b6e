"""Published pages against a bare Flask hello and against nginx serving the same page as a file."""

import pathlib
import statistics
import tempfile

from bench import load, servers

PAGE = "/ar/manual/reporting/routes"
ROUNDS = 3


def measure(environment: dict[str, str]) -> list[dict[str, object]]:
    """Return ratios: kept page, its 304, uncached page, nginx; medians of interleaved rounds."""
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.granian("bench.bare:hello", environment) as hello,
        servers.granian("webapp.wsgi:app", environment) as ours,
        servers.granian("webapp.wsgi:app", environment | {"MASAR_PAGE_CACHE": "off"}) as uncached,
    ):
        status, headers, body = load.Connection(ours).ask(load.get(ours, PAGE))
        assert status == 200, status
        (pathlib.Path(folder) / "page.html").write_bytes(body)
        known = f"If-None-Match: {headers['etag']}\r\n"
        with servers.nginx(pathlib.Path(folder)) as file:
            jobs = {
                "hello": (hello, "/", ""),
                "page": (ours, PAGE, ""),
                "304": (ours, PAGE, known),
                "uncached": (uncached, PAGE, ""),
            }
            if file:
                jobs["nginx"] = (file, "/page.html", "")
            rates = {name: [] for name in jobs}
            for _ in range(ROUNDS):
                for name, (port, path, extra) in jobs.items():
                    rates[name].append(load.per_second(port, path, headers=extra))
    return _rows(rates)


def _rows(rates: dict[str, list[float]]) -> list[dict[str, object]]:
    def ratio(one: str, other: str) -> float:
        return statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True))

    bars = [("page", "hello", 3.0), ("304", "hello", 5.0), ("uncached", "hello", 0.2), ("page", "nginx", 0.5)]
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
