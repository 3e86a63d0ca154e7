from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _

from portal.publishing.groups import LABELS

User = get_user_model()
admin.site.unregister(User)
admin.site.unregister(Group)

# What somebody may do comes from groups alone; only a superuser makes another one.
NOBODYS = {"user_permissions"}
SUPERUSERS = {"is_superuser"}


class GroupFilter(admin.RelatedFieldListFilter):
    """By group, each called as the reader's language calls it."""

    def field_choices(self, field, request, model_admin):
        choices = super().field_choices(field, request, model_admin)
        return [(key, LABELS.get(name, name)) for key, name in choices]


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", GroupFilter)]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = lambda group: LABELS.get(group.name, group.name)
        return field

    def get_fieldsets(self, request, obj=None):
        left_out = NOBODYS if request.user.is_superuser else NOBODYS | SUPERUSERS
        found = []
        for name, options in super().get_fieldsets(request, obj):
            fields = [f for f in options["fields"] if f not in left_out]
            found.append((name, options | {"fields": fields}))
        return found

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and _is_within_reach(obj, request.user)

    def has_delete_permission(self, request, obj=None):
        """Accounts are made inactive: the log names who wrote and who approved."""
        return False


def _is_within_reach(account, user):
    return user.is_superuser or account is None or not account.is_superuser


@admin.register(Group)
class EditorsAdmin(GroupAdmin):
    filter_horizontal = []

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions":
            field.label_from_instance = permission_in_words
        return field


def permission_in_words(permission):
    """What a permission allows, in the reader's language."""
    action, _underscore, model = permission.codename.partition("_")
    words = {
        "add": _("%(type)s: add"),
        "change": _("%(type)s: change"),
        "delete": _("%(type)s: delete"),
        "view": _("%(type)s: view"),
    }
    type_ = permission.content_type
    if action in words and model == type_.model and type_.model_class():
        return words[action] % {"type": type_.model_class()._meta.verbose_name_plural}
    return _(permission.name)
