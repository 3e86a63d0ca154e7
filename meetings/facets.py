"""What meetings are counted by, for their lists."""

from collections import defaultdict

from django.db.models import Q

from meetings.models import Meeting, Participation
from portal.publishing.tally import Facets

CHOICES = {"countries": "country", "topics": "topic"}
OTHERS = {"organisations": "organisation", "initiatives": "initiative"}


def facets_of(primary_keys):
    """The facets of the published ones among some meetings, by primary key."""
    meetings = Meeting.objects.published().filter(pk__in=primary_keys)
    choices, others = defaultdict(set), defaultdict(set)
    rows = meetings.values_list(
        "pk", "date", "kind", "is_abroad", "summary_en", "series__slug", "visit__slug"
    )
    rows = list(rows)
    for pk, date, kind, is_abroad, english, series, visit in rows:
        place = "abroad" if is_abroad else "home"
        choices[pk] |= {f"year={date[:4]}", f"kind={kind}", f"place={place}"}
        others[pk] |= {f"series={series}"} if series else set()
        others[pk] |= {f"visit={visit}"} if visit else set()
        others[pk] |= set() if english else {"lacks=en"}
    for name, facet in (CHOICES | OTHERS).items():
        key = "code" if name == "countries" else "slug"
        found = choices if name in CHOICES else others
        pairs = meetings.filter(~Q(**{name: None})).values_list("pk", f"{name}__{key}")
        for pk, value in pairs.order_by():
            found[pk].add(f"{facet}={value.lower()}")
    people = Participation.objects.filter(meeting__in=meetings)
    for pk, slug in people.order_by().values_list("meeting_id", "person__slug"):
        others[pk].add(f"person={slug}")
    return {
        row[0]: Facets(
            row[1][:7], frozenset(choices[row[0]]), frozenset(others[row[0]])
        )
        for row in rows
    }
