"""What the results could be narrowed to, with the number that each choice would leave.

Up to CAP results are counted exactly. Of more, those of each year are looked into for
the values that they have, and the commonest of these are counted up to CAP. Where a
phrase is asked for, which takes reading, the latest results alone are counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    if match.phrases or match.not_phrases:
        return _of_latest(match, years)
    each = [_narrowed_to_year(match, year) for year in years]
    of_years = engine().keys_of_each(each, _LOOKED_INTO)
    looked_into = [key for keys in of_years for key in keys]
    numbers = _numbers(looked_into)
    numbers["year"] = Counter(years)
    asked = _asked(numbers)
    # So many of those looked into that there is no doubt need no counting.
    no_doubt = _NO_DOUBT * CAP * len(looked_into) / total
    surely = {
        (name, value): CAP + 1
        for name, value in asked
        if name != "year" and numbers[name][value] > no_doubt
    }
    doubtful = [pair for pair in asked if pair not in surely]
    matches = [_narrowed_to(match, name, value) for name, value in doubtful]
    counts = engine().counts(matches, CAP + 1)
    counted = surely | dict(zip(doubtful, counts, strict=True))
    found = defaultdict(list)
    for name, value in asked:
        number = counted[name, value]
        if number:
            found[name].append(Choice(value, min(number, CAP), number > CAP))
    for name, choices in found.items():
        if name != "year":
            choices.sort(key=lambda choice: (-choice.count, choice.value))
    return dict(found)


def _asked(numbers: dict[str, Counter]) -> list[tuple[str, str]]:
    """The commonest choices of each facet."""
    return [
        (name, value)
        for name, found in _in_order(numbers)
        for value in [value for value, _number in _commonest(name, found)][
            : None if name in ("year", "type") else _COUNTED
        ]
    ]


def _of_latest(match: Match, years: list[str]) -> dict[str, list[Choice]]:
    numbers = _numbers(engine().keys(match, _LATEST))
    each = [_narrowed_to_year(match, year) for year in years]
    counts = dict(zip(years, engine().counts(each, CAP + 1), strict=True))
    numbers["year"] = Counter({year: n for year, n in counts.items() if n})
    return {
        name: [
            Choice(value, min(number, CAP), name != "year" or number > CAP)
            for value, number in _commonest(name, found)
        ]
        for name, found in _in_order(numbers)
    }


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


def _in_order(numbers: dict[str, Counter]) -> Iterable[tuple[str, Counter]]:
    return ((name, numbers[name]) for name in FACETS if numbers.get(name))


def _commonest(name: str, found: Counter) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(found.items(), reverse=True)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return ordered[:MOST_VALUES]


def _narrowed_to(match: Match, name: str, value: str) -> Match:
    if name == "year":
        return _narrowed_to_year(match, value)
    return narrowed(match, entries.facet(name, value) or entries.NOTHING)


def _narrowed_to_year(match: Match, year: str) -> Match:
    return order.within(match, year)
