from portal.records.models import Person, Photograph, Source
from portal.records.views.base import RecordDetail, RecordList, excerpt, published


class PhotographList(RecordList):
    model = Photograph

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
