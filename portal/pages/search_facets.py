"""The facets of search results in words, each choice with the address that makes it."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.pages.asked import Asked
from portal.records.filters import ChoiceFacet, Facet, RecordFacet, YearFacet
from portal.records.models import Country, Organisation, Person, Topic
from portal.search import registry
from portal.search.index import Choice, Results


@dataclass(frozen=True)
class TypeFacet(Facet):
    def labels(self, values):
        return {
            type.name: capfirst(type.model._meta.verbose_name_plural)
            for type in registry.types()
            if type.name in values
        }


KINDS = (*Organisation.Kind.choices, *Meeting.Kind.choices)
FACETS = (
    TypeFacet("type", _("Type of record"), ""),
    YearFacet("year", _("Year"), ""),
    RecordFacet("country", _("Country"), "", model=Country, key="code"),
    ChoiceFacet("kind", _("Kind"), "", choices=KINDS),
    RecordFacet("topic", _("Topic"), "", model=Topic),
    RecordFacet("person", _("Person"), "", model=Person),
)


@dataclass(frozen=True)
class Offered:
    """A value that may be chosen: how many have it, and the search with it."""

    words: str
    choice: Choice
    query: str

    @property
    def number(self) -> str:
        return number(self.choice.count, self.choice.is_capped)


@dataclass(frozen=True)
class Chosen:
    """A value that was chosen, and the search without it."""

    label: str
    words: str
    query: str


def number(count: int, is_capped: bool = False) -> str:
    """How many, as it is read: 12, 1,000+."""
    return number_format(count, force_grouping=True) + "+" * is_capped


def offered(asked: Asked, results: Results) -> list[tuple[Facet, list[Offered]]]:
    """The facets that are not chosen yet and would leave fewer results."""
    found = []
    for facet in FACETS:
        choices = results.facets.get(facet.name, [])
        if facet.name in asked.filters or not choices:
            continue
        labels = facet.labels([choice.value for choice in choices])
        options = [
            Offered(
                labels[choice.value],
                choice,
                asked.with_filter(facet.name, choice.value).canonical_query,
            )
            for choice in choices
            if choice.value in labels
        ]
        if options:
            found.append((facet, options))
    return found


def chosen(asked: Asked) -> list[Chosen]:
    return [
        Chosen(
            facet.label,
            facet.labels([value]).get(value, value),
            asked.without(facet.name).canonical_query,
        )
        for facet in FACETS
        if (value := asked.filters.get(facet.name))
    ]
