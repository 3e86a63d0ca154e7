from django.urls import path

from initiatives import models, views
from portal.records.views import history_paths

app_name = "initiatives"

urlpatterns = [
    path("", views.InitiativeList.as_view(), name="initiative_list"),
    path("<slug:slug>/", views.InitiativeDetail.as_view(), name="initiative_detail"),
    *history_paths("<slug:slug>/", models.Initiative, "initiative"),
]
