from itertools import groupby

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.pages import chronology
from portal.publishing import tally
from portal.records.filters import Filter, MonthFacet, YearFacet
from portal.records.views import keep


class TimelineFilter(Filter):
    facets = [
        YearFacet("year", _("Year"), "date", False),
        MonthFacet("month", _("Month"), "date"),
    ]


def timeline(request):
    """A year of the record, the last one unless asked else; a year with too much in it
    leads to its months."""
    asked = TimelineFilter(request.GET)
    query = asked.parameters.urlencode()
    if asked.has_empty:
        return HttpResponseRedirect(
            f"{request.path}?{query}" if query else request.path
        )
    numbers = chronology.months()
    years = _by_year(numbers)
    year = asked.values.get("year") or max(years, default="")
    month = asked.values.get("month", "")
    period = f"{year}-{month}" if month else year
    context = {
        "years": sorted(years.items(), reverse=True),
        "year": year,
        "month": period if month else "",
        "total": sum(n for date, n in numbers.items() if date.startswith(period)),
        "canonical_query": query,
    }
    context |= _content(period, numbers) if period else {}
    return keep(render(request, "pages/timeline.html", context), query)


def _by_year(numbers):
    years = {}
    for date, number in numbers.items():
        years[date[:4]] = years.get(date[:4], 0) + number
    return years


def _content(period, numbers):
    """The entries of a period by month; of a year that has too many only its months."""
    within = {date: n for date, n in numbers.items() if date.startswith(period)}
    if sum(within.values()) <= chronology.MOST:
        return {"sections": _by_month(chronology.entries(period))}
    if len(period) == 4:
        return {"months": [(m, n, m[5:]) for m, n in within.items() if len(m) == 7]}
    kinds = [kind for kind in chronology.KINDS if kind is not chronology.MEETING]
    return {
        "sections": _by_month(chronology.entries(period, kinds)),
        "left_out": dict(tally.months("meetings", within=period)).get(period, 0),
    }


def _by_month(entries):
    groups = groupby(entries, key=lambda entry: entry.date[:7])
    return [(month, list(rows)) for month, rows in groups]
