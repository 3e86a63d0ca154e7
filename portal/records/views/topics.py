from portal.records.models import Topic
from portal.records.views.base import RecordDetail, RecordList


class TopicList(RecordList):
    model = Topic


class TopicDetail(RecordDetail):
    model = Topic
