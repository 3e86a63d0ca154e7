"""Adding a record with its essentials alone, from within the form of another one."""

from functools import partial

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelform_factory
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from portal.publishing.admin.choices import ChosenMixin

PREFIX = "quick"


class QuickAdding:
    """For the admins of records. `quick_fields` name what is asked for, by rows.

    Without any, records of the type are added in their own form alone.
    """

    quick_fields = ()

    def get_urls(self):
        if not self.quick_fields:
            return super().get_urls()
        view = self.admin_site.admin_view(self.quick_view)
        return [path("quick/", view, name=self._quick_name()), *super().get_urls()]

    def quick_url(self, request):
        """Where a record is added quickly, by whoever may."""
        if self.quick_fields and self.has_add_permission(request):
            return reverse(f"admin:{self._quick_name()}")
        return ""

    def quick_view(self, request):
        """The short form; once it is saved, the key and the name of the record as JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        initial = self.get_changeform_initial_data(request)
        made = self._quick_form(request)
        form = made(request.POST or None, prefix=PREFIX, initial=initial)
        if request.method == "POST" and form.is_valid():
            with transaction.atomic():
                record = form.save(commit=False)
                self.save_model(request, record, form, change=False)
                form.save_m2m()
                self.log_addition(request, record, [{"added": {}}])
            return JsonResponse({"key": record.pk, "text": str(record)})
        context = {
            "form": form,
            "title": _("Add %(type)s") % {"type": self.opts.verbose_name},
            "prefix": PREFIX,
            "action": request.path,
            "typing_url": reverse(
                f"admin:{self.opts.label_lower.replace('.', '_')}_typing"
            ),
        }
        return TemplateResponse(request, "admin/quick_form.html", context)

    def _quick_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_quick"

    def _quick_form(self, request):
        names = []
        for row in self._rows(self.quick_fields, shown_only=False):
            names += [row] if isinstance(row, str) else row
        made = modelform_factory(
            self.model,
            form=self.form,
            fields=names,
            labels=self.labels(),
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
        for field in made.base_fields.values():
            _choose_from_list(field)
        return made


def _choose_from_list(field):
    """Offers all there is in one list: a dialog has no room for finding and adding."""
    if isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    if isinstance(field.widget, ChosenMixin):
        attrs = field.widget.attrs
        field.widget = forms.Select(attrs=attrs)
        field.widget.choices = field.choices


def offer_quick_adding(field, admin_site, request):
    """Lets the input of a relation know where what is missing can be added quickly."""
    widget = field.widget
    if not isinstance(widget, RelatedFieldWidgetWrapper):
        return
    # Whoever chooses another record does not mean to delete or change the one before.
    widget.can_delete_related = widget.can_change_related = False
    admin = admin_site._registry.get(widget.rel.model)
    if isinstance(admin, QuickAdding) and (url := admin.quick_url(request)):
        widget.widget.attrs["data-quick-url"] = url
