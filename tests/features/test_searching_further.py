import html
import re

from flask import Flask
from pytest_bdd import given, parsers, then, when
from pytest_bdd import scenarios as bind_feature

from tests.features.searcher import LANGUAGES, Case
from tests.people import Person, sign_in

bind_feature("searching_further.feature")


@given("the starter edition is published", target_fixture="case")
def published(app: Flask) -> Case:
    return Case(app)


@when(parsers.re('a worker searches in (?P<language>Arabic|English) for "(?P<words>.*)"'))
def searches(case: Case, language: str, words: str) -> None:
    case.search(words, LANGUAGES[language])


@when(parsers.parse('narrows the answer to force "{force}" and role "{role}"'))
def narrows(case: Case, force: str, role: str) -> None:
    case.whole = tuple(case.sections)
    case.open(f"/{case.lang}/search", q=case.words, force=force, role=role)


@then("every section of the answer is left over from the whole one")
def left_over(case: Case) -> None:
    assert 0 < len(case.sections) <= len(case.whole)
    assert len(case.whole) < 10 or {*case.sections} != {*case.whole}


@then("each choice can be taken back")
def taken_back(case: Case) -> None:
    assert all(f'id="not-{name}"' in case.text for name in ("force", "role", "any"))


@then(parsers.parse('the worker is led to the entity "{name}" by name'))
def led_to(case: Case, name: str) -> None:
    assert re.search(rf'<span class="tag">Entity</span> <a href="/en/entities/[a-z-]+">{name}</a>', case.text)


@when(parsers.parse('a worker types "{letters}" in Arabic'))
def types(case: Case, letters: str) -> None:
    case.open("/ar/search/complete", q=letters)


@then(parsers.parse('a name with "{word}" in it is offered'))
def is_offered(case: Case, word: str) -> None:
    assert any(word in one for one in re.findall(r'role="option"[^>]*>([^<]*)<', case.text))


def editor(case: Case) -> Person:
    return sign_in(case.app, "manual-editor")


@when(parsers.parse('{count:d} workers search in English for "{words}" and open nothing'))
def many_search(case: Case, count: int, words: str) -> None:
    for _ in range(count):
        case.search(words, "en")


@when(parsers.parse('an editor pairs "{one}" with "{other}"'))
def pairs(case: Case, one: str, other: str) -> None:
    editor(case).post("/desk/synonyms", {"one": one, "other": other})


@then(parsers.parse('the worker is told that "{word}" was searched also'))
def searched_also(case: Case, word: str) -> None:
    assert f"Searched also: {word}" in case.plain


@then(parsers.parse('the editors see "{words}" with its count'))
def see_words(case: Case, words: str) -> None:
    page = editor(case).get("/desk/search")
    rows = [[*row.iter("td")] for row in page.all("tr") if words in "".join(row.itertext())]
    assert ["".join(row[0].itertext()) for row in rows if row] == ["5"]
    case.text = html.unescape(page.source)


@then("the editors see one query that was only counted")
def see_count(case: Case) -> None:
    assert "1 query was only counted" in case.plain


@then(parsers.parse('"{word}" is not shown to them'))
def not_shown(case: Case, word: str) -> None:
    assert word not in case.text
