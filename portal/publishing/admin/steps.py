"""The steps of a record's life, taken from its form or for several from the list."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.shape import LANGUAGES
from portal.publishing import workflow
from portal.publishing.admin.forms import stamp
from portal.publishing.languages import language_attrs

DONE = {
    "submit": gettext_lazy("“%(record)s” was submitted for review."),
    "ask_for_changes": gettext_lazy("“%(record)s” went back to its author."),
    "publish": gettext_lazy("“%(record)s” is published."),
    "schedule": gettext_lazy("“%(record)s” will be published at the time set."),
    "withdraw": gettext_lazy("“%(record)s” is withdrawn."),
    "restore": gettext_lazy("“%(record)s” is a draft again."),
}
REASONS = {
    "ar": gettext_lazy("Reason, in Arabic"),
    "en": gettext_lazy("Reason, in English"),
}


class StepForm(forms.Form):
    """A step with the text of the record that the person taking it has seen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def take(self, step, record, user):
        if self.cleaned_data["seen"] != stamp(record):
            raise workflow.Refused(
                _("The text has changed since you opened it. Read it again first.")
            )
        getattr(workflow, step.name)(record, user, **self.details())

    def details(self):
        return {}


class WithdrawForm(StepForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            attrs = language_attrs(code) | {"rows": 3, "spellcheck": "true"}
            self.fields[f"reason_{code}"] = forms.CharField(
                label=REASONS[code],
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs=attrs),
            )

    def details(self):
        return {"reason": {c: self.cleaned_data[f"reason_{c}"] for c in LANGUAGES}}


class ScheduleForm(StepForm):
    when = forms.SplitDateTimeField(
        label=gettext_lazy("Day and time of publication"),
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date"},
            date_format="%Y-%m-%d",
            time_attrs={"type": "time"},
            time_format="%H:%M",
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = get_current_timezone_name()
        self.fields["when"].help_text = _("In the time of %(zone)s.") % {"zone": zone}

    def details(self):
        return {"when": self.cleaned_data["when"]}


FORMS = {"withdraw": WithdrawForm, "schedule": ScheduleForm}


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
            initial = {"seen": request.GET.get("seen", stamp(record))}
            form = FORMS.get(step.name, StepForm)(request.POST or None, initial=initial)
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
                yield {"step": step, "url": url, "asks": step.name in FORMS}

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
            "media": self.media + form.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_step.html", context)
