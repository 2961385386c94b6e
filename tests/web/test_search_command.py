"""`masar search`: what the site answers, on the command line."""

import json

import pytest
from click.testing import Result
from flask import Flask

from webapp.search.commands import command


def told(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(command, list(words))


def over_the_network(app: Flask, **values: str) -> object:
    return app.test_client().get("/api/v1/search", query_string=values).get_json()


def test_words_are_found_from_the_command_line(app: Flask) -> None:
    answer = told(app, "anonymuos", "report", "--lang", "en", "--limit", "1")
    assert answer.exit_code == 0
    assert "Results for: anonymous report" in answer.output
    assert "§7.5.1" in answer.output
    assert "[anonymous] [report]" in answer.output
    assert "(unofficial)" in answer.output


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["police"], {"q": "police"}),
        (["police", "--limit", "3", "--page", "2"], {"q": "police", "limit": "3", "page": "2"}),
        (["report", "--chapter", "7"], {"q": "report", "chapter": "7"}),
        (["anonymuos", "--as-written"], {"q": "anonymuos", "as": "written"}),
        (['"anonymous report"'], {"q": '"anonymous report"'}),
        (["report", "-police"], {"q": "report -police"}),
        (["confid*"], {"q": "confid*"}),
    ],
)
def test_data_is_the_same_as_over_the_network(app: Flask, words: list[str], values: dict[str, str]) -> None:
    answer = told(app, *words, "--lang", "en", "--json")
    assert json.loads(answer.output) == over_the_network(app, **values, lang="en")


def test_a_word_with_a_hyphen_is_left_out_and_no_option(app: Flask) -> None:
    answer = told(app, "report", "-police", "--lang", "en")
    assert answer.exit_code == 0
    assert "[police]" not in answer.output.lower()


def test_a_missing_phrase_is_said_and_its_words_are_offered(app: Flask) -> None:
    answer = told(app, '"report zebra"', "--lang", "en")
    assert "No section has these words in this order: report zebra" in answer.output
    assert "Or search for: report zebra" in answer.output
    assert "0 sections" in answer.output


@pytest.mark.parametrize(
    ("words", "code"), [(["-police"], "search.only-exclusions"), (['""', "*"], "search.nothing-asked")]
)
def test_where_there_is_nothing_to_look_for_it_is_said(app: Flask, words: list[str], code: str) -> None:
    answer = told(app, *words)
    assert answer.exit_code == 1
    assert code in answer.output


@pytest.mark.parametrize(
    "words",
    [["police", "--lang", "fr"], ["police", "--limit", "0"], ["police", "--limt", "3"], []],
)
def test_what_cannot_be_read_is_refused(app: Flask, words: list[str]) -> None:
    assert told(app, *words).exit_code == 2
