"""From records to documents."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Field, FileField, Model, QuerySet

from portal.documents.canon import FORMAT, Document, plain
from portal.documents.shape import LANGUAGES, Shape, shape_of

CHUNK = 200


def to_document(record: Model) -> Document:
    """The document of a record: both languages, references as keys, rows as lists."""
    shape = shape_of(type(record))
    return {"format": FORMAT, "type": shape.type} | _content(shape, record)


def documents(queryset: QuerySet) -> Iterator[Document]:
    """The documents of a queryset in its order.

    Reads by chunks of keys, so that no cursor stays open between them.
    """
    shape = shape_of(queryset.model)
    keys = list(queryset.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        records = QuerySet(shape.model).prefetch_related(*shape.prefetch).in_bulk(chunk)
        yield from (to_document(records[key]) for key in chunk if key in records)


def reference(record: Model | None) -> str | None:
    """What a document calls a record: its key, or for a row `<owner's key>#<id>`."""
    if record is None:
        return None
    shape = shape_of(type(record))
    key = str(getattr(record, shape.key))
    if shape.owner:
        return f"{reference(getattr(record, shape.owner))}#{key}"
    return key


def _content(shape: Shape, instance: Model) -> Document:
    content: Document = {"id": str(instance.pk)} if shape.owner else {}
    for name, field in shape.values.items():
        if name in shape.translated:
            content[name] = {
                language: plain(getattr(instance, f"{name}_{language}") or "")
                for language in LANGUAGES
            }
        else:
            content[name] = _value(field, getattr(instance, field.attname))
    for name in shape.links:
        content[name] = reference(getattr(instance, name))
    for name in shape.many:
        content[name] = sorted(reference(one) for one in getattr(instance, name).all())
    for name, row_shape in shape.rows.items():
        rows = getattr(instance, name).all()
        rows = sorted(rows, key=lambda row: (row.position, row.pk))
        content[name] = [_content(row_shape, row) for row in rows]
    return content


def _value(field: Field, value: Any) -> Any:
    if isinstance(field, FileField):
        return value.name or ""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)
