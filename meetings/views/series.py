from meetings.models import Meeting, Series
from portal.records.citations import citations
from portal.records.models import Source
from portal.records.views import RecordDetail, RecordList, published


class SeriesList(RecordList):
    model = Series

    def get_queryset(self):
        series = super().get_queryset()
        return series.prefetch_related(
            "rounds",
            published("meetings", Meeting.objects),
        )


class SeriesDetail(RecordDetail):
    model = Series

    def get_queryset(self):
        series = super().get_queryset()
        meetings = Meeting.objects.with_participants().order_by("date", "time", "slug")
        return series.prefetch_related(
            "rounds",
            published("rounds__sources", Source.objects),
            published("meetings", meetings),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        series = self.object
        meetings = list(series.meetings.all())
        rounds = [
            (row, [meeting for meeting in meetings if meeting.round_id == row.pk])
            for row in series.rounds.all()
        ]
        return super().get_context_data(
            rounds=rounds,
            other_meetings=[row for row in meetings if row.round_id is None],
            citations=citations(series, [(row, row, "number") for row, _ in rounds]),
            **kwargs,
        )
