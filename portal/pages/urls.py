from django.urls import path

from portal.pages import views
from portal.pages.views import search

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("about/", views.about, name="about"),
    path("data/", views.data, name="data"),
    # search/
    path("search/", search.search, name="search"),
    path("search/feed.atom", search.search_feed_atom, name="search_feed"),
    path("search/help/", search.search_help, name="search_help"),
    path("search.json", search.search_json, name="search_json"),
    path("suggest.json", search.suggest, name="suggest"),
]
