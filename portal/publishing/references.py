"""What records refer to, and what refers to them."""

from django.db.models import Model, QuerySet

from portal.documents.shape import Shape, shape_of, shapes
from portal.publishing.models import Record, State


def companions(record: Record) -> list[Record]:
    """What a record refers to and is not published, each after what it refers to."""
    found: dict[Record, None] = {}
    _gather(record, found, {record})
    return list(found)


def references(record: Record) -> list[Record]:
    """The records that a record refers to, itself or in its rows."""
    return _references(shape_of(type(record)), record)


def published_referrers(record: Record) -> list[str]:
    names = set()
    for shape in shapes():
        for path in _paths_to(type(record), shape):
            referring = QuerySet(shape.model).filter(**{path: record})
            if issubclass(shape.model, Record):
                referring = referring.filter(state=State.PUBLISHED)
                names.update(str(one) for one in referring if one != record)
    return sorted(names)


def _gather(record: Record, found: dict[Record, None], seen: set[Record]) -> None:
    for one in references(record):
        if one not in seen and not one.is_published:
            seen.add(one)
            _gather(one, found, seen)
            found[one] = None


def _references(shape: Shape, instance: Model) -> list[Record]:
    found: list[Model | None] = [getattr(instance, name) for name in shape.links]
    for name in shape.many:
        found += getattr(instance, name).all()
    for name, row_shape in shape.rows.items():
        for row in getattr(instance, name).all():
            found += _references(row_shape, row)
    return [one for one in found if isinstance(one, Record)]


def _paths_to(model: type[Model], shape: Shape, prefix: str = "") -> list[str]:
    """The query paths from a shape's records to the model that they refer to."""
    relations = shape.links | shape.many
    paths = [prefix + n for n, f in relations.items() if f.related_model is model]
    for name, row_shape in shape.rows.items():
        paths += _paths_to(model, row_shape, f"{prefix}{name}__")
    return paths
