"""A section in both languages: every paragraph beside its twin, in the order in which each is read."""

import re

import pytest

from webapp.manual import pairs, service

AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"
NEW = {
    path: "\n{#%s}\n" + words + "\n"
    for path, words in ((AR, "فقرة بالعربية وحدها."), (EN, "In English alone."))
}


@pytest.fixture
def shown(database, files, now):
    """Return the pairs of a section after changes to its files: before which words a paragraph comes."""

    def show(*added):
        for path, before, uid in added:
            assert before in files[path]
            files[path] = files[path].replace(before, NEW[path] % uid + "\n" + before, 1)
        with database.writing() as connection:
            service.import_files(connection, files=files, by="", now=now)
            return pairs.pairs(connection, section_id="reporting/routes", edition=1)

    return show


def test_every_paragraph_stands_beside_its_twin(shown):
    told = shown()
    assert [one.uid for one in told] == ["f7ra", "p7k2", "m3xd", "c8nw", "d4ls", "y6gu"]
    assert [one.number for one in told] == ["7.1", "7.1.1", "7.1.2", "7.1.3", "7.1.4", "7.1.5"]
    assert all(set(one.sides) == {"ar", "en"} for one in told)
    duty = told[1]
    assert (duty.force, duty.sides["en"].basis_words) == ("must", "Basis: law (Education Law, Article 91)")
    assert duty.sides["ar"].text == "أن يبلّغ كل معلّم متى قام لديه اشتباه، خلال 24 ساعة."


def test_a_heading_stands_once_in_both_languages_above_its_first_paragraph(shown):
    assert {one.uid: one.heads for one in shown() if one.heads} == {
        "p7k2": {"ar": "من يبلّغ", "en": "Who reports"},
        "d4ls": {"ar": "المهل", "en": "Time limits"},
    }


@pytest.mark.parametrize(
    "added",
    [
        [(EN, "{#p7k2}", "x2aa")],
        [(EN, "{#f7ra}", "x2aa"), (EN, "{#f7ra}", "x2ab")],
        [(EN, "{#m3xd}", "x2aa"), (EN, "{#m3xd}", "x2ab"), (EN, "{#y6gu}", "x2ac")],
        [(AR, "{#m3xd}", "x2aa"), (EN, "{#c8nw}", "x2ab")],
        [(AR, "{#f7ra}", "x2aa"), (EN, "{#f7ra}", "x2ab"), (EN, "## Time", "x2ac")],
    ],
)
def test_what_one_language_alone_has_stands_where_it_is_read_and_repeats_no_heading(shown, files, added):
    told = shown(*added)
    for lang, path in (("ar", AR), ("en", EN)):
        written = re.findall(r"\{#(\w+)\}", files[path])
        assert [one.uid for one in told if lang in one.sides] == written
        heads = [one.heads[lang] for one in told if lang in one.heads]
        assert heads == re.findall("(?m)^## (.+)$", files[path])


def test_the_titles_of_a_section_come_in_both_languages(shown, database):
    shown()
    with database.reading() as connection:
        assert pairs.titles(connection, section_id="reporting/routes", edition=1) == {
            "ar": "طرق الإبلاغ",
            "en": "Reporting routes",
        }
        assert pairs.titles(connection, section_id="no/where", edition=1) == {}
        assert pairs.pairs(connection, section_id="no/where", edition=1) == ()


def test_paragraphs_are_found_wherever_they_stand(shown, database):
    shown()
    with database.reading() as connection:
        found = pairs.wherever(connection, uids=["r3vb", "d4ls", "zzzz"], edition=1)
        assert {uid: one.section_id for uid, one in found.items()} == {
            "r3vb": "response/recording",
            "d4ls": "reporting/routes",
        }
        assert pairs.wherever(connection, uids=[], edition=1) == {}
