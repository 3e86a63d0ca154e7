"""Initiatives as bands on the timeline, from the first of what is dated to the last."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import get_language_bidi

from initiatives.models import Initiative
from portal.pages.chronology import MEETING
from portal.publishing import tally
from portal.records.filters import Filter

MOST = 40
MOST_YEARS = 10
# By which questions of the meetings initiatives can be chosen as well.
LOOKUPS = {
    "initiative": "slug",
    "topic": "topics__slug",
    "country": "partner_countries__code",
}


@dataclass(frozen=True)
class Band:
    """`first` and `last` are partial dates; the places are in percent of the time that
    is drawn."""

    initiative: Initiative
    first: str
    last: str
    start: str
    width: str
    milestones: list[str]
    meetings: list[str]


@dataclass(frozen=True)
class Step:
    """A year or a month of the time that is drawn, with where it begins and its middle;
    without a label where that would have no room."""

    label: str
    edge: str
    middle: str


def steps(first_year: int, last_year: int) -> list[Step]:
    """The years that are drawn, or of one year its months."""
    axis = Axis(first_year * 12, (last_year + 1) * 12)
    if first_year == last_year:
        return [_step(axis, axis.first + n, 1, str(n + 1)) for n in range(12)]
    years = range(first_year, last_year + 1)
    every = ceil(len(years) / MOST_YEARS)
    labels = [str(year) if n % every == 0 else "" for n, year in enumerate(years)]
    return [
        _step(axis, year * 12, 12, label)
        for year, label in zip(years, labels, strict=True)
    ]


def _step(axis: "Axis", start: int, months: int, label: str) -> Step:
    edge, middle = axis.percent(start), axis.percent(start + months / 2)
    return Step(label, f"{edge:.2f}%", f"{middle:.2f}%")


def bands(asked: Filter, first_year: int, last_year: int) -> list[Band]:
    """The published initiatives that were under way in some years, the earliest first;
    none where something else of the meetings is asked for."""
    chosen = {n: v for n, v in asked.values.items() if n not in ("year", "month")}
    if not chosen.keys() <= LOOKUPS.keys():
        return []
    initiatives = Initiative.objects.published().prefetch_related("milestones")
    for name, value in chosen.items():
        value = value.upper() if name == "country" else value
        initiatives = initiatives.filter(**{LOOKUPS[name]: value})
    initiatives = list(initiatives[:MOST])
    facets = [f"initiative={one.slug}" for one in initiatives]
    months = tally.months_of(f"{MEETING.name}s", facets)
    axis = Axis(first_year * 12, (last_year + 1) * 12)
    found = [
        _band(one, months.get(facet, []), axis)
        for one, facet in zip(initiatives, facets, strict=True)
    ]
    return sorted(filter(None, found), key=lambda band: (band.first, band.last))


@dataclass(frozen=True)
class Axis:
    """A stretch of time, in months since the year 0."""

    first: int
    last: int

    def percent(self, moment: float) -> float:
        """How far along a moment is, in the direction of the language."""
        share = 100 * (moment - self.first) / (self.last - self.first)
        return 100 - share if get_language_bidi() else share

    def places(self, dates: list[str]) -> list[str]:
        middles = [(_moment(date) + _moment(date, is_end=True)) / 2 for date in dates]
        within = [one for one in middles if self.first <= one <= self.last]
        return [f"{self.percent(moment):.2f}%" for moment in within]


def _band(initiative: Initiative, months: list[str], axis: Axis) -> Band | None:
    milestones = [milestone.date for milestone in initiative.milestones.all()]
    dates = sorted({*milestones, *months, initiative.launched} - {""})
    if not dates:
        return None
    last = max(dates, key=lambda date: _moment(date, is_end=True))
    start = max(_moment(dates[0]), axis.first)
    end = min(_moment(last, is_end=True), axis.last)
    if start >= end:
        return None
    edges = axis.percent(start), axis.percent(end)
    return Band(
        initiative,
        dates[0],
        last,
        f"{min(edges):.2f}%",
        f"{abs(edges[0] - edges[1]):.2f}%",
        axis.places(milestones),
        axis.places(months),
    )


def _moment(date: str, is_end: bool = False) -> float:
    """When a partial date begins or ends."""
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    if not month:
        return (year + is_end) * 12
    if not day:
        return year * 12 + month - 1 + is_end
    return year * 12 + month - 1 + (day - 1 + is_end) / 31
