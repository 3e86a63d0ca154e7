"""What records lack, asked of the database: texts in a language, sources, a summary."""

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_

from django.db.models import (
    Case,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Length, Replace
from django.utils.translation import gettext_lazy

from portal.documents.outdated import text_names
from portal.documents.shape import LANGUAGES, Shape

IN_LANGUAGE = {
    "english": gettext_lazy("nothing in English"),
    "some-english": gettext_lazy("something not in English"),
    "some-arabic": gettext_lazy("something not in Arabic"),
    "outdated": gettext_lazy("a translation older than its source"),
}
LANGUAGE_OF = {
    f"some-{name}": code for name, code in (("english", "en"), ("arabic", "ar"))
}


def missing(shape: Shape, what: str) -> Q:
    """The condition that records of a shape lack something.

    `english` is all of it, `some-english` and `some-arabic` any text that is there in
    another language; `outdated` a translation that its source has not overtaken.
    """
    if what == "english":
        return reduce(and_, (empty(f"{name}_en") for name in text_names(shape)))
    if what == "source":
        sources = shape.many["sources"]
        through = QuerySet(sources.remote_field.through)
        return ~Q(pk__in=through.values(sources.m2m_field_name()))
    if what == "summary":
        return reduce(and_, (empty(f"summary_{code}") for code in LANGUAGES))
    if what == "outdated":
        return ~Q(outdated_translations=[])
    return untranslated(shape, LANGUAGE_OF[what])


def untranslated(shape: Shape, code: str) -> Q:
    """The condition that a text of a record or of its rows is not in a language."""
    conditions = [Q(pk__in=[]), *_gaps(shape, code)]
    for row_shape in shape.rows.values():
        rows = QuerySet(row_shape.model).filter(untranslated(row_shape, code))
        conditions.append(Q(pk__in=rows.values(row_shape.owner)))
    return reduce(or_, conditions)


def untranslated_count(shape: Shape, code: str) -> Combinable:
    """How many texts of a record and of its rows are not in a language."""
    count = _own_count(shape, code)
    for row_shape in shape.rows.values():
        rows = QuerySet(row_shape.model).filter(**{row_shape.owner: OuterRef("pk")})
        counted = rows.order_by().values(row_shape.owner)
        counted = counted.annotate(gaps=Sum(_own_count(row_shape, code)))
        count += Coalesce(Subquery(counted.values("gaps")), 0)
    return count


def outdated_in(code: str) -> Q:
    """The condition that a translation into a language is older than its source."""
    return Q(outdated_translations__icontains=f'"{code}:')


def outdated_count(code: str) -> Combinable:
    """How many translations of a record into a language are older than their source."""
    start = f'"{code}:'
    names = Cast("outdated_translations", TextField())
    without = Replace(names, Value(start), Value(""))
    return (Length(names) - Length(without)) / len(start)


def empty(name: str) -> Q:
    return Q(**{name: ""}) | Q(**{name: None})


def _gaps(shape: Shape, code: str) -> Iterator[Q]:
    """For each text the condition that it is there, and not in a language."""
    for name in text_names(shape):
        others = [empty(f"{name}_{other}") for other in LANGUAGES if other != code]
        yield empty(f"{name}_{code}") & ~reduce(and_, others)


def _own_count(shape: Shape, code: str) -> Combinable:
    ones = [
        Case(When(gap, then=1), default=0, output_field=IntegerField())
        for gap in _gaps(shape, code)
    ]
    return reduce(lambda one, two: one + two, ones, Value(0))
