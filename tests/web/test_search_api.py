import pytest
from flask import Flask
from werkzeug.test import TestResponse


def get(app: Flask, **values: str) -> TestResponse:
    return app.test_client().get("/api/v1/search", query_string=values)


def test_an_answer_carries_its_label_its_edition_and_its_places(app: Flask) -> None:
    answer = get(app, q="anonymous report", lang="en")
    data = answer.get_json()
    assert answer.status_code == 200
    assert "Unofficial" in data["notice"]
    assert (data["edition"], data["lang"], data["searched_lang"]) == (1, "en", "en")
    hit = data["hits"][0]
    assert hit["section"] == "reporting/anonymous-repeated-malicious"
    assert hit["url"] == f"/en/manual/{hit['section']}#{hit['paragraph']}"
    assert any(piece["marked"] for piece in hit["pieces"])


def test_the_other_language_is_said(app: Flask) -> None:
    data = get(app, q="anonymous report", lang="ar").get_json()
    assert (data["lang"], data["searched_lang"]) == ("ar", "en")
    assert "غير رسمية" in data["notice"]


def test_pages_follow_each_other(app: Flask) -> None:
    first, second = (
        get(app, q="child", lang="en", limit="3", page=number).get_json() for number in ("1", "2")
    )
    assert len(first["hits"]) == len(second["hits"]) == 3
    assert not {hit["section"] for hit in first["hits"]} & {hit["section"] for hit in second["hits"]}
    assert first["total"] == second["total"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"q": "police", "lang": "fr"}, "search.unknown-language"),
        ({"q": "police", "limit": "0"}, "search.number-out-of-range"),
        ({"q": "police", "limit": "51"}, "search.number-out-of-range"),
        ({"q": "police", "limit": "ten"}, "search.number-out-of-range"),
        ({"q": "police", "page": "-1"}, "search.number-out-of-range"),
        ({"q": "  "}, "search.nothing-asked"),
        ({}, "search.nothing-asked"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_shape(app: Flask, values: dict[str, str], code: str) -> None:
    answer = get(app, **values)
    assert answer.status_code == 422
    assert set(answer.get_json()) == {"error"}
    assert answer.get_json()["error"]["code"] == code
    assert answer.get_json()["error"]["message"]


def test_a_refusal_speaks_the_language_that_was_asked_for(app: Flask) -> None:
    says = {lang: get(app, lang=lang).get_json()["error"]["message"] for lang in ("ar", "en", "fr")}
    assert says["en"].isascii()
    assert not says["ar"].isascii()
    assert not says["fr"].isascii()
