"""Limits in words and isolated numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.clocks import Limit
from webapp.engine.manual.check import check
from webapp.engine.manual.isolate import isolated, pieces, runs, unisolated
from webapp.engine.manual.labels import limit
from webapp.engine.manual.lookup import lookup
from webapp.engine.manual.printing import plain


@pytest.mark.parametrize(
    ("amount", "unit", "arabic", "english"),
    [
        (1, "hour", "ساعة واحدة", "1 hour"),
        (2, "hour", "ساعتان", "2 hours"),
        (3, "hour", "3 ساعات", "3 hours"),
        (10, "hour", "10 ساعات", "10 hours"),
        (11, "hour", "11 ساعة", "11 hours"),
        (24, "hour", "24 ساعة", "24 hours"),
        (15, "minute", "15 دقيقة", "15 minutes"),
        (5, "minute", "5 دقائق", "5 minutes"),
        (1, "day", "يوم واحد", "1 day"),
        (2, "day", "يومان", "2 days"),
        (7, "day", "7 أيام", "7 days"),
        (90, "day", "90 يومًا", "90 days"),
        (100, "day", "100 يوم", "100 days"),
        (103, "day", "103 أيام", "103 days"),
        (1, "working_day", "يوم عمل واحد", "1 working day"),
        (2, "working_day", "يوما عمل", "2 working days"),
        (3, "working_day", "3 أيام عمل", "3 working days"),
        (15, "working_day", "15 يوم عمل", "15 working days"),
    ],
)
def test_a_limit_agrees_with_its_number(amount, unit, arabic, english):
    given = Limit("CL-X", "high", amount, unit, "starter", "")
    assert (limit(given, "ar"), limit(given, "en")) == (arabic, english)


@pytest.mark.parametrize(
    ("after", "words"),
    [("أبلِغ خلال ", "ساعتين"), ("وخلال ", "ساعتين"), ("والمهلة ", "ساعتان"), ("", "ساعتان")],
)
def test_the_dual_follows_the_preposition(after, words):
    assert limit(Limit("CL-X", "high", 2, "hour", "starter", ""), "ar", after=after) == words


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("اتصل بالخط 1100، ثم 9999.", ["1100", "9999"]),
        ("في 7.1.4 و13:00.", ["7.1.4", "13:00"]),
        ("§7.1.4", ["§7.1.4"]),
        ("المرسوم RD 22/2014 و CL-SEEN", ["RD 22/2014", "CL-SEEN"]),
        ("S25 and −9.5 and 1,000", ["S25", "−9.5", "1,000"]),
        ("An X-ray, a wilayat", []),
        ("المادة 62(1)(a) والبند 7.1(ب)", ["62(1)(a)", "7.1"]),
        ("نظام CPIMS+ وC# و24/7", ["CPIMS+", "C#", "24/7"]),
        ("F-12 و CL-AR-2، ثم S25.", ["F-12", "CL-AR-2", "S25"]),
    ],
)
def test_numbers_codes_and_times_are_isolated(text, runs):
    import re

    assert re.findall(r'<bdi dir="ltr">(.*?)</bdi>', isolated(text)) == runs
    assert re.sub(r"</?bdi[^>]*>", "", isolated(text)) == text


def test_isolated_text_is_escaped():
    assert isolated("<b>1</b>") == '&lt;b&gt;<bdi dir="ltr">1</bdi>&lt;/b&gt;'


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("خلال {clock:CL-SEEN high} في المرتفع، و{clock:CL-ACK high} في المتوسط.", "وساعتين في المتوسط"),
        ("{clock:CL-SEEN high} للمرتفع، و{clock:CL-ACK high} للمتوسط.", "وساعتان للمتوسط"),
    ],
)
def test_a_limit_joined_to_another_takes_its_case(files, written, told):
    known = lookup(check(files)[0])
    assert told in plain(written, known, "ar")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("وفق a/b(2) يكفي", ["a/b(2)"]),
        ("راجع name@example.org.", ["name@example.org"]),
        ("راجع (a_b)", ["a_b"]),
        ("المادة 62(1)(a)، ونظام CPIMS+، والرمز S25، و13:00.", []),
        ("اليونيسف UNICEF وحدها، و(AB).", []),
        ("و1100، ثم 9999؛ و24/7.", []),
    ],
)
def test_a_code_that_would_fall_apart_is_told_with_its_place(text, codes):
    found = list(unisolated(text))
    assert [code for _at, code in found] == codes
    assert all(text[at:].startswith(code) for at, code in found)


@given(st.text("ab1+(2)/. ،عم", max_size=20))
@settings(deadline=None)
def test_a_code_is_kept_in_one_piece_or_told_and_never_both(text):
    whole = list(runs(text))
    for at, code in unisolated(text):
        assert text[at : at + len(code)] == code
        assert not any(start <= at and at + len(code) <= end for start, end in whole)
    assert "".join(piece for piece, _is_code in pieces(text)) == text
    assert [piece for piece, is_code in pieces(text) if is_code] == [text[a:b] for a, b in whole]
