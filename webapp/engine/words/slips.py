"""What it takes to write one word and mean another: slips of the finger are not all alike."""

SWAPPED, NEIGHBOUR, DOUBLED, SOUNDS_ALIKE, ANY = 0.7, 0.7, 0.6, 0.6, 1.0
# Rows of keys as they lie under the fingers, letters as they are compared: ى is ي, ة is ه.
_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ي وراايهوزظ"),
)
_ALIKE = ("ضظ", "دض", "ذز", "ذد", "ثس", "صس", "تط", "قك", "غق", "هح")


def _beside() -> frozenset[str]:
    """Return pairs of letters whose keys touch, in both orders."""
    found: set[str] = set()
    for rows in _KEYBOARDS:
        for row, below in zip(rows, (*rows[1:], ""), strict=True):
            for at, letter in enumerate(row):
                touching = row[at + 1 : at + 2] + below[max(at - 1, 0) : at + 2]
                found |= {letter + other for other in touching} | {other + letter for other in touching}
    return frozenset(pair for pair in found if " " not in pair)


_BESIDE = _beside()
_SOUND = frozenset(pair for alike in _ALIKE for pair in (alike, alike[::-1]))


def slips(written: str, meant: str) -> float:
    """Return what it takes to write `written` for `meant`. Units: one a slip, less for those made often."""
    written, meant = _where_they_differ(written, meant)
    before: list[float] = []
    row = [float(count) for count in range(len(meant) + 1)]
    for i, letter in enumerate(written, start=1):
        before, last, row = row, before, [float(i)]
        added = _added(letter, written[i - 2 : i - 1], written[i : i + 1])
        for j, there in enumerate(meant, start=1):
            dropped = DOUBLED if meant[j - 2 : j - 1] == there else ANY
            best = min(before[j] + added, row[j - 1] + dropped, before[j - 1] + _changed(letter, there))
            if i > 1 and j > 1 and letter == meant[j - 2] and written[i - 2] == there:
                best = min(best, last[j - 2] + SWAPPED)
            row.append(best)
    return row[-1]


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Return two words without what they begin and end with in common, but for a letter on each side."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    start, end = max(start - 1, 0), max(end - 1, 0)
    return one[start : len(one) - end], other[start : len(other) - end]


def _added(letter: str, left: str, right: str) -> float:
    if letter in {left, right}:
        return DOUBLED
    return NEIGHBOUR if letter + left in _BESIDE or letter + right in _BESIDE else ANY


def _changed(letter: str, there: str) -> float:
    if letter == there:
        return 0.0
    pair = letter + there
    if pair in _SOUND:
        return SOUNDS_ALIKE
    return NEIGHBOUR if pair in _BESIDE else ANY
