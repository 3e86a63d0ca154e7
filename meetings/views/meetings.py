from django.utils.translation import gettext_lazy as _

from meetings.filters import MeetingFilter
from meetings.models import Meeting, Participation
from portal.publishing.paging import BoundedPaginator, MonthPaginator
from portal.records.citations import citations
from portal.records.linked import link
from portal.records.views import RecordDetail, RecordList

SIDES = {
    Participation.Side.HOME: _("Home side"),
    Participation.Side.COUNTERPART: _("Counterpart"),
    Participation.Side.OTHER: _("Also present"),
}


LINKS = [
    *("country", "visit", "series", "round", "countries", "organisations", "topics"),
    *("initiatives", "photographs", "sources"),
]


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

    def get_context_data(self, **kwargs):
        meeting = self.object
        participants = _read(meeting)
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


def _read(meeting):
    """Reads all that the page shows of a meeting; gives its participants."""
    alone = [meeting]
    link((alone, "participants"))
    link((alone, "outcomes"))
    link((alone, "statements"))
    participants, outcomes = meeting.participants.all(), meeting.outcomes.all()
    statements = meeting.statements.all()
    link(
        *((alone, name) for name in LINKS),
        (participants, "person"),
        (participants, "sources"),
        (outcomes, "people"),
        (outcomes, "countries"),
        (outcomes, "organisations"),
        (outcomes, "sources"),
        (outcomes, "followed_by_meeting"),
        (outcomes, "followed_by_visit"),
        (statements, "speaker"),
        (statements, "sources"),
    )
    return participants


def _present_by_side(participants):
    present = [row for row in participants if row.is_present]
    sides = [
        (label, [row for row in present if row.side == side])
        for side, label in SIDES.items()
    ]
    return [(label, rows) for label, rows in sides if rows]


def _others_of_round(meeting):
    if not meeting.round or not meeting.series:
        return []
    return meeting.round.meetings.published().exclude(pk=meeting.pk).order_by("date")


def _facts(meeting):
    """What on the page of a meeting names sources of its own."""
    return [
        *((row, row.person, "name") for row in meeting.participants.all()),
        *((row, row, "text") for row in meeting.outcomes.all()),
        *((row, row, "gist") for row in meeting.statements.all()),
    ]
