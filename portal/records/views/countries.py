from itertools import groupby

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
MANY_ROLES = 300


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
            meetings=_held_here(country) if is_home else [],
            years=[] if is_home else _by_year(country),
            has_earlier=numbers["sorts"]["all"].count > LATEST if numbers else False,
            visits=excerpt(country.visits.published()) if is_home else {},
            outcomes=excerpt(outcomes_of(country.outcomes)),
            initiatives=excerpt(country.initiatives.published()),
            statements=excerpt(statements.select_related("speaker"), size=SHOWN),
            people=_people(country),
            organisations=excerpt(country.organisations.published(), size=60),
            **kwargs,
        )


def _held_here(country):
    """The meetings of the home country: heading, name, excerpt and query."""
    meetings = country.meetings_held.published().with_participants()
    return [(_("Meetings held here"), "here", excerpt(meetings), "place=home")]


def _by_year(country):
    """The latest meetings with a country and all visits there, by year and date.

    `[(year, [(what it was, record), …]), …]`, the latest first.
    """
    meetings = list(country.meetings.published().with_participants()[:LATEST])
    call = country.meetings.model.Kind.PHONE_CALL
    found = [(_what(meeting, call), meeting.date, meeting) for meeting in meetings]
    visits = country.visits.published()
    if len(meetings) == LATEST:
        visits = visits.filter(start__gte=meetings[-1].date)
    found += [(_("Visit"), visit.start, visit) for visit in visits]
    found.sort(key=lambda entry: entry[1], reverse=True)
    return [
        (year, [(what, record) for what, _date, record in entries])
        for year, entries in groupby(found, lambda entry: entry[1][:4])
    ]


def _what(meeting, call):
    if meeting.kind == call:
        return _("Phone call")
    return _("Met abroad") if meeting.is_abroad else _("Received")


def _people(country):
    """People of a country, each with the latest role in a meeting of the record."""
    people = excerpt(country.people.published(), size=60)
    rows = referring(Person, "participations").filter(person__in=people["rows"])
    roles = {}
    for row in rows.in_published_meetings()[:MANY_ROLES]:
        roles.setdefault(row.person_id, row)
    people["rows"] = [(person, roles.get(person.pk)) for person in people["rows"]]
    return people
