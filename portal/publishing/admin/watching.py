"""What the form of a record tells while it is written: warnings, a name to propose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from portal.publishing.typed import Typed, is_key
from portal.publishing.warnings import as_message, long_summary

TOLD = "_warned"


class Watching:
    """For the admins of records. `checks` say what editors are warned of."""

    checks = [long_summary]

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.typing_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_typing"
        return [path("typing/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        if self._may_write(request, context["original"]):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_typing"
            context["typing_url"] = reverse(name)
        return super().render_change_form(request, context, *args, **kwargs)

    def typing_view(self, request):
        """Answers what is typed with warnings and a slug, as JSON; stores nothing.

        `_record` is the primary key of the record in the form, empty for a new one, and
        `_prefix` begins the names of its inputs.
        """
        key = request.POST.get("_record", "")
        record = (
            self.model._default_manager.filter(pk=key).first() if is_key(key) else None
        )
        if not self._may_write(request, record):
            raise PermissionDenied
        typed = Typed(request.POST, request.POST.get("_prefix", ""))
        slug = ""
        if not record or not record.was_published:
            slug = self.form.proposed_slug(self.model, typed, record)
        found = [
            {
                "field": warned.field,
                "text": warned.text,
                "links": [
                    {"url": self.address_of(one), "text": str(one)}
                    for one in warned.records
                ],
            }
            for warned in self.warnings(typed, record)
        ]
        return JsonResponse({"warnings": found, "slug": slug})

    def warnings(self, typed, record):
        """What is to be looked at again in what is typed."""
        return [warned for check in self.checks for warned in check(typed, record)]

    def address_of(self, record):
        """The address of the form of a record of any type."""
        options = record._meta
        name = f"admin:{options.app_label}_{options.model_name}_change"
        return reverse(name, args=[record.pk])

    def save_related(self, request, form, formsets, change):
        """Says at saving what the script of the form has not said while typing."""
        super().save_related(request, form, formsets, change)
        told = request.POST.getlist(TOLD)
        for warned in self.warnings(Typed(request.POST), form.instance):
            if warned.text not in told:
                text = as_message(warned, self.address_of)
                self.message_user(request, text, messages.WARNING)
