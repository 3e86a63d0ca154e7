from portal.records.models import Source
from portal.records.views.base import RecordDetail, RecordList


class SourceList(RecordList):
    model = Source


class SourceDetail(RecordDetail):
    model = Source
