"""Practitioners' questions about our own manual: half name a subject, half ask for what a paragraph says.

`tests/search/questions.yaml` says how they came about. Any section that holds one of the paragraphs it names
answers a question.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from typing import Any

import yaml

from bench.search_sets import LANGUAGES, Query, Set
from webapp.database import Database
from webapp.engine.words.pairs import Pairs
from webapp.errors import AppError
from webapp.manual import queries as manual
from webapp.manual import service
from webapp.manual.files import read_folder
from webapp.manual.queries import SectionText
from webapp.prepare import upgrade
from webapp.search import everyday, synonyms
from webapp.search.queries import NO_PAIRS
from webapp.settings import ROOT

KINDS = ("title", "body")
QUESTIONS = ROOT / "tests" / "search" / "questions.yaml"


def own_sets() -> Iterator[Set]:
    """Yield our questions in each language; nothing while the manual cannot be imported."""
    asked: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    held, pairs = _manual()
    for lang, sections in held.items():
        holds = {block.uid: section.section_id for section in sections for block in section.blocks}
        variants = {
            kind: tuple(_query(one, holds) for one in asked if (one["kind"], one["lang"]) == (kind, lang))
            for kind in KINDS
        }
        yield Set("own", lang, sections, variants, frozenset(), everyday.asked_as(lang), pairs)


def _query(one: dict[str, Any], holds: dict[str, str]) -> Query:
    uids = (one["uid"], *one.get("also", ()))
    right = frozenset(holds[uid] for uid in uids if uid in holds)
    return Query(one["q"], one["q"], right, "ab".index(one["half"]))


def _manual() -> tuple[dict[str, tuple[SectionText, ...]], Pairs]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.sqlite3")
        upgrade(database)
        try:
            with database.writing() as connection:
                files = read_folder(ROOT / "manual")
                service.import_files(connection, files=files, by="", now=dt.datetime.now(dt.UTC))
            with database.reading() as connection:
                sections = {lang: manual.searchable(connection, lang=lang, edition=1) for lang in LANGUAGES}
                return sections, synonyms.known(connection, edition=1)
        except AppError as fault:
            print(f"our own questions are left out: the manual cannot be imported ({fault})")
            return {}, NO_PAIRS
        finally:
            database.close()
