"""Results by date without sorting: a primary key tells the date that it was given for.

Keys grow from the latest date to the earliest and end with what has no date, so that
either engine gives rows by date when it gives them by key. A key is the number of the
date, counted backwards, and a place among those of the same date.
"""

from dataclasses import replace

from portal.search.expression import Match

PLACES = 17  # bits: 131,072 records of one date, and any number of those without one
_LATEST = 10_000 * 416
LAST_DATED = (_LATEST << PLACES) - 1


def _number(date: str) -> int:
    """Numbers in the order of partial dates: a year comes before its months."""
    year, month, day = (*(int(part) for part in date.split("-") if part), 0, 0, 0)[:3]
    return year * 416 + month * 32 + day


def first_key(date: str) -> int:
    """The first key for a partial date, or for none ("")."""
    return _LATEST - _number(date) << PLACES


def span(date: str) -> tuple[int, int]:
    """The first and the last key of all that is dated in a year, month or day."""
    number = _number(date)
    width = {4: 415, 7: 31}.get(len(date), 0)
    return _LATEST - number - width << PLACES, (_LATEST - number + 1 << PLACES) - 1


def group(key: int) -> int:
    """A number that keys of the same date share; all without a date share one."""
    return min(key >> PLACES, _LATEST)


def last_of_group(key: int) -> int:
    number = group(key)
    return (1 << 62) if number == _LATEST else (number + 1 << PLACES) - 1


def year_of(key: int) -> str:
    """The year of a key, "" for what has no date."""
    number = _LATEST - group(key)
    return f"{number // 416:04}" if number else ""


def within(match: Match, date: str) -> Match:
    """A match narrowed to what is dated in a year, month or day."""
    return between(match, *span(date))


def bounds(years: list[str]) -> list[int]:
    """The first key of each year, of those that follow each other backwards, and at the
    end the first key after them all."""
    firsts = [span(year)[0] for year in years]
    return [*firsts, span(years[-1])[1] + 1] if years else []


def between(match: Match, first: int, last: int) -> Match:
    """A match narrowed to the keys from one to another."""
    return replace(
        match,
        first=first if match.first is None else max(first, match.first),
        last=last if match.last is None else min(last, match.last),
    )
