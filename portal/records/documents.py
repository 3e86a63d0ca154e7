from portal.documents.shape import register
from portal.records import models

register(models.Country, "countries", key="code")
register(models.Source, "sources")
register(models.Topic, "topics")
register(models.Organisation, "organisations")
register(models.Person, "people", rows=["positions", "life_events"])
register(models.Photograph, "photographs")
