from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.pages import views

urlpatterns = [
    path("", views.choose_language),
    path("r/<slug:permanent_id>", views.permanent_link, name="permanent_link"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("initiatives/", include("initiatives.urls")),
        path("", include("meetings.urls")),
        path("", include("portal.records.urls")),
        path("", include("portal.pages.urls")),
    ),
]

handler404 = "portal.pages.views.page_not_found"
