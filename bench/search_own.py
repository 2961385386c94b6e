"""Our own questions about our own manual: half name a subject as a title does, half say what the text says.

They were written before search was asked any of them. `bench/search_questions.jsonl` holds `qid`, `kind`, the
question in both languages, and `rel`, the ids of the sections that answer it.
"""

import datetime as dt
import json
import pathlib
import tempfile
from collections.abc import Iterator

from bench.search_sets import LANGUAGES, Query, Set
from webapp.database import Database
from webapp.errors import AppError
from webapp.manual import queries as manual
from webapp.manual import service
from webapp.manual.files import read_folder
from webapp.manual.queries import SectionText
from webapp.prepare import upgrade
from webapp.settings import ROOT

KINDS = ("title", "fact")
QUESTIONS = pathlib.Path(__file__).with_name("search_questions.jsonl")


def own_sets() -> Iterator[Set]:
    """Yield our questions in each language; nothing while the manual cannot be imported."""
    with QUESTIONS.open(encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    for lang, sections in _manual().items():
        variants = {
            kind: tuple(
                Query(one["qid"], one[lang], frozenset(one["rel"])) for one in asked if one["kind"] == kind
            )
            for kind in KINDS
        }
        yield Set("own", lang, sections, variants, frozenset())


def _manual() -> dict[str, tuple[SectionText, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.sqlite3")
        upgrade(database)
        try:
            with database.writing() as connection:
                files = read_folder(ROOT / "manual")
                service.import_files(connection, files=files, by="", now=dt.datetime.now(dt.UTC))
            with database.reading() as connection:
                return {lang: manual.searchable(connection, lang=lang, edition=1) for lang in LANGUAGES}
        except AppError as fault:
            print(f"our own questions are left out: the manual cannot be imported ({fault})")
            return {}
        finally:
            database.close()
