from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.roles import roles_on, why_none
from portal.publishing.admin import RecordForm, RowForm, RowFormSet
from portal.records.dates import validate_partial_date
from portal.records.models import Person


class MeetingForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("round")
        if chosen and chosen.series != cleaned.get("series"):
            message = _("This is a round of “%(series)s”: choose that series as well.")
            error = ValidationError(message, params={"series": chosen.series})
            self.add_error("round", error)
        return cleaned


class ParticipationForm(RowForm):
    """Fills an empty role from the one position held on the day of the meeting."""

    meeting = None

    def __init__(self, *args, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if "role_ar" in self.fields:
            self.fields["role_ar"].required = False

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if not cleaned.get("role_ar") and "role_ar" in cleaned and person:
            self._propose(person)
        return cleaned

    def _propose(self, person):
        roles = roles_on(person, self.meeting.date)
        if len(roles) != 1:
            reason = why_none(person, self.meeting.date, roles, get_language())
            self.add_error("role_ar", reason)
            return
        self.cleaned_data["role_ar"] = roles[0]["ar"]
        self.cleaned_data["role_en"] = self.cleaned_data["role_en"] or roles[0]["en"]


class ParticipationFormSet(RowFormSet):
    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"meeting": self.instance}


class RolesForm(forms.Form):
    """What a proposal of roles is asked for with."""

    person = forms.ModelChoiceField(Person.objects.all())
    date = forms.CharField(required=False, validators=[validate_partial_date])
