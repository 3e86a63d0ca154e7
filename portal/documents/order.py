"""The order of rows: which of them moved, and two orders woven into one."""

from bisect import bisect_left


def longest_increasing(numbers: list[int]) -> list[int]:
    """The indexes of a longest part of a list that is in order already."""
    tails: list[int] = []
    ends: list[int] = []
    earlier: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        earlier.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(index)
        index = earlier[index]
    return found[::-1]


def moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest keys to have moved, where the rest keep their order."""
    places = {key: place for place, key in enumerate(before)}
    shared = [key for key in after if key in places]
    stay = longest_increasing([places[key] for key in shared])
    return set(shared) - {shared[index] for index in stay}


def woven(order: list[str], other: list[str]) -> list[str]:
    """The keys of one order, with those only in the other behind their forerunners."""
    following: dict[str, list[str]] = {}
    last = ""
    known = set(order)
    for key in other:
        if key in known:
            last = key
        else:
            following.setdefault(last, []).append(key)
    found = [*following.get("", [])]
    for key in order:
        found += [key, *following.get(key, [])]
    return found
