from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Participation
from portal.records.models import Country, Organisation, Topic


class MeetingFilter(forms.Form):
    """What the list of meetings can be asked for in its address."""

    country = forms.CharField(required=False, max_length=2)
    person = forms.SlugField(required=False, max_length=100)
    organisation = forms.SlugField(required=False, max_length=100)
    topic = forms.SlugField(required=False, max_length=100)
    place = forms.ChoiceField(
        required=False, choices=[("home", _("at home")), ("abroad", _("abroad"))]
    )

    def narrow(self, meetings):
        """The meetings asked for; none where the question makes no sense."""
        if not self.is_valid():
            return meetings.none()
        for name, value in self.cleaned_data.items():
            if value:
                meetings = getattr(self, f"_by_{name}")(meetings, value)
        return meetings

    def _by_country(self, meetings, code):
        countries = Country.objects.published().filter(code=code.upper())
        return meetings.filter(countries__in=countries)

    def _by_person(self, meetings, slug):
        rows = Participation.objects.published().filter(person__slug=slug)
        return meetings.filter(participants__in=rows)

    def _by_organisation(self, meetings, slug):
        organisations = Organisation.objects.published().filter(slug=slug)
        return meetings.filter(organisations__in=organisations)

    def _by_topic(self, meetings, slug):
        topics = Topic.objects.published().filter(slug=slug)
        return meetings.filter(topics__in=topics)

    def _by_place(self, meetings, place):
        return meetings.filter(is_abroad=place == "abroad")
