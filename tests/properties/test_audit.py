"""Laws of the chain of deeds: nothing in any link can be changed unseen, and no link can move."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as some

from webapp.audit.chain import Link, head_seal, row_hash

KEY = "only-for-tests-and-long-enough-to-be-accepted"
# HMAC takes a key and the same key followed by zero bytes for one; no key of ours ends in one.
KEYS = some.text(some.characters(exclude_categories=["Cc", "Cs"]))
MOMENTS = some.datetimes(timezones=some.just(dt.UTC))
WORDS = some.text(max_size=20)
LINKS = some.builds(
    Link, number=some.integers(1, 10**9), at=MOMENTS, actor=WORDS, action=WORDS, subject=WORDS, facts=WORDS
)
CHAINS = some.lists(LINKS, min_size=1, max_size=8)
OTHER = {"number": some.integers(1, 10**9), "at": MOMENTS}


@dataclasses.dataclass(frozen=True)
class Sealed:
    """A chain as it is kept: the links, each with its seal, and the seal of the end."""

    links: tuple[tuple[Link, str], ...]
    end: str

    def first_fault(self, key: str = KEY) -> int | None:
        """Return the place of the first link that does not fit, the length when only the end does not."""
        before = ""
        for place, (link, kept) in enumerate(self.links):
            if row_hash(link, before=before, key=key) != kept:
                return place
            before = kept
        return None if head_seal(len(self.links), before, key=key) == self.end else len(self.links)


def sealed(links: Sequence[Link], key: str = KEY) -> Sealed:
    before, made = "", []
    for link in links:
        before = row_hash(link, before=before, key=key)
        made.append((link, before))
    return Sealed(tuple(made), head_seal(len(made), before, key=key))


@given(CHAINS)
def test_a_chain_as_it_was_sealed_has_no_fault(links: list[Link]) -> None:
    assert sealed(links).first_fault() is None


@given(CHAINS, some.data())
def test_any_change_of_any_field_of_any_link_breaks_it_there(
    links: list[Link], data: some.DataObject
) -> None:
    chain = sealed(links)
    place = data.draw(some.integers(0, len(links) - 1))
    field = data.draw(some.sampled_from(Link._fields))
    value = data.draw(OTHER.get(field, WORDS))
    link, kept = chain.links[place]
    assume(value != getattr(link, field))
    changed = list(chain.links)
    changed[place] = (link._replace(**{field: value}), kept)
    assert dataclasses.replace(chain, links=tuple(changed)).first_fault() == place


@given(CHAINS, some.data())
def test_a_link_sealed_anew_by_whoever_lacks_the_key_breaks_it(
    links: list[Link], data: some.DataObject
) -> None:
    chain = sealed(links)
    place = data.draw(some.integers(0, len(links) - 1))
    key = data.draw(KEYS.filter(lambda other: other != KEY))
    before = chain.links[place - 1][1] if place else ""
    changed = list(chain.links)
    changed[place] = (links[place], row_hash(links[place], before=before, key=key))
    assert dataclasses.replace(chain, links=tuple(changed)).first_fault() == place


@given(CHAINS, some.data())
def test_any_link_taken_away_breaks_it(links: list[Link], data: some.DataObject) -> None:
    chain = sealed(links)
    place = data.draw(some.integers(0, len(links) - 1))
    shorter = chain.links[:place] + chain.links[place + 1 :]
    assert dataclasses.replace(chain, links=shorter).first_fault() == place


@given(CHAINS, LINKS, some.data())
def test_any_link_put_in_breaks_it(links: list[Link], new: Link, data: some.DataObject) -> None:
    chain = sealed(links)
    place = data.draw(some.integers(0, len(links)))
    seal = data.draw(some.sampled_from([one for _, one in chain.links]))
    longer = (*chain.links[:place], (new, seal), *chain.links[place:])
    assert dataclasses.replace(chain, links=longer).first_fault() is not None


@given(CHAINS, some.data())
def test_two_links_that_change_places_break_it(links: list[Link], data: some.DataObject) -> None:
    assume(len(links) > 1)
    chain = sealed(links)
    here, there = data.draw(some.lists(some.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True))
    moved = list(chain.links)
    moved[here], moved[there] = moved[there], moved[here]
    assert dataclasses.replace(chain, links=tuple(moved)).first_fault() == min(here, there)


@given(WORDS, WORDS, some.integers(1, 20))
def test_letters_cannot_wander_from_one_field_to_the_next(actor: str, action: str, cut: int) -> None:
    """Two links whose words are the same one after the other have seals of their own."""
    at = dt.datetime(2026, 11, 4, tzinfo=dt.UTC)
    whole = actor + action
    one, other = Link(1, at, actor, action, "", "{}"), Link(1, at, whole[:cut], whole[cut:], "", "{}")
    assume(one != other)
    assert row_hash(one, before="", key=KEY) != row_hash(other, before="", key=KEY)


@given(LINKS, some.timezones())
def test_a_moment_is_the_same_in_every_zone(link: Link, zone: dt.tzinfo) -> None:
    assert row_hash(link, before="", key=KEY) == row_hash(
        link._replace(at=link.at.astimezone(zone)), before="", key=KEY
    )


@given(KEYS, KEYS)
def test_the_seal_of_an_end_is_of_one_length_and_one_key(key: str, other: str) -> None:
    assume(key != other)
    assert head_seal(1, "a", key=key) != head_seal(1, "a", key=other)
    assert head_seal(1, "a", key=key) != head_seal(2, "a", key=key)
