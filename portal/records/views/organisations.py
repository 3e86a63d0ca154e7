from portal.records.models import Organisation
from portal.records.views.base import RecordDetail, RecordList


class OrganisationList(RecordList):
    model = Organisation


class OrganisationDetail(RecordDetail):
    model = Organisation
