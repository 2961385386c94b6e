"""A first visit to a section on a slow 3G line, in Chromium: when its text is there, and what it weighs.

`python -m bench.first_visit` prints the figures; the line is 400 kbit/s with 400 ms round trip, nothing kept.
"""

import datetime as dt
import json
import pathlib
import shutil
import sys
import tempfile

from playwright.sync_api import Browser, sync_playwright

from bench import servers
from webapp.database import Database
from webapp.prepare import prepare
from webapp.settings import Settings

PAGES = (
    "/ar/manual/reporting/routes",
    "/en/manual/reporting/routes",
    "/ar/manual/referral/pathways",
    "/ar/cards/teacher",
)
ROUND_TRIP_MS, BYTES_A_SECOND = 400, 400_000 // 8
SHOWN_WITHIN_MS = 2000


def main() -> None:
    """Measure on a freshly prepared instance."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"MASAR_INSTANCE": folder})
        database = Database(settings.database_url)
        for _ in prepare(database, settings, now=dt.datetime.now(dt.UTC)):
            pass
        database.close()
        with (
            servers.granian("webapp.wsgi:app", {"MASAR_INSTANCE": folder}) as (port, _),
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
            rows = [_visit(browser, f"http://127.0.0.1:{port}", path) for path in PAGES]
            browser.close()
    for row in rows:
        print("  ".join(f"{name}: {value}" for name, value in row.items()))
    place = pathlib.Path(__file__).parent / "results/first_visit.json"
    place.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def _visit(browser: Browser, here: str, path: str) -> dict[str, object]:
    context = browser.new_context(viewport={"width": 360, "height": 720})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    page.goto(here + path, wait_until="networkidle")
    told = page.evaluate(
        """() => {
            const paint = performance.getEntriesByName("first-contentful-paint")[0];
            const kinds = ["navigation", "resource"];
            const all = kinds.flatMap((kind) => performance.getEntriesByType(kind));
            const sent = (list) => list.reduce((sum, one) => sum + one.transferSize, 0);
            const fonts = all.filter((one) => one.name.includes(".woff2"));
            return {text: Math.round(paint.startTime), all: sent(all), fonts: sent(fonts)};
        }"""
    )
    context.close()
    return {
        "what": path,
        "text_ms": told["text"],
        "bar": f"<= {SHOWN_WITHIN_MS}",
        "kB": round(told["all"] / 1024, 1),
        "kB_without_fonts": round((told["all"] - told["fonts"]) / 1024, 1),
    }


if __name__ == "__main__":
    main()
