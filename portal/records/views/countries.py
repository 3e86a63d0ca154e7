from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.records.models import Country, Person
from portal.records.relations import (
    LATEST,
    meeting_numbers,
    outcomes_of,
    referring,
)
from portal.records.views.base import RecordDetail, RecordList, excerpt

SHOWN = 6


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
        numbers = {} if is_home else meeting_numbers("country", code)
        return super().get_context_data(
            numbers=numbers,
            meetings=_held_here(country) if is_home else _by_place(country, numbers),
            visits=excerpt(country.visits.published()),
            outcomes=excerpt(outcomes_of(country.outcomes)),
            initiatives=excerpt(country.initiatives.published()),
            statements=excerpt(statements.select_related("speaker"), size=SHOWN),
            people=excerpt(country.people.published(), size=60),
            organisations=excerpt(country.organisations.published(), size=60),
            **kwargs,
        )


def _held_here(country):
    """The meetings of the home country: heading, name, excerpt and query."""
    meetings = country.meetings_held.published().with_participants()
    return [(_("Meetings held here"), "here", excerpt(meetings), "place=home")]


def _by_place(country, numbers):
    """The latest meetings with a country, apart: heading, name, excerpt and query."""
    latest = list(country.meetings.published().with_participants()[:LATEST])
    call = country.meetings.model.Kind.PHONE_CALL
    found = {
        "home": (_("Received at home"), [m for m in latest if not m.is_abroad]),
        "abroad": (_("Met abroad"), [m for m in latest if m.is_abroad]),
        "calls": (_("Phone calls"), [m for m in latest if m.kind == call]),
    }
    for name, (heading, meetings) in found.items():
        rows = [row for row in meetings if (row.kind == call) == (name == "calls")]
        number = numbers["sorts"][name]
        has_more = len(rows) > SHOWN or number.count > len(meetings)
        few = {"rows": rows[:SHOWN], "has_more": has_more}
        yield heading, name, few, number.query
