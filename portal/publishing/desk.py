"""What the desk's front page asks of each type of record, and the answers in numbers.

A number is that of a list of the admin, which is filtered by the same condition. Apps
above register what only they can tell: what else their records may lack, and how two
of them may be one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from portal.documents.outdated import text_names
from portal.documents.shape import Shape, shape_of, shape_of_type, shapes
from portal.publishing import lacking
from portal.publishing.models import Action, Record, Remark, State
from portal.publishing.models import LogEntry as PublicEntry

Condition = Callable[[], Q]

BY = {
    "me": gettext_lazy("written by me"),
    "returned": gettext_lazy("sent back to me"),
    "others": gettext_lazy("not submitted by me"),
}

_missing: dict[type[Model], dict[str, tuple[Any, Condition]]] = defaultdict(dict)
_alike: dict[type[Model], dict[str, tuple[Any, Condition]]] = defaultdict(dict)


class Question(NamedTuple):
    """A question to the lists: its words, and what their addresses ask."""

    label: Any
    asked: dict[str, str]


class Number(NamedTuple):
    """How many records of a type the answer to a question has."""

    shape: Shape
    count: int


def register_missing(model: type[Model], name: str, label, condition: Condition):
    """Lets lists and desk ask which records of a model lack something of their own."""
    _missing[model][name] = label, condition


def register_alike(model: type[Model], name: str, label, condition: Condition):
    """Lets lists and desk ask which records of a model may be recorded twice."""
    _alike[model][name] = label, condition


def missing_choices(shape: Shape) -> dict[str, Any]:
    """What records of a shape may lack, by the name that addresses use."""
    found = {}
    if text_names(shape):
        found = dict(lacking.IN_LANGUAGE)
    if "sources" in shape.many:
        found["source"] = gettext_lazy("no source")
    if "summary" in shape.translated:
        found["summary"] = gettext_lazy("no summary")
    return found | {name: label for name, (label, _c) in _missing[shape.model].items()}


def alike_choices(shape: Shape) -> dict[str, Any]:
    return {name: label for name, (label, _c) in _alike[shape.model].items()}


def condition(shape: Shape, asked: str, value: str, user) -> Q | None:
    """What a parameter of a list asks; None where that type cannot be asked it."""
    if asked == "state__exact":
        return Q(state=value)
    if asked == "by":
        return _by(shape.model, value, user)
    if asked == "alike" and value in _alike[shape.model]:
        return _alike[shape.model][value][1]()
    if asked == "missing" and value in _missing[shape.model]:
        return _missing[shape.model][value][1]()
    if asked == "missing" and value in missing_choices(shape):
        return lacking.missing(shape, value)
    return None


def record_shapes() -> list[Shape]:
    return [shape for shape in shapes() if issubclass(shape.model, Record)]


def numbers(
    models: Iterable[Shape], questions: dict[str, Question], user
) -> dict[str, list[Number]]:
    """The answers that are not zero, by the name of the question; a query a type."""
    found = defaultdict(list)
    for shape in models:
        wanted = {}
        for name, question in questions.items():
            parts = [condition(shape, *one, user) for one in question.asked.items()]
            if None not in parts:
                wanted[name] = Count("pk", filter=Q(*parts))
        counts = QuerySet(shape.model).aggregate(**wanted)
        for name, count in counts.items():
            if count:
                found[name].append(Number(shape, count))
    return found


def touched_by(model: type[Model], user) -> QuerySet:
    """The keys of the records of a model that a user has added or changed."""
    entries = LogEntry.objects.filter(
        user=user, content_type=ContentType.objects.get_for_model(model)
    )
    keys = entries.order_by().annotate(key=Cast("object_id", BigIntegerField()))
    return keys.values("key")


def first(models: Iterable[Shape], order: str, size: int, **asked) -> list[Record]:
    """The first records of several types in the order of a field that all have."""
    parts = [
        QuerySet(shape.model)
        .filter(**asked)
        .order_by()
        .values_list("pk", Value(shape.type, CharField()), order.removeprefix("-"))
        for shape in models
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by(order)[:size]
    return read([(shape_of_type(type_), key) for key, type_, _moment in rows])


def read(keys: Iterable[tuple[Shape, int]]) -> list[Record]:
    """The records of some keys in their order, read type by type."""
    by_shape = defaultdict(list)
    for shape, key in keys:
        by_shape[shape].append(key)
    found = {
        (shape, key): record
        for shape, some in by_shape.items()
        for key, record in QuerySet(shape.model).in_bulk(some).items()
    }
    return [found[pair] for pair in keys if pair in found]


def logged(size: int) -> list[tuple[PublicEntry, Record]]:
    """What was approved or withdrawn last, not what was imported, with its record."""
    entries = PublicEntry.objects.exclude(action=Action.IMPORTED).with_people()
    found = list(entries.defer("document").order_by("-number")[:size])
    keys = [(shape_of_type(entry.type), entry.record_id) for entry in found]
    records = {(shape_of(type(r)).type, r.pk): r for r in read(dict.fromkeys(keys))}
    pairs = [(entry, records.get((entry.type, entry.record_id))) for entry in found]
    return [(entry, record) for entry, record in pairs if record]


def _by(model, value, user) -> Q | None:
    if value == "me":
        return Q(pk__in=touched_by(model, user))
    if value == "returned":
        remarks = Remark.objects.filter(type=shape_of(model).type).order_by()
        keys = Q(pk__in=remarks.values("record_id"))
        return keys & Q(state=State.DRAFT) & _by(model, "me", user)
    return ~Q(submitted_by=user) if value == "others" else None


QUESTIONS = {
    "drafts": Question(
        gettext_lazy("Your drafts"), {"state__exact": State.DRAFT, "by": "me"}
    ),
    "returned": Question(gettext_lazy("Sent back to you"), {"by": "returned"}),
    "to_decide": Question(
        gettext_lazy("Submitted by others"),
        {"state__exact": State.SUBMITTED, "by": "others"},
    ),
    "in_review": Question(gettext_lazy("In review"), {"state__exact": State.SUBMITTED}),
    "scheduled": Question(gettext_lazy("Scheduled"), {"state__exact": State.SCHEDULED}),
}


def questions_about(kind: str) -> dict[str, Question]:
    """One question for each thing that records may lack, or be alike in."""
    choices = {"missing": missing_choices, "alike": alike_choices}[kind]
    labels = {}
    for shape in record_shapes():
        labels = choices(shape) | labels
    return {f"{kind}-{n}": Question(label, {kind: n}) for n, label in labels.items()}
