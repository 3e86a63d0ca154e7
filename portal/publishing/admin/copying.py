"""Forms of new records that begin with what another record says."""

from django.forms import model_to_dict
from django.urls import reverse

from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing.typed import is_key

# A copy is another fact: what proves the one proves nothing of the other.
EVIDENCE = ("sources", "disagreements", "evidence")
NAMES = ("slug", "aliases")
ROW_OF_ITS_OWN = ("position", "followed_by_meeting", "followed_by_visit")


class Copying:
    """For the admins of records: `add/?copy=<key>` begins with a record and its rows.

    `not_copied` names what is different in every record of the type.
    """

    not_copied = ()

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        original = self.original(request)
        return copied(original, self.not_copied) | initial if original else initial

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if rows := copied_rows(request, inline.model):
            kwargs["initial"] = rows
        return kwargs

    def original(self, request):
        """The record to begin with, and its rows on the request; None without one."""
        key = request.GET.get("copy", "")
        if request.method != "GET" or not is_key(key):
            return None
        found = self.model._default_manager.filter(pk=key).first()
        if not found or not self.has_view_permission(request, found):
            return None
        self.keep_rows(request, found, [*shape_of(self.model).rows])
        request.copied_from = found
        return found

    def keep_rows(self, request, original, names):
        """Keeps on the request the rows that the new record begins with."""
        request.copied_rows = {}
        for name in names:
            rows = getattr(original, name).all()
            left_out = (shape_of(rows.model).owner, *ROW_OF_ITS_OWN)
            request.copied_rows[rows.model] = [copied(row, left_out) for row in rows]

    def render_change_form(self, request, context, *args, **kwargs):
        record = context["original"]
        if record and record.pk and self.has_add_permission(request):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_add"
            context["copy_url"] = f"{reverse(name)}?copy={record.pk}"
        context["copied_from"] = getattr(request, "copied_from", None)
        return super().render_change_form(request, context, *args, **kwargs)


def copied_rows(request, model):
    """The rows of a model that the form of a new record begins with."""
    return getattr(request, "copied_rows", {}).get(model, [])


def copied(instance, left_out):
    """The values of a record or a row for the form of another one."""
    names = {*EVIDENCE, *NAMES, *left_out}
    names |= {f"{name}_{code}" for name in names for code in LANGUAGES}
    return {
        name: value
        for name, value in model_to_dict(instance).items()
        if name not in names
    }
