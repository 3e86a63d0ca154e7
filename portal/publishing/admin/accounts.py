from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

User = get_user_model()
admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """What an editor may do comes from groups alone."""

    def get_fieldsets(self, request, obj=None):
        found = []
        for name, options in super().get_fieldsets(request, obj):
            fields = [f for f in options["fields"] if f != "user_permissions"]
            found.append((name, options | {"fields": fields}))
        return found
