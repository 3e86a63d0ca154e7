from portal.records.models import Source, Topic
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
        return super().get_context_data(
            meetings=excerpt(topic.meetings.published().with_participants()),
            initiatives=excerpt(topic.initiatives.published()),
            **kwargs,
        )
