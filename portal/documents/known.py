"""Which keys there are: those stored and those that the documents at hand bring."""

from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.documents.mistakes import Mistake
from portal.documents.shape import Shape


class Awaited(NamedTuple):
    shape: Shape
    key: str
    where: str
    path: str


class Known:
    """Answers whether a reference meets a record, and which row of a table it is.

    References may point forward: what is not known yet is awaited, and is a mistake
    only if no later document brings it.
    """

    def __init__(self) -> None:
        self._stored: dict[Shape, dict[str, Any]] = {}
        self._brought: dict[Shape, set[str]] = defaultdict(set)
        self._awaited: list[Awaited] = []

    def stored(self, shape: Shape) -> dict[str, Any]:
        """The primary keys of the stored records of a shape, by their references."""
        if shape not in self._stored:
            self._stored[shape] = dict(self._load(shape))
        return self._stored[shape]

    def is_stored(self, shape: Shape, key: str) -> bool:
        return key in self.stored(shape)

    def bring(self, shape: Shape, key: str) -> None:
        self._brought[shape].add(key)

    def has(self, shape: Shape, key: str) -> bool:
        return key in self._brought[shape] or key in self.stored(shape)

    def primary_key(self, shape: Shape, key: str | None) -> Any:
        """The primary key behind a reference, or None while it is not stored."""
        if key is None:
            return None
        if shape.owner:
            return UUID(key.split("#")[1])
        return self.stored(shape).get(key)

    def await_key(self, shape: Shape, key: str, where: str, path: str) -> None:
        self._awaited.append(Awaited(shape, key, where, path))

    def missing(self) -> list[Mistake]:
        return [
            Mistake(
                one.where,
                one.path,
                _("no %(noun)s '%(key)s'")
                % {"noun": one.shape.options.verbose_name, "key": one.key},
            )
            for one in self._awaited
            if not self.has(one.shape, one.key)
        ]

    @staticmethod
    def _load(shape: Shape):
        rows = QuerySet(shape.model)
        if not shape.owner:
            return rows.values_list(shape.key, "pk")
        owners = rows.values_list(f"{shape.owner}__slug", "pk")
        return ((f"{owner}#{pk}", pk) for owner, pk in owners)
