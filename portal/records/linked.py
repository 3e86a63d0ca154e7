"""Reads what records link to: their names and addresses, and no more.

A page names many records of which it shows nothing but the name. Django's own prefetch
would make a query for each relation and an instance with every column; here all the
relations that lead to one model are one query of a few columns.
"""

from collections import defaultdict
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from portal.documents.shape import shape_of
from portal.publishing.models import Record, State

LINKED = ("code", "slug", "state", "name", "title", "gist", "sort_key")

Relation = tuple[list[Model], str]


@cache
def names(model: type[Model], prefix: str = "") -> list[str]:
    """The fields of a model that a link to it needs, in their order in the table.

    A model with more to say in a link names its fields in `linked_fields`. `prefix`
    leads to the model over a relation: `person__`.
    """
    wanted = {"id"}
    for name in (*LINKED, *getattr(model, "linked_fields", ())):
        codes = (code for code, _label in settings.LANGUAGES)
        is_translated = name in shape_of(model).translated
        localized = (build_localized_fieldname(name, code) for code in codes)
        wanted.update(localized if is_translated else [name])
    fields = model._meta.concrete_fields
    return [prefix + field.name for field in fields if field.name in wanted]


def with_names(queryset: QuerySet, *relations: str) -> QuerySet:
    """Joins foreign keys of a queryset, with no more of them than their names."""
    model = queryset.model
    fields = [field.name for field in model._meta.concrete_fields]
    for relation in relations:
        target = model._meta.get_field(relation).related_model
        fields += names(target, f"{relation}__")
    return queryset.select_related(*relations).only(*fields)


def link(*relations: Relation) -> None:
    """Fills many-to-many relations with the published records that they lead to.

    Each is a list of instances of one model and the name of a relation; afterwards
    `instance.topics.all()` is a list in the order of its model, and costs nothing.
    """
    by_target: dict[type[Model], list[tuple[list[Model], Field]]] = defaultdict(list)
    for instances, name in relations:
        if instances:
            field = instances[0]._meta.get_field(name)
            by_target[field.related_model].append((instances, field))
    for target, parts in by_target.items():
        _fill(target, parts)


def _fill(target: type[Model], parts: list[tuple[list[Model], Field]]) -> None:
    columns = [target._meta.get_field(n) for n in names(target)]
    found = [_empty(instances, field) for instances, field in parts]
    queries, values = [], []
    for number, (instances, field) in enumerate(parts):
        queries.append(_query(number, field, columns, len(instances)))
        values += [_stored(instance) for instance in instances]
    with connection.cursor() as cursor:
        order = ", ".join(_order(target, columns))
        cursor.execute(f"{' UNION ALL '.join(queries)} ORDER BY {order}", values)
        rows = cursor.fetchall()
    attributes = [column.attname for column in columns]
    for number, owner, *row in rows:
        record = target.from_db(connection.alias, attributes, row)
        found[number][str(owner)].append(record)


def _empty(instances: list[Model], field: Field) -> dict[str, list[Model]]:
    """An empty list for each instance, put where its relation will look for it."""
    lists: dict[str, list[Model]] = {}
    for instance in instances:
        kept = lists.setdefault(str(_stored(instance)), [])
        cache_of = instance.__dict__.setdefault("_prefetched_objects_cache", {})
        cache_of[field.name] = kept
    return lists


def _stored(instance: Model):
    """The primary key of an instance as the database has it."""
    return instance._meta.pk.get_db_prep_value(instance.pk, connection)


def _query(number: int, field: Field, columns: list[Field], count: int) -> str:
    through = field.remote_field.through._meta.db_table
    owner, other = field.m2m_column_name(), field.m2m_reverse_name()
    target = field.related_model
    selected = ", ".join(f"x.{column.column}" for column in columns)
    places = ", ".join(["%s"] * count)
    condition = f"t.{owner} IN ({places})"
    if issubclass(target, Record):
        condition += f" AND x.state = '{State.PUBLISHED.value}'"
    return (
        f"SELECT {number}, t.{owner}, {selected} FROM {through} t "
        f"JOIN {target._meta.db_table} x ON x.id = t.{other} WHERE {condition}"
    )


def _order(target: type[Model], columns: list[Field]) -> list[str]:
    """The order of the model, by the numbers of the columns in the query."""
    translated = shape_of(target).translated
    places = {column.name: number for number, column in enumerate(columns, start=3)}
    order = []
    for name in target._meta.ordering:
        is_last_first = name.startswith("-")
        name = name.removeprefix("-")
        if name in translated:
            name = build_localized_fieldname(name, get_language())
        if name in places:
            order.append(f"{places[name]}{' DESC' if is_last_first else ''}")
    return order or ["3"]
