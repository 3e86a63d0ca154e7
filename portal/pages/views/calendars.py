from calendar import Calendar
from itertools import groupby

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format

from meetings.models import Meeting
from portal.pages import chronology
from portal.records import dates
from portal.records.views import keep


def calendar(request):
    """Every month that has records, by year."""
    months = [(m, n) for m, n in chronology.months().items() if len(m) == 7]
    years = groupby(reversed(months), key=lambda row: row[0][:4])
    context = {"years": [(year, sorted(rows)) for year, rows in years]}
    return keep(render(request, "pages/calendar.html", context))


def calendar_month(request, year, month):
    period = _existing(f"{year}-{month}")
    numbers = chronology.days(period)
    visits = list(chronology.visits_during(period, f"{period}-99"))
    is_listed = sum(numbers.values()) <= chronology.MOST
    kinds = [chronology.MEETING, *chronology.OTHERS]
    entries = chronology.entries(period, kinds) if is_listed else []
    before, after = _months_beside(period)
    context = {
        "month": period,
        "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in _week()],
        "weeks": _weeks(period, numbers, visits),
        "days": [entry for entry in entries if len(entry.date) == 10],
        "undated": [entry for entry in entries if len(entry.date) == 7],
        "visits": visits,
        "total": sum(numbers.values()),
        "is_listed": is_listed,
        "before": before,
        "after": after,
    }
    return keep(render(request, "pages/calendar_month.html", context))


def calendar_day(request, year, month, day):
    period = _existing(f"{year}-{month}-{day}")
    meetings = Meeting.objects.published().with_participants().filter(date=period)
    ordered = meetings.order_by(F("time").asc(nulls_last=True), "slug")
    visits = chronology.visits_during(period, period)
    before, after = chronology.days_beside(period)
    context = {
        "day": period,
        "month": period[:7],
        "meetings": ordered[: chronology.MOST],
        "most": chronology.MOST,
        "entries": chronology.entries(period, chronology.OTHERS),
        "visits": [one for one in visits if chronology.is_under_way(one, period)],
        "before": before,
        "after": after,
    }
    return keep(render(request, "pages/calendar_day.html", context))


def _existing(date):
    try:
        dates.parse(date)
    except ValueError as error:
        raise Http404 from error
    return date


def _months_beside(month):
    known = [one for one in chronology.months() if len(one) == 7]
    before = max((one for one in known if one < month), default="")
    after = min((one for one in known if one > month), default="")
    return before, after


def _week():
    """The days of the week in their order here, Monday being 0."""
    first = (get_format("FIRST_DAY_OF_WEEK") - 1) % 7
    return [(first + day) % 7 for day in range(7)]


def _weeks(month, numbers, visits):
    """The weeks of a month as dates with how much each has; None for no day of it."""
    year, number = (int(part) for part in month.split("-"))
    for week in Calendar(_week()[0]).monthdayscalendar(year, number):
        days = [f"{month}-{day:02}" if day else None for day in week]
        yield [day and _day(day, numbers, visits) for day in days]


def _day(day, numbers, visits):
    under_way = sum(chronology.is_under_way(visit, day) for visit in visits)
    count = numbers.get(day, 0) + under_way
    return {"date": day, "day": day[8:], "count": count, "is_visit": bool(under_way)}
