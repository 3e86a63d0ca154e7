from meetings.models.meetings import Meeting
from meetings.models.outcomes import Outcome
from meetings.models.participants import Participation
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
