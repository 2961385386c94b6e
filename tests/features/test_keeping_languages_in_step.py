"""Slips mended by one key, the ledger of both languages, and texts out to translators and back."""

import csv
import dataclasses
import io

import pytest
from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.people import Person, sign_in
from tests.web.small import NOW, files, small_site, store_of
from webapp.desk import queries, service
from webapp.manual import queries as manual
from webapp.settings import Settings

bind_feature("keeping_languages_in_step.feature")

ROUTES = "manual/07-reporting/01-routes"
AR, EN = f"{ROUTES}.ar.md", f"{ROUTES}.en.md"
WORDS = {"ar": "يصغي ولا يستجوب", "en": "must not be told"}


@dataclasses.dataclass
class Desk:
    """Who amends, which amendment, and what was seen last."""

    app: Flask
    editor: Person
    number: int
    status: int = 0

    def text(self) -> queries.Amendment:
        with store_of(self.app).reading() as connection:
            return queries.amendment(connection, self.number)

    def write(self, path: str, old: str, new: str) -> None:
        found = self.text()
        assert old in found.files[path]
        with store_of(self.app).writing() as connection:
            changed = {path: found.files[path].replace(old, new)}
            service.save(connection, found.id, files=changed, revision=found.revision, by="noor", now=NOW)

    def fields(self) -> dict[str, str]:
        """Return the first form of a fix on the page of the amendment's language."""
        shown = self.editor.get(f"/desk/manual/amendments/{self.number}/language")
        forms = [one for one in shown.tree.iter("form") if str(one.get("action")).endswith("/language")]
        return {str(one.get("name")): str(one.get("value")) for one in forms[0].iter("input")}


@pytest.fixture
def site(settings: Settings) -> Flask:
    return small_site(settings)


@given("an editor has begun to amend a section", target_fixture="desk")
def begun(site: Flask) -> Desk:
    with store_of(site).writing() as connection:
        found = service.begin(connection, piece=ROUTES, section_id="reporting/routes", by="noor", now=NOW)
    return Desk(site, sign_in(site, "manual-editor"), found.id)


@when(parsers.parse('the editor writes "{slip}" in its Arabic'))
def slips(desk: Desk, slip: str) -> None:
    desk.write(AR, WORDS["ar"], f"{WORDS['ar']} {slip}")


@then(parsers.parse('the page of its language offers "{words}"'))
def offered(desk: Desk, words: str) -> None:
    shown = desk.editor.get(f"/desk/manual/amendments/{desk.number}/language")
    assert words.rsplit(maxsplit=1)[-1] in shown.text


@when("the editor presses the key of that fix")
def pressed(desk: Desk) -> None:
    desk.editor.post(f"/desk/manual/amendments/{desk.number}/language", desk.fields())


@then(parsers.parse('the Arabic says "{words}" and nothing else has changed'))
def mended(desk: Desk, words: str) -> None:
    assert desk.text().files == {
        AR: files()[AR].replace(WORDS["ar"], f"{WORDS['ar']} {words}"),
        EN: files()[EN],
    }


@when("somebody else takes the slip out before the editor presses the key")
def moved_on(desk: Desk) -> None:
    fields = desk.fields()
    desk.write(AR, " في المدرسه", "")
    desk.status = desk.editor.send(f"/desk/manual/amendments/{desk.number}/language", fields).status_code


@then("the fix is refused, and the other text stays")
def refused(desk: Desk) -> None:
    assert desk.status == 422
    assert desk.text().files == {AR: files()[AR], EN: files()[EN]}


@when("the editor changes a paragraph in English alone")
def english_alone(desk: Desk) -> None:
    desk.write(EN, WORDS["en"], "must never be told")


@then("the ledger says that its Arabic is older, and what changed in English")
def listed(desk: Desk) -> None:
    shown = desk.editor.get("/desk/manual/ledger?state=stale")
    assert "Arabic is older" in shown.text
    assert "never</ins>" in shown.source


@when("the editor notes that both were read against each other")
def noted(desk: Desk) -> None:
    desk.editor.post("/desk/manual/ledger/in-step", {"uid": "c8nw"})


@then("the ledger does not list it any more")
def not_listed(desk: Desk) -> None:
    assert desk.editor.get("/desk/manual/ledger?state=stale").by_id("c8nw") is None


@then("the note waits in an amendment, not in the edition that readers have")
def waits(desk: Desk) -> None:
    with store_of(desk.app).reading() as connection:
        found = queries.open_on(connection, "manual/manual.yaml")
        in_force = manual.files(connection, edition=1, paths=("manual/manual.yaml",))
    assert found is not None
    assert "in_step: [c8nw]" in found.files["manual/manual.yaml"]
    assert "c8nw" not in in_force["manual/manual.yaml"]


@when("a translator gets all that is behind and writes the Arabic anew")
def translated(desk: Desk) -> None:
    given_out = desk.editor.pages.client.get("/en/desk/manual/exchange/texts.csv").data.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(given_out)))
    (row,) = (line for line in lines if line[0].endswith("#c8nw"))
    row[3] = "يُخبَر من يُشتبه فيه أبدًا."
    back = io.StringIO()
    csv.writer(back).writerows(lines)
    sent = {"csrf": desk.editor.token(), "file": (io.BytesIO(back.getvalue().encode()), "back.csv")}
    assert desk.editor.send("/desk/manual/exchange", sent).status_code == 200


@then("both languages of the paragraph are in step")
def in_step(desk: Desk) -> None:
    assert "فيه أبدًا" in desk.text().files[AR]
    assert desk.editor.get("/desk/manual/ledger?state=stale").by_id("c8nw") is None


@then("readers still have the text they had")
def unchanged(desk: Desk) -> None:
    assert "must never be told" not in desk.editor.get("/manual/reporting/routes").text
