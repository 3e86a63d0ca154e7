from django.db.models import Max, Min
from django.shortcuts import render

from initiatives.models import Initiative
from meetings.models import Meeting
from portal.pages.numbers import numbers
from portal.records.views import keep


def home(request):
    meetings = Meeting.objects.published()
    context = {
        "meetings": meetings.with_participants()[:6],
        "initiatives": Initiative.objects.published()[:8],
        "numbers": numbers(),
        "days": meetings.aggregate(first=Min("date"), last=Max("date")),
    }
    return keep(render(request, "pages/home.html", context))


def about(request):
    return keep(render(request, "pages/about.html", {"numbers": numbers()}))


def data(request):
    return keep(render(request, "pages/data.html", {"numbers": numbers()}))
