"""What two editions differ in."""

from markupsafe import Markup

from webapp.engine.manual import ages
from webapp.engine.manual.changes import Change, Version, compare
from webapp.engine.manual.check import check
from webapp.engine.manual.lines import lines
from webapp.engine.manual.pages import pages

AR = "manual/07-reporting/01-routes.ar.md"


def test_added_changed_and_removed_blocks_are_told_apart_by_language():
    old = [Version("aaaa", "ar", "1"), Version("aaaa", "en", "1"), Version("bbbb", "ar", "2")]
    new = [Version("aaaa", "ar", "1"), Version("aaaa", "en", "9"), Version("cccc", "ar", "3")]
    assert compare(old, new) == (
        Change("aaaa", "en", "changed"),
        Change("cccc", "ar", "added"),
        Change("bbbb", "ar", "removed"),
    )


def test_the_same_edition_has_no_changes():
    blocks = [Version("aaaa", "ar", "1")]
    assert compare(blocks, blocks) == ()


def test_a_list_and_a_table_are_told_line_by_line():
    table = (
        '<div class="tbl"><table>\n<tr>\n<th scope="col">Level</th>\n<td>Within <bdi dir="ltr">24</bdi> hours</td>\n'
        "</tr>\n<tr>\n<th>Low</th>\n<td>one\nday</td>\n</tr></table></div>"
    )
    assert lines(table, "Level Within 24 hours Low one day") == "Level | Within 24 hours\nLow | one day"
    assert lines("<ul>\n<li>Call &amp; wait</li>\n<li>Write</li>\n</ul>", "Call & wait Write") == (
        "Call & wait\nWrite"
    )


def test_html_that_says_more_than_its_text_is_told_as_the_text():
    assert lines("<p>Step 1</p><p>Call</p>", "Call") == "Call"


def test_every_block_of_a_manual_can_be_told_in_lines(files):
    told = [
        (block, lines(block.quote, block.text))
        for page in pages(check(files)[0])
        for block in page.blocks
        if "pathway" not in block.quote
    ]
    assert any("\n" in line for _, line in told)
    for block, line in told:
        assert line.replace(" |", "").split() == block.text.split()


def test_a_statement_that_rests_on_something_else_is_a_change_of_its_section(files):
    other = files | {AR: files[AR].replace("basis=law source=S1 article=91", "basis=practice source=S1")}
    assert other != files
    marks = [
        ages.sections(book, ages.texts(book), before={}, known={}, edition=1)[0]
        for book in (check(files)[0], check(files)[0], check(other)[0])
    ]
    assert marks[0] == marks[1]
    assert [one for one in marks[0] if marks[0][one] != marks[2][one]] == ["reporting/routes"]


def test_a_pathway_is_told_step_by_step_and_nothing_in_it_runs_together():
    drawn = (
        '<figure class="pathway"><figcaption><b>Danger</b><span>Now</span></figcaption><ol><li><p><span>Step </span>'
        "<bdi>1</bdi><b>Teacher</b></p><p>Calls</p></li></ol></figure>"
    )
    for html in (drawn, Markup(drawn)):  # noqa: S704 -- a constant of this test
        assert lines(html, "Danger. Teacher: Calls.") == "Danger Now\nStep 1 Teacher\nCalls"
