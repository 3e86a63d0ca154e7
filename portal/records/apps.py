from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "portal.records"
    label = "records"
    verbose_name = _("Shared records")

    def ready(self):
        # Registers the shapes of this floor's documents; needs the models.
        import portal.records.desk
        import portal.records.documents
        import portal.records.search  # noqa: F401
        from portal.records import linked_data
        from portal.records.cldr import add_missing_countries
        from portal.records.models import Person

        linked_data.register(Person, linked_data.person)
        post_migrate.connect(add_missing_countries, sender=self)
