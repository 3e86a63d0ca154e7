"""Writes checked drafts by the chunk, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from portal.documents.build import to_document
from portal.documents.canon import Document
from portal.documents.known import Known
from portal.documents.read import Draft
from portal.documents.shape import Shape, shape_of

Saved = list[tuple[Model, Draft]]


@dataclass
class Applied:
    """How many documents made, changed or met a record, and the keys of those written."""

    created: int = 0
    changed: int = 0
    same: int = 0
    written: dict[type[Model], list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Writer:
    """Writes the records of one type after another, then `finish`."""

    def __init__(self, known: Known):
        self.known = known
        self.applied = Applied()
        self._forward: list[tuple[Model, Field, str]] = []
        self._gone: dict[Shape, list[Any]] = defaultdict(list)

    def write(
        self, shape: Shape, contents: list[Document], drafts: list[Draft]
    ) -> None:
        """Creates or changes the records of one chunk of one type."""
        stored = self._stored(shape, drafts)
        new, changed = [], []
        for content, draft in zip(contents, drafts, strict=True):
            record = stored.get(draft.key)
            if record is None:
                new.append((shape.model(**{shape.key: draft.key}), draft))
            elif to_document(record) != content:
                changed.append((record, draft))
            else:
                self.applied.same += 1
        self.applied.created += len(new)
        self.applied.changed += len(changed)
        self._insert(shape, new)
        keys = self.known.stored(shape)
        keys.update((draft.key, record.pk) for record, draft in new)
        self._update(shape, changed)
        self._fill_lists(shape, new + changed)
        written = self.applied.written[shape.model]
        written += (record.pk for record, _draft in new + changed)

    def link_forward(self) -> None:
        """Sets the links within a type that met no row when theirs was written."""
        for instance, link, key in self._forward:
            target = shape_of(link.related_model)
            instances = QuerySet(type(instance)).filter(pk=instance.pk)
            value = self.known.primary_key(target, key)
            if link.many_to_many:
                self._add_many(link, [(instance.pk, value)])
            else:
                instances.update(**{link.attname: value})
        self._forward.clear()

    def finish(self) -> None:
        """Takes the lists of the rows that are gone; refuses if they are missed."""
        for shape, keys in self._gone.items():
            for relation in shape.many.values():
                source = relation.m2m_field_name()
                through = QuerySet(relation.remote_field.through)
                through.filter(**{f"{source}__in": keys}).delete()
            for relation in shape.options.related_objects:
                missing = QuerySet(relation.related_model).filter(
                    **{f"{relation.field.name}__in": keys}
                )
                if missed := missing.first():
                    raise ProtectedError(
                        _("%(record)s still refers to a %(noun)s that is left out")
                        % {"record": missed, "noun": shape.options.verbose_name},
                        {missed},
                    )

    def _stored(self, shape: Shape, drafts: list[Draft]) -> dict[str, Model]:
        """The stored records of a chunk, locked before they are read."""
        keys = [draft.key for draft in drafts]
        records = QuerySet(shape.model).filter(**{f"{shape.key}__in": keys})
        if not records.select_for_update().values_list("pk", flat=True):
            return {}
        records = records.prefetch_related(*shape.prefetch)
        return {getattr(record, shape.key): record for record in records}

    def _insert(self, shape: Shape, saved: Saved) -> None:
        for instance, draft in saved:
            self._set(shape, instance, draft)
        QuerySet(shape.model).bulk_create(instance for instance, _draft in saved)

    def _update(self, shape: Shape, saved: Saved) -> None:
        for instance, draft in saved:
            self._set(shape, instance, draft)
        fields = [f.name for f in shape.options.concrete_fields if not f.primary_key]
        if saved:
            QuerySet(shape.model).bulk_create(
                [instance for instance, _draft in saved],
                update_conflicts=True,
                unique_fields=["pk"],
                update_fields=fields,
            )

    def _set(self, shape: Shape, instance: Model, draft: Draft) -> None:
        for name, value in draft.values.items():
            setattr(instance, name, value)
        for name, key in draft.links.items():
            link = shape.links[name]
            value = self.known.primary_key(shape_of(link.related_model), key)
            setattr(instance, link.attname, value)
            if key is not None and value is None:
                self._forward.append((instance, link, key))

    def _fill_lists(self, shape: Shape, saved: Saved) -> None:
        for name, relation in shape.many.items():
            self._write_many(relation, [(i, d) for i, d in saved if name in d.many])
        for name, row_shape in shape.rows.items():
            self._write_rows(
                row_shape, [(i, d.rows[name]) for i, d in saved if name in d.rows]
            )

    def _write_rows(self, shape: Shape, lists: list[tuple[Model, list[Draft]]]) -> None:
        """Replaces the rows of each owner; those that stay keep their ids.

        All are deleted raw and those that stay inserted again: two rows may swap a
        value that is unique between them. What refers to them is checked at the end.
        """
        owners = [owner.pk for owner, _drafts in lists]
        rows = QuerySet(shape.model).filter(**{f"{shape.owner}__in": owners})
        stored = rows.in_bulk()
        saved = []
        for owner, drafts in lists:
            for draft in drafts:
                row = stored.pop(draft.key, None) or shape.model(pk=draft.key)
                setattr(row, shape.options.get_field(shape.owner).attname, owner.pk)
                saved.append((row, draft))
        self._gone[shape] += stored
        rows._raw_delete(using=rows.db)
        self._insert(shape, saved)
        for name, relation in shape.many.items():
            self._write_many(relation, [(r, d) for r, d in saved if name in d.many])

    def _write_many(self, field: Field, saved: Saved) -> None:
        target = shape_of(field.related_model)
        wanted = set()
        for instance, draft in saved:
            for key in draft.many[field.name]:
                primary_key = self.known.primary_key(target, key)
                if primary_key is None:
                    self._forward.append((instance, field, key))
                else:
                    wanted.add((instance.pk, primary_key))
        source, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        owners = [instance.pk for instance, _draft in saved]
        through = QuerySet(field.remote_field.through)
        stored = through.filter(**{f"{source}__in": owners})
        pairs = {
            (one, two): pk
            for one, two, pk in stored.values_list(f"{source}_id", f"{other}_id", "pk")
        }
        left = [pk for pair, pk in pairs.items() if pair not in wanted]
        if left:
            through.filter(pk__in=left).delete()
        self._add_many(field, wanted - pairs.keys())

    @staticmethod
    def _add_many(field: Field, pairs: Iterable[tuple[Any, Any]]) -> None:
        through = field.remote_field.through
        source, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        QuerySet(through).bulk_create(
            through(**{f"{source}_id": one, f"{other}_id": two})
            for one, two in sorted(pairs, key=str)
        )
