"""What the workbench works out, it works out once for every process."""

import sqlalchemy as sa
from flask import Flask

from tests.people import Person, store
from tests.workbench.drafts import OTHER, begin
from webapp.scenarios.models import ScenarioAnalysis
from webapp.workbench import checking


def test_what_a_bench_shows_is_kept_for_every_process(site: Flask, author: Person) -> None:
    """What is worked out for a page that only reads is kept all the same."""
    draft = begin(author, OTHER)
    with store(site).writing() as connection:
        connection.execute(sa.delete(ScenarioAnalysis))
    checking._found.clear()
    author.get(f"{draft}/bench")
    with store(site).reading() as connection:
        kinds = connection.execute(sa.select(ScenarioAnalysis.kind).order_by(ScenarioAnalysis.kind))
        assert kinds.scalars().all() == ["figures", "figures", "plays"]
