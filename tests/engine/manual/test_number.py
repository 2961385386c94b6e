"""Blocks without a uid get one, the same in both languages, and nothing else changes."""

import re

from tests.manual.bending import resting_on
from webapp.engine.manual.number import fresh_uid, number

AR = "manual/07-reporting/01-routes.ar.md"
EN = "manual/07-reporting/01-routes.en.md"


def uids(text):
    return re.findall(r"\{#([a-z0-9]+)\}", text)


def test_a_numbered_manual_stays_as_it_is(files):
    assert number(files) == {}


def test_both_twins_get_the_same_uids_and_the_check_is_content(files, findings):
    for path in (AR, EN):
        files[path] = re.sub(r"\{#[a-z0-9]+\}\n", "", files[path])
    files = resting_on(files, "r3vb")
    changed = number(files)
    assert sorted(changed) == [AR, EN]
    assert uids(changed[AR]) == uids(changed[EN])
    assert len(set(uids(changed[AR]))) == 6
    assert findings(files | changed) == []
    assert number(files | changed) == {}


def test_a_block_takes_the_uid_its_twin_has(files):
    files[EN] = files[EN].replace("{#m3xd}\n", "")
    assert uids(number(files)[EN]) == uids(files[AR])


def test_nothing_but_the_line_of_the_uid_is_added(files):
    before = files[EN].replace("\n", "\r\n").removesuffix("\r\n")
    files[EN] = before.replace("{#m3xd}\r\n", "")
    assert number(files) == {EN: before}


def test_an_empty_line_is_put_before_a_uid_that_needs_it(files, findings):
    files[EN] = files[EN].replace("## Who reports\n\n{#p7k2}\n", "## Who reports\n")
    files |= number(files)
    assert "## Who reports\n\n{#p7k2}\n::: must" in files[EN]
    assert findings(files) == []


def test_a_block_that_only_one_language_has_gets_a_uid_of_its_own(files):
    files[EN] = files[EN].replace("## Time limits\n", "One more.\n\n- Two more.\n\n## Time limits\n")
    changed = number(files)
    assert list(changed) == [EN]
    assert len(set(uids(changed[EN])) - set(uids(files[AR]))) == 2


def test_the_same_seed_gives_the_same_uid_unless_it_is_taken():
    first = fresh_uid("seed", ())
    assert first == fresh_uid("seed", ())
    assert re.fullmatch("[a-z][a-z0-9]{3}", first)
    assert fresh_uid("seed", {first}) != first
