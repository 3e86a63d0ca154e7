from meetings.views.invitations import InvitationList
from meetings.views.meetings import MeetingDetail, MeetingList
from meetings.views.series import SeriesDetail, SeriesList
from meetings.views.statements import StatementDetail, StatementList
from meetings.views.visits import VisitDetail, VisitList

__all__ = [
    "InvitationList",
    "MeetingDetail",
    "MeetingList",
    "SeriesDetail",
    "SeriesList",
    "StatementDetail",
    "StatementList",
    "VisitDetail",
    "VisitList",
]
