from django.utils.translation import gettext_lazy as _

from portal.records.models import Person, Source, Topic
from portal.records.relations import (
    LATEST,
    meeting_numbers,
    outcomes_of,
    referring,
)
from portal.records.views.base import RecordDetail, RecordList, excerpt, published

SHOWN = 12


class TopicList(RecordList):
    model = Topic
    paginate_by = 60

    def get_queryset(self):
        topics = super().get_queryset().with_meeting_count()
        return topics.prefetch_related(published("broader", Topic.objects))


class TopicDetail(RecordDetail):
    """A topic with its latest meetings, and what was said and came of those."""

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
        numbers = meeting_numbers("topic", topic.slug)
        latest = list(topic.meetings.published().with_participants()[:LATEST])
        statements = referring(Person, "statements").published()
        statements = statements.filter(meeting__in=latest).select_related("speaker")
        outcomes = referring(Person, "outcomes").filter(meeting__in=latest)
        has_more = numbers["sorts"]["all"].count > SHOWN
        few = {"rows": latest[:SHOWN], "has_more": has_more}
        return super().get_context_data(
            numbers=numbers,
            meetings=[(_("Meetings"), "all", few, f"topic={topic.slug}")],
            outcomes=excerpt(outcomes_of(outcomes)),
            initiatives=excerpt(topic.initiatives.published()),
            statements=excerpt(statements, size=6),
            **kwargs,
        )
