"""What the steps of a record's life ask of whoever takes them."""

from django import forms
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing import workflow
from portal.publishing.admin.forms import stamp
from portal.publishing.languages import language_attrs
from portal.publishing.models import WITHDRAWAL_KINDS
from portal.publishing.references import companions

REASONS = {
    "ar": gettext_lazy("Reason, in Arabic"),
    "en": gettext_lazy("Reason, in English"),
}
NO_KIND = [("", gettext_lazy("not stated"))]


class StepForm(forms.Form):
    """A step with the text of the record that the person taking it has seen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_for(cls, record):
        return {"seen": stamp(record)}

    def take(self, step, record, user):
        if self.cleaned_data["seen"] != stamp(record):
            raise workflow.Refused(
                _("The text has changed since you opened it. Read it again first.")
            )
        getattr(workflow, step.name)(record, user, **self.details(record))

    def details(self, record):
        return {}


class ChangesForm(StepForm):
    remark = forms.CharField(
        label=gettext_lazy("What has to change"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "spellcheck": "true"}),
    )

    def details(self, record):
        return {"remark": self.cleaned_data["remark"]}


class WithdrawForm(StepForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of reason"),
        choices=[*NO_KIND, *((kind.value, kind.label) for kind in WITHDRAWAL_KINDS)],
        required=False,
    )

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

    def details(self, record):
        reason = {code: self.cleaned_data[f"reason_{code}"] for code in LANGUAGES}
        return {"reason": reason, "kind": self.cleaned_data["kind"]}


class PublishForm(StepForm):
    """Approves a record with the companions that stood on the page, as they stood."""

    companions = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_for(cls, record):
        return super().initial_for(record) | {"companions": marks(companions(record))}

    def details(self, record):
        seen = self.cleaned_data["companions"].split()
        return {"companions": marked(companions(record), seen)}


class ScheduleForm(PublishForm):
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

    def details(self, record):
        return super().details(record) | {"when": self.cleaned_data["when"]}


FORMS = {
    "ask_for_changes": ChangesForm,
    "withdraw": WithdrawForm,
    "schedule": ScheduleForm,
    "publish": PublishForm,
}


def asks(step, record):
    """Whether a step has a page of its own, with something to fill in or to read."""
    return step.name in FORMS and (step.name != "publish" or bool(companions(record)))


def marks(records):
    """Names some records and the texts that they have, as a page carries it."""
    return " ".join(map(_mark, records))


def marked(records, seen):
    """Those of some records that have the text that was seen."""
    return [record for record in records if _mark(record) in seen]


def _mark(record):
    return f"{shape_of(type(record)).type}:{record.pk}:{stamp(record)}"
