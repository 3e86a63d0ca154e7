from meetings import models
from portal.documents.shape import register

register(models.Visit, "visits")
register(models.Series, "series", rows=["rounds"])
register(models.Meeting, "meetings", rows=["participants", "outcomes"])
register(models.Statement, "statements")
