from meetings.filters import VisitFilter
from meetings.models import Meeting, Visit
from portal.records.citations import citations
from portal.records.models import Country, Source
from portal.records.neighbours import neighbours
from portal.records.views import RecordDetail, RecordList, published


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
        meetings = Meeting.objects.with_participants().order_by("date", "time", "slug")
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
            follows=visit.follows.published().select_related("meeting"),
            citations=citations(visit, []),
            **kwargs,
        )
