from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "portal.publishing"
    label = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        # Models are loaded only now.
        from portal.publishing.checks import no_side_doors
        from portal.publishing.groups import ensure_groups
        from portal.publishing.log import log_once
        from portal.publishing.public import follow
        from portal.publishing.tally import count_once
        from portal.search.update import renew

        post_migrate.connect(ensure_groups, dispatch_uid="portal.publishing.groups")
        post_migrate.connect(count_once, sender=self)
        post_migrate.connect(log_once, sender=self)
        follow(renew)
        checks.register(no_side_doors)
