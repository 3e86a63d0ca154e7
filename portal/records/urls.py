from django.urls import path

from portal.records import views

app_name = "records"

urlpatterns = [
    # people/
    path("people/", views.PersonList.as_view(), name="person_list"),
    path("people/<slug:slug>/", views.PersonDetail.as_view(), name="person_detail"),
    # organisations/
    path("organisations/", views.OrganisationList.as_view(), name="organisation_list"),
    path(
        "organisations/<slug:slug>/",
        views.OrganisationDetail.as_view(),
        name="organisation_detail",
    ),
    # topics/
    path("topics/", views.TopicList.as_view(), name="topic_list"),
    path("topics/<slug:slug>/", views.TopicDetail.as_view(), name="topic_detail"),
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
    # photographs/
    path("photographs/", views.PhotographList.as_view(), name="photograph_list"),
    path(
        "photographs/<slug:slug>/",
        views.PhotographDetail.as_view(),
        name="photograph_detail",
    ),
]
