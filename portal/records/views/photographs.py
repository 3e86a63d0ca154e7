from portal.records.models import Photograph
from portal.records.views.base import RecordDetail, RecordList


class PhotographList(RecordList):
    model = Photograph


class PhotographDetail(RecordDetail):
    model = Photograph
