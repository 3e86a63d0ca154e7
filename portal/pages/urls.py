from django.urls import path, register_converter

from portal.pages import converters, views
from portal.pages.views import logs, search

app_name = "pages"

register_converter(converters.Year, "yyyy")
register_converter(converters.TwoDigits, "mm")
register_converter(converters.TwoDigits, "dd")

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("about/", views.about, name="about"),
    path("data/", views.data, name="data"),
    path("timeline/", views.timeline, name="timeline"),
    # changes/
    path("changes/", logs.log_changes, name="changes"),
    path("changes/feed.atom", logs.log_feed, name="changes_feed"),
    # calendar/
    path("calendar/", views.calendar, name="calendar"),
    path(
        "calendar/<yyyy:year>/<mm:month>/",
        views.calendar_month,
        name="calendar_month",
    ),
    path(
        "calendar/<yyyy:year>/<mm:month>/<dd:day>/",
        views.calendar_day,
        name="calendar_day",
    ),
    # search/
    path("search/", search.search, name="search"),
    path("search/feed.atom", search.search_feed_atom, name="search_feed"),
    path("search/help/", search.search_help, name="search_help"),
    path("search.json", search.search_json, name="search_json"),
    path("suggest.json", search.suggest, name="suggest"),
]
