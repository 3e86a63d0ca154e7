from django.shortcuts import render
from django.utils import timezone

from initiatives.models import Initiative
from meetings.models import Meeting
from portal.pages import atlas, bars, chronology
from portal.pages.numbers import numbers
from portal.publishing import tally
from portal.records.views import keep

AMONG_LATEST = 200


def home(request):
    meetings = Meeting.objects.published()
    months = tally.months("meetings")
    context = {
        "meetings": meetings.with_participants()[:6],
        "most_outcomes": meetings.most_outcomes(AMONG_LATEST)[:6],
        "among": AMONG_LATEST,
        "initiatives": Initiative.objects.published()[:8],
        "numbers": numbers(),
        "days": {"first": months[-1][0], "last": months[0][0]} if months else {},
    }
    context |= _this_day(months) | _map()
    return keep(render(request, "pages/home.html", context))


def _this_day(months):
    """What happened on this day of the year; else the meetings of its month."""
    today = timezone.localdate()
    same_month = [row for row in months if row[0].endswith(f"-{today:%m}")]
    return {
        "today": today,
        "this_day": chronology.on_day_of_year(today)[:8],
        "this_month": same_month[:8],
    }


def _map():
    rows = atlas.countries_met()
    return {"views": atlas.views(rows), "countries": bars.of_countries(rows)}


def about(request):
    return keep(render(request, "pages/about.html", {"numbers": numbers()}))


def data(request):
    return keep(render(request, "pages/data.html", {"numbers": numbers()}))
