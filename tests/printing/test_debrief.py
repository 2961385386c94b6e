"""A debrief on paper: in both languages, whole, labelled on each page, and for nobody but its owner."""

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.attempts.test_kinds import IN_ORDER, send
from tests.printing import printed
from tests.printing.printed import Printed
from tests.trainee import WORKED_ID, Trainee, begin_worked_case
from webapp.attempts import debrief_page
from webapp.attempts import service as attempts
from webapp.attempts.debrief_page import DebriefPage
from webapp.attempts.models import Attempt
from webapp.database import Database
from webapp.web import limits
from webapp.web.label import LABEL
from webapp.web.words import MINUS

WROTE = {"ar": "ابدأ بموعد الضماد", "en": "Begin with the dressing"}


@pytest.fixture
def trainee(app: Flask) -> Trainee:
    return begin_worked_case(app)


def finished(trainee: Trainee, lang: str) -> str:
    """Play the case with a critical answer, repaired, and words of one's own; return where its debrief lies."""
    assert trainee.answer({"first": ("uncle",)}).status_code == 303
    trainee.answer_as_expert()
    form = {"answer.boxes": ["seen", "opinion"], "answer.steps.steps": IN_ORDER, "answer.note": [WROTE[lang]]}
    assert send(trainee, form) == 303
    assert send(trainee, {"answer.again": "2wd"}) == 303
    return f"/{lang}/attempts/{trainee.key}/debrief"


def shown_on_its_page(trainee: Trainee, lang: str) -> DebriefPage:
    store: Database = trainee.app.extensions["masar.database"]
    with store.reading() as connection:
        owner = connection.execute(sa.select(Attempt.owner).where(Attempt.key == trainee.key)).scalar_one()
        standing = attempts.standing(store, key=trainee.key, owner=owner)
        return debrief_page.of(connection, standing, lang)


def squeezed(sheet: Printed) -> str:
    return sheet.text().replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_whole_debrief_comes_as_pdf_with_its_label_and_number_on_each_page(
    trainee: Trainee, lang: str
) -> None:
    path = finished(trainee, lang)
    shown = shown_on_its_page(trainee, lang)
    assert f'href="{path}.pdf"' in trainee.open(path).get_data(as_text=True)
    answered = trainee.open(f"{path}.pdf")
    assert answered.mimetype == "application/pdf"
    assert answered.headers["Cache-Control"] == "no-store"
    sheet = printed.read(answered.data)
    assert sheet.root["/Lang"] == lang
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Link"} <= sheet.tags
    for page in range(1, sheet.count + 1):
        assert sheet.says(LABEL[lang], page)
        assert str(page) in sheet.page(page).split("\n")
    assert sheet.says(f"{shown.title} {shown.points} {shown.case_title}", 1)
    everything = squeezed(sheet)
    assert shown.costliest
    for row in shown.rows:
        assert f"{MINUS if row.loss > 0 else ''}{row.points.removeprefix('-')}" in everything
        for quote in (*row.quotes, *row.further):
            assert f"§{quote.number}@1" in everything
        for quote in row.quotes:
            assert any(sheet.says(quote.text, page) for page in range(1, sheet.count + 1)), quote.text
    for text in (WROTE[lang], shown.to_read[0].section_title, *(one.title for one in shown.lanes)):
        assert any(sheet.says(text, page) for page in range(1, sheet.count + 1)), text
    assert shown.caps


def test_it_is_handed_to_its_owner_alone_and_only_once_the_case_has_ended(trainee: Trainee) -> None:
    path = f"/en/attempts/{trainee.key}/debrief.pdf"
    early = trainee.open(path)
    assert early.status_code == 303
    assert early.headers["Location"] == f"/en/attempts/{trainee.key}"
    finished(trainee, "en")
    assert Trainee(trainee.app, WORKED_ID).open(path).status_code == 404


def test_it_is_made_no_oftener_than_any_other_sheet(trainee: Trainee) -> None:
    path = finished(trainee, "en")
    store: Database = trainee.app.extensions["masar.database"]
    with trainee.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        key = f"print:{limits.remote()}"
    now = trainee.app.extensions["masar.clock"]()
    for _ in range(60):
        with store.writing() as connection:
            limits.note(connection, key=key, seconds=600, now=now)
    refused = trainee.open(f"{path}.pdf")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
