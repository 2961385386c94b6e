"""`make bench`: measure side by side, print the ratios, write them to bench/results/."""

import datetime as dt
import json
import os
import pathlib
import platform
import tempfile

from bench import content, decisions, pages, scenarios
from bench.servers import CLIENT_CORE, pin
from webapp.database import Database
from webapp.prepare import prepare
from webapp.settings import Settings

RESULTS = pathlib.Path(__file__).parent / "results"


def main() -> None:
    """Measure everything on a freshly prepared instance; servers on one core, load on another."""
    pin(CLIENT_CORE)
    with tempfile.TemporaryDirectory() as folder:
        instance = pathlib.Path(folder)
        environment = {
            "MASAR_INSTANCE": str(instance),
            "BENCH_DATABASE": str(instance / "masar.sqlite3"),
        }
        settings = Settings.from_environment({"MASAR_INSTANCE": str(instance)})
        database = Database(settings.database_url)
        for _ in prepare(database, settings, now=dt.datetime.now(dt.UTC)):
            pass
        database.close()
        rows: list[dict[str, object]] = []
        for measure in (
            content.starting,
            scenarios.measure,
            lambda: pages.measure(environment, settings),
            lambda: decisions.measure(environment, settings),
            lambda: content.importing(settings),
            lambda: content.searching(settings),
        ):
            for row in measure():
                print("  ".join(f"{name}: {value}" for name, value in row.items()), flush=True)
                rows.append(row)
    RESULTS.mkdir(exist_ok=True)
    told = {"python": platform.python_version(), "processors": os.cpu_count(), "rows": rows}
    (RESULTS / "latest.json").write_text(
        json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print("written to bench/results/latest.json")


main()
