"""Reads what the page of a record shows beside the record itself, in few plain queries.

A page names many other records and shows nothing of them but the name. Django's own
prefetch makes a query for each relation and an instance with every column, and most of
its time goes into writing the SQL. Here all relations that lead to one model are one
query, and of a record that is only named a few columns are read. Only what is published
is there afterwards.
"""

from collections import defaultdict
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.fields.related import RelatedField
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from portal.documents.models import OwnedRow
from portal.documents.shape import shape_of
from portal.publishing.models import Record, State

LINKED = (
    *("code", "slug", "state", "name", "title", "gist", "sort_key"),
    "outdated_translations",
)

Relation = tuple[list[Model], str]


@cache
def names(model: type[Model], prefix: str = "") -> list[str]:
    """The fields of a model that a link to it needs, in their order in the table.

    A model with more to say in a link names its fields in `linked_fields`; of an owned
    row all are needed. `prefix` leads to the model over a relation: `person__`.
    """
    fields = [field.name for field in model._meta.concrete_fields]
    wanted = {"id"}
    for name in (*LINKED, *getattr(model, "linked_fields", ())):
        codes = (code for code, _label in settings.LANGUAGES)
        is_translated = name in shape_of(model).translated
        localized = (build_localized_fieldname(name, code) for code in codes)
        wanted.update(localized if is_translated else [name])
    is_whole = issubclass(model, OwnedRow)
    return [prefix + name for name in fields if is_whole or name in wanted]


def with_names(queryset: QuerySet, *relations: str) -> QuerySet:
    """Joins foreign keys of a queryset, with no more of them than their names."""
    model = queryset.model
    fields = [field.name for field in model._meta.concrete_fields]
    for relation in relations:
        target = model._meta.get_field(relation).related_model
        fields += names(target, f"{relation}__")
    return queryset.select_related(*relations).only(*fields)


def link(*relations: Relation) -> None:
    """Reads relations of any kind, each a list of instances of one model and a name.

    Afterwards `instance.topics.all()` is a list in the order of its model and
    `instance.visit` a record, or None where it is not published; neither costs
    anything. A row whose record is not published and cannot be None leaves its list.
    What a relation leads to has only the fields of `names`.
    """
    by_target: dict[type[Model], list[_Part]] = defaultdict(list)
    for instances, name in relations:
        if instances:
            part = _Part(instances, name)
            by_target[part.target].append(part)
    for target, parts in by_target.items():
        reading = _reading(target)
        with connection.cursor() as cursor:
            queries = [part.query(i, reading) for i, part in enumerate(parts)]
            order = reading.order[get_language()]
            values = [value for part in parts for value in part.keys]
            cursor.execute(f"{' UNION ALL '.join(queries)} ORDER BY {order}", values)
            rows = cursor.fetchall()
        for number, owner, *row in rows:
            parts[number].give(owner, reading.instance(row))
        for part in parts:
            part.leave_out()


class _Part:
    """One relation of some instances: where it leads, and what is found there."""

    def __init__(self, instances: list[Model], name: str):
        self.name = name
        self.relation = instances[0]._meta.get_field(name)
        self.target = self.relation.related_model
        self.is_single = not (self.relation.many_to_many or self.relation.one_to_many)
        key = instances[0]._meta.pk
        self.keys = [key.get_db_prep_value(i.pk, connection) for i in instances]
        # As text: the relations of one query may have owners with keys of other types.
        self.owners = dict(zip(map(str, self.keys), instances, strict=True))
        for instance in instances:
            if self.is_single:
                instance._state.fields_cache[name] = None
            else:
                kept = instance.__dict__.setdefault("_prefetched_objects_cache", {})
                kept[name] = []

    def query(self, number: int, reading: "_Reading") -> str:
        table, owner, condition = _join(self.relation)
        places = ", ".join(["%s"] * len(self.keys))
        return (
            f"SELECT {number}, CAST({owner} AS text), {reading.columns} FROM {table} "
            f"WHERE {owner} IN ({places}){condition}{reading.published}"
        )

    def give(self, owner, row: Model) -> None:
        instance = self.owners[owner]
        if self.is_single:
            instance._state.fields_cache[self.name] = row
        else:
            instance._prefetched_objects_cache[self.name].append(row)
            if self.relation.one_to_many:
                row._state.fields_cache[self.relation.field.name] = instance

    def leave_out(self) -> None:
        if not self.is_single or self.relation.null:
            return
        for row in list(self.owners.values()):
            if row._state.fields_cache[self.name] is None:
                for owner in row._state.fields_cache.values():
                    lists = getattr(owner, "_prefetched_objects_cache", {}).values()
                    for rows in lists:
                        rows[:] = [one for one in rows if one is not row]


@cache
def _join(relation: RelatedField) -> tuple[str, str, str]:
    """The tables of a relation to `x`, the column of the owner, and how they join."""
    target = relation.related_model._meta.db_table
    if relation.many_to_many:
        through = relation.remote_field.through._meta.db_table
        owner, other = relation.m2m_column_name(), relation.m2m_reverse_name()
        return f"{through} t, {target} x", f"t.{owner}", f" AND x.id = t.{other}"
    if relation.one_to_many:
        return f"{target} x", f"x.{relation.field.column}", ""
    own = relation.model._meta.db_table
    return f"{own} t, {target} x", "t.id", f" AND x.id = t.{relation.column}"


class _Reading:
    """How the rows of a model are read: columns, conversions, order."""

    def __init__(self, model: type[Model]):
        self.model = model
        fields = [model._meta.get_field(name) for name in names(model)]
        self.attributes = [field.attname for field in fields]
        self.columns = ", ".join(f"x.{field.column}" for field in fields)
        is_record = issubclass(model, Record)
        state = State.PUBLISHED.value
        self.published = f" AND x.state = '{state}'" if is_record else ""
        self.conversions = []
        for place, field in enumerate(fields):
            column = field.get_col(model._meta.db_table)
            found = connection.ops.get_db_converters(column)
            found = [*found, *column.get_db_converters(connection)]
            self.conversions += [(place, column, convert) for convert in found]
        places = {field.name: place for place, field in enumerate(fields, start=3)}
        self.order = {
            code: ", ".join(_order(model, places, code))
            for code, _name in settings.LANGUAGES
        }

    def instance(self, row: list) -> Model:
        for place, column, convert in self.conversions:
            row[place] = convert(row[place], column, connection)
        return self.model.from_db(connection.alias, self.attributes, row)


@cache
def _reading(model: type[Model]) -> _Reading:
    return _Reading(model)


def _order(model: type[Model], places: dict[str, int], language: str):
    """The order of a model by the numbers of columns in a query, in one language."""
    for name in model._meta.ordering:
        column = name.removeprefix("-")
        if column in shape_of(model).translated:
            column = build_localized_fieldname(column, language)
        if column in places:
            yield f"{places[column]}{' DESC' if name.startswith('-') else ''}"
    yield str(places["id"])
