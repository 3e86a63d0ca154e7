from django.urls import path

from portal.records import models, views

app_name = "records"

urlpatterns = [
    # people/
    path("people/", views.PersonList.as_view(), name="person_list"),
    path("people/<slug:slug>/", views.PersonDetail.as_view(), name="person_detail"),
    *views.history_paths("people/<slug:slug>/", models.Person, "person"),
    # organisations/
    path("organisations/", views.OrganisationList.as_view(), name="organisation_list"),
    path(
        "organisations/<slug:slug>/",
        views.OrganisationDetail.as_view(),
        name="organisation_detail",
    ),
    *views.history_paths(
        "organisations/<slug:slug>/", models.Organisation, "organisation"
    ),
    # topics/
    path("topics/", views.TopicList.as_view(), name="topic_list"),
    path("topics/<slug:slug>/", views.TopicDetail.as_view(), name="topic_detail"),
    *views.history_paths("topics/<slug:slug>/", models.Topic, "topic"),
    # countries/
    path("countries/", views.CountryList.as_view(), name="country_list"),
    path(
        "countries/<slug:code>/",
        views.CountryDetail.as_view(),
        name="country_detail",
    ),
    # sources/
    path("sources/", views.SourceList.as_view(), name="source_list"),
    path("sources/<slug:slug>/", views.SourceDetail.as_view(), name="source_detail"),
    *views.history_paths("sources/<slug:slug>/", models.Source, "source"),
    # photographs/
    path("photographs/", views.PhotographList.as_view(), name="photograph_list"),
    path(
        "photographs/<slug:slug>/",
        views.PhotographDetail.as_view(),
        name="photograph_detail",
    ),
    *views.history_paths("photographs/<slug:slug>/", models.Photograph, "photograph"),
]
