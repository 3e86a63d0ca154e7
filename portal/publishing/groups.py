"""The three groups of editors, with what their members may do."""

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.shape import shapes
from portal.publishing.models import Proposal, Record, RecordVersion

AUTHORS = "Authors"
PUBLISHERS = "Publishers"
ADMINISTRATORS = "Administrators"
EVERYONE = (AUTHORS, PUBLISHERS, ADMINISTRATORS)
LABELS = {
    AUTHORS: _("Authors"),
    PUBLISHERS: _("Publishers"),
    ADMINISTRATORS: _("Administrators"),
}

WRITE = ("view", "add", "change", "delete")


def ensure_groups(app_config=None, using="default", **kwargs) -> None:
    """Makes the groups where they are missing and gives them their rights.

    Follows every migration; `app_config` is the app that was migrated.
    """
    rights = [
        (names, model, verbs)
        for names, model, verbs in _rights()
        if model._meta.app_config is app_config
    ]
    if not rights:
        return
    create_permissions(app_config, verbosity=0, using=using)
    groups = {
        name: Group.objects.using(using).get_or_create(name=name)[0]
        for name in EVERYONE
    }
    for name, group in groups.items():
        theirs = [right[1:] for right in rights if name in right[0]]
        _give(group, theirs, {right[1] for right in rights}, using)


def _rights():
    """Which groups may do what with which model, as the README has it in a table."""
    for shape in shapes():
        if issubclass(shape.model, Record):
            yield EVERYONE, shape.model, WRITE
        else:
            yield EVERYONE, shape.model, ("view",)
            yield (ADMINISTRATORS,), shape.model, ("change",)
    yield EVERYONE, Proposal, ("view",)
    yield (PUBLISHERS, ADMINISTRATORS), RecordVersion, ("publish",)
    yield (ADMINISTRATORS,), get_user_model(), ("view", "add", "change")


def _give(group, rights, models, using) -> None:
    """Gives a group some rights on models, and takes any others on them away."""
    wanted = Q(pk__in=[])
    for model, verbs in rights:
        # The right to publish is one for the whole record.
        noun = "record" if model is RecordVersion else model._meta.model_name
        codes = [f"{verb}_{noun}" for verb in verbs]
        wanted |= Q(content_type=_type_of(model, using), codename__in=codes)
    permissions = Permission.objects.using(using)
    types = [_type_of(model, using) for model in models]
    kept = permissions.filter(wanted)
    group.permissions.remove(
        *group.permissions.filter(content_type__in=types).exclude(pk__in=kept)
    )
    group.permissions.add(*kept)


def _type_of(model, using):
    return ContentType.objects.db_manager(using).get_for_model(model)
