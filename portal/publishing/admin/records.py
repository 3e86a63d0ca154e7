"""The admin that every type of record builds on."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.forms import Script
from django.http import HttpResponseRedirect
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from js_asset.media import Media

from portal.documents.outdated import text_names
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing import workflow
from portal.publishing.admin.bilingual import BilingualAdmin
from portal.publishing.admin.bulk import Bulk
from portal.publishing.admin.choices import Chosen
from portal.publishing.admin.conflicts import Conflicts
from portal.publishing.admin.copying import Copying
from portal.publishing.admin.exports import Exports
from portal.publishing.admin.forms import RecordForm, stamp
from portal.publishing.admin.histories import Histories
from portal.publishing.admin.lists import (
    AlikeFilter,
    ByFilter,
    MissingFilter,
    RecordList,
    completeness,
    holds_null,
    source_count,
)
from portal.publishing.admin.previews import Previews, lead
from portal.publishing.admin.proposing import Proposing
from portal.publishing.admin.quick import QuickAdding
from portal.publishing.admin.steps import Steps
from portal.publishing.admin.translation import Translating
from portal.publishing.admin.watching import Watching
from portal.publishing.models import Remark, State
from portal.publishing.proposals import open_proposals
from portal.publishing.translations import note_outdated, stored_document
from portal.publishing.version import lock_public


class RecordAdmin(
    Bulk,
    Copying,
    QuickAdding,
    Watching,
    Translating,
    Histories,
    Proposing,
    Conflicts,
    Steps,
    Previews,
    Exports,
    BilingualAdmin,
):
    form = RecordForm
    change_form_template = "admin/record_change_form.html"
    codes = ("slug", "aliases")
    list_per_page = 50
    # A record has a page in each language; the form links to both.
    view_on_site = False

    class Media:
        js = [
            Script("js/admin-form.js", type="module"),
            Script("js/admin-choosing.js", type="module"),
            Script("js/admin-counters.js", type="module"),
            Script("js/admin-typing.js", type="module"),
            Script("js/admin-quick.js", type="module"),
        ]

    def get_list_display(self, request):
        shape = shape_of(self.model)
        columns = [*self.list_display, "state"]
        if text_names(shape):
            columns += [completeness(code) for code in LANGUAGES]
        if "sources" in shape.many:
            columns.append(source_count)
        return columns

    def get_list_filter(self, request):
        return ["state", MissingFilter, AlikeFilter, ByFilter, *self.list_filter]

    def get_changelist(self, request, **kwargs):
        return RecordList

    def get_actions(self, request):
        """No deleting from the list: what was ever published stays."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request, extra_context=None):
        if holds_null(request):
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and (workflow.can_edit(obj) or self.shows_typed(request))

    def has_delete_permission(self, request, obj=None):
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and not (obj and obj.was_published)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and obj.was_published else fields

    def get_object(self, request, object_id, from_field=None):
        """Locks a record before it is read for being written."""
        record = super().get_object(request, object_id, from_field)
        is_written = request.method == "POST" and transaction.get_connection()
        if record and is_written and is_written.in_atomic_block:
            lock_public()
            rows = QuerySet(self.model).select_for_update().filter(pk=record.pk)
            list(rows.values_list("pk"))
            record.refresh_from_db()
        if record and request.method == "GET":
            shape = shape_of(self.model)
            prefetch_related_objects([record], *shape.links, *shape.many)
        if record:
            self.mark_as_proposed(request, record)
        return record

    def save_model(self, request, obj, form, change):
        """Leaves the columns of the workflow as they are."""
        form.before = stored_document(obj) if change else None
        if not change:
            return super().save_model(request, obj, form, change)
        obj.save(update_fields=content_fields(self.model))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note_outdated(form.before, form.instance)
        if change and workflow.vouch(form.instance, request.user):
            text = _("You changed a submitted text: somebody else has to approve it.")
            self.message_user(request, text, messages.WARNING)

    def render_change_form(self, request, context, *args, **kwargs):
        forms = [context["adminform"].form]
        for formset in context["inline_admin_formsets"]:
            forms += formset.formset.forms
        Chosen.of(request).read_for(forms)
        record = context["original"]
        if record and record.pk:
            context |= {
                "steps": list(self.offered_steps(request, record)),
                "pages": list(pages(record)),
                "preview": lead(record),
                "seen": stamp(record),
                "proposal": request.proposal,
                "proposals": list(open_proposals(record)),
                "remarks": remarks(record),
            }
        may_write = self._may_write(request, record)
        context["proposes"] = may_write and bool(record and record.is_published)
        context["offers_submit"] = may_write and (
            not record or record.state == State.DRAFT
        )
        # The import map names the nonce of the page's content security policy.
        nonce = str(request.csp_nonce)
        context["media"] = Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, *args, **kwargs)


def content_fields(model):
    """The columns of what a record says, with those computed from them."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key
        and (
            field.editable
            or getattr(field, "is_derived", False)
            or field.name == "changed_at"
        )
    ]


def remarks(record):
    """What a text in work was last sent back with."""
    if record.state not in (State.DRAFT, State.SUBMITTED):
        return []
    type_ = shape_of(type(record)).type
    found = Remark.objects.filter(type=type_, record_id=record.pk)
    return list(found.select_related("author")[:3])


def pages(record):
    """The public page of a published record in each language."""
    if record.is_published:
        for code in LANGUAGES:
            with override(code):
                url = record.get_absolute_url()
            yield {"url": url, "language": get_language_info(code)}
