"""What the results could be narrowed to, with the number that each choice would leave.

Up to CAP results are counted exactly. Of more, those of each year are looked into for
the values that they have, and the commonest of these are counted up to CAP. Where a
phrase is asked for, which takes reading, the latest results alone are counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from portal.search import entries, order
from portal.search.engines import engine
from portal.search.expression import Match
from portal.search.ranking import narrowed

CAP = 1000
FACETS = ("type", "year", "country", "kind", "topic", "person")
MOST_VALUES = 20
_MOST_YEARS = 80
_LOOKED_INTO = 20  # of each year
_LATEST = CAP  # of those with a phrase
_NO_DOUBT = 3
_COUNTED = 8  # of each facet, when there are too many results to count all


@dataclass(frozen=True)
class Choice:
    """A value of a facet and how many of the results have it; `is_capped`: or more."""

    value: str
    count: int
    is_capped: bool = False


def of_few(keys: list[int]) -> dict[str, list[Choice]]:
    numbers = _numbers(keys)
    return {
        name: [Choice(value, number) for value, number in _commonest(name, found)]
        for name, found in _in_order(numbers)
    }


def of_many(match: Match, total: int) -> dict[str, list[Choice]]:
    years = _years(match)
    spans = engine().spans(match, order.bounds(years), _LOOKED_INTO, CAP + 1)
    if match.phrases or match.not_phrases:
        found = _of_latest(_numbers(engine().keys(match, _LATEST)))
    else:
        looked_into = [key for keys, _number in spans for key in keys]
        found = _counted(match, _numbers(looked_into), len(looked_into) / total)
    found["year"] = [
        Choice(year, min(number, CAP), number > CAP)
        for year, (_keys, number) in zip(years, spans, strict=True)
        if number
    ]
    return dict(_in_order(found))


def _of_latest(numbers: dict[str, Counter]) -> dict[str, list[Choice]]:
    return {
        name: [Choice(value, min(n, CAP), True) for value, n in _commonest(name, some)]
        for name, some in numbers.items()
    }


def _counted(
    match: Match, numbers: dict[str, Counter], share: float
) -> dict[str, list[Choice]]:
    """The commonest choices of each facet in those looked into, a share of all."""
    asked = [
        (name, value)
        for name, some in numbers.items()
        if name != "year"
        for value, _number in _commonest(name, some)[
            : None if name == "type" else _COUNTED
        ]
    ]
    # So many of those looked into that there is no doubt need no counting.
    doubtful = [
        (name, value)
        for name, value in asked
        if numbers[name][value] <= _NO_DOUBT * CAP * share
    ]
    matches = [
        narrowed(match, entries.facet(*pair) or entries.NOTHING) for pair in doubtful
    ]
    counts = dict(zip(doubtful, engine().counts(matches, CAP + 1), strict=True))
    found = defaultdict(list)
    for name, value in asked:
        if number := counts.get((name, value), CAP + 1):
            found[name].append(Choice(value, min(number, CAP), number > CAP))
    for choices in found.values():
        choices.sort(key=lambda choice: (-choice.count, choice.value))
    return found


def _years(match: Match) -> list[str]:
    """The years from the first match to the last."""
    dated = replace(match, last=min(match.last or order.LAST_DATED, order.LAST_DATED))
    latest = engine().keys(dated, 1)
    earliest = engine().last_key(dated)
    if not latest or earliest is None:
        return []
    years = range(int(order.year_of(latest[0])), int(order.year_of(earliest)) - 1, -1)
    return [f"{year:04}" for year in years[:_MOST_YEARS]]


def _numbers(keys: list[int]) -> dict[str, Counter]:
    numbers: dict[str, Counter] = defaultdict(Counter)
    if not keys:
        return numbers
    values: Counter[str] = Counter()
    for key, type_, facets in _rows(keys):
        numbers["type"][type_] += 1
        if year := order.year_of(key):
            numbers["year"][year] += 1
        values.update(facets.split("\n"))
    for pair, number in values.items():
        name, _, value = pair.partition("=")
        numbers[name][value] = number
    return numbers


def _rows(keys: list[int]) -> list[tuple[int, str, str]]:
    """As the ORM gives them, without its work on a thousand keys."""
    marks = ", ".join(map(str, keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, type, facets FROM search_searchrecord WHERE id IN ({marks})"
        )
        return cursor.fetchall()


def _in_order(found: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, found[name]) for name in FACETS if found.get(name))


def _commonest(name: str, found: Counter) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(found.items(), reverse=True)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return ordered[:MOST_VALUES]
