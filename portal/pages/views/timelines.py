"""The record in one order: the whole of it, a year or a month, all of it or what the
list of meetings can be asked for."""

from calendar import monthrange
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from meetings.filters import MeetingFilter
from meetings.models import Meeting
from portal.pages import bars
from portal.pages.bands import bands, steps
from portal.pages.chosen import Chosen
from portal.pages.density import Drawing
from portal.records.views import keep

CHARTS = ("kind", "country", "topic")
MOST_BARS = 10


def timeline(request):
    asked = MeetingFilter(request.GET)
    query = asked.parameters.urlencode()
    if asked.has_empty:
        return HttpResponseRedirect(
            f"{request.path}?{query}" if query else request.path
        )
    chosen = Chosen(asked)
    offers = asked.offers(asked.counts(Meeting.objects.published()))
    context = {
        "asked": asked,
        "chosen": chosen,
        "year": chosen.period[:4],
        "month": chosen.period if len(chosen.period) == 7 else "",
        "whole_url": _address(asked, ""),
        "offers": offers,
        "charts": _charts(asked, offers),
        "canonical_query": query,
    }
    if not chosen.has_too_many:
        context |= _drawn(chosen) | _listed(chosen)
    return keep(render(request, "pages/timeline.html", context), query)


def _address(asked, period):
    """The timeline of a year or a month, of what is asked; of a day its page."""
    if len(period) == 10:
        return reverse("pages:calendar_day", args=period.split("-"))
    date = {"year": period[:4], "month": period[5:]}
    beside = {n: v for n, v in asked.values.items() if n not in date}
    query = urlencode({n: v for n, v in (date | beside).items() if v})
    return reverse("pages:timeline") + (f"?{query}" if query else "")


def _drawn(chosen):
    """The drawing of a period, the bands of a year or of all, and the ways to years."""
    years = sorted({date[:4] for date in chosen.numbers})
    drawn = {
        "drawing": _rows(chosen),
        "years": [(y, chosen.total_of(y), _address(chosen.asked, y)) for y in years],
    }
    shown = [chosen.period] if chosen.period else years
    if shown and len(chosen.period) < 7:
        stretch = int(shown[0]), int(shown[-1])
        drawn |= {"bands": bands(chosen.asked, *stretch), "steps": steps(*stretch)}
    return drawn


def _rows(chosen):
    period = chosen.period
    drawing = Drawing(
        chosen.numbers_within,
        lambda one: _address(chosen.asked, one),
        chosen.entries if chosen.is_listed else [],
    )
    if len(period) == 7:
        _weekday, days = monthrange(int(period[:4]), int(period[5:]))
        return drawing.month(period, days)
    return [drawing.year(period)] if period else drawing.years()


def _listed(chosen):
    """The entries of a year or a month, by month."""
    groups = groupby(chosen.entries, key=lambda entry: entry.date[:7])
    return {
        "sections": [(month, list(rows)) for month, rows in groups],
        "left_out": chosen.left_out,
    }


def _charts(asked, offers):
    """Bars for the questions that are still open."""
    return [
        (offer.facet, bars.of_offer(offer, asked, MOST_BARS))
        for offer in offers
        if offer.facet.name in CHARTS and not offer.value
    ]
