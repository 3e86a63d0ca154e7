"""Numbers of meetings as bars, each of which leads to the list of those meetings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from portal.records.filters import Filter, Offer
from portal.records.models import Country


@dataclass(frozen=True)
class Bar:
    """`share` is its length in percent of the longest; what it is of is a record, or
    said in words."""

    url: str
    count: int
    share: int
    words: str = ""
    record: Model | None = None


def of_countries(rows: Iterable[tuple[Country, int]]) -> list[Bar]:
    """In the order in which the countries are given."""
    return _bars([(f"country={c.code.lower()}", n, "", c) for c, n in rows])


def of_offer(offer: Offer, asked: Filter, most: int) -> list[Bar]:
    """The most frequent answers to a question of the list of meetings, among those that
    were asked for, the longest first."""
    often = sorted(offer.options, key=lambda option: -(option[2] or 0))[:most]
    rows = []
    for value, words, count in often:
        query = asked.parameters
        query[offer.facet.name] = value
        rows.append((query.urlencode(), count, words, None))
    return _bars([row for row in rows if row[1]])


def _bars(rows) -> list[Bar]:
    address = reverse("meetings:meeting_list")
    most = max((count for _query, count, _words, _record in rows), default=1)
    return [
        Bar(f"{address}?{query}", count, max(round(100 * count / most), 1), words, one)
        for query, count, words, one in rows
    ]
