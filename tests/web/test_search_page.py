import html
import re

import pytest
from flask import Flask


def get(app: Flask, lang: str, *, fragment: bool = False, **values: str) -> str:
    headers = {"HX-Request": "true"} if fragment else {}
    answer = app.test_client().get(f"/{lang}/search", query_string=values, headers=headers)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(("lang", "words"), [("ar", "الإبلاغ"), ("en", "report")])
def test_the_fragment_is_a_part_of_the_page(app: Flask, lang: str, words: str) -> None:
    page = get(app, lang, q=words)
    part = get(app, lang, fragment=True, q=words)
    assert "<html" in page
    assert "<html" not in part
    assert part.strip().startswith('<div id="results"')
    assert re.sub(r"\s+", " ", part).strip() in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_without_a_question_there_are_examples(app: Flask, lang: str) -> None:
    assert get(app, lang).count(f'<a href="/{lang}/search?q=') >= 4


def test_a_hit_leads_to_its_paragraph_and_that_page_holds_it(app: Flask) -> None:
    page = get(app, "en", q="anonymous report accepted")
    address, uid = re.findall(r'<h3><a href="(/en/manual/[^"#]+)#([a-z0-9]+)"', page)[0]
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    assert f'id="{uid}"' in answer.get_data(as_text=True)


def test_the_count_is_announced(app: Flask) -> None:
    page = get(app, "en", q="police")
    assert re.search(r'<p class="count" data-say><b>\d+ sections?</b>', page)
    assert page.count("data-say") == 1, "the one line that speaks says it once"


def test_what_is_typed_is_shown_as_text_only(app: Flask) -> None:
    attack = '"><script>alert(1)</script> police'
    page = get(app, "en", q=attack)
    assert "<script>alert" not in page
    assert html.escape(attack, quote=False).split(" ")[0].replace('"', "&#34;") in page


def test_a_long_question_is_cut_and_the_page_says_so(app: Flask) -> None:
    assert "the rest was left out" in get(app, "en", q="police " * 60)
    assert "the rest was left out" not in get(app, "en", q="police")


def test_the_second_page_goes_on_where_the_first_ended(app: Flask) -> None:
    first, second = (get(app, "en", q="child", page=number) for number in ("1", "2"))
    hits = [re.findall(r'<h3><a href="([^"#]+)', page) for page in (first, second)]
    assert len(hits[0]) == 10
    assert hits[1]
    assert not set(hits[0]) & set(hits[1])
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "٣", "900"])
def test_a_strange_page_number_breaks_nothing(app: Flask, number: str) -> None:
    assert "Search the manual" in get(app, "en", q="police", page=number)


def test_words_are_taken_as_typed_when_asked(app: Flask) -> None:
    assert "Results for" in get(app, "en", q="anonymuos")
    assert "Results for" not in get(app, "en", **{"q": "anonymuos", "as": "written"})


def test_pages_of_words_as_typed_stay_as_typed(app: Flask) -> None:
    page = get(app, "en", **{"q": "child", "as": "written"})
    assert re.search(r'rel="next" href="[^"]*as=written', page)


def test_control_characters_are_not_searched(app: Flask) -> None:
    assert get(app, "en", q="po\x00lice\x1b").count("\x00") == 0


def test_the_answer_is_not_kept_for_others(app: Flask) -> None:
    answer = app.test_client().get("/en/search", query_string={"q": "police"})
    assert "public" not in answer.headers.get("Cache-Control", "")
    assert "HX-Request" in answer.headers["Vary"]
