"""What a reader gets: safe HTML in the frame that the style sheet knows, in both languages."""

import pytest

from webapp.engine.manual.check import check
from webapp.engine.manual.pages import pages

AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"


@pytest.fixture
def shown(files):
    """Return a page, after changes to its file."""

    def show(lang="en", section="reporting/routes", changes=()):
        for path, old, new in changes:
            assert old in files[path]
            files[path] = files[path].replace(old, new, 1)
        found = pages(check(files)[0])
        return next(one for one in found if (one.lang, one.section_id) == (lang, section))

    return show


def test_a_duty_stands_in_its_frame_with_icon_word_and_basis(shown):
    html = shown("ar").html
    assert (
        '<div class="para must" id="p7k2"><a class="pn" href="#p7k2" aria-label="رابط الفقرة 7.1.1">' in html
    )
    assert '<bdi dir="ltr">7.1.1</bdi><svg class="i"' in html
    assert '<div class="para not" id="c8nw">' in html
    assert "يجب ألّا</p><p>يُخبَر من يُشتبه فيه.</p>" in html
    assert '<p class="basis">الأساس: القانون (قانون التعليم، المادة <bdi dir="ltr">91</bdi>)</p>' in html
    assert '<p class="basis">Basis: training default</p>' in shown("en").html


def test_the_summary_stands_apart_and_bears_the_sections_own_number(shown):
    page = shown()
    assert page.summary_html.startswith(
        '<ul id="f7ra">\n<li><span>Call the Child Protection Line, <bdi dir="ltr">1100'
    )
    assert "f7ra" not in page.html
    assert [(one.uid, one.number) for one in page.blocks][:2] == [("f7ra", "7.1"), ("p7k2", "7.1.1")]


def test_a_limit_is_printed_in_words_with_its_mark(shown):
    arabic, english = shown("ar").html, shown("en").html
    assert '<span class="limit starter" title="starter value"><bdi dir="ltr">24</bdi> hours</span>' in english
    assert '<span class="limit starter" title="قيمة تمهيدية"><bdi dir="ltr">24</bdi> ساعة</span>' in arabic
    assert '<span class="limit">ساعتين</span>' in arabic


def test_a_reference_prints_the_number_and_leads_to_the_place(shown):
    html = shown("ar").html
    assert '<a href="/ar/manual/response/recording#r3vb"><bdi dir="ltr">§6.6.1</bdi></a>' in html
    assert '<a href="/ar/manual/response/recording"><bdi dir="ltr">§6.6</bdi></a>' in html


def test_a_term_opens_its_entry_in_both_languages_even_in_a_table(shown):
    html = shown("ar").html
    assert '<button type="button" class="term" popovertarget="t-suspicion-p7k2-1">اشتباه</button>' in html
    assert '<b>اشتباه</b> · <bdi lang="en" dir="ltr">suspicion</bdi><br>أقلّ من الدليل.</span>' in html
    assert 'popovertarget="t-suspicion-d4ls-1">شكّ</button>' in html


def test_tables_and_roles_have_their_parts_named(shown):
    html = shown().html
    assert '<div class="tbl"><table>' in html
    assert '<th scope="col">Level</th>' in html
    assert '<th scope="row">High</th>' in html
    assert '<dl class="roles">\n<dt>Teacher</dt>\n<dd>Listens and does not question.</dd>' in html


def test_headings_have_anchors(shown):
    page = shown()
    assert page.headings == (("g1", "Who reports"), ("g2", "Time limits"))
    assert (
        '<div class="para head2" id="g1"><span class="pn"></span><div class="pt"><h2>Who reports</h2></div></div>'
        in page.html
    )


def test_a_quote_has_no_ids_so_that_it_can_stand_anywhere(shown):
    quote = next(one.quote for one in shown().blocks if one.uid == "p7k2")
    assert quote == '<p>Every teacher must report a suspicion within <bdi dir="ltr">24</bdi> hours.</p>'


def test_the_text_of_a_block_has_its_references_in_words(shown):
    texts = {one.uid: one.text for one in shown().blocks}
    assert texts["m3xd"] == "Any one of these is enough, see §6.6.1 and §6.6."
    assert texts["d4ls"] == "Level Within High 24 hours A doubt within 2 hours"


def test_every_id_stands_once_on_a_page(shown):
    import re

    page = shown("ar")
    ids = re.findall(r' id="([^"]+)"', page.summary_html + page.html)
    assert len(ids) == len(set(ids))


def test_a_block_without_its_twin_says_so_on_both_pages(shown):
    gone = "{#m3xd}\nAny **one** of these is enough, see {ref:r3vb} and {ref:response/recording}.\n"
    arabic = shown("ar", changes=[(EN, gone, "")])
    english = shown("en")
    assert '<p class="twin">' in arabic.html
    assert 'href="/en/manual/reporting/routes#m3xd" hreflang="en"' in arabic.html
    assert '<div class="para" id="m3xd">' in english.html
    assert 'href="/ar/manual/reporting/routes#m3xd" hreflang="ar"' in english.html
    assert english.html.index('id="p7k2"') < english.html.index('id="m3xd"') < english.html.index('id="c8nw"')
    assert {one.uid: one.state for one in arabic.blocks}["m3xd"] == "missing"
    assert {one.uid: one.state for one in arabic.blocks}["p7k2"] == "same"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        "[go](https://elsewhere.example/)",
        "[go](//elsewhere.example/)",
        "[go](/\\elsewhere.example/)",
        "![picture](https://elsewhere.example/p.png)",
        "<https://elsewhere.example/>",
        '{term:suspicion|<b onclick="x">words</b>}',
    ],
)
def test_nothing_that_runs_or_leads_away_reaches_the_page(shown, attack):
    import re

    html = shown(changes=[(EN, "Any **one**", attack)]).html
    assert not re.search("<(script|img|b onclick)", html)
    assert all(re.match("/[a-z%]|#", address) for address in re.findall('href="([^"]*)', html))


def test_a_footnote_belongs_to_its_block(shown):
    page = shown(
        changes=[
            (EN, "is enough", "is enough[^why]"),
            (EN, "## Time limits", "[^why]: Since 2014.\n\n## Time"),
        ]
    )
    assert 'id="fnref-m3xd-1"' in page.html
    assert 'Since <bdi dir="ltr">2014</bdi>.' in page.html
    assert "fn" not in next(one.quote for one in page.blocks if one.uid == "m3xd").replace("footnote", "")


def test_neighbours_follow_the_numbers(shown):
    page = shown()
    assert page.previous
    assert (page.previous.number, page.previous.title, page.next) == ("6.6", "Recording", None)
    assert [one.number for one in page.siblings] == ["7.1"]
    assert page.sources == (("S1", "Education Law", "confirmed"),)
