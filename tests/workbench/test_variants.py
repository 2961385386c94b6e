"""A sibling variant through the workbench: sent, checked against its parent, read by a second person, in force."""

import re

import pytest
from flask import Flask

from tests.people import Person, store
from tests.web.small import NOW
from tests.workbench.drafts import CLEAN, ID, begin, revision_of, write
from webapp.scenarios.service import register
from webapp.workbench import queries

VARIANT = f"""format: 1
variant: {ID}
id: boxes-again
starts: 2026-10-18T09:00+04:00
replace: {{ar: {{"معلم": "مرشد"}}, en: {{"teacher": "counsellor"}}}}
title: {{ar: "مربعات أخرى", en: "Boxes again"}}
scenes:
  form: {{story: {{en: "Fill in the form, please."}}}}
"""
LANGUAGES = ("ar", "en")


def publish(second: Person, draft: str) -> None:
    second.post(f"{draft}/review", {"revision": revision_of(second, draft)})
    second.post(f"{draft}/publish", {"revision": revision_of(second, draft)})


def test_a_variant_goes_into_force_through_two_people_as_a_case_of_its_own(
    author: Person, second: Person
) -> None:
    draft = begin(author, VARIANT)
    assert not author.get(draft).with_class("error")
    assert "Fill in the form, please." in author.get(f"{draft}/play").text
    publish(second, draft)
    listed = author.get("/cases").links()
    assert {f"/en/cases/{ID}", "/en/cases/boxes-again"} <= set(listed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_found_in_the_parents_words_is_said_so_and_leads_to_no_line_of_the_variant(
    author: Person, lang: str
) -> None:
    author.lang = lang
    page = author.get(begin(author, VARIANT))
    found = [one for one in page.with_class("finding") if "slip-sinks" in "".join(one.itertext())]
    line = next(number for number, text in enumerate(CLEAN.split("\n"), 1) if "words: {expert" in text)
    assert found
    for one in found:
        assert one.find(".//a") is None
        words = "".join(one.itertext())
        assert {"ar": "في الحالة الأصل، السطر", "en": "in the case it is a variant of, line"}[lang] in words
    assert any(f"{line}:" in "".join(one.itertext()) for one in found)
    assert any("words: {expert" in "".join(one.itertext()) for one in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_variant_may_not_do_is_found_on_its_own_line(author: Person, lang: str) -> None:
    author.lang = lang
    text = VARIANT + "  end: {ending: {outcome: unsafe}}\n"
    page = author.get(begin(author, text))
    assert "#L9" in page.links()
    assert {"ar": "الحالة الشقيقة لا تغيّر «outcome»", "en": "a variant does not change “outcome”"}[
        lang
    ] in page.text


def test_a_variant_of_a_case_that_is_not_in_force_says_so(author: Person) -> None:
    page = author.get(begin(author, VARIANT.replace(ID, "nowhere")))
    assert "there is no whole case “nowhere”" in page.text
    assert "#L2" in page.links()


def test_a_language_that_a_variant_leaves_to_its_parent_is_not_missing(author: Person) -> None:
    page = author.get(f"{begin(author, VARIANT)}/strings")
    assert "scenes/form/story" in page.text
    assert "Arabic is missing" not in page.text


def test_a_draft_of_a_variant_in_force_begins_with_what_was_written(author: Person, second: Person) -> None:
    publish(second, begin(author, VARIANT))
    author.post("/desk/drafts/new", {"from": "case", "scenario": "boxes-again"})
    assert author.get("/desk/drafts/2").by_id("text").text.strip() == VARIANT.strip()
    write(author, "/desk/drafts/2", VARIANT.replace("please", "now"))
    changed = second.get("/desk/drafts/2/release")
    [added] = changed.with_class("add")
    assert "Fill in the form, now." in "".join(added.itertext())
    assert len(changed.with_class("drop")) == 1


def test_a_draft_of_a_variant_that_came_from_a_file_can_be_read_and_knows_its_case(
    site: Flask, author: Person, second: Person
) -> None:
    publish(second, begin(author, VARIANT))
    author.post("/desk/drafts/new", {"from": "case", "scenario": "boxes-again"})
    with store(site).writing() as connection:
        whole = re.sub("2026-10-18", "2026-10-25", queries.in_force(connection, "boxes-again").text)
        register(connection, text=whole, path="scenarios/boxes-again.yaml", now=NOW)
    author.post("/desk/drafts/new", {"from": "case", "scenario": "boxes-again"})
    text = author.get("/desk/drafts/3").by_id("text").text
    assert '\ntitle: {ar: "مربعات أخرى", en: "Boxes again"}\n' in text
    assert "boxes-again" in author.get("/desk/drafts/3/release").text
    assert author.get("/desk/drafts/2/release").with_class("drop")
