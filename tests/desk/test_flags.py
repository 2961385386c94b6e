"""Cases that teach what an edition has changed, and what becomes of them."""

import pytest
from flask import Flask

from tests.desk.late_report import ID, NEW_VERSION, limit_of, publish_with, silence, site
from tests.people import Person, sign_in, store
from tests.web.pages import Pages
from tests.web.small import NOW
from webapp.desk import flagging
from webapp.scenarios import flags
from webapp.scenarios.service import register
from webapp.settings import Settings

OTHER = silence("لا يُنبَّه من يُشتبه فيه", "The person suspected must not be warned.")
REASON = {"reason": "What it teaches is the same in both texts."}


@pytest.fixture
def app(settings: Settings) -> Flask:
    return site(settings)


def waiting(app: Flask) -> list[flags.Flag]:
    with store(app).reading() as connection:
        return [*flags.waiting(connection)]


def flagged(app: Flask) -> tuple[Person, str]:
    """Flag the case; return somebody who may settle that, and the address of the flag."""
    assert publish_with(app, OTHER) == 1
    return sign_in(app, "scenario-author"), f"/desk/manual/flags/{waiting(app)[0].id}"


def test_a_case_is_flagged_for_what_it_cites_and_for_its_key_once_an_edition(app: Flask) -> None:
    assert publish_with(app, OTHER, {"c8nw": "cosmetic"}) == 0
    assert publish_with(app, OTHER | limit_of("36"), {}) == 1
    (one,) = waiting(app)
    assert (one.scenario_id, one.edition, one.uids) == (ID, 3, ())
    with store(app).writing() as connection:
        assert flagging.flag(connection, old=2, new=3, now=NOW) == 0


def test_trainees_see_that_a_case_is_under_review_where_the_editors_say_so(app: Flask) -> None:
    author, flag = flagged(app)
    reader = Pages(app)
    assert "under review" not in reader.get(f"/en/cases/{ID}").text + reader.get("/en/cases").text
    author.post(flag, {"deed": "show"})
    assert "under review" in reader.get(f"/en/cases/{ID}").text
    assert "under review" in reader.get("/en/cases").text
    author.post(flag, {"deed": "hide"})
    assert "under review" not in reader.get("/en/cases").text


def test_a_case_is_kept_or_withdrawn_with_a_reason_and_that_can_be_undone(app: Flask) -> None:
    author, flag = flagged(app)
    assert "10 to 1000 letters" in author.post(flag, {"deed": "keep", "reason": "So."}, status=422).text
    author.post(flag, {"deed": "withdraw"} | REASON)
    assert "A late report" not in Pages(app).get("/en/cases").text
    assert author.post(flag, {"deed": "keep"} | REASON, status=409)
    author.post(flag, {"deed": "undo"})
    assert "A late report" in Pages(app).get("/en/cases").text
    author.post(flag, {"deed": "keep"} | REASON)
    assert waiting(app) == []
    assert REASON["reason"] in author.get("/desk/manual/flags").text


def test_a_new_version_settles_the_flag_and_is_offered(app: Flask) -> None:
    author, flag = flagged(app)
    author.post(flag, {"deed": "withdraw"} | REASON)
    with store(app).writing() as connection:
        register(connection, text=NEW_VERSION, path="case.yaml", now=NOW)
        assert [one.state for one in flags.listed(connection)] == ["edited"]
    assert "A later report" in Pages(app).get("/en/cases").text


def test_who_writes_neither_cases_nor_the_manual_sees_none_of_it(app: Flask) -> None:
    trainer = sign_in(app, "trainer")
    for path in ("flags", "work", "consequences", "sources"):
        trainer.get(f"/desk/manual/{path}", status=403)
    author = sign_in(app, "scenario-author")
    author.get("/desk/manual/work")
    author.get("/desk/manual/consequences", status=403)
