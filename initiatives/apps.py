from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self):
        # Registers what lower floors must know of this one; needs the models.
        import initiatives.documents
        import initiatives.search  # noqa: F401
        from initiatives.linked_data import initiative
        from initiatives.models import Initiative
        from portal.records import linked_data

        linked_data.register(Initiative, initiative)
