"""Word files, as editors bring them in."""

import dataclasses
import datetime as dt
import hashlib
import io
import re
import time

import pytest
import sqlalchemy as sa
from flask import Flask
from pytest_bdd import given, scenarios, then, when

from tests.desk.making_word import Pair, Text, Writing
from tests.people import Person, sign_in, store
from tests.web.small import NOW, publish_again, small_site
from webapp.desk import moving
from webapp.desk import queries as desk
from webapp.desk.models import WordImport
from webapp.settings import Settings

scenarios("bringing_in_a_word_file.feature")

MOST_SECONDS = 60


@dataclasses.dataclass
class Bringing:
    """An editor, a file, and where it is looked at."""

    app: Flask
    editor: Person
    content: bytes = b""
    number: int = 0
    section: int = 0

    @property
    def address(self) -> str:
        return f"/desk/manual/word/{self.number}"

    def send(self, *, status: int = 303) -> str:
        fields = {"csrf": self.editor.token(), "file": (io.BytesIO(self.content), "manual.docx")}
        answer = self.editor.send("/desk/manual/word", fields, content_type="multipart/form-data")
        assert answer.status_code == status, answer.get_data(as_text=True)[:1500]
        return answer.get_data(as_text=True)

    def bring(self) -> None:
        self.send()
        with store(self.app).reading() as connection:
            self.number = connection.execute(sa.select(sa.func.max(WordImport.id))).scalar_one()
        self.wait()

    def wait(self) -> None:
        end = time.monotonic() + MOST_SECONDS
        while self.row().state == "reading" and time.monotonic() < end:
            time.sleep(0.1)
        assert self.row().state == "ready"

    def row(self) -> sa.Row[tuple[object, ...]]:
        with store(self.app).reading() as connection:
            return connection.execute(
                sa.select(WordImport.__table__).where(WordImport.id == self.number)
            ).one()

    def deed(self, deed: str, *, status: int = 303, **fields: object) -> None:
        fields |= {"deed": deed, "turn": self.row().found.get("turn", 0)}
        self.editor.post(f"{self.address}/{self.section}", fields, status=status)

    def rows(self) -> list[tuple[str, str]]:
        held = self.row().found["sections"][self.section]["rows"]
        return [tuple((row[lang] or {"plain": ""})["plain"] for lang in ("ar", "en")) for row in held]

    def page(self, path: str = "") -> str:
        return self.editor.get(self.address + path).text


def head(ar: str, en: str, level: int = 1) -> Pair:
    return Text("heading", (ar,), level), Text("heading", (en,), level)


def words(ar: str, en: str) -> Pair:
    return Text("paragraph", (ar,)), Text("paragraph", (en,))


BOTH = [
    head("التدوين", "Recording"),
    words("اكتب الساعة 14 والمكان قبل أن تنصرف.", "Write down the hour, 14, and the place before you leave."),
    words("لا تُظهر ما كتبتَه لأحد سوى اللجنة.", "Show nobody but the committee what you wrote."),
    (Text("list", ("المكان كله", "الزمان كله")), Text("list", ("The place", "The time"))),
    words("احفظ الأوراق في خزانة مقفلة.", "Keep the papers in a locked cupboard."),
    words("لا ترسلها بالهاتف أبدًا.", "Never send them by telephone."),
]
DUTY = [
    head("طرق الإبلاغ", "Reporting routes"),
    words(
        "يجب أن يبلّغ كل معلّم متى قام لديه اشتباه، خلال 24 ساعة من علمه به.",
        "Every teacher must report a suspicion within 24 hours of knowing.",
    ),
]


@pytest.fixture
def bringing(settings: Settings) -> Bringing:
    app = small_site(settings)
    return Bringing(app, sign_in(app, "manual-editor"))


def made(pairs: list[Pair], layout: str = "by paragraph") -> bytes:
    writing = Writing()
    writing.section(pairs, layout)
    return writing.content()


@given("an editor with a Word file in both languages")
def a_file(bringing: Bringing) -> None:
    bringing.content = made(BOTH)


@given("an editor with a Word file that says a duty of the manual in other words")
@given("an editor with a Word file that leaves a cited paragraph out")
def a_duty(bringing: Bringing) -> None:
    bringing.content = made(DUTY)


@given("an editor with a file that only bears the name of a Word file")
def another_file(bringing: Bringing) -> None:
    bringing.content = b"%PDF-1.7 and so on"


@given("an editor whose Word file was being read when the server stopped")
def stopped(bringing: Bringing) -> None:
    bringing.content = made(BOTH)
    with store(bringing.app).writing() as connection:
        values = {
            "name": "manual.docx", "digest": hashlib.sha256(bringing.content).hexdigest(),
            "content": bringing.content, "state": "reading", "step": 2, "steps": 4, "refusal": "",
            "found": {"counted": {"insertions": 0, "deletions": 0, "comments": 0, "footnotes": 0}},
            "by": bringing.editor.pseudonym, "made": NOW, "changed": NOW - dt.timedelta(minutes=5),
        }  # fmt: skip
        inserted = sa.insert(WordImport).values(values).returning(WordImport.id)
        bringing.number = connection.execute(inserted).scalar_one()


@when("the file is brought in")
def bring(bringing: Bringing) -> None:
    bringing.bring()


@when("the file is sent", target_fixture="answered")
def send(bringing: Bringing) -> str:
    return bringing.send(status=422)


@when("the file is brought in and its section accepted")
def bring_and_accept(bringing: Bringing) -> None:
    bringing.bring()
    bringing.deed("accept")


@when("the editor says that a row is not a translation")
def part(bringing: Bringing) -> None:
    bringing.deed("part", row=1)


@when("the editor joins them again")
def join(bringing: Bringing) -> None:
    bringing.deed("join", row=1)


@when("its section is accepted under another address and published")
def accept_elsewhere(bringing: Bringing) -> None:
    bringing.bring()
    fields = {"title_ar": "طرق الإبلاغ", "title_en": "Reporting routes", "replaces": "reporting/routes"}
    bringing.deed("settle", id="reporting/ways", **fields)
    bringing.deed("accept")
    with store(bringing.app).reading() as connection:
        (amendment,) = desk.in_work(connection)
        whole = desk.amendment(connection, amendment.id)
    assert "id: reporting/ways" in whole.files["manual/07-reporting/01-routes.ar.md"]
    held = files_moved(dict(whole.files))
    publish_again(bringing.app, held)
    with store(bringing.app).writing() as connection:
        moving.note_moves(connection, 1, 2, (), NOW)


def files_moved(changed: dict[str, str]) -> dict[str, str]:
    """Return a small manual whose every mention of the section follows it; the amendment keeps the old blocks."""
    from tests.web.small import files

    renamed = {path: text.replace("reporting/routes", "reporting/ways") for path, text in files().items()}
    return {path: text for path, text in renamed.items() if path in changed or text != files()[path]}


@when("the editor lets it be read again")
def again(bringing: Bringing) -> None:
    bringing.editor.post(f"{bringing.address}/again")
    bringing.wait()


@then("each Arabic paragraph stands beside its English one")
def paired(bringing: Bringing) -> None:
    assert bringing.rows() == [(ar.words, en.words) for ar, en in BOTH[1:] if ar and en]
    shown = bringing.page("/0")
    assert all(en.rows[0] in shown for _ar, en in BOTH[1:] if en)


@then("the page says how many tracked changes there were")
def tracked(bringing: Bringing) -> None:
    found = re.search(r"(\d+) tracked changes: the accepted text was read", bringing.page())
    assert found
    assert (
        int(found[1])
        == sum(bringing.row().found["counted"][name] for name in ("insertions", "deletions"))
        > 0
    )


@then("the file is kept as it came, with its fingerprint")
def kept(bringing: Bringing) -> None:
    digest = hashlib.sha256(bringing.content).hexdigest()
    assert digest in bringing.page()
    sent = bringing.editor.pages.client.get(f"/en{bringing.address}/file")
    assert sent.get_data() == bringing.content


@then("the amendment says the new words under the same uid as a duty")
def amended(bringing: Bringing) -> None:
    with store(bringing.app).reading() as connection:
        (amendment,) = desk.in_work(connection)
        files = desk.amendment(connection, amendment.id).files
    arabic = files["manual/07-reporting/01-routes.ar.md"]
    assert re.search(
        r"\{#p7k2\}\n::: must [^\n]*basis=[^\n]*\nأن يبلّغ كل معلّم [^\n]* من علمه به\.\n:::", arabic
    )
    assert "of knowing." in files["manual/07-reporting/01-routes.en.md"]


@then("readers still read the old words")
def unchanged(bringing: Bringing) -> None:
    assert "of knowing" not in bringing.editor.get("/manual/reporting/routes").text


@then("its two texts stand in rows of their own")
def apart(bringing: Bringing) -> None:
    assert bringing.rows()[1:3] == [(BOTH[2][0].words, ""), ("", BOTH[2][1].words)]


@then("they stand in one row")
def joined(bringing: Bringing) -> None:
    assert bringing.rows()[1] == (BOTH[2][0].words, BOTH[2][1].words)


@then("the review names the paragraph that would be gone and what cites it")
def named(bringing: Bringing) -> None:
    shown = bringing.page("/0")
    assert "would be gone" in shown
    assert re.search(r"manual/[a-z.]+:\d+", shown)


@then("who asks for the old address is led to the new one for good")
def led(bringing: Bringing) -> None:
    client = bringing.editor.pages.client
    answer = client.get("/ar/manual/reporting/routes")
    assert (answer.status_code, answer.location) == (301, "/ar/manual/reporting/ways")
    assert client.get("/ar/manual/reporting/routes@1").status_code == 200


@then("it is refused with a sentence that says what to do")
def refused(answered: str) -> None:
    assert "This is not a Word file, whatever its name says." in answered


@then("nothing of it is kept but the refusal")
def nothing_kept(bringing: Bringing) -> None:
    bringing.number = 1
    row = bringing.row()
    assert (row.state, row.refusal, row.content) == ("refused", "word.renamed", None)
    assert row.digest == hashlib.sha256(bringing.content).hexdigest()


@then("the page says that it was not finished")
def says_so(bringing: Bringing) -> None:
    assert "It was not finished" in bringing.page()
