"""The lists an edition keeps: the same things in both languages, as values that any database can hold."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manual.bending import small
from webapp.engine.clocks import MUSCAT, Limit, due
from webapp.engine.manual import book, lists
from webapp.engine.manual.lookup import lookup
from webapp.manual import rows

MADE, PROBLEMS = book.read(small())
KNOWN = lookup(MADE)
LANGUAGES = ("ar", "en")
SAME = ("id", "kind", "roles", "harms", "actors", "danger", "suspected", "clock", "risk", "minutes", "phone")
"""What is no word of either language."""


def test_the_ids_in_front_matter_are_kept_by_section_and_list():
    named = lists.named(MADE)
    assert named["reporting/routes"]["roles"] == ("teacher",)
    assert named["reporting/routes"]["stages"] == ("report",)
    assert named["reporting/routes"]["forms"] == ("report-form",)
    assert named["response/recording"]["harms"] == ("physical",)
    assert set(named["response/recording"]) == set(book.NAMED)


@pytest.mark.parametrize(("lang", "words"), [("ar", "نموذج البلاغ"), ("en", "Report form")])
def test_a_form_leads_to_the_section_that_describes_it(lang, words):
    assert lists.forms(MADE, lang) == [
        {"id": "report-form", "words": words, "section_id": "response/recording"}
    ]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ar", ("24 ساعة", "البلاغ", "رؤية الطفل", "الأساس: قيمة تدريبية")),
        ("en", ("24 hours", "the report", "the child is seen", "Basis: training default")),
    ],
)
def test_a_time_limit_is_told_in_words_with_the_paragraph_that_sets_it(lang, told):
    first, second = lists.clocks(MADE, KNOWN, lang)
    assert (first["words"], first["starts"], first["stops"], first["basis"]) == told
    assert (first["clock"], first["risk"], first["minutes"], first["unit"]) == (
        "CL-SEEN",
        "high",
        1440,
        "hour",
    )
    assert first["place"] == ("7.1.4", f"/{lang}/manual/reporting/routes#d4ls")
    assert (second["status"], second["place"]) == ("official", None)


UNITS = st.sampled_from(["minute", "hour", "day", "working_day"])


@given(st.integers(1, 200), UNITS)
@settings(deadline=None)
def test_the_length_of_a_limit_is_how_long_it_runs(amount, unit):
    limit = Limit("CL-X", "high", amount, unit, "starter", "")
    sunday = dt.datetime(2026, 11, 1, 9, 0, tzinfo=MUSCAT)
    runs = due(sunday, limit, frozenset()) - sunday
    if unit == "working_day":
        assert lists.minutes(limit) == amount * 24 * 60
        assert runs >= dt.timedelta(minutes=lists.minutes(limit))
    else:
        assert runs == dt.timedelta(minutes=lists.minutes(limit))


@given(st.integers(1, 200), st.integers(1, 200), UNITS)
@settings(deadline=None)
def test_of_two_limits_in_one_unit_the_greater_number_is_the_longer(one, other, unit):
    first, second = (Limit("CL-X", "high", amount, unit, "starter", "") for amount in (one, other))
    assert (lists.minutes(first) < lists.minutes(second)) == (one < other)


@pytest.mark.parametrize(("lang", "title"), [("ar", "قانون التعليم"), ("en", "Education Law")])
def test_the_directory_names_what_it_rests_on_by_title(lang, title):
    hotline, police = lists.directory(MADE, KNOWN, lang)
    assert (hotline["id"], hotline["phone"], hotline["sources"]) == ("hotline", "1100", [title])
    assert (police["id"], police["phone"], police["sources"]) == ("police", "9999", [])


def test_pathways_keep_who_takes_part_and_when_they_are_meant():
    for lang in LANGUAGES:
        held = lists.pathways(MADE, KNOWN, lang)
        assert [one["id"] for one in held["pathways"]] == ["general", "danger-now", "in-the-family"]
        family = held["pathways"][2]
        assert family["actors"] == ["teacher", "hotline", "police"]
        assert family["when"] == {"danger": ["not-now"], "suspected": ["family"]}
        assert family["harms"] == ["physical"]
    assert held["questions"][0] == {
        "id": "danger",
        "ask": "Is the child in danger now?",
        "answers": [("now", "Yes"), ("not-now", "No")],
    }


def test_both_languages_hold_the_same_things():
    def bare(value, name=""):
        """Return a value without its words: ids, numbers and the shape of it."""
        if isinstance(value, dict):
            return {one: bare(held, one) for one, held in value.items()}
        if isinstance(value, list):
            return [bare(one, name) for one in value]
        return value if name in SAME else None

    for make in (lists.clocks, lists.directory, lists.pathways, lists.cards):
        arabic, english = (make(MADE, KNOWN, lang) for lang in LANGUAGES)
        assert bare(arabic) == bare(english)
        assert arabic != english


def test_what_an_edition_keeps_comes_back_from_json_as_it_went_in():
    kept = rows.data(MADE)
    back = json.loads(json.dumps(kept, ensure_ascii=False))
    assert back.keys() == kept.keys()
    assert json.dumps(back, ensure_ascii=False) == json.dumps(kept, ensure_ascii=False)
    for lang in LANGUAGES:
        assert {
            f"{name}.{lang}" for name in ("forms", "clocks", "directory", "pathways", "cards")
        } <= kept.keys()
