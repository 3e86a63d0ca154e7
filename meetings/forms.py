from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings.models import Meeting, Participation, Statement
from meetings.roles import roles_on, why_none
from portal.publishing.admin import RecordForm, RowForm, RowFormSet
from portal.publishing.slugs import free_slug
from portal.records.dates import validate_partial_date
from portal.records.forms import typed_date
from portal.records.models import Country, Person


class MeetingForm(RecordForm):
    new_round = forms.IntegerField(
        label=gettext_lazy("Number of the new round"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=gettext_lazy(
            "It is added to the dialogue series with the date and city of this meeting. "
            "Empty where the meeting belongs to no new round."
        ),
    )

    @classmethod
    def slug_words(cls, typed):
        """Country, counterpart, place and date: fr-macron-baghdad-2020-09-02."""
        other = counterpart(typed)
        country = Country.objects.filter(pk=typed.key("countries")).first()
        country = country or (other and other.country)
        by_distance = typed.text("presence") not in ("", Meeting.Presence.IN_PERSON)
        return [
            country.code if country else settings.HOME_COUNTRY,
            surname(other) or typed.first("title_en", "title_ar"),
            "call" if by_distance else typed.first("city_en", "city_ar"),
            typed_date(typed, "date"),
        ]

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("round")
        if chosen and chosen.series != cleaned.get("series"):
            message = _("This is a round of “%(series)s”: choose that series as well.")
            error = ValidationError(message, params={"series": chosen.series})
            self.add_error("round", error)
        self._check_new_round(cleaned.get("new_round"), chosen, cleaned.get("series"))
        return cleaned

    def _check_new_round(self, number, chosen, series):
        if not number:
            return
        if not series:
            self.add_error("new_round", _("Choose the dialogue series of the round."))
        elif chosen:
            self.add_error("new_round", _("Choose a round or add one, not both."))
        elif series.rounds.filter(number=number).exists():
            self.add_error("new_round", _("The series has a round of this number."))


class StatementForm(RecordForm):
    WORDS = 6

    @classmethod
    def slug_words(cls, typed):
        """The speaker, and what is said in a few words or the day."""
        speaker = Person.objects.filter(pk=typed.key("speaker")).first()
        gist = typed.text("gist_en").split()[: cls.WORDS]
        return [surname(speaker), *(gist or [typed_date(typed, "date")])]


class StatementRowFormSet(BaseInlineFormSet):
    """Statements that are entered with their meeting, and made on its day."""

    def save_new(self, form, commit=True):
        statement = form.instance
        statement.date = self.instance.date
        # Another row may have taken the name that was free before.
        statement.slug = free_slug(Statement, statement.slug)
        return super().save_new(form, commit)


def counterpart(typed):
    """The first person on the other side of a meeting that is being written."""
    side = Participation.Side.COUNTERPART
    rows = [row for row in typed.rows("participants") if row.text("side") == side]
    others = Person.objects.exclude(slug=settings.OFFICE_HOLDER)
    keys = [row.key("person") for row in rows if row.key("person")]
    people = others.select_related("country").in_bulk(keys)
    return next((people[key] for key in keys if key in people), None)


def surname(person):
    """The name that a list sorts a person by, without the given names."""
    if not person:
        return ""
    if sorted_by := person.sort_name_en or person.sort_name_ar:
        return sorted_by.partition(",")[0].partition("،")[0]
    return (person.name_en or person.name_ar or "").split()[-1:][0]


class ParticipationForm(RowForm):
    """Fills an empty role from the one position held on the day of the meeting."""

    meeting = None

    def __init__(self, *args, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if "role_ar" in self.fields:
            self.fields["role_ar"].required = False
        for name in ("role_ar", "role_en"):
            # What a copy begins with gives way to what was held on its own date.
            if self.instance._state.adding and self.initial.get(name):
                attrs = self.fields[name].widget.attrs
                attrs["data-proposed"] = self.initial[name]

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
