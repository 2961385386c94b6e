"""Publication from the desk, as publishers and readers were promised it."""

import dataclasses
import datetime as dt

import pytest
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.desk.amending import EN, NEW, OLD, RECORDING, SUMMARY, Desk, changed, desk
from tests.people import Person, sign_in
from tests.web.pages import Page, Pages
from tests.web.small import files
from webapp.desk.queries import Amendment
from webapp.settings import Settings

bind_feature("publishing_an_edition.feature")
SENT = {"effective": "2026-12-01", "note_ar": "صار الدليل برهانًا.", "note_en": "Proof became evidence."}
MOMENT = dt.datetime(2026, 11, 5, 3, 30, tzinfo=dt.UTC)


@dataclasses.dataclass
class Case:
    """The desk, its publisher, what was approved, and what was last seen."""

    desk: Desk
    publisher: Person
    approved: Amendment
    other: Amendment
    seen: Page | None = None

    def publish(self, status: int = 303, **more: str) -> Page:
        """Send the form of the publication as the publisher."""
        ticked = f"{self.approved.id}-{self.approved.revision}"
        fields = {"when": "now", "amendment": ticked, **SENT, **more}
        return self.publisher.post("/desk/manual/publish", fields, status=status)

    @property
    def read(self) -> str:
        """What readers read of the section."""
        return Pages(self.desk.app).get("/en/manual/reporting/routes").text


@pytest.fixture
def site(settings: Settings) -> Desk:
    return desk(settings)


@given(
    "an amendment of a section was approved, and another one is still being written", target_fixture="case"
)
def begun(site: Desk) -> Case:
    approved = site.approved(changed(), {SUMMARY: "cosmetic"})
    path = f"{RECORDING}.en.md"
    other = site.amend({path: files()[path] + "\nUnapproved words.\n"}, piece=RECORDING)
    return Case(site, sign_in(site.app, "publisher"), approved, other)


@given("the publisher publishes what is ticked")
@when("the publisher publishes what is ticked")
def publishes(case: Case) -> None:
    page = case.publisher.get("/desk/manual/publish")
    ticks = [one for one in page.all("input") if one.get("name") == "amendment"]
    assert [(one.get("value"), one.get("checked") is not None) for one in ticks] == [
        (f"{case.approved.id}-{case.approved.revision}", True)
    ]
    case.publish()


@when("the publisher plans the publication for tomorrow at 07:30")
def plans(case: Case) -> None:
    case.publish(when="later", at="2026-11-05T07:30")
    assert "planned" in case.publisher.get("/desk/manual/publications").text


@when("an editor opens the desk a minute after that moment")
def opens(case: Case) -> None:
    case.desk.app.extensions["masar.clock"] = lambda: MOMENT + dt.timedelta(minutes=1)
    sign_in(case.desk.app, "manual-editor").get("/desk/manual")


@when("the publisher cancels it")
def cancels(case: Case) -> None:
    page = case.publisher.get("/desk/manual/publications")
    (action,) = {
        one.get("action") for one in page.all("form") if (one.get("action") or "").endswith("/cancel")
    }
    assert action
    case.publisher.post(action.removeprefix("/en"))


@when("the approved text is changed again")
def changes(case: Case) -> None:
    case.desk.amend(changed(new={**NEW, EN: "certainty"}))


@when("the publisher publishes without a note in English")
def wordless(case: Case) -> None:
    case.seen = case.publish(status=422, note_en=" ")


@when("the publisher brings the text of edition 1 back")
def back(case: Case) -> None:
    case.publisher.post(
        "/desk/manual/publications/back", {"to": "1", "note_ar": "رجوع", "note_en": "It was right before."}
    )


@then("readers find edition 2 with the approved text alone")
def new_edition(case: Case) -> None:
    assert f"Do not wait for {NEW[EN]}" in case.read
    other = Pages(case.desk.app).get("/en/manual/response/recording").text
    assert "Unapproved words" not in other
    assert case.desk.now(case.other).state == "writing"
    assert Pages(case.desk.app).get("/en/editions/3", status=404)


@then("the edition says what it changes in both languages")
def says(case: Case) -> None:
    for lang in ("ar", "en"):
        assert SENT[f"note_{lang}"] in Pages(case.desk.app).get(f"/{lang}/editions/2").text


@then("readers still find edition 1")
def old_edition(case: Case) -> None:
    assert f"Do not wait for {OLD[EN]}" in case.read
    assert Pages(case.desk.app).get("/en/editions/2", status=404)


@then("the publisher is told at the desk that it failed, and why")
def told(case: Case) -> None:
    case.publisher = sign_in(case.desk.app, "publisher")
    assert "1 failed" in case.publisher.get("/desk/manual").text
    assert "was changed or returned since" in case.publisher.get("/desk/manual/publications").text


@then("nothing is published and the Arabic note is still in the form")
def kept(case: Case) -> None:
    old_edition(case)
    assert case.seen
    note = case.seen.by_id("f-note_ar")
    assert note is not None
    assert (note.text or "").strip() == SENT["note_ar"]


@then("the earlier text waits for review and readers still find edition 2")
def waits(case: Case) -> None:
    assert f"Do not wait for {NEW[EN]}" in case.read
    text = sign_in(case.desk.app, "reviewer").get("/desk/manual").text
    assert "Waiting for you 1" in text
    assert "to be reviewed" in text
