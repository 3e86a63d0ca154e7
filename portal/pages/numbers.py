"""How much the record holds, counted."""

from django.db.models import Count, Value
from django.urls import reverse
from django.utils.translation import npgettext_lazy

from initiatives.models import Initiative
from meetings.models import Meeting, Statement, Visit
from portal.publishing import tally
from portal.records.models import Organisation, Person, Photograph, Source

COUNTED = [
    (
        Meeting,
        "meetings:meeting_list",
        npgettext_lazy("after its number", "meeting", "meetings", "count"),
    ),
    (
        Initiative,
        "initiatives:initiative_list",
        npgettext_lazy("after its number", "initiative", "initiatives", "count"),
    ),
    (
        Visit,
        "meetings:visit_list",
        npgettext_lazy("after its number", "visit", "visits", "count"),
    ),
    (
        Statement,
        "meetings:statement_list",
        npgettext_lazy("after its number", "statement", "statements", "count"),
    ),
    (
        Person,
        "records:person_list",
        npgettext_lazy("after its number", "person", "people", "count"),
    ),
    (
        Organisation,
        "records:organisation_list",
        npgettext_lazy("after its number", "organisation", "organisations", "count"),
    ),
    (
        Photograph,
        "records:photograph_list",
        npgettext_lazy("after its number", "photograph", "photographs", "count"),
    ),
    (
        Source,
        "records:source_list",
        npgettext_lazy("after its number", "source", "sources", "count"),
    ),
]


def numbers() -> list[dict]:
    """For each type of record: `count`, the word `label` that goes with it and `url`."""
    counts = _counts()
    return [
        {
            "count": counts.get(model.__name__, 0),
            "label": label % {"count": counts.get(model.__name__, 0)},
            "url": reverse(url_name),
        }
        for model, url_name, label in COUNTED
    ]


def _counts() -> dict[str, int]:
    """The numbers of all types, those that are kept and the others in one question; a
    type without any is not there."""
    first, *others = (
        model.objects.published()
        .order_by()
        .annotate(type=Value(model.__name__))
        .values("type")
        .annotate(count=Count("*"))
        .values_list("type", "count")
        for model, _name, _label in COUNTED
        if model is not Meeting
    )
    counts = dict(first.union(*others, all=True))
    return counts | {Meeting.__name__: tally.count("meetings")}
