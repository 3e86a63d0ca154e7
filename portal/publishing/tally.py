"""Kept counts of what is published, by what lists are filtered by.

A list says how many records it has, how many each further choice would leave, and
where its hundredth page begins, without counting or walking over the records. Counts
move in the transaction that publishes, withdraws or corrects a record.

A section registers which facets its records have; a facet is a text such as
`country=FR`. Kept is, for all records (the facet "") and for every facet, how many
records have it, how many of each month, and, among the facets that lists offer as
choices, how many each two of them share.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from django.db import connection

from portal.publishing.models import Tallied, Tally

ALL = ""
CHUNK = 500
ADD = """
    INSERT INTO publishing_tally (type, facet, further, month, count)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (type, facet, further, month)
    DO UPDATE SET count = publishing_tally.count + excluded.count
"""

Place = tuple[str, str, str]  # facet, further facet, month; "" for any


class Facets(NamedTuple):
    """What one published record counts for.

    `month` is the first seven characters of its date; `choices` are the facets that
    lists offer, `others` those that only links lead to.
    """

    month: str
    choices: frozenset[str]
    others: frozenset[str] = frozenset()

    def places(self) -> Iterator[Place]:
        """Where the record is counted."""
        for facet in {ALL, *self.choices, *self.others}:
            yield facet, ALL, ""
            yield facet, ALL, self.month
        for facet, further in product({ALL, *self.choices}, self.choices):
            if facet != further:
                yield facet, further, ""

    def text(self) -> str:
        return "\n".join(
            [
                self.month,
                "\t".join(sorted(self.choices)),
                "\t".join(sorted(self.others)),
            ]
        )

    @classmethod
    def of_text(cls, text: str) -> "Facets":
        month, choices, others = text.split("\n")
        return cls(month, *(frozenset(x.split("\t")) - {""} for x in (choices, others)))


FacetsOf = Callable[[list[int]], dict[int, Facets]]

_registered: dict[type, tuple[str, FacetsOf]] = {}


def register(model, type: str, facets_of: FacetsOf) -> None:
    """Keeps counts for a model.

    `facets_of` takes primary keys and gives the facets of those that are published.
    """
    _registered[model] = (type, facets_of)


def recount(model, primary_keys: Iterable[int]) -> None:
    """Brings the counts up to the present state of some records of a model."""
    if model not in _registered:
        return
    type_, facets_of = _registered[model]
    keys = list(primary_keys)
    counted = Tallied.objects.filter(type=type_, record_id__in=keys)
    before = {
        row.record_id: Facets.of_text(row.facets) for row in counted.select_for_update()
    }
    after = facets_of(keys)
    changed = [key for key in keys if before.get(key) != after.get(key)]
    moves: Counter[Place] = Counter()
    for key in changed:
        moves.update(after[key].places() if key in after else ())
        moves.subtract(before[key].places() if key in before else ())
    counted.filter(record_id__in=changed).delete()
    Tallied.objects.bulk_create(
        Tallied(type=type_, record_id=key, facets=after[key].text())
        for key in changed
        if key in after
    )
    rows = [(type_, *place, count) for place, count in moves.items() if count]
    with connection.cursor() as cursor:
        cursor.executemany(ADD, sorted(rows))


def count(type: str, facet: str = ALL) -> int:
    """How many published records of a type have a facet."""
    row = Tally.objects.filter(type=type, facet=facet, further=ALL, month="").first()
    return row.count if row else 0


def months(type: str, facet: str = ALL, within: str = "") -> list[tuple[str, int]]:
    """The months of a facet's records with their numbers, the last month first.

    `within` keeps those of a year, or one month.
    """
    rows = Tally.objects.filter(type=type, facet=facet, further=ALL, count__gt=0)
    rows = rows.exclude(month="")
    if within:
        rows = rows.filter(month__gte=within, month__lte=f"{within}-99")
    return list(rows.order_by("-month").values_list("month", "count"))


def months_of(type: str, facets: list[str]) -> dict[str, list[str]]:
    """The months in which each of some facets has records, the first month first."""
    rows = Tally.objects.filter(type=type, facet__in=facets, further=ALL, count__gt=0)
    found: dict[str, list[str]] = {}
    dated = rows.exclude(month="").order_by("facet", "month")
    for facet, month in dated.values_list("facet", "month"):
        found.setdefault(facet, []).append(month)
    return found


def choices(type: str, facet: str = ALL) -> dict[str, int]:
    """How many of a facet's records each further choice would leave."""
    rows = Tally.objects.filter(type=type, facet=facet, month="", count__gt=0)
    return dict(rows.exclude(further=ALL).values_list("further", "count"))


def recount_all(progress: Callable[[int], None] = lambda count: None) -> None:
    """Makes all counts anew."""
    Tally.objects.all().delete()
    Tallied.objects.all().delete()
    for model in _registered:
        keys = list(model.objects.published().values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            recount(model, chunk)
            progress(len(chunk))


def count_once(**signal) -> None:
    """Counts what an installation held before counts were kept."""
    if not Tally.objects.exists():
        recount_all()
