"""What is counted of searching: how often, never who; and no words that could name anybody."""

import datetime as dt
import threading

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ON_POSTGRESQL, Clock
from tests.people import store
from tests.web.pages import HERE
from webapp.engine.words.analyse import analyse
from webapp.privacy import retention
from webapp.privacy.retention import Done
from webapp.search import counting, views
from webapp.search.models import SearchCount

KNOWN = {token.stem for token in analyse("when a child is absent from school الغياب عن المدرسة طفل")}
A_DAY = dt.timedelta(days=1)


def rows(app: Flask) -> list[tuple[str, str, int, int, int]]:
    """Return everything the table says: language, text, asked, empty, opened."""
    columns = ("lang", "text", "asked", "empty", "opened")
    with store(app).reading() as connection:
        found = connection.execute(
            sa.select(*(getattr(SearchCount, name) for name in columns)).order_by(SearchCount.id)
        )
        return [tuple(row) for row in found]


def open_page(app: Flask, query: str, *, lang: str = "en", **more: str) -> None:
    """Open a page of answers and read it to its end, after which it is counted."""
    headers = {"HX-Request": "true"} if more.pop("fragment", "") else {}
    answer = app.test_client().get(f"/{lang}/search", query_string={"q": query} | more, headers=headers)
    assert answer.status_code == 200
    answer.close()


def tell(app: Flask, query: str, *, lang: str = "en", status: int = 204, origin: str = HERE, **more: str):
    answer = app.test_client().post(
        f"/{lang}/search/counted", data={"q": query} | more, headers={"Origin": origin}
    )
    assert answer.status_code == status
    return answer


@pytest.mark.parametrize("text", ["a child is absent", "بغياب طفل", "child, school!", "schools 7", "1100"])
def test_a_query_of_the_manuals_own_words_may_be_kept(text: str) -> None:
    assert counting.tellable(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "child Salim",
        "سالم غائب عن المدرسة",
        "child 99887766",
        "child 9988 7766",
        "طفل ٩٩٨٨٧٧٦٦",
        "child 99-88-77",
        "child@school.om",
        "12345",
        "",
        "!?",
    ],
)
def test_a_query_with_any_other_word_or_a_long_number_may_not(text: str) -> None:
    assert not counting.tellable(text, KNOWN)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_kept_only_when_all_its_words_are_known_and_no_number_is_long(text: str) -> None:
    if counting.tellable(text, KNOWN):
        assert not any(len(token.normal) >= 5 for token in analyse(text) if token.script == "number")
        unknown = [token for token in analyse(text) if token.script == "latin" and token.stem not in KNOWN]
        assert unknown == []


def test_a_name_is_nowhere_in_the_database_after_it_was_searched(app: Flask) -> None:
    open_page(app, "Zahrabadi report")
    tell(app, "Zahrabadi report")
    open_page(app, "police")
    assert rows(app) == [("en", "", 2, 0, 0), ("en", "police", 1, 0, 0)]


def test_opened_pages_count_once_and_parts_further_pages_and_narrowed_answers_do_not(app: Flask) -> None:
    open_page(app, "police")
    open_page(app, "police", fragment="yes")
    open_page(app, "police", page="2")
    open_page(app, "police", force="must")
    open_page(app, "police", **{"as": "written"})
    open_page(app, "")
    assert rows(app) == [("en", "police", 1, 0, 0)]


def test_a_query_that_finds_nothing_and_a_section_that_is_opened_are_told_apart(app: Flask) -> None:
    tell(app, "الشرطة", lang="ar")
    tell(app, "الشرطة", lang="ar", opened="yes")
    tell(app, "qqzzxx")
    assert rows(app) == [("ar", "الشرطة", 1, 0, 1), ("en", "", 1, 1, 0)]


def test_nothing_is_counted_from_elsewhere_and_no_cookie_is_set(app: Flask) -> None:
    tell(app, "police", origin="https://elsewhere.example", status=403)
    assert rows(app) == []
    assert not tell(app, "police").headers.getlist("Set-Cookie")


def test_one_address_cannot_fill_the_counts(app: Flask) -> None:
    for _ in range(views.COUNTED + 5):
        tell(app, "police", opened="yes")
    assert rows(app) == [("en", "police", 0, 0, views.COUNTED)]


@pytest.mark.skipif(ON_POSTGRESQL, reason="a file has one writer at a time; a server has many")
def test_while_somebody_writes_for_long_the_page_is_shown_and_the_count_is_lost(app: Flask) -> None:
    writing, done = threading.Event(), threading.Event()

    def write() -> None:
        with store(app).writing():
            writing.set()
            done.wait(20)

    other = threading.Thread(target=write)
    other.start()
    writing.wait(20)
    begun = dt.datetime.now(dt.UTC)
    open_page(app, "police")
    waited = dt.datetime.now(dt.UTC) - begun
    done.set()
    other.join()
    assert waited < dt.timedelta(seconds=4), "the usual patience is five seconds"
    assert rows(app) == []
    open_page(app, "police")
    assert rows(app) == [("en", "police", 1, 0, 0)]


def test_counts_go_before_they_are_older_than_ninety_days(app: Flask, clock: Clock) -> None:
    tell(app, "police")
    week = counting.monday(clock())
    last = clock() + (counting.KEEP_DAYS - (clock().date() - week).days) * A_DAY
    assert retention.apply_all(store(app), last) == Done()
    with store(app).reading() as connection:
        assert retention.due(connection, last + A_DAY) == Done(queries=1)
    assert retention.apply_all(store(app), last + A_DAY) == Done(queries=1)
    assert rows(app) == []
