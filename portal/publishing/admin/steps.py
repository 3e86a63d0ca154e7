"""The steps of a record's life, taken from its form or for several from the list."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.publishing import workflow
from portal.publishing.admin.companions import introduced
from portal.publishing.admin.step_forms import FORMS, StepForm, asks
from portal.publishing.references import companions

DONE = {
    "submit": gettext_lazy("“%(record)s” was submitted for review."),
    "ask_for_changes": gettext_lazy("“%(record)s” went back to its author."),
    "publish": gettext_lazy("“%(record)s” is published."),
    "schedule": gettext_lazy("“%(record)s” will be published at the time set."),
    "withdraw": gettext_lazy("“%(record)s” is withdrawn."),
    "restore": gettext_lazy("“%(record)s” is a draft again."),
}


class Steps:
    """The workflow of a record's admin: its addresses, its page, its list actions."""

    actions = ["submit_selected", "publish_selected"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.step_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<path:object_id>/step/<slug:step>/", view, name=name)] + (
            super().get_urls()
        )

    def step_view(self, request, object_id, step):
        if step not in workflow.STEPS:
            raise Http404
        step = workflow.STEPS[step]
        with transaction.atomic():
            record = self.get_object(request, unquote(object_id))
            if record is None:
                return self._get_obj_does_not_exist_redirect(
                    request, self.opts, object_id
                )
            if not self.may_take(step, request):
                raise PermissionDenied
            if request.method != "POST" and not self._leads_from(record, step, request):
                return self._back(record)
            form_class = FORMS.get(step.name, StepForm)
            initial = form_class.initial_for(record)
            initial["seen"] = request.GET.get("seen", initial["seen"])
            form = form_class(request.POST or None, initial=initial)
            if request.method == "POST" and form.is_valid():
                try:
                    return self._take(request, form, step, record)
                except workflow.Refused as refusal:
                    form.add_error(None, refusal)
        return self._step_page(request, form, step, record)

    def may_take(self, step, request):
        may_publish = not step.is_publishers or workflow.can_publish(request.user)
        return may_publish and self.has_submit_permission(request)

    def has_submit_permission(self, request):
        """Whether a user may write records of this type at all."""
        return self.has_change_permission(request)

    def has_publish_permission(self, request):
        may_write = self.has_submit_permission(request)
        return may_write and workflow.can_publish(request.user)

    @admin.action(
        description=gettext_lazy("Submit what is selected"), permissions=["submit"]
    )
    def submit_selected(self, request, queryset):
        for record in queryset:
            self._take_plainly(request, workflow.STEPS["submit"], record)

    @admin.action(
        description=gettext_lazy("Publish what is selected"), permissions=["publish"]
    )
    def publish_selected(self, request, queryset):
        for record in queryset:
            self._take_plainly(request, workflow.STEPS["publish"], record)

    def response_add(self, request, obj, post_url_continue=None):
        self._submit_saved(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._submit_saved(request, obj)
        return super().response_change(request, obj)

    def offered_steps(self, request, record):
        """The steps to offer in the form of a record, each with its address."""
        for step in workflow.steps_for(record, request.user):
            if self.may_take(step, request):
                name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
                url = reverse(name, args=[record.pk, step.name])
                yield {"step": step, "url": url, "asks": asks(step, record)}

    def _take(self, request, form, step, record):
        form.take(step, record, request.user)
        self._tell(request, step, record)
        return self._back(record)

    def _submit_saved(self, request, record):
        if "_submit" in request.POST and self.has_submit_permission(request):
            self._take_plainly(request, workflow.STEPS["submit"], record)

    def _take_plainly(self, request, step, record):
        """Takes a step that asks for nothing more, or says why it is refused."""
        try:
            getattr(workflow, step.name)(record, request.user)
        except workflow.Refused as refusal:
            for reason in refusal.messages:
                text = reason
                if str(record) not in reason:
                    text = _("“%(record)s”: %(reason)s")
                    text %= {"record": record, "reason": reason}
                self.message_user(request, text, messages.ERROR)
        else:
            self._tell(request, step, record)

    def _tell(self, request, step, record):
        """Leaves the step in the editors' own history of the record, too."""
        self.log_change(request, record, str(step.label))
        self.message_user(request, DONE[step.name] % {"record": record})

    def _leads_from(self, record, step, request):
        if step in workflow.steps_for(record, request.user):
            return True
        text = _("“%(record)s” cannot take this step now.") % {"record": record}
        self.message_user(request, text, messages.ERROR)
        return False

    def _back(self, record):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))

    def _step_page(self, request, form, step, record):
        context = self.admin_site.each_context(request) | {
            "title": step.label,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "form": form,
            "step": step,
            "companions": introduced(companions(record)) if step.is_approval else [],
            "media": form.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_step.html", context)
