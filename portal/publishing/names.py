"""What the records are called that documents refer to by their keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Field, QuerySet
from django.utils.translation import gettext as _

from portal.documents.difference import Change, RowChange
from portal.documents.shape import Shape, shape_of
from portal.publishing.models import Record, State


class Names:
    """The names in the active language, read in one query for each type of record.

    `is_public` names no record that readers may not see.
    """

    def __init__(self, changes: Iterable[Change], is_public: bool):
        self.is_public = is_public
        wanted = defaultdict(set)
        for relation, key in _references(changes):
            wanted[shape_of(relation.related_model)].add(key)
        self._names = {shape: self._read(shape, keys) for shape, keys in wanted.items()}

    def of(self, relation: Field, key: str) -> str:
        """The name of what a relation leads to; its key where it is gone."""
        known = self._names[shape_of(relation.related_model)]
        return known.get(key) or (_("not public") if self.is_public else key)

    def _read(self, shape: Shape, keys: set[str]) -> dict[str, str]:
        column = shape.key
        by_column = {key.rpartition("#")[2]: key for key in keys}
        records = QuerySet(shape.model).filter(**{f"{column}__in": by_column})
        if self.is_public:
            path = f"{shape.owner}__state" if shape.owner else "state"
            owner = shape.options.get_field(shape.owner) if shape.owner else None
            model = owner.related_model if owner else shape.model
            if issubclass(model, Record):
                records = records.filter(**{path: State.PUBLISHED})
        return {by_column[str(getattr(one, column))]: str(one) for one in records}


def _references(changes: Iterable[Change]) -> Iterator[tuple[Field, str]]:
    for change in changes:
        if not isinstance(change, RowChange):
            if change.field.is_relation:
                for value in (change.before, change.after):
                    keys = value if isinstance(value, list) else [value]
                    yield from ((change.field, key) for key in keys if key)
            continue
        yield from _references(change.changes)
        row = change.after or change.before
        for name, link in change.shape.links.items():
            if row.get(name):
                yield link, row[name]
