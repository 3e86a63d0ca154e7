"""Saving the form of a published record: captured as a document, then undone."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.documents.shape import shape_of
from portal.publishing import proposals, workflow
from portal.publishing.models import Proposal
from portal.publishing.translations import stored_document


class Proposing:
    """For record admins: what is published is never written, a proposal is.

    `?proposal=<number>` opens the form with the text of an open proposal.
    """

    def _changeform_view(self, request, object_id, form_url, extra_context):
        request.proposal = request.captured = None
        if object_id is None:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        if "proposal" in request.GET:
            request.proposal = self._proposal(request, object_id)
            if request.proposal is None:
                return self._closed(request, object_id)
        try:
            answer = self._answer(request, object_id, form_url, extra_context)
        except workflow.Refused as refusal:
            for reason in refusal.messages:
                self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(review_url(request.proposal))
        return self._propose(request, object_id) if request.captured else answer

    def mark_as_proposed(self, request, record):
        """Lets a form remember which text of an open proposal it shows."""
        if getattr(request, "proposal", None):
            record.changed_at = request.proposal.changed_at

    def save_form(self, request, form, change):
        request.change_kind = form.cleaned_data.get("change_kind")
        request.change_note = form.change_note() if change else {}
        return super().save_form(request, form, change)

    def response_change(self, request, obj):
        if not obj.is_published:
            return super().response_change(request, obj)
        connection.check_constraints(table_names=_tables(self.model))
        request.captured = stored_document(obj)
        return HttpResponse()

    def _answer(self, request, object_id, form_url, extra_context):
        """What the form answers; nothing of a captured or proposed text stays."""
        with transaction.atomic():
            if request.proposal:
                proposals.apply(request.proposal)
            answer = super()._changeform_view(
                request, object_id, form_url, extra_context
            )
            if request.proposal and hasattr(answer, "render"):
                answer.render()
            if request.proposal or request.captured:
                transaction.set_rollback(True)
        return answer

    def _propose(self, request, object_id):
        record = self.get_object(request, unquote(object_id))
        details = (request.user, request.change_kind, request.change_note)
        try:
            if request.proposal:
                proposal = request.proposal
                proposals.revise(proposal, request.captured, *details)
            else:
                proposal = proposals.propose(record, request.captured, *details)
        except workflow.Refused as refusal:
            for reason in refusal.messages:
                self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        self.log_change(request, record, _("Proposed a change."))
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, record)
        text = _(
            "Your change of “{record}” waits for a second person. Readers see the "
            'text as it was until then. <a href="{url}">See what changes</a>'
        )
        text = format_html(text, record=record, url=review_url(proposal))
        self.message_user(request, text)
        return self._back(record)

    def _proposal(self, request, object_id):
        """The open proposal on the record that the address asks for."""
        number = request.GET["proposal"]
        if not number.isdecimal() or len(number) > 18:
            return None
        type_ = shape_of(self.model).type
        found = Proposal.objects.open().filter(pk=number, type=type_)
        return found.filter(record_id=unquote(object_id)).first()

    def _closed(self, request, object_id):
        self.message_user(
            request, _("That proposal is not open any more."), messages.ERROR
        )
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[object_id]))


def review_url(proposal):
    return reverse("admin:publishing_proposal_change", args=[proposal.pk])


def _tables(model):
    """The tables that the form of a model writes."""
    shape = shape_of(model)
    tables = [part.options.db_table for part in (shape, *shape.rows.values())]
    for part in (shape, *shape.rows.values()):
        tables += [f.remote_field.through._meta.db_table for f in part.many.values()]
    return tables
