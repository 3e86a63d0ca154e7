from django.urls import path

from meetings import models, views
from portal.records.views import history_paths

app_name = "meetings"

urlpatterns = [
    # meetings/
    path("meetings/", views.MeetingList.as_view(), name="meeting_list"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting_detail"),
    *history_paths("meetings/<slug:slug>/", models.Meeting, "meeting"),
    # visits/
    path("visits/", views.VisitList.as_view(), name="visit_list"),
    path("visits/<slug:slug>/", views.VisitDetail.as_view(), name="visit_detail"),
    *history_paths("visits/<slug:slug>/", models.Visit, "visit"),
    # invitations/
    path("invitations/", views.InvitationList.as_view(), name="invitation_list"),
    # series/
    path("series/", views.SeriesList.as_view(), name="series_list"),
    path("series/<slug:slug>/", views.SeriesDetail.as_view(), name="series_detail"),
    *history_paths("series/<slug:slug>/", models.Series, "series"),
    # statements/
    path("statements/", views.StatementList.as_view(), name="statement_list"),
    path(
        "statements/<slug:slug>/",
        views.StatementDetail.as_view(),
        name="statement_detail",
    ),
    *history_paths("statements/<slug:slug>/", models.Statement, "statement"),
]
