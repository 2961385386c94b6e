"""Importing the whole manual, searching 100 and 10,000 sections, and starting up."""

import dataclasses
import datetime as dt
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from webapp.database import Database
from webapp.engine.words.analyse import analyse
from webapp.manual import queries as manual
from webapp.manual import service
from webapp.manual.files import read_folder
from webapp.manual.queries import SectionText
from webapp.prepare import upgrade
from webapp.search import index
from webapp.search.queries import find
from webapp.settings import Settings

QUERIES = 300


def importing(settings: Settings) -> list[dict[str, object]]:
    """Return how long the manual's files take to become a published edition on an empty database."""
    files = read_folder(settings.content / "manual")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.sqlite3")
        upgrade(database)
        begun = time.perf_counter()
        with database.writing() as connection:
            service.import_files(connection, files=files, by="", now=dt.datetime.now(dt.UTC))
        taken = time.perf_counter() - begun
        database.close()
    sections = sum(name.endswith(".ar.md") for name in files)
    each = taken / sections * 1000
    return [
        {"what": f"import of {sections} sections", "seconds": round(taken, 2), "ms_a_section": round(each, 1)}
    ]


def searching(settings: Settings) -> list[dict[str, object]]:
    """Return search times over 100 and 10,000 sections made from the manual's own."""
    database = Database(settings.database_url)
    rows: list[dict[str, object]] = []
    with database.reading() as connection:
        edition = manual.edition_in_force(connection)
        assert edition
        real = {
            lang: manual.searchable(connection, lang=lang, edition=edition.number) for lang in ("ar", "en")
        }
    database.close()
    for number in (100, 10_000):
        for lang, sections in real.items():
            rows.append(_searched(sections, lang, number))
    return rows


def _searched(sections: tuple[SectionText, ...], lang: str, number: int) -> dict[str, object]:
    dice = random.Random(number)
    many = tuple(_copy(dice.choice(sections), index_, dice) for index_ in range(number))
    words = [one.surface for section in sections for block in section.blocks for one in analyse(block.text)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "index"
        begun = time.perf_counter()
        index.build(path, many)
        built = time.perf_counter() - begun
        opened = index.open(path)
        times = []
        for _ in range(QUERIES):
            text = " ".join(dice.sample(words, dice.randint(1, 4)))
            begun = time.perf_counter()
            find(opened, text, lang=lang)
            times.append((time.perf_counter() - begun) * 1000)
    times = sorted(times[20:])
    return {
        "what": f"search, {lang}, {number} sections",
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
        "build_s": round(built, 1),
    }


def _copy(section: SectionText, number: int, dice: random.Random) -> SectionText:
    """Return a section with its words in another order, so that many differ as real ones do."""
    blocks = []
    for block in section.blocks:
        words = block.text.split()
        dice.shuffle(words)
        shorter = words[: dice.randint(3, max(4, len(words)))]
        blocks.append(dataclasses.replace(block, text=" ".join(shorter)))
    return dataclasses.replace(section, section_id=f"{section.section_id}-{number}", blocks=tuple(blocks))


def starting() -> list[dict[str, object]]:
    """Return how much longer importing the application takes than importing Flask: best of five."""
    best = {"flask": 9.9, "webapp.wsgi": 9.9, "nothing": 9.9}
    for _ in range(5):
        for name, least in best.items():
            code = "" if name == "nothing" else f"import {'webapp.app' if name == 'webapp.wsgi' else name}"
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            best[name] = min(least, time.perf_counter() - begun)
    ratio = best["webapp.wsgi"] / best["flask"]
    return [
        {
            "what": "importing the application / importing flask",
            "ratio": round(ratio, 2),
            "bar": "<= 3",
            "seconds": [round(best["webapp.wsgi"], 2), round(best["flask"], 2)],
        }
    ]
