"""What the public lists can be asked in their addresses.

A facet is one such question, as `?country=fr`. A list chooses among its records by the
facets that an address names, and offers further choices with how many records each
would leave. A value that makes no sense is no page at all: 404.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import Http404, QueryDict
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

SLUG = re.compile(r"\A[a-z0-9-]{1,100}\Z")
MANY_OPTIONS = 100
YEAR = re.compile(r"\A[12]\d{3}\Z")
MONTH = re.compile(r"\A(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True)
class Facet:
    """One question. `lookup` is the field that answers it; `is_offered` puts it into
    the form, otherwise only links lead to it."""

    name: str
    label: str
    lookup: str
    is_offered: bool = True

    def clean(self, raw: str) -> str:
        """The value in its canonical form; ValueError if it makes no sense."""
        raise NotImplementedError

    def condition(self, value: str) -> Q:
        return Q(**{self.lookup: value})

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        """The words for some values, in the order in which they are offered."""
        raise NotImplementedError

    def counts(self, queryset: QuerySet) -> dict[str, int]:
        """How many records each value would leave."""
        rows = queryset.order_by().values_list(self.lookup)
        found = rows.annotate(number=Count("pk", distinct=True))
        return {self.text(value): number for value, number in found if value}

    def text(self, value) -> str:
        return str(value)


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """One of a model's choices."""

    choices: tuple[tuple[str, str], ...] = ()

    def clean(self, raw):
        if raw not in dict(self.choices):
            raise ValueError(raw)
        return raw

    def labels(self, values):
        return {key: capfirst(label) for key, label in self.choices if key in values}


@dataclass(frozen=True)
class RecordFacet(Facet):
    """A published record, by its key: a slug, or a country's code in small letters."""

    model: type = None
    key: str = "slug"

    def clean(self, raw):
        if not SLUG.match(raw) or not self._found([raw]):
            raise ValueError(raw)
        return raw

    def condition(self, value):
        return Q(**{f"{self.lookup}__{self.key}": self._stored(value)})

    def labels(self, values):
        found = self._found(values).order_by("sort_key") if values else []
        return {self.text(getattr(one, self.key)): str(one) for one in found}

    def counts(self, queryset):
        path = f"{self.lookup}__{self.key}"
        rows = queryset.order_by().values_list(path)
        found = rows.annotate(number=Count("pk", distinct=True))
        return {self.text(value): number for value, number in found if value}

    def text(self, value):
        return value.lower()

    def _stored(self, value):
        return value.upper() if self.key == "code" else value

    def _found(self, values):
        keys = [self._stored(value) for value in values]
        return self.model.objects.published().filter(**{f"{self.key}__in": keys})


@dataclass(frozen=True)
class YearFacet(Facet):
    """The year of a partial date."""

    def clean(self, raw):
        if not YEAR.match(raw):
            raise ValueError(raw)
        return raw

    def condition(self, value):
        return Q(**{f"{self.lookup}__gte": value, f"{self.lookup}__lte": f"{value}-99"})

    def labels(self, values):
        return {value: value for value in sorted(values, reverse=True)}

    def counts(self, queryset):
        rows = queryset.order_by().values_list(Substr(self.lookup, 1, 4))
        found = rows.annotate(number=Count("pk", distinct=True))
        return {year: number for year, number in found if year}


@dataclass(frozen=True)
class MonthFacet(Facet):
    """A month, which says nothing without a year."""

    is_offered: bool = False

    def clean(self, raw):
        if not MONTH.match(raw.zfill(2)):
            raise ValueError(raw)
        return raw.zfill(2)

    def condition(self, value):
        return Q(**{f"{self.lookup}__regex": rf"^\d{{4}}-{value}"})

    def labels(self, values):
        return {value: str(MONTHS[int(value)]) for value in sorted(values)}


@dataclass
class Offer:
    """A facet with the values that may be chosen now, as `(value, words, number)`."""

    facet: Facet
    value: str
    options: list[tuple[str, str, int | None]]


@dataclass
class Choice:
    """A facet that an address chose, with the query that is left without it."""

    facet: Facet
    words: str
    query_without: str


@dataclass
class Filter:
    """The facets that one address chose. Raises `Http404` where it makes no sense."""

    query: QueryDict

    facets: ClassVar[list[Facet]] = []

    def __post_init__(self):
        self.values: dict[str, str] = {}
        for facet in self.facets:
            raw = self.query.get(facet.name, "")
            if raw:
                try:
                    self.values[facet.name] = facet.clean(raw)
                except ValueError as error:
                    raise Http404(_("There is no such filter.")) from error
        if "month" in self.values and "year" not in self.values:
            # A form sends the month along that a link chose, and maybe no year any more.
            if "year" not in self.query:
                raise Http404(_("A month needs its year."))
            del self.values["month"]

    @property
    def parameters(self) -> QueryDict:
        """What was chosen, in canonical order."""
        return self._query(self.values)

    @property
    def has_empty(self) -> bool:
        """Whether a form sent questions without an answer along."""
        names = {facet.name for facet in self.facets}
        return any(n in names and not v for n, v in self.query.items())

    def narrow(self, queryset: QuerySet, without: tuple[str, ...] = ()) -> QuerySet:
        for facet in self.facets:
            if facet.name in self.values and facet.name not in without:
                queryset = queryset.filter(facet.condition(self.values[facet.name]))
        return queryset

    def chosen(self) -> list[Choice]:
        choices = []
        for facet in self.facets:
            if value := self.values.get(facet.name):
                beside = self._beside(facet)
                left = {n: v for n, v in self.values.items() if n not in beside}
                words = facet.labels([value]).get(value, value)
                choices.append(Choice(facet, words, self._query(left).urlencode()))
        return choices

    @property
    def linked(self) -> dict[str, str]:
        """What was chosen by facets that the form does not offer, and goes along."""
        names = [facet.name for facet in self.facets if not facet.is_offered]
        return {name: self.values[name] for name in names if name in self.values}

    def counts(self, records: QuerySet) -> dict[str, dict[str, int]]:
        """How many of all records each choice would leave, by facet and value; the
        other values of a chosen facet are counted as if chosen in its place."""
        return {
            facet.name: facet.counts(self.narrow(records, without=self._beside(facet)))
            for facet in self.facets
            if facet.is_offered
        }

    @staticmethod
    def _beside(facet: Facet) -> tuple[str, ...]:
        """A facet, and the one that says nothing without it."""
        return (facet.name, "month") if facet.name == "year" else (facet.name,)

    def offers(self, counts: dict[str, dict[str, int]]) -> list[Offer]:
        """The facets of the form; `counts` has the numbers by facet and value."""
        offers = []
        for facet in self.facets:
            numbers = counts.get(facet.name, {})
            value = self.values.get(facet.name, "")
            if facet.is_offered and (numbers or value):
                often = sorted(numbers, key=numbers.get, reverse=True)[:MANY_OPTIONS]
                labels = facet.labels({*often, value} - {""})
                options = [
                    (one, label, numbers.get(one)) for one, label in labels.items()
                ]
                offers.append(Offer(facet, value, options))
        return offers

    @staticmethod
    def _query(values: dict[str, str]) -> QueryDict:
        query = QueryDict(mutable=True)
        for name, value in values.items():
            query[name] = value
        return query
