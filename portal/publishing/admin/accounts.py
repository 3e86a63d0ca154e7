from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

User = get_user_model()
admin.site.unregister(User)

# What somebody may do comes from groups alone; only a superuser makes another one.
NOBODYS = {"user_permissions"}
SUPERUSERS = {"is_superuser"}


@admin.register(User)
class AccountAdmin(UserAdmin):
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
