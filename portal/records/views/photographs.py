from django.utils.translation import gettext_lazy as _

from portal.records.filters import Filter, RecordFacet, YearFacet
from portal.records.models import Person, Photograph, Source
from portal.records.views.base import RecordDetail, RecordList, excerpt, published


class PhotographFilter(Filter):
    facets = [
        YearFacet("year", _("Year"), "date"),
        RecordFacet("person", _("Who is shown"), "people", model=Person),
    ]


class PhotographList(RecordList):
    model = Photograph
    filter_class = PhotographFilter
    dates = ("date",)

    def get_queryset(self):
        return super().get_queryset().select_related("country")


class PhotographDetail(RecordDetail):
    model = Photograph

    def get_queryset(self):
        photographs = super().get_queryset().select_related("country")
        return photographs.prefetch_related(
            published("people", Person.objects),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        meetings = self.object.meetings.published().with_participants()
        return super().get_context_data(meetings=excerpt(meetings), **kwargs)
