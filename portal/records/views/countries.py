from portal.records.models import Country
from portal.records.views.base import RecordDetail, RecordList


class CountryList(RecordList):
    model = Country


class CountryDetail(RecordDetail):
    model = Country
