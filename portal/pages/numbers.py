"""How much the record holds, counted."""

from django.urls import reverse
from django.utils.translation import npgettext_lazy

from initiatives.models import Initiative
from meetings.models import Meeting, Statement, Visit
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
    counts = [model.objects.published().count() for model, _name, _label in COUNTED]
    return [
        {"count": count, "label": label % {"count": count}, "url": reverse(url_name)}
        for count, (_model, url_name, label) in zip(counts, COUNTED, strict=True)
    ]
