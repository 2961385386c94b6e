import json

from flask import Flask

from webapp.search.commands import command


def test_words_are_found_from_the_command_line(app: Flask) -> None:
    told = app.test_cli_runner().invoke(command, ["anonymuos", "report", "--lang", "en", "--limit", "1"])
    assert told.exit_code == 0
    assert "Results for: anonymous report" in told.output
    assert "§7.5.1" in told.output
    assert "[anonymous] [report]" in told.output
    assert "(unofficial)" in told.output


def test_data_is_the_same_as_over_the_network(app: Flask) -> None:
    told = app.test_cli_runner().invoke(command, ["police", "--lang", "en", "--json"])
    answer = app.test_client().get("/api/v1/search", query_string={"q": "police", "lang": "en"})
    assert json.loads(told.output) == answer.get_json()


def test_another_language_is_refused(app: Flask) -> None:
    told = app.test_cli_runner().invoke(command, ["police", "--lang", "fr"])
    assert told.exit_code == 2
