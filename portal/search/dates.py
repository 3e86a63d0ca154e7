"""A date said in words, or in figures: July 2021, ١٤ أيار ٢٠٢٠, في 2020, 2020-05-14.

A year alone is a word like others, for it may be part of a name (Expo 2020); after a
word such as في or "in" it is a date.
"""

import re
from datetime import date
from typing import NamedTuple
from unicodedata import decimal

from portal.search import analysis

_FIGURES = re.compile(
    r"(?<![\w/-])(?:(?P<y>[12]\d{3})[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?"
    r"|(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>[12]\d{3}))(?![\w/-])"
)
_DIGIT = re.compile(r"[^\D0-9]")
_MONTH = re.compile(r"m(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
# Words that lead to a date and belong to it, and words inside one.
_BEFORE = {
    "في",
    "بتاريخ",
    "تاريخ",
    "يوم",
    "شهر",
    "عام",
    "سنه",
    "العام",
    "السنه",
    "خلال",
}
_BEFORE |= {"لعام", "لسنه", "منذ", "in", "on", "during", "of", "year", "the", "dated"}
_YEAR_SIGNS = _BEFORE - {"يوم", "شهر", "the", "of", "on", "منذ", "dated", "تاريخ"}
_INSIDE = {"من", "عام", "سنه", "لعام", "لسنه", "شهر", "of", "the", "year", "في", "in"}


class Found(NamedTuple):
    """A date, and from where to where in the text its words stand."""

    date: str
    start: int
    end: int


class _Word(NamedTuple):
    start: int
    end: int
    spelled: str
    month: str


def find(text: str, language: str) -> Found | None:
    """The first date that a text says; None if it says none."""
    in_ascii = _DIGIT.sub(lambda match: str(decimal(match[0])), text)
    for match in _FIGURES.finditer(in_ascii):
        if found := _partial(*_parts_of_figures(match)):
            led = _words(text[: match.start()], language)
            first = _over(led, len(led) - 1, -1, _BEFORE) + 1
            start = led[first].start if first < len(led) else match.start()
            return Found(found, start, match.end())
    words = _words(text, language)
    for place in range(len(words)):
        if words[place].month and (found := _around_month(words, place)):
            return found
    for place, word in enumerate(words):
        before = words[place - 1].spelled if place else ""
        if _YEAR.fullmatch(word.spelled) and before in _YEAR_SIGNS:
            return _found(words, place, place, word.spelled)
    return None


def _parts_of_figures(match: re.Match[str]) -> tuple[str, str, str]:
    parts = match.groupdict("")
    named = ("y", "m", "d") if parts["y"] else ("year", "month", "day")
    return tuple(parts[name] for name in named)


def _words(text: str, language: str) -> list[_Word]:
    """The words of a text; those that together name a month are one."""
    found: list[_Word] = []
    for start, end, terms in analysis.spans(text, language):
        month = next((t[1:] for t in terms if _MONTH.fullmatch(t)), "")
        if month and found and found[-1].month == month:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(_Word(start, end, terms[0][1:], month))
    return found


def _around_month(words: list[_Word], place: int) -> Found | None:
    """The date of which a month is part; None when no year is said with it."""
    month, first, last, day = words[place].month, place, place, ""
    first = _over(words, place - 1, -1, _INSIDE)
    if first >= 0 and _DAY.fullmatch(words[first].spelled):
        day = words[first].spelled
    else:
        first = place
    after = place + 1
    if not day and after < len(words) and _DAY.fullmatch(words[after].spelled):
        day, after = words[after].spelled, after + 1
    last = _over(words, after, 1, _INSIDE)
    if last < len(words) and _YEAR.fullmatch(words[last].spelled):
        year = words[last].spelled
    elif first and not day and _YEAR.fullmatch(words[first - 1].spelled):
        first, last, year = first - 1, place, words[first - 1].spelled
    else:
        return None
    said = _partial(year, month, day)
    return _found(words, first, last, said) if said else None


def _over(words: list[_Word], place: int, step: int, passed: set[str]) -> int:
    while 0 <= place < len(words) and words[place].spelled in passed:
        place += step
    return place


def _found(words: list[_Word], first: int, last: int, said: str) -> Found:
    """With the words that lead to the date."""
    first = _over(words, first - 1, -1, _BEFORE) + 1
    return Found(said, words[first].start, words[last].end)


def _partial(year: str, month: str, day: str) -> str:
    """The partial date, "" if there is none such."""
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])])
