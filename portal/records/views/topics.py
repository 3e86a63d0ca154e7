from django.utils.translation import gettext_lazy as _

from portal.records.models import Person, Source, Topic
from portal.records.relations import meeting_numbers, outcomes_of, referring
from portal.records.views.base import RecordDetail, RecordList, excerpt, published


class TopicList(RecordList):
    model = Topic
    paginate_by = 60

    def get_queryset(self):
        topics = super().get_queryset().with_meeting_count()
        return topics.prefetch_related(published("broader", Topic.objects))


class TopicDetail(RecordDetail):
    model = Topic

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .prefetch_related(
                published("broader", Topic.objects),
                published("sources", Source.objects),
                published("narrower", Topic.objects),
            )
        )

    def get_context_data(self, **kwargs):
        topic = self.object
        meetings = topic.meetings.published()
        statements = referring(Person, "statements").published()
        statements = statements.filter(meeting__in=meetings)
        outcomes = referring(Person, "outcomes").filter(meeting__in=meetings)
        own = f"topic={topic.slug}"
        return super().get_context_data(
            numbers=meeting_numbers("topic", topic.slug),
            meetings=[
                (_("Meetings"), "all", excerpt(meetings.with_participants()), own)
            ],
            outcomes=excerpt(outcomes_of(outcomes)),
            initiatives=excerpt(topic.initiatives.published()),
            statements=excerpt(statements.select_related("speaker"), size=6),
            **kwargs,
        )
