"""The pages of publication: errors stand with their amendment, flags stay, approvers are named."""

import pytest

from tests.desk.amending import DUTY, EN, RECORDING, SUMMARY, Desk, changed, desk
from tests.people import Person, sign_in, token_of
from tests.web.small import files, store_of
from webapp.desk import comparing
from webapp.settings import Settings

SENT = {"effective": "2026-12-01", "note_ar": "تغيير", "note_en": "A change", "when": "now"}


@pytest.fixture
def here(settings: Settings) -> Desk:
    return desk(settings)


def ticked(one: object) -> dict[str, str]:
    """Return the form in which an amendment is published."""
    return {**SENT, "amendment": f"{one.id}-{one.revision}"}  # type: ignore[attr-defined]  # an amendment


def test_an_error_in_the_whole_is_shown_with_a_way_to_its_amendment(here: Desk) -> None:
    held = files()
    gone = {f"{RECORDING}.{lang}.md": _without(held[f"{RECORDING}.{lang}.md"]) for lang in ("ar", "en")}
    one = here.amend(gone, piece=RECORDING)
    with store_of(here.app).reading() as connection:
        weights = dict.fromkeys(comparing.compare(connection, one).changed, "meaning")
    one = here.approve(here.submit(one, weights))
    page = sign_in(here.app, "publisher").post("/desk/manual/publish", ticked(one), status=422)
    assert "The manual would have errors." in page.text
    assert "manual/07-reporting/01-routes.en.md" in page.text
    assert f"/en/desk/manual/amendments/{one.id}/review" in page.links()


def test_a_stale_duty_asks_for_a_reason_and_is_flagged_until_both_are_in_step(here: Desk) -> None:
    text = {EN: files()[EN].replace("within 24 hours", "at once")}
    one = here.approved(text, {DUTY: "meaning"})
    publisher = sign_in(here.app, "publisher")
    page = publisher.post("/desk/manual/publish", ticked(one), status=409)
    assert "Duties that one language would say as before" in page.text
    assert page.by_id("f-reason") is not None
    publisher.post("/desk/manual/publish", {**ticked(one), "reason": "The Arabic follows."})
    page = publisher.get("/desk/manual/publications")
    assert "Flagged until done" in page.text
    assert "the Arabic has not followed yet" in page.text
    assert "The Arabic follows." in page.text


def test_publishers_name_approvers_and_take_them_away(here: Desk) -> None:
    publisher, reviewer = sign_in(here.app, "publisher"), sign_in(here.app, "reviewer")
    sent = {"chapter": "7", "kind": "en", "person": reviewer.pseudonym}
    publisher.post("/desk/manual/approvers", sent)
    publisher.post("/desk/manual/approvers", sent)
    page = publisher.get("/desk/manual/approvers")
    assert page.text.count(f"the English: {reviewer.name}") == 1
    publisher.post("/desk/manual/approvers", {**sent, "person": publisher.pseudonym}, status=422)
    actions = (one.get("action") or "" for one in page.all("form"))
    publisher.post(next(one for one in actions if one.endswith("/remove")).removeprefix("/en"))
    assert "Nobody is named yet" in publisher.get("/desk/manual/approvers").text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_is_well_made_in_both_languages_for_whoever_may_look(here: Desk, lang: str) -> None:
    one = here.submit(here.amend(changed()), {SUMMARY: "meaning"}, urgent="رقم خاطئ")
    for role in ("manual-editor", "reviewer", "publisher"):
        person = sign_in(here.app, role)
        person.lang = lang
        for path in ("", "/publish", "/publications", "/approvers", f"/amendments/{one.id}/review"):
            person.get(f"/desk/manual{path}")


def test_deeds_need_their_role(here: Desk) -> None:
    one = here.submit(here.amend(changed()), {SUMMARY: "meaning"})
    editor, reviewer, publisher = (
        sign_in(here.app, role) for role in ("manual-editor", "reviewer", "publisher")
    )
    path = f"/desk/manual/amendments/{one.id}"
    for who, deed in (
        (editor, f"{path}/approve"), (editor, f"{path}/return"), (editor, "/desk/manual/publish"),
        (reviewer, f"{path}/submit"), (reviewer, "/desk/manual/publications/back"),
        (publisher, f"{path}/approve"), (publisher, f"{path}/account"), (reviewer, "/desk/manual/approvers"),
    ):  # fmt: skip
        assert _status(who, deed) == 403, deed


def _status(who: Person, path: str) -> int:
    return who.send(path, {"csrf": token_of(who.pages)}).status_code


def _without(text: str) -> str:
    """Return a text without the block that another section cites."""
    head, _, rest = text.partition("{#r3vb}\n")
    return head + rest.partition("\n\n")[2]
