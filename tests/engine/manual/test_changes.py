"""What two editions differ in."""

from webapp.engine.manual.changes import Change, Version, compare


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
