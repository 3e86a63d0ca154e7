"""What waits to be translated, the most urgent first.

Before everything else comes what readers see: published records that lack texts in the
language, then those whose translations are older than their source; then what is
scheduled, submitted, and in drafts. Among equals the latest comes first, by the date
of what happened, or else by the day of the last change; then what lacks most.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr

from portal.documents.outdated import SOURCE, text_names
from portal.documents.shape import Shape, shape_of_type, shapes
from portal.publishing.lacking import (
    outdated_count,
    outdated_in,
    untranslated,
    untranslated_count,
)
from portal.publishing.models import Record, State

MISSING, OUTDATED = "missing", "outdated"
RANKS = {State.SCHEDULED: 2, State.SUBMITTED: 3, State.DRAFT: 4}
NAMES = ("pk", "type", "rank", "latest", "missing", "outdated")


class Task(NamedTuple):
    """A record with how many of its texts are missing and outdated in a language."""

    record: Model
    missing: int
    outdated: int


def translated_shapes() -> list[Shape]:
    """The types of record that have texts to translate."""
    return [s for s in shapes() if issubclass(s.model, Record) and text_names(s)]


def queue(models: Iterable[Shape], code: str, what: str = "") -> QuerySet:
    """The rows of NAMES of all records that lack something in a language, in order.

    `what` keeps those with texts that are `missing`, or `outdated`.
    """
    rows = _union(_ranked(shape, code, what) for shape in models)
    return rows.order_by("rank", "-latest", "-missing", "-outdated", "type", "pk")


def count(models: Iterable[Shape], code: str, what: str = "") -> int:
    """How many rows the queue has, without working out any of them."""
    keys = (_waiting(shape, code, what).values_list("pk") for shape in models)
    return _union(keys).count()


def tasks(rows: Iterable[tuple[Any, ...]]) -> list[Task]:
    """The records of some rows of the queue, read type by type."""
    rows = list(rows)
    keys: dict[str, list[int]] = {}
    for key, type_, *_rest in rows:
        keys.setdefault(type_, []).append(key)
    found = {
        type_: QuerySet(shape_of_type(type_).model).in_bulk(some)
        for type_, some in keys.items()
    }
    return [
        Task(found[type_][key], missing, outdated)
        for key, type_, _rank, _latest, missing, outdated in rows
        if key in found[type_]
    ]


def _union(parts: Iterable[QuerySet]) -> QuerySet:
    return reduce(lambda one, other: one.union(other, all=True), parts)


def _waiting(shape: Shape, code: str, what: str) -> QuerySet:
    """The records of a type that lack something; asks only what is quick to answer."""
    lacking = {MISSING: untranslated(shape, code), OUTDATED: outdated_in(code)}
    wanted = lacking.get(what) or lacking[MISSING] | lacking[OUTDATED]
    records = QuerySet(shape.model).exclude(state=State.WITHDRAWN)
    return records.order_by().filter(wanted)


def _ranked(shape: Shape, code: str, what: str) -> QuerySet:
    return (
        _waiting(shape, code, what)
        .annotate(missing=untranslated_count(shape, code))
        .annotate(
            type=Value(shape.type, CharField()),
            rank=_rank(),
            latest=_latest(shape),
            outdated=Value(0) if code == SOURCE else outdated_count(code),
        )
        .values_list(*NAMES)
    )


def _rank() -> Case:
    ranks = [When(state=state, then=rank) for state, rank in RANKS.items()]
    return Case(
        When(state=State.PUBLISHED, missing__gt=0, then=0),
        When(state=State.PUBLISHED, then=1),
        *ranks,
        output_field=IntegerField(),
    )


def _latest(shape: Shape):
    """The date that lists of the type are ordered by, or the day of the last change."""
    first = shape.options.ordering[0]
    if first.startswith("-"):
        return F(first[1:])
    return Substr(Cast("changed_at", TextField()), 1, 10)
