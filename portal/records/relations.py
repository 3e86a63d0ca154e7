"""What stands behind a country or a topic: kept counts of its meetings, and records
of the floors above that have no relation of their own to it."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.publishing import tally
from portal.records.models import Country, Topic

MEETINGS = "meetings"
MANY = 12
LATEST = 30
SORTS = [
    ("home", "place=home", _("At home, calls included")),
    ("abroad", "place=abroad", _("Abroad")),
    ("calls", "kind=phone_call", _("Phone calls")),
]


@dataclass
class Number:
    """How many meetings a query of their list finds; `record` is what it asks for."""

    label: str
    count: int
    query: str
    record: Model | None = None


def meeting_numbers(name: str, value: str) -> dict:
    """The meetings of a country or a topic, counted.

    Gives `sorts` (by name: all, home, abroad, calls), and lists of `years`, the latest
    first, and of `countries` and `topics`, the most frequent first.
    """
    own = f"{name}={value}"
    kept = tally.choices(MEETINGS, own)
    sorts = {"all": Number(_("Meetings"), tally.count(MEETINGS, own), own)}
    for sort, facet, label in SORTS:
        sorts[sort] = Number(label, kept.get(facet, 0), f"{own}&{facet}")
    years = sorted(facet for facet in kept if facet.startswith("year="))
    return {
        "sorts": sorts,
        "years": [Number(f[5:], kept[f], f"{own}&{f}") for f in reversed(years)],
        "topics": _records(Topic, "slug", "topic", own, kept),
        "countries": _records(Country, "code", "country", own, kept),
    }


def _records(model, key: str, name: str, own: str, kept: dict[str, int]):
    """The records of a model that come with the facet most often."""
    counts = {
        facet.removeprefix(f"{name}="): count
        for facet, count in kept.items()
        if facet.startswith(f"{name}=") and facet != own
    }
    often = sorted(counts, key=lambda value: (-counts[value], value))[:MANY]
    wanted = [value.upper() if key == "code" else value for value in often]
    found = model.objects.published().filter(**{f"{key}__in": wanted}) if often else []
    records = {getattr(record, key).lower(): record for record in found}
    return [
        Number(
            str(records[value]), counts[value], f"{own}&{name}={value}", records[value]
        )
        for value in often
        if value in records
    ]


def outcomes_of(outcomes: QuerySet) -> QuerySet:
    """Outcomes of published meetings with what followed, the latest first."""
    return (
        outcomes.published()
        .select_related(
            "meeting",
            "followed_by_meeting",
            "followed_by_visit",
        )
        .order_by("-meeting__date", "meeting__slug", "position", "pk")
    )


def referring(model: type[Model], relation: str) -> QuerySet:
    """All of the model above that a reverse relation leads to."""
    return model._meta.get_field(relation).related_model.objects.all()
