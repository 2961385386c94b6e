"""What two editions differ in, block by block."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Literal


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """One block of one edition in one language, as far as comparing needs it."""

    uid: str
    lang: str
    digest: str


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One block that differs."""

    uid: str
    lang: str
    kind: Literal["added", "removed", "changed"]


def compare(old: Iterable[Version], new: Iterable[Version]) -> tuple[Change, ...]:
    """Return what was added or changed, in the order of the new edition, then what was removed."""
    before, after = _by_name(old), _by_name(new)
    changes = []
    for (uid, lang), digest in after.items():
        if (uid, lang) not in before:
            changes.append(Change(uid, lang, "added"))
        elif before[uid, lang] != digest:
            changes.append(Change(uid, lang, "changed"))
    changes.extend(Change(uid, lang, "removed") for uid, lang in before if (uid, lang) not in after)
    return tuple(changes)


def _by_name(versions: Iterable[Version]) -> Mapping[tuple[str, str], str]:
    return {(one.uid, one.lang): one.digest for one in versions}
