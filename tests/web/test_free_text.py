"""Whoever writes in their own words is kept from writing about a real person, and is told how to mend it."""

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string

from webapp.engine.private import findings
from webapp.errors import BadInput, Refused
from webapp.web.free_text import refuse_private, said
from webapp.web.sentences import SENTENCES

FIELD = (
    '{% from "parts/fields.html" import free_text with context %}'
    '{{ free_text("note", "Note", value, error=error) }}'
)


@pytest.fixture(params=["ar", "en"])
def page_of(app: Flask, request: pytest.FixtureRequest) -> Iterator[Flask]:
    with app.test_request_context(f"/{request.param}"):
        app.preprocess_request()
        yield app


@pytest.mark.parametrize("text", ["", "Call 1100 or 9999.", "طلب التقرير في 12/3/2026", "§7.1.4, 24 hours"])
def test_what_points_to_nobody_may_pass(text: str) -> None:
    refuse_private(text, field="note")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Her number is 12345678901.", "civil-number", "12345678901"),
        ("اتصل بها على ٩٩١٢٣٤٥٦ مساء", "phone", "٩٩١٢٣٤٥٦"),
        ("write to salma@example.om today", "email", "salma@example.om"),
    ],
)
def test_what_points_to_somebody_is_refused_by_its_kind(text: str, kind: str, found: str) -> None:
    with pytest.raises(BadInput) as caught:
        refuse_private(text, field="note")
    assert caught.value.code == "text.private"
    assert caught.value.facts == {"field": "note", "kind": kind, "found": found}


@pytest.mark.usefixtures("page_of")
@pytest.mark.parametrize("text", ["12345678901", "+968 9912 3456", "salma@example.om"])
def test_the_sentence_names_what_was_found_and_how_to_mend_it(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        refuse_private(f"see {text}", field="note")
    told = said(caught.value)
    assert f"<bdi>{text}</bdi>" in told
    assert "%(" not in told


@pytest.mark.usefixtures("page_of")
def test_what_was_found_cannot_become_markup() -> None:
    told = said(BadInput("text.private", kind="email", found="<b>a@b.om</b>"))
    assert "<b>" not in told


def test_every_kind_that_can_be_found_has_its_sentence() -> None:
    kinds = {one.kind for text in ("12345678901", "99123456", "a@b.om") for one in findings(text)}
    assert {f"text.{kind}" for kind in kinds} <= set(SENTENCES)


@pytest.mark.usefixtures("page_of")
def test_other_faults_keep_their_own_sentence() -> None:
    assert said(Refused("account.taken")) == str(SENTENCES["account.taken"])


@pytest.mark.usefixtures("page_of")
def test_the_field_always_says_that_no_real_case_belongs_there() -> None:
    shown = render_template_string(FIELD, value="<i>&", error="")
    assert 'for="f-note"' in shown
    assert 'aria-describedby="f-note-hint"' in shown
    assert "&lt;i&gt;&amp;</textarea>" in shown
    wrong = render_template_string(FIELD, value="", error="Look here")
    assert 'aria-invalid="true"' in wrong
    assert 'aria-describedby="f-note-error f-note-hint"' in wrong
