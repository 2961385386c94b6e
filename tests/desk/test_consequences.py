"""What a change of the manual changes: paragraphs, limits, cases, and what rests on them."""

import datetime as dt

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.desk.late_report import AR, CLOCKS, EN, ID, ROUTES, amend, limit_of, silence, site, without_silence
from tests.people import sign_in, store
from tests.trainee import Trainee
from tests.web.small import NOW, files
from webapp.desk import consequences, publishing, touched
from webapp.desk.assembling import Words
from webapp.desk.models import Amendment, AmendmentApproval
from webapp.desk.publishing import Wanted
from webapp.desk.touched import Consequences
from webapp.errors import Refused
from webapp.settings import Settings


@pytest.fixture
def app(settings: Settings) -> Flask:
    return site(settings)


def of(app: Flask, changed: dict[str, str], weights: dict[str, str] | None = None) -> Consequences:
    with store(app).reading() as connection:
        return touched.of(connection, files(), files() | changed, weights or {})


def test_a_limit_changes_every_text_card_and_case_that_names_it() -> None:
    found = consequences.compare(files(), files() | limit_of("48"), {})
    assert {one.uid for one in found.blocks} >= {"d4ls"}
    assert all(one.by_limit and one.weight == "meaning" for one in found.blocks)
    assert [(one.clock, one.before.amount, one.after.amount) for one in found.limits] == [("CL-SEEN", 24, 48)]  # type: ignore[union-attr]  # both are there
    assert [one.id for one in found.cards] == ["teacher"]


def test_a_paragraph_is_as_heavy_as_its_writer_said_and_a_removed_one_always_matters() -> None:
    said = silence("لا يُخبَر من يُشتبه فيه بشيء", "The person suspected must not be told anything.")
    light = consequences.compare(files(), files() | said, {"c8nw": "cosmetic"})
    assert [(one.uid, one.weight) for one in light.blocks] == [("c8nw", "cosmetic")]
    assert set(light.blocks[0].marks) == {"ar", "en"}
    assert light.meant == frozenset()
    gone = consequences.compare(files(), files() | without_silence(), {"c8nw": "cosmetic"})
    assert gone.removed == gone.meant == {"c8nw"}


def test_text_that_cannot_be_read_is_compared_all_the_same() -> None:
    broken = files() | {AR: "---\nid: [\n", EN: "{#c8nw}\n::: must-not\n{ref:nowhere} {clock:CL-NONE high}\n"}
    assert "c8nw" not in consequences.compare(files(), broken, {}).removed


def test_a_longer_limit_lets_a_wrong_answer_in_and_a_shorter_one_leaves_the_expert_out(app: Flask) -> None:
    (longer,) = of(app, limit_of("36")).contradicted
    assert longer.verdict is not None
    assert [one.answer.en for one in longer.verdict.met if one.answer] == ["After the lesson"]
    assert longer.verdict.expert == (100, 100)
    scored = {one.answer.en: (one.before, one.after) for one in longer.verdict.scored}
    assert scored["After the lesson"][0] > scored["After the lesson"][1] == 0
    (shorter,) = of(app, limit_of("8")).contradicted
    assert shorter.verdict is not None
    assert [one.clock.en for one in shorter.verdict.missed] == ["Report"]


def test_a_limit_that_no_answer_of_a_case_comes_near_leaves_its_key_alone(app: Flask) -> None:
    changed = {CLOCKS: files()[CLOCKS].replace("limit: 2\n", "limit: 1\n")}
    assert of(app, changed).cases == ()


def test_what_rests_on_a_case_is_counted(app: Flask) -> None:
    Trainee(app, ID).begin()
    found = of(app, without_silence())
    assert (found.numbers.running, found.numbers.sessions, found.numbers.certificates) == (1, 0, 0)
    assert [(one.uid, one.answer.en) for one in found.cases[0].cites if one.answer] == [
        ("c8nw", "Letter"),
        ("c8nw", "Nobody"),
    ]


def test_nothing_that_a_case_cites_can_be_published_away(app: Flask) -> None:
    writer, reader = sign_in(app, "manual-editor"), sign_in(app, "reviewer", "publisher")
    made = amend(app, writer, without_silence())
    with store(app).writing() as connection:
        connection.execute(sa.update(Amendment).values(state="approved"))
        given = {"amendment_id": made.id, "revision": made.revision, "kind": "text", "at": NOW}
        connection.execute(sa.insert(AmendmentApproval).values(**given, by=reader.pseudonym))
    wanted = Wanted(((made.id, made.revision),), Words(dt.date(2026, 12, 1), "ملاحظة", "A note"))
    with pytest.raises(Refused, match=r"publication\.cited"), store(app).writing() as connection:
        publishing.publish(connection, wanted, by=reader.pseudonym, now=NOW)
    seen = reader.get(f"/desk/manual/amendments/{made.id}/consequences")
    assert "This cannot be published yet" in seen.text
    assert ROUTES not in seen.text
