"""The two groups of editors, with what their members may do."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from portal.documents.shape import shapes
from portal.publishing.models import Record, RecordVersion

AUTHORS = "Authors"
PUBLISHERS = "Publishers"


def ensure_groups(app_config=None, using="default", **kwargs) -> None:
    """Makes the groups where they are missing and gives them what they lack.

    Follows every migration; `app_config` is the app that was migrated.
    """
    models = [s.model for s in shapes() if s.options.app_config is app_config]
    may_publish = app_config is RecordVersion._meta.app_config
    if not models and not may_publish:
        return
    create_permissions(app_config, verbosity=0, using=using)
    permissions = Permission.objects.using(using)
    authors, _made = Group.objects.using(using).get_or_create(name=AUTHORS)
    publishers, _made = Group.objects.using(using).get_or_create(name=PUBLISHERS)
    editing = list(permissions.filter(_to_edit(models, using))) if models else []
    authors.permissions.add(*editing)
    publishers.permissions.add(*editing)
    if may_publish:
        publishers.permissions.add(*permissions.filter(codename="publish_record"))


def _to_edit(models, using) -> Q:
    wanted = Q()
    for model in models:
        names = ["view", "change"]
        if issubclass(model, Record):
            names += ["add", "delete"]
        content_type = ContentType.objects.db_manager(using).get_for_model(model)
        codes = [f"{name}_{model._meta.model_name}" for name in names]
        wanted |= Q(content_type=content_type, codename__in=codes)
    return wanted
