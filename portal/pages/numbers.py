"""How much the record holds, counted."""

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from initiatives.models import Initiative
from meetings.models import Meeting, Statement, Visit
from portal.records.models import Organisation, Person, Photograph, Source

COUNTED = [
    (Meeting, "meetings:meeting_list", ngettext_lazy("meeting", "meetings", "count")),
    (
        Initiative,
        "initiatives:initiative_list",
        ngettext_lazy("initiative", "initiatives", "count"),
    ),
    (Visit, "meetings:visit_list", ngettext_lazy("visit", "visits", "count")),
    (
        Statement,
        "meetings:statement_list",
        ngettext_lazy("statement", "statements", "count"),
    ),
    (Person, "records:person_list", ngettext_lazy("person", "people", "count")),
    (
        Organisation,
        "records:organisation_list",
        ngettext_lazy("organisation", "organisations", "count"),
    ),
    (
        Photograph,
        "records:photograph_list",
        ngettext_lazy("photograph", "photographs", "count"),
    ),
    (Source, "records:source_list", ngettext_lazy("source", "sources", "count")),
]


def numbers() -> list[dict]:
    """For each type of record: `count`, the word `label` that goes with it and `url`."""
    counts = [model.objects.published().count() for model, _name, _label in COUNTED]
    return [
        {"count": count, "label": label % {"count": count}, "url": reverse(url_name)}
        for count, (_model, url_name, label) in zip(counts, COUNTED, strict=True)
    ]
