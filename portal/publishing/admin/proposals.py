"""The review: what a proposal would change, and the decision on it."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.build import to_document
from portal.documents.canon import digest
from portal.documents.shape import shape_of_type
from portal.publishing import proposals, workflow
from portal.publishing.admin.companions import introduced
from portal.publishing.admin.lists import ProposedByFilter
from portal.publishing.admin.previews import ProposalPreviews, lead
from portal.publishing.admin.step_forms import marked, marks
from portal.publishing.differences import content_difference, in_words, overlaps
from portal.publishing.models import Proposal

DONE = {
    "approve": gettext_lazy("“%(record)s” reads as proposed from now on."),
    "decline": gettext_lazy("The change of “%(record)s” is declined."),
    "discard": gettext_lazy("Your change of “%(record)s” is taken back."),
    "update": gettext_lazy(
        "The change of “%(record)s” now stands on the present text: read it again."
    ),
}


class ReviewForm(forms.Form):
    """A decision on the text that the page showed, with the companions beside it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    companions = forms.CharField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=DONE.items(), widget=forms.HiddenInput)
    remark = forms.CharField(
        label=gettext_lazy("Remark to its author"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "spellcheck": "true"}),
        help_text=gettext_lazy("Needed to decline; readers do not see it."),
    )

    def take(self, proposal, user):
        data = self.cleaned_data
        if data["decision"] == "decline":
            return proposals.decline(proposal, user, data["remark"])
        if data["decision"] == "discard":
            return proposals.discard(proposal, user)
        if data["decision"] == "update":
            return proposals.bring_up_to_date(proposal, user)
        if data["seen"] != digest(proposal.document):
            raise workflow.Refused(
                _("The proposal has changed since you opened it. Read it again first.")
            )
        seen = data["companions"].split()
        found = proposals.companions_of(proposal)
        return proposals.approve(proposal, user, marked(found, seen))


@admin.register(Proposal)
class ProposalAdmin(ProposalPreviews, admin.ModelAdmin):
    list_display = ["title", "noun", "kind", "author", "made_at", "state"]
    list_filter = ["state", ProposedByFilter, "kind"]
    list_per_page = 50
    search_fields = ["title"]
    list_select_related = ["author"]

    @admin.display(description=gettext_lazy("type"))
    def noun(self, proposal):
        return shape_of_type(proposal.type).options.verbose_name

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        record = proposals.record_of(proposal)
        form = ReviewForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                form.take(proposal, request.user)
            except workflow.Refused as refusal:
                form.add_error(None, refusal)
                proposal.refresh_from_db()
            else:
                return self._decided(request, form, proposal, record)
        return self._review(request, form, proposal, record)

    def _decided(self, request, form, proposal, record):
        decision = form.cleaned_data["decision"]
        text = DONE[decision] % {"record": proposal.title}
        self.message_user(request, text, messages.SUCCESS)
        is_open = decision == "update"
        return HttpResponseRedirect(request.path if is_open else form_url_of(record))

    def _review(self, request, form, proposal, record):
        present = to_document(record)
        base = proposals.base_of(proposal)
        is_stale = proposal.is_open and present != base
        context = self.admin_site.each_context(request) | {
            "title": _("Proposed change"),
            "subtitle": proposal.title,
            "opts": self.opts,
            "proposal": proposal,
            "record": record,
            "record_url": form_url_of(record),
            "preview": lead(proposal),
            "noun": record._meta.verbose_name,
            "form": form,
            "changes": in_words(
                content_difference(base, proposals.document_of(proposal))
            ),
            "since": in_words(content_difference(base, present)) if is_stale else [],
            "is_stale": is_stale,
            "overlaps": list(_overlaps(proposal, present)) if is_stale else [],
            "others": proposals.open_proposals(record).exclude(pk=proposal.pk),
            **self._offered(request, proposal, is_stale),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/proposal_review.html", context)

    def _offered(self, request, proposal, is_stale):
        """What the page lets its reader decide, and what it carries of what it shows."""
        if not proposal.is_open:
            return {}
        reasons = proposals.reasons_against(proposal, request.user)
        may_publish = workflow.can_publish(request.user)
        is_its = may_publish or proposal.author_id == request.user.pk
        found = [] if is_stale else self._companions(request, proposal)
        return {
            "reasons": [] if is_stale else reasons,
            "may_approve": not is_stale and not reasons,
            "may_decline": may_publish,
            "may_discard": proposal.author_id == request.user.pk,
            "may_update": is_stale and is_its,
            "companions": list(introduced(found)),
            "seen": digest(proposal.document),
            "seen_companions": marks(found),
        }

    def _companions(self, request, proposal):
        try:
            return proposals.companions_of(proposal)
        except workflow.Refused as refusal:
            for reason in refusal.messages:
                self.message_user(request, reason, messages.ERROR)
            return []


def _overlaps(proposal, present):
    """Where a stale proposal changes what was changed since, in words."""
    found = proposals.merged_with(proposal, present).conflicts
    return in_words(overlaps(found, present, proposals.document_of(proposal)))


def form_url_of(record):
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    return reverse(name, args=[record.pk])
