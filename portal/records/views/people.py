from portal.records.models import Person
from portal.records.views.base import RecordDetail, RecordList


class PersonList(RecordList):
    model = Person


class PersonDetail(RecordDetail):
    model = Person
