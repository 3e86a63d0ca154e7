from meetings.models.meetings import Meeting, Outcome, Participation
from meetings.models.series import Round, Series
from meetings.models.statements import Statement
from meetings.models.visits import Visit

__all__ = [
    "Meeting",
    "Outcome",
    "Participation",
    "Round",
    "Series",
    "Statement",
    "Visit",
]
