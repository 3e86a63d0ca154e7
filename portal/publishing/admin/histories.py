"""What was approved of a record, compared at will; an earlier text is proposed again."""

import json

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.documents.build import to_document
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing import log, workflow
from portal.publishing.admin.forms import change_fields, stamp
from portal.publishing.admin.proposing import review_url
from portal.publishing.differences import content_difference, in_words
from portal.publishing.models import Kind, Proposal
from portal.publishing.proposals import propose


class CompareForm(forms.Form):
    """Two revisions; the first is compared with the second."""

    since = forms.TypedChoiceField(coerce=int)
    until = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(number, number) for number in numbers]


class RestoreForm(forms.Form):
    """What readers are told when an earlier text comes back."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= change_fields()

    def note(self):
        return {code: self.cleaned_data[f"change_note_{code}"] for code in LANGUAGES}


class Histories:
    """For record admins: the history with its differences, and the way back."""

    object_history_template = "admin/record_history.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.restore_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        address = "<path:object_id>/history/<int:revision>/restore/"
        return [path(address, view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record and self.has_view_permission(request, record):
            extra_context = (extra_context or {}) | self._revisions(request, record)
        return super().history_view(request, object_id, extra_context)

    def restore_view(self, request, object_id, revision):
        record = self.get_object(request, unquote(object_id))
        entry = record and log.texts(record).filter(revision=revision).first()
        if not entry or not entry.document:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        document = json.loads(entry.document)
        initial = _note(revision) | {"seen": stamp(record)}
        form = RestoreForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                return self._restore(request, form, record, document)
            except workflow.Refused as refusal:
                form.add_error(None, refusal)
        context = self.admin_site.each_context(request) | {
            "title": _("Restore revision %(number)s") % {"number": revision},
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "form": form,
            "changes": in_words(content_difference(to_document(record), document)),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_restore.html", context)

    def _revisions(self, request, record):
        entries = list(log.revisions(record).with_people())
        texts = {e.revision: e.document for e in entries if not e.is_withdrawal}
        form = CompareForm(request.GET or None, numbers=texts)
        context = {
            "entries": entries[::-1],
            "revisions": len(texts),
            "present": max(texts, default=0) if record.is_published else 0,
            "proposals": Proposal.objects.of(
                shape_of(self.model).type, record.pk
            ).with_people(),
            "may_restore": record.is_published
            and self.has_change_permission(request, record),
        }
        if form.is_valid():
            since, until = form.cleaned_data["since"], form.cleaned_data["until"]
            both = [json.loads(texts[n] or "null") for n in (since, until)]
            context |= {"since": since, "until": until, "is_erased": None in both}
            if None not in both:
                context["changes"] = in_words(content_difference(*both))
        return context

    def _restore(self, request, form, record, document):
        if form.cleaned_data["seen"] != stamp(record):
            raise workflow.Refused(
                _("The text has changed since you opened it. Read it again first.")
            )
        kind = form.cleaned_data["change_kind"]
        proposal = propose(record, document, request.user, kind, form.note())
        self.log_change(request, record, _("Proposed an earlier revision."))
        text = _("The earlier text waits for a second person.")
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(review_url(proposal))


def _note(revision):
    note = {"change_kind": Kind.ERROR}
    for code in LANGUAGES:
        with override(code):
            text = _("The text of revision %(number)s is back.")
            note[f"change_note_{code}"] = text % {"number": revision}
    return note
