from meetings.filters import StatementFilter
from meetings.models import Meeting, Statement
from portal.records.citations import citations
from portal.records.models import Person, Source
from portal.records.neighbours import neighbours
from portal.records.views import RecordDetail, RecordList, published


class StatementList(RecordList):
    model = Statement
    filter_class = StatementFilter
    dates = ("date",)

    def get_queryset(self):
        statements = super().get_queryset()
        return statements.prefetch_related(
            published("speaker", Person.objects),
            published("meeting", Meeting.objects),
        )


class StatementDetail(RecordDetail):
    model = Statement

    def get_queryset(self):
        statements = super().get_queryset()
        return statements.prefetch_related(
            published("speaker", Person.objects),
            published("meeting", Meeting.objects.with_participants()),
            published("meeting__statements", Statement.objects),
            published("meeting__statements__speaker", Person.objects),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        statement = self.object
        earlier, later = neighbours(Statement.objects.published(), statement, "date")
        return super().get_context_data(
            earlier=earlier,
            later=later,
            role=_role_that_day(statement),
            others=_others_of_meeting(statement),
            citations=citations(statement, []),
            **kwargs,
        )


def _role_that_day(statement):
    """The speaker's part in the meeting, if the record has it."""
    participants = statement.meeting.participants.all() if statement.meeting else []
    return next(
        (row for row in participants if row.person_id == statement.speaker_id), None
    )


def _others_of_meeting(statement):
    statements = statement.meeting.statements.all() if statement.meeting else []
    return [other for other in statements if other != statement]
