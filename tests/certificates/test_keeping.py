"""Certificates among what is kept of somebody: shown, handed over, taken along, forgotten, let go in time."""

import datetime as dt
import json

from flask import Flask

from tests.certificates.earning import ALSO_PHYSICAL, NAME, PHYSICAL, code_of, device, issue, master, taken
from tests.conftest import NOON
from tests.people import sign_in, store
from tests.privacy.devices import Device
from tests.privacy.lives import owner_of
from tests.web.pages import Pages
from webapp.accounts.policy import Policy
from webapp.certificates import queries, service
from webapp.privacy import retention

A_DAY = dt.timedelta(days=1)


def holder(app: Flask) -> Device:
    found = device(app)
    master(found)
    issue(found)
    return found


def test_the_copy_of_what_is_kept_holds_them_whole(app: Flask) -> None:
    found = holder(app)
    assert "1 certificate" in found.get("/data").text
    told = json.loads(found.pages.client.get("/en/data.json").get_data(as_text=True))
    (one,) = told["certificates"]
    assert (one["code"], one["name"], one["kind"]) == (code_of(found), NAME, "completion")
    assert [case["case"] for case in one["cases"]] == [PHYSICAL, ALSO_PHYSICAL]
    assert one["kinds_of_harm"] == [{"ar": "الإساءة الجسدية", "en": "Physical abuse"}]
    assert (one["issued"], one["withdrawn"]) == ("2026-11-04T12:00:00+04:00", None)


def test_they_move_with_the_cases_to_whoever_has_the_six_words(app: Flask) -> None:
    found, code = (here := holder(app)), code_of(here)
    computer = device(app)
    assert computer.send("/data/take-up", {"words": found.words()}).status_code == 303
    assert code_of(computer) == code
    assert f"/en/certificates/{code}.pdf" in computer.get("/certificates").links()
    assert found.pages.client.get(f"/en/certificates/{code}.pdf").status_code == 404


def test_erasing_leaves_a_page_that_says_so_and_nothing_else(app: Flask) -> None:
    found, code = (here := holder(app)), code_of(here)
    assert "Your name on certificates" in found.get("/data/erase").text
    found.send("/data/erase", {"erase": "yes"})
    assert "It is done" in found.get("/data?done=erased").text
    page = Pages(app).get(f"/ar/certificates/{code}")
    assert "لم تعد محفوظة" in page.text
    assert NAME not in page.source
    with store(app).reading() as connection:
        kept = queries.by_code(connection, code)
    assert kept
    assert (kept.owner, kept.name, kept.contents.cases, kept.contents.harms) == (None, "", (), ())
    assert (kept.issued.hour, kept.withdrawn_by) == (20, "erased")


def test_without_an_account_they_are_let_go_in_time_and_with_one_they_stay(app: Flask) -> None:
    code = code_of(holder(app))
    person = sign_in(app, "trainee")
    parts = taken(app, PHYSICAL, ALSO_PHYSICAL)
    with store(app).writing() as connection:
        own = service.issue(
            connection, owner=owner_of(person), kind="participation", name=NAME, taken=parts, now=NOON
        )
    days = Policy().keep_attempts_days * A_DAY
    with store(app).reading() as connection:
        assert retention.due(connection, NOON + days - A_DAY).certificates == 0
        assert retention.due(connection, NOON + days).certificates == 1
    assert retention.apply_all(store(app), NOON + days).certificates == 1
    assert retention.apply_all(store(app), NOON + days + A_DAY).certificates == 0
    assert "no longer kept" in Pages(app).get(f"/en/certificates/{code}").text
    assert NAME in Pages(app).get(f"/en/certificates/{own}").text


def test_the_own_page_leads_there_and_is_the_same_for_somebody_new(app: Flask) -> None:
    assert "/ar/certificates" in Pages(app).get("/ar/attempts").links()
    page = Pages(app).get("/ar/certificates")
    assert "ولم تشارك في أيٍّ منها بعد" in page.text
    assert not page.response.headers.getlist("Set-Cookie")
