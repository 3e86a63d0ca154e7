from portal.records.models import Organisation, Position, Source
from portal.records.views.base import RecordDetail, RecordList, excerpt, published


class OrganisationList(RecordList):
    model = Organisation
    paginate_by = 60

    def get_queryset(self):
        return super().get_queryset().select_related("country")


class OrganisationDetail(RecordDetail):
    model = Organisation

    def get_queryset(self):
        organisations = super().get_queryset().select_related("country")
        return organisations.prefetch_related(
            published("sources", Source.objects),
            published("positions", Position.objects.select_related("person")),
        )

    def get_context_data(self, **kwargs):
        meetings = self.object.meetings.published().with_participants()
        return super().get_context_data(meetings=excerpt(meetings), **kwargs)
