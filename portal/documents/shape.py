"""What the documents of each type look like, read off the models.

An app registers each of its record models once, in its `documents.py`, and names the
lists that a record owns. Everything else follows from the model's fields.
"""

from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter

from django.conf import settings
from django.db import models
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator

from portal.documents.models import OwnedRow

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@dataclass(eq=False)
class Shape:
    """The shape of one model's documents.

    `type` is the plural that names the type in URLs and packages, and is empty for
    owned rows. `key` is the field that others refer to it by. `owner` is the foreign
    key of a row to the record that it belongs to.
    """

    model: type[models.Model]
    type: str = ""
    key: str = "slug"
    owner: str = ""
    rows: dict[str, "Shape"] = field(default_factory=dict)

    @cached_property
    def options(self):
        return self.model._meta

    @cached_property
    def translated(self) -> set[str]:
        return set(translator.get_options_for_model(self.model).get_field_names())

    @cached_property
    def fields(self) -> dict[str, models.Field]:
        """The fields that a document holds, by their names in it."""
        left_out = {"id", "position", self.owner}
        left_out.update(getattr(self.model, "undocumented_fields", ()))
        return {
            f.name: f
            for f in [*self.options.concrete_fields, *self.options.many_to_many]
            if f.name not in left_out
            and not isinstance(f, TranslationField)
            and not getattr(f, "is_derived", False)
        }

    @cached_property
    def values(self) -> dict[str, models.Field]:
        return {n: f for n, f in self.fields.items() if not f.is_relation}

    @cached_property
    def links(self) -> dict[str, models.Field]:
        return {n: f for n, f in self.fields.items() if f.many_to_one or f.one_to_one}

    @cached_property
    def many(self) -> dict[str, models.Field]:
        return {n: f for n, f in self.fields.items() if f.many_to_many}

    @cached_property
    def prefetch(self) -> list[str]:
        """What `to_document` reads, so that a list costs a fixed number of queries."""
        paths = [*self.many]
        for name, link in self.links.items():
            target = shape_of(link.related_model)
            paths.append(f"{name}__{target.owner}" if target.owner else name)
        for name, shape in self.rows.items():
            paths += [name, *(f"{name}__{path}" for path in shape.prefetch)]
        return paths


_by_type: dict[str, Shape] = {}
_by_model: dict[type[models.Model], Shape] = {}


def register(model, type: str, *, rows: list[str] = (), key: str = "slug") -> Shape:
    """Makes a model's records documents.

    `type` is the plural that names the type in URLs and packages. `rows` are the
    reverse names of the rows that a record owns.
    """
    shape = Shape(model, type=type, key=key)
    _by_type[type] = _by_model[model] = shape
    for name in rows:
        relation = model._meta.get_field(name)
        row = Shape(relation.related_model, key="id", owner=relation.field.name)
        if not issubclass(row.model, OwnedRow):
            raise TypeError(f"{row.model.__name__} is not an owned row")
        shape.rows[name] = _by_model[row.model] = row
    return shape


def shapes() -> list[Shape]:
    """The shapes of all types of record, each after those that it refers to.

    A link to its own type must be nullable; a circle of types is an error.
    """
    return list(TopologicalSorter(_references()).static_order())


def _references() -> dict[Shape, list[Shape]]:
    """The types that each type refers to, itself or in its rows."""
    owners = {row.model: s for s in _by_type.values() for row in s.rows.values()}
    graph = {}
    for shape in sorted(_by_type.values(), key=lambda one: one.type):
        found = set()
        for part in (shape, *shape.rows.values()):
            for relation in (*part.links.values(), *part.many.values()):
                target = relation.related_model
                found.add(owners.get(target) or _by_model[target])
        graph[shape] = sorted(found - {shape}, key=lambda one: one.type)
    return graph


def shape_of_type(type: str) -> Shape | None:
    return _by_type.get(type)


def shape_of(model) -> Shape:
    return _by_model[model]
