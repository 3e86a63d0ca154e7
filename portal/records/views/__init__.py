from portal.records.views.base import (
    RecordDetail,
    RecordList,
    excerpt,
    keep,
    published,
)
from portal.records.views.countries import CountryDetail, CountryList
from portal.records.views.history import history_paths
from portal.records.views.organisations import OrganisationDetail, OrganisationList
from portal.records.views.people import PersonDetail, PersonList
from portal.records.views.photographs import PhotographDetail, PhotographList
from portal.records.views.sources import SourceDetail, SourceList
from portal.records.views.topics import TopicDetail, TopicList

__all__ = [
    "CountryDetail",
    "CountryList",
    "OrganisationDetail",
    "OrganisationList",
    "PersonDetail",
    "PersonList",
    "PhotographDetail",
    "PhotographList",
    "RecordDetail",
    "RecordList",
    "SourceDetail",
    "SourceList",
    "TopicDetail",
    "TopicList",
    "excerpt",
    "history_paths",
    "keep",
    "published",
]
