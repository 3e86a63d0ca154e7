"""The editors' site: its name, its order and the way between its two languages."""

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.urls import path, translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _


class EditingSite(admin.AdminSite):
    site_header = _("Sijill")
    site_title = _("Sijill: editing")
    index_title = _("The editorial desk")

    def get_urls(self):
        # Models are loaded only when addresses are.
        from portal.publishing import media
        from portal.publishing.admin import imports
        from portal.publishing.admin.handbook import handbook
        from portal.publishing.admin.translation_queue import translation_queue

        view = self.admin_view
        return [
            path("handbook/", view(handbook), name="handbook"),
            path("media/<path:name>", view(media.editors_file), name="media"),
            path("translation/", view(translation_queue), name="translation"),
            *imports.urls(),
            *super().get_urls(),
        ]

    def each_context(self, request):
        # The sentences name models, which are loaded after this site.
        from portal.publishing.admin.screens import sentence

        return super().each_context(request) | {
            "languages": list(_languages(request)),
            "screen_help": sentence(request),
        }

    def index(self, request, extra_context=None):
        # The desk needs the models, which are loaded after this site.
        from portal.publishing.admin.desk import front_page

        return super().index(request, front_page(request) | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """Apps in the order of the settings, models as they were registered."""
        found = self._build_app_dict(request, app_label)
        order = {model: number for number, model in enumerate(self._registry)}
        for app in found.values():
            app["models"].sort(key=lambda entry: order[entry["model"]])
        return [found[label] for label in apps.app_configs if label in found]


class EditingSiteConfig(AdminConfig):
    default_site = "portal.publishing.site.EditingSite"


def _languages(request):
    """The languages, each with the address of the present page in it."""
    for code, _name in settings.LANGUAGES:
        yield get_language_info(code) | {
            "url": translate_url(request.get_full_path(), code),
            "is_current": code == get_language(),
        }
