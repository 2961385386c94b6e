"""Numbers under keys, kept in one flat array: small, quick to load, nothing to build when it is opened."""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable

_BITS = 32
_LOW = (1 << _BITS) - 1


def keyed(pairs: Iterable[tuple[str, int]]) -> "array[int]":
    """Return an array that `numbers` reads. Shape: each item a key's 32-bit sum, then its number; sorted."""
    return array("Q", sorted({_sum(key) << _BITS | number for key, number in pairs}))


def numbers(kept: "array[int]", key: str) -> list[int]:
    """Return the numbers under a key, ascending.

    Shape: rarely also those of another key with the same sum, so that what comes of it must be checked.
    """
    first = _sum(key) << _BITS
    return [item & _LOW for item in kept[bisect_left(kept, first) : bisect_left(kept, first + _LOW + 1)]]


def _sum(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))
