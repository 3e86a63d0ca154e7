from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from meetings.filters import MeetingFilter
from meetings.models import Meeting, Outcome, Participation
from portal.publishing.paging import BoundedPaginator, MonthPaginator
from portal.records.citations import citations
from portal.records.models import (
    Country,
    Organisation,
    Photograph,
    Source,
    Topic,
)
from portal.records.views import RecordDetail, RecordList, published

SIDES = {
    Participation.Side.HOME: _("Home side"),
    Participation.Side.COUNTERPART: _("Counterpart"),
    Participation.Side.OTHER: _("Also present"),
}


class MeetingList(RecordList):
    model = Meeting
    filter_class = MeetingFilter

    def get_queryset(self):
        return super().get_queryset().with_participants()

    def get_paginator(self, queryset, per_page, **kwargs):
        if self.filter.is_tallied:
            return MonthPaginator(queryset, per_page, months=self.filter.months())
        return BoundedPaginator(queryset, per_page)

    def get_completeness(self):
        return Meeting.objects.published().completeness()


class MeetingDetail(RecordDetail):
    model = Meeting
    parallel_relations = {"statements": ["gist"], "photographs": ["title", "caption"]}

    def get_queryset(self):
        meetings = super().get_queryset().with_participants().with_statements()
        return meetings.select_related(
            "visit",
            "series",
            "round",
        ).prefetch_related(
            published("participants__sources", Source.objects),
            published("outcomes", Outcome.objects.with_parties()),
            published("photographs", Photograph.objects),
            published("countries", Country.objects),
            published("organisations", Organisation.objects),
            published("topics", Topic.objects),
            published("initiatives", Initiative.objects),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        meeting = self.object
        participants = list(meeting.participants.all())
        earlier, later = Meeting.objects.published().neighbours_of(meeting)
        return super().get_context_data(
            sides=_present_by_side(participants),
            absent=[row for row in participants if not row.is_present],
            follows=meeting.follows.published().select_related("meeting"),
            round_meetings=_others_of_round(meeting),
            earlier=earlier,
            later=later,
            citations=citations(meeting, _facts(meeting)),
            **kwargs,
        )


def _present_by_side(participants):
    present = [row for row in participants if row.is_present]
    sides = [
        (label, [row for row in present if row.side == side])
        for side, label in SIDES.items()
    ]
    return [(label, rows) for label, rows in sides if rows]


def _others_of_round(meeting):
    if not meeting.round or not meeting.series.is_published:
        return []
    return meeting.round.meetings.published().exclude(pk=meeting.pk).order_by("date")


def _facts(meeting):
    """What on the page of a meeting names sources of its own."""
    return [
        *((row, row.person, "name") for row in meeting.participants.all()),
        *((row, row, "text") for row in meeting.outcomes.all()),
        *((row, row, "gist") for row in meeting.statements.all()),
    ]
