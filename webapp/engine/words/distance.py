"""How many slips of the finger lie between two words."""


def distance(one: str, other: str) -> int:
    """Return the fewest letters added, dropped, changed or swapped with a neighbour. Units: slips."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, there in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
