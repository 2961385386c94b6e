"""How old the words of a manual are: what changes a paragraph, and when its twin is behind."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manual.bending import small
from webapp.engine.manual import ages, book

LAW = settings(max_examples=80, deadline=None)
AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
CLOCKS, PATHWAYS, MANUAL = "manual/clocks.yaml", "manual/pathways.yaml", "manual/manual.yaml"
UIDS = ("aaaa", "bbbb", "cccc")
NAMES = tuple(itertools.product(("ar", "en"), UIDS))
TEXTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["one", "two", "three"]))
EDITIONS = st.lists(
    st.tuples(TEXTS, st.frozensets(st.sampled_from(UIDS), max_size=1)), min_size=1, max_size=6
)


def history(editions):
    """Return the ages in each edition, worked out one after the other as publishing does."""
    found, before, known = [], {}, {}
    for number, (now, in_step) in enumerate(editions, 1):
        known = ages.ages(now, before=before, known=known, edition=number, in_step=in_step)
        before = now
        found.append(known)
    return found


@given(EDITIONS)
@LAW
def test_a_block_is_as_old_as_its_last_change(editions):
    for number, told in enumerate(history(editions), 1):
        now = editions[number - 1][0]
        assert told.keys() == now.keys()
        for name, text in now.items():
            changed = [
                at
                for at in range(1, number + 1)
                if name[1] in editions[at - 1][1]
                or editions[at - 1][0].get(name) != (editions[at - 2][0].get(name) if at > 1 else None)
            ]
            assert told[name] == changed[-1], (name, text)


@given(EDITIONS)
@LAW
def test_one_twin_at_most_is_behind_and_never_one_that_stands_alone(editions):
    for told in history(editions):
        behind = ages.behind(told)
        for lang, uid in behind:
            twin = ("en" if lang == "ar" else "ar", uid)
            assert twin in told
            assert twin not in behind
            assert told[twin] > told[lang, uid]


@given(EDITIONS)
@LAW
def test_what_was_read_against_its_twin_is_behind_in_no_language(editions):
    for (now, in_step), told in zip(editions, history(editions), strict=True):
        assert not {uid for _lang, uid in ages.behind(told)} & in_step
        assert all(told[lang, uid] == max(told.values()) for lang, uid in now if uid in in_step)


@given(EDITIONS)
@LAW
def test_an_edition_that_changes_nothing_makes_nothing_older_or_newer(editions):
    last = history(editions)[-1]
    now = editions[-1][0]
    assert ages.ages(now, before=now, known=last, edition=99, in_step=()) == last


@given(TEXTS)
@LAW
def test_in_a_first_edition_nothing_is_behind(now):
    told = ages.ages(now, before={}, known={}, edition=1, in_step=())
    assert set(told.values()) <= {1}
    assert ages.behind(told) == frozenset()


def changed_by(path, old, new):
    """Return which blocks and which sections are new when something is changed."""
    files = small()
    assert old in files[path]
    first, second = (book.read(one)[0] for one in (files, files | {path: files[path].replace(old, new, 1)}))
    before, now = ages.texts(first), ages.texts(second)
    blocks = ages.ages(now, before=before, known=dict.fromkeys(before, 1), edition=2, in_step=())
    marks, _ = ages.sections(first, before, before={}, known={}, edition=1)
    _, sections = ages.sections(second, now, before=marks, known=dict.fromkeys(marks, 1), edition=2)
    return {name for name, at in blocks.items() if at == 2}, {
        name for name, at in sections.items() if at == 2
    }


BOTH = {"reporting/routes", "response/recording"}


@pytest.mark.parametrize(
    ("path", "old", "new", "blocks", "sections"),
    [
        (AR, "لا تنتظر", "لا تطلب", {("ar", "f7ra")}, {"reporting/routes"}),
        (EN, "::: must-not", "::: should", {("en", "c8nw")}, {"reporting/routes"}),
        (EN, "## Who reports", "## Who must report", set(), {"reporting/routes"}),
        (EN, "title: Reporting routes", "title: Routes", set(), {"reporting/routes"}),
        (AR, "article=91", "article=92", set(), {"reporting/routes"}),
        (AR, "roles: [teacher]", "roles: []", set(), set()),
        (CLOCKS, "limit: 24", "limit: 12", {("ar", "d4ls"), ("en", "d4ls"), ("ar", "k4ws"), ("en", "k4ws")}, BOTH),
        (PATHWAYS, "en: Tells the line", "en: Calls the line", {("en", "k4ws")}, {"response/recording"}),
        (PATHWAYS, "to: [hotline]\n        limit", "to: [police]\n        limit",
         {("ar", "k4ws"), ("en", "k4ws")}, {"response/recording"}),
        (PATHWAYS, "en: Any other case", "en: Whatever else", set(), set()),
        (MANUAL, "ar: الشرطة", "ar: شرطة عُمان السلطانية", {("ar", "k4ws")}, {"response/recording"}),
        (MANUAL, "effective: 2026-11-01", "effective: 2026-12-01", set(), set()),
    ],
)  # fmt: skip
def test_a_change_makes_new_what_reads_otherwise_and_nothing_else(*, path, old, new, blocks, sections):
    assert changed_by(path, old, new) == (blocks, sections)


def test_a_section_that_was_not_there_is_as_old_as_the_edition_that_brings_it():
    made, _problems = book.read(small())
    now = ages.texts(made)
    marks, told = ages.sections(made, now, before={}, known={}, edition=7)
    assert set(told.values()) == {7}
    assert ages.sections(made, now, before=marks, known=told, edition=8)[1] == told
