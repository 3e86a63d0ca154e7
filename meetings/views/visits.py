from datetime import timedelta

from django.db.models import Prefetch

from meetings.filters import VisitFilter
from meetings.models import Meeting, Outcome, Visit
from portal.records.citations import citations
from portal.records.dates import parse
from portal.records.models import Country, Source
from portal.records.neighbours import neighbours
from portal.records.views import RecordDetail, RecordList, published

LONGEST = timedelta(days=31)


class VisitList(RecordList):
    model = Visit
    filter_class = VisitFilter
    dates = ("start", "end")

    def get_queryset(self):
        visits = super().get_queryset()
        return visits.prefetch_related(
            published("countries", Country.objects),
            published("meetings", Meeting.objects),
        )


class VisitDetail(RecordDetail):
    model = Visit

    def get_queryset(self):
        visits = super().get_queryset()
        outcomes = Outcome.objects.with_what_followed()
        meetings = (
            Meeting.objects.with_participants()
            .prefetch_related(Prefetch("outcomes", outcomes))
            .order_by("date", "time", "slug")
        )
        return visits.prefetch_related(
            published("countries", Country.objects),
            published("meetings", meetings),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        visit = self.object
        earlier, later = neighbours(Visit.objects.published(), visit, "start")
        return super().get_context_data(
            earlier=earlier,
            later=later,
            days=_days(visit),
            follows=visit.follows.published().select_related("meeting"),
            citations=citations(visit, []),
            **kwargs,
        )


def _days(visit):
    """The days of a visit with their meetings: `[(date, meetings), …]`, by date.

    Where the sources give first and last day, the days between them are there too;
    a date of a meeting may be only a month or a year.
    """
    by_date = {date: [] for date in _dates(visit)}
    for meeting in visit.meetings.all():
        by_date.setdefault(meeting.date, []).append(meeting)
    return sorted(by_date.items())


def _dates(visit):
    if len(visit.start) < 10 or len(visit.end) < 10:
        return []
    first, last = parse(visit.start), parse(visit.end)
    if last - first > LONGEST:
        return []
    days = range((last - first).days + 1)
    return [(first + timedelta(days=day)).isoformat() for day in days]
