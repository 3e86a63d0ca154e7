"""What the list of meetings can be asked, and its numbers from kept counts."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from meetings.models import Meeting, Outcome, Series, Visit
from portal.publishing import tally
from portal.publishing.models import Tallied
from portal.records.filters import (
    ChoiceFacet,
    Filter,
    MonthFacet,
    RecordFacet,
    YearFacet,
)
from portal.records.models import Country, Organisation, Person, Topic

TYPE = "meetings"
PLACES = (("home", _("at home")), ("abroad", _("abroad")))
MANY = 1000
INVITATIONS = tuple((kind.value, kind.label) for kind in Outcome.INVITATIONS)


class PlaceFacet(ChoiceFacet):
    def condition(self, value):
        return super().condition(value == "abroad")


FACETS = [
    YearFacet("year", _("Year"), "date"),
    MonthFacet("month", _("Month"), "date"),
    ChoiceFacet("kind", _("Kind"), "kind", choices=tuple(Meeting.Kind.choices)),
    RecordFacet("country", _("Country"), "countries", model=Country, key="code"),
    RecordFacet("topic", _("Topic"), "topics", model=Topic),
    PlaceFacet("place", _("Place"), "is_abroad", choices=PLACES),
    RecordFacet("person", _("Person"), "participants__person", False, model=Person),
    RecordFacet(
        "organisation", _("Organisation"), "organisations", False, model=Organisation
    ),
    RecordFacet("initiative", _("Initiative"), "initiatives", False, model=Initiative),
    RecordFacet("series", _("Dialogue series"), "series", False, model=Series),
    RecordFacet("visit", _("Visit"), "visit", False, model=Visit),
]


class MeetingFilter(Filter):
    """Knows how many meetings it leaves without counting them, where it can.

    With at most one facet beside the date the kept counts tell everything. With more,
    the matches are counted up to a thousand.
    """

    facets = FACETS

    def __post_init__(self):
        super().__post_init__()
        self.beside_date = [
            f"{name}={value}"
            for name, value in self.values.items()
            if name not in ("year", "month")
        ]

    @property
    def is_tallied(self):
        return len(self.beside_date) < 2

    def months(self):
        """The months of the meetings that it leaves, with their numbers."""
        facet = self.beside_date[0] if self.beside_date else tally.ALL
        date = [self.values[name] for name in ("year", "month") if name in self.values]
        return tally.months(TYPE, facet, within="-".join(date))

    def counts(self, records):
        """The numbers beside the choices; none beside those of too many meetings."""
        offered = {facet.name for facet in self.facets if facet.is_offered}
        values = [f"{name}={value}" for name, value in self.values.items()]
        if len(values) > 2 or not offered.issuperset(self.values):
            return self._counted(self.narrow(records))
        if len(values) == 2:
            counts = self._counted(self.narrow(records))
        else:
            counts = _by_name(tally.choices(TYPE, *values))
        for name in self.values:
            others = [value for value in values if not value.startswith(f"{name}=")]
            counts[name] = _by_name(tally.choices(TYPE, *others))[name]
        return counts

    @staticmethod
    def _counted(meetings):
        keys = list(meetings.order_by().values_list("pk", flat=True)[: MANY + 1])
        if len(keys) > MANY:
            return defaultdict(dict)
        numbers = Counter()
        rows = Tallied.objects.filter(type=TYPE, record_id__in=keys)
        for text in rows.values_list("facets", flat=True):
            numbers.update(tally.Facets.of_text(text).choices)
        return _by_name(numbers)


class VisitFilter(Filter):
    facets = [
        YearFacet("year", _("Year"), "start"),
        RecordFacet("country", _("Country"), "countries", model=Country, key="code"),
    ]


class StatementFilter(Filter):
    facets = [
        YearFacet("year", _("Year"), "date"),
        RecordFacet("person", _("Speaker"), "speaker", model=Person),
    ]


class InvitationFilter(Filter):
    facets = [
        ChoiceFacet("kind", _("Kind"), "kind", choices=INVITATIONS),
        YearFacet("year", _("Year"), "meeting__date"),
        RecordFacet("country", _("Country"), "countries", model=Country, key="code"),
    ]


def _by_name(numbers):
    """Numbers by facet such as `country=fr`, gathered by its name and value."""
    counts = defaultdict(dict)
    for facet, number in numbers.items():
        name, value = facet.split("=", 1)
        counts[name][value] = number
    return counts
