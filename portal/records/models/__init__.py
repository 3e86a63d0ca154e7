from portal.records.models.countries import Country
from portal.records.models.facts import Sourced, SourcedRecord, SourcedRow
from portal.records.models.organisations import Organisation
from portal.records.models.people import LifeEvent, Person, Position
from portal.records.models.photographs import Photograph
from portal.records.models.sources import Source
from portal.records.models.topics import Topic

__all__ = [
    "Country",
    "LifeEvent",
    "Organisation",
    "Person",
    "Photograph",
    "Position",
    "Source",
    "Sourced",
    "SourcedRecord",
    "SourcedRow",
    "Topic",
]
