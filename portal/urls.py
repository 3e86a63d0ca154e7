from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.pages import views
from portal.pages.views import logs, search, sharing, site_files
from portal.publishing import media

urlpatterns = [
    path("", views.choose_language),
    path("r/<slug:permanent_id>", views.permanent_link, name="permanent_link"),
    path("media/<path:name>", media.public_file, name="media"),
    path(
        "sharing/<slug:type>/<slug:slug>.<slug:language>.<slug:digest>.png",
        sharing.sharing_picture,
        name="sharing_picture",
    ),
    path("data/log.jsonl", logs.log_file, name="log"),
    path("healthz", site_files.health, name="health"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("robots.txt", site_files.robots, name="robots"),
    path("sitemap.xml", site_files.sitemap, name="sitemap"),
    path("sitemap-pages.xml", site_files.sitemap_pages, name="sitemap_pages"),
    path(
        "sitemap-<slug:type>-<int:number>.xml",
        site_files.sitemap_part,
        name="sitemap_part",
    ),
    path(
        ".well-known/security.txt",
        site_files.security_contact,
        name="security_contact",
    ),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("initiatives/", include("initiatives.urls")),
        path("", include("meetings.urls")),
        path("", include("portal.records.urls")),
        path("", include("portal.pages.urls")),
    ),
]

handler404 = "portal.pages.views.page_not_found"
