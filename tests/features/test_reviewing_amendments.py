"""The review of amendments, as editors and reviewers were promised it."""

import dataclasses
import re

import pytest
from pytest_bdd import given, then, when
from pytest_bdd import scenarios as bind_feature

from tests.desk.amending import AR, EN, NEW, OLD, ROUTES, SUMMARY, Desk, changed, desk
from tests.people import Person, sign_in
from tests.web.pages import Page
from tests.web.small import NOW, store_of
from webapp.desk import queries, service
from webapp.settings import Settings

bind_feature("reviewing_amendments.feature")
NOTES = {"note_ar": "صار الدليل برهانًا.", "note_en": "Proof became evidence."}
WEIGHT = {f"weight-{SUMMARY}": "cosmetic"}


@dataclasses.dataclass
class Case:
    """Who works on the amendment, and what was last seen."""

    desk: Desk
    editor: Person
    reviewer: Person
    number: int
    seen: Page | None = None

    @property
    def path(self) -> str:
        return f"/desk/manual/amendments/{self.number}"

    @property
    def revision(self) -> int:
        return self.now.revision

    @property
    def now(self) -> queries.Amendment:
        with store_of(self.desk.app).reading() as connection:
            return queries.amendment(connection, self.number)

    def amend(self, text: dict[str, str]) -> None:
        """Save a text as the editor."""
        with store_of(self.desk.app).writing() as connection:
            by = self.editor.pseudonym
            made = service.begin(connection, piece=ROUTES, section_id="reporting/routes", by=by, now=NOW)
            service.save(connection, made.id, files=text, revision=made.revision, by=by, now=NOW)
            self.number = made.id

    def send(self, who: Person, deed: str, status: int = 303, **fields: object) -> Page:
        return who.post(f"{self.path}/{deed}", {"revision": self.revision, **fields}, status=status)

    def review(self, who: Person) -> Page:
        return who.get(f"{self.path}/review")


@pytest.fixture
def site(settings: Settings) -> Desk:
    return desk(settings)


@given("an editor has amended a section in both languages", target_fixture="case")
def amended(site: Desk) -> Case:
    case = Case(site, sign_in(site.app, "manual-editor"), sign_in(site.app, "reviewer"), 0)
    case.amend(changed())
    return case


@given("the editor may review as well")
def both_roles(case: Case) -> None:
    case.editor = sign_in(case.desk.app, "manual-editor", "reviewer")
    case.amend(changed(new={**NEW, EN: "certainty"}))


@when("the editor hands the amendment in")
def hands_in(case: Case) -> None:
    case.send(case.editor, "submit", **NOTES, **WEIGHT)


@when("the editor hands the amendment in as urgent")
def hands_in_urgent(case: Case) -> None:
    case.send(case.editor, "submit", **NOTES, **WEIGHT, urgent="A wrong number")


@when("the editor hands the amendment in without a word on its meaning")
def hands_in_unsaid(case: Case) -> None:
    case.seen = case.send(case.editor, "submit", status=422, **NOTES)


@when("the reviewer remarks on the paragraph and returns it")
def returns(case: Case) -> None:
    case.send(case.reviewer, "remarks", uid=SUMMARY, text="Whose evidence?", **{"in": "en"})
    case.send(case.reviewer, "return", why="Say whose evidence it is.")


@when("the editor settles the remark on the paragraph")
def settles(case: Case) -> None:
    forms = (one.get("action") or "" for one in case.review(case.editor).all("form"))
    case.editor.post(next(one for one in forms if one.endswith("/settle")).removeprefix("/en"))


@when("the reviewer approves all of it")
def approves(case: Case) -> None:
    _approve(case, "text", "ar", "en")


@when("the reviewer approves the English alone")
def approves_english(case: Case) -> None:
    _approve(case, "en")


@when("the editor changes the text again")
def changes(case: Case) -> None:
    case.amend(changed(new={**NEW, EN: "certainty"}))


@when("the amendment is published")
def published(case: Case) -> None:
    case.desk.publish(case.now)


@then("the reviewer sees the removed and the added words of both languages")
def sees(case: Case) -> None:
    page = case.review(case.reviewer)
    for lang, path, said in (("ar", AR, ("حُذف:", "أُضيف:")), ("en", EN, ("removed:", "added:"))):
        cells = [one for one in page.with_class("para") if one.get("lang") == lang]
        found = [
            ["".join(one.itertext()) for cell in cells for one in cell.iter(tag)] for tag in ("del", "ins")
        ]
        assert found == [[f"{said[0]} {OLD[path]}"], [f"{said[1]} {NEW[path]}"]]


@then("the amendment waits for the reviewer at the desk")
def waits(case: Case) -> None:
    assert re.search(
        r"Waiting for you 1 ?Reporting routes ?to be reviewed", case.reviewer.get("/desk/manual").text
    )


@then("the editor is offered no approval and cannot send one")
def no_approval(case: Case) -> None:
    page = case.review(case.editor)
    assert not [one for one in page.all("form") if (one.get("action") or "").endswith("/approve")]
    refused = case.send(case.editor, "approve", status=409, kind="text", **WEIGHT)
    assert "somebody else must read it" in refused.text
    assert case.now.state == "submitted"


@then("the editor is asked to say whether the meaning changes, and nothing was lost")
def asked(case: Case) -> None:
    assert case.seen
    assert "whether its meaning changes. Nothing was sent." in case.seen.text
    note = case.seen.by_id("f-note_en")
    assert note is not None
    assert (note.text or "").strip() == NOTES["note_en"]
    assert case.now.state == "writing"


@then("the editor finds both remarks, and the amendment waits for them at the desk")
def finds(case: Case) -> None:
    text = case.review(case.editor).text
    assert "Whose evidence?" in text
    assert "Say whose evidence it is." in text
    assert re.search("Reporting routes ?returned to you", case.editor.get("/desk/manual").text)


@then("the remark is settled with the name of the editor")
def is_settled(case: Case) -> None:
    assert f"settled {case.editor.name}" in case.review(case.editor).text


@then("the amendment is being written and nothing of it is approved")
def fallen(case: Case) -> None:
    assert case.now.state == "writing"
    assert case.review(case.reviewer).text.count("not yet") == 3


@then("the amendment is approved")
def is_approved(case: Case) -> None:
    assert case.now.state == "approved"


@then("it is flagged until another reviewer has looked at it")
def flagged(case: Case) -> None:
    other = sign_in(case.desk.app, "reviewer")
    assert re.search("Reporting routes ?owes a second look", other.get("/desk/manual/publications").text)
    case.send(case.reviewer, "look", status=409)
    case.send(other, "look")
    assert "owes a second look" not in other.get("/desk/manual/publications").text


def _approve(case: Case, *kinds: str) -> None:
    sent = {"revision": case.revision, "csrf": case.reviewer.token(), "kind": [*kinds], **WEIGHT}
    answer = case.reviewer.pages.client.post(
        f"/en{case.path}/approve", data=sent, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)[:1500]
