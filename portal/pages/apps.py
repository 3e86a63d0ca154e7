from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self):
        # Models are loaded only now.
        from portal.pages.sharing import checks  # noqa: F401
        from portal.pages.sharing.store import follow_public
        from portal.publishing.public import follow

        follow(follow_public)
