from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.records.models import Country, Person
from portal.records.relations import meeting_numbers, outcomes_of, referring
from portal.records.views.base import RecordDetail, RecordList, excerpt


class CountryList(RecordList):
    model = Country
    paginate_by = 60

    def get_queryset(self):
        return super().get_queryset().in_record().with_meeting_count()

    def get_completeness(self):
        return {"count": self.object_list.count()}


class CountryDetail(RecordDetail):
    """Everything with a country of ISO 3166, by its code in small letters."""

    model = Country
    slug_field = "code"
    slug_url_kwarg = "code"

    def setup(self, request, *args, code, **kwargs):
        code = code.upper() if code.islower() else ""
        super().setup(request, *args, code=code, **kwargs)

    def get_context_data(self, **kwargs):
        country = self.object
        code = country.code.lower()
        statements = referring(Person, "statements").published()
        statements = statements.filter(speaker__country=country)
        is_home = country.code == settings.HOME_COUNTRY
        return super().get_context_data(
            numbers=None if is_home else meeting_numbers("country", code),
            meetings=_held_here(country) if is_home else _by_place(country, code),
            visits=excerpt(country.visits.published()),
            outcomes=excerpt(outcomes_of(country.outcomes)),
            initiatives=excerpt(country.initiatives.published()),
            statements=excerpt(statements.select_related("speaker"), size=6),
            people=excerpt(country.people.published(), size=60),
            organisations=excerpt(country.organisations.published(), size=60),
            **kwargs,
        )


def _held_here(country):
    """The meetings of the home country: heading, name, excerpt and query."""
    meetings = country.meetings_held.published().with_participants()
    return [(_("Meetings held here"), "here", excerpt(meetings), "place=home")]


def _by_place(country, code):
    """The meetings with a country, apart: heading, name, excerpt and query."""
    meetings = country.meetings.published().with_participants()
    call = meetings.model.Kind.PHONE_CALL
    calls, others = meetings.filter(kind=call), meetings.exclude(kind=call)
    own = f"country={code}"
    return [
        (
            _("Received at home"),
            "home",
            excerpt(others.filter(is_abroad=False), size=6),
            f"{own}&place=home",
        ),
        (
            _("Met abroad"),
            "abroad",
            excerpt(others.filter(is_abroad=True), size=6),
            f"{own}&place=abroad",
        ),
        (_("Phone calls"), "calls", excerpt(calls, size=6), f"{own}&kind=phone_call"),
    ]
