from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self):
        # Models are loaded only now.
        from portal.search.update import fill_if_empty

        post_migrate.connect(fill_if_empty, sender=self)
