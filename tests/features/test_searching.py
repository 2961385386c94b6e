import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.features.searcher import LANGUAGES, Case

bind_feature("searching.feature")


@given("the starter edition is published", target_fixture="case")
def published(app: Flask) -> Case:
    return Case(app)


@when(parsers.re('a worker searches in (?P<language>Arabic|English) for "(?P<words>.*)"'))
def searches(case: Case, language: str, words: str) -> None:
    case.search(words, LANGUAGES[language])


@then(parsers.parse('the section "{section}" is among the first {count:d}'))
def among_first(case: Case, section: str, count: int) -> None:
    assert section in case.sections[:count]


@then(parsers.parse('the section "{section}" comes first'))
def comes_first(case: Case, section: str) -> None:
    assert case.sections[0] == section


@then(parsers.parse('the paragraph "{number}" comes first'))
def paragraph_first(case: Case, number: str) -> None:
    assert case.numbers[0] == number


@then("a word of the answer is marked")
def is_marked(case: Case) -> None:
    assert "<mark>" in case.text


@then("the marked words are whole words of the text")
def marked_whole(case: Case) -> None:
    assert not re.search(r"[\w\u064b-\u0652]<mark>|</mark>[\w\u064b-\u0652]", case.text)


@then(parsers.parse('the worker is told that results are for "{words}"'))
def told_mended(case: Case, words: str) -> None:
    assert f"Results for {words}" in case.plain


@then("the worker can search for the words as typed")
def can_undo(case: Case) -> None:
    assert re.search(r'href="/en/search\?q=anonymuos[^"]*as=written"', case.text)


@then("the worker is told that the other language was searched")
def told_language(case: Case) -> None:
    assert "بُحث عن كلماتك في النص الإنجليزي" in case.plain


@then("the worker is told that nothing was found")
def told_nothing(case: Case) -> None:
    assert "Nothing found for “qqzzxx”" in case.plain


@then("the line 1100 is named")
def names_line(case: Case) -> None:
    assert re.search(r"it cannot wait, call 1100", case.plain)


@then("the worker is shown examples")
def shows_examples(case: Case) -> None:
    assert case.text.count('<a href="/ar/search?q=') >= 3
