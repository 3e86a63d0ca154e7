"""Values that only one record may have: keys, permanent ids, ids of rows."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.documents.mistakes import Mistake
from portal.documents.read import Draft
from portal.documents.shape import Shape

Claim = tuple[str, str, Any, str]  # where, path, value, key of the record


class Claims:
    """Notes each value that two documents claim, or that a stored record has."""

    def __init__(self, mistakes: list[Mistake]):
        self.mistakes = mistakes
        self._holders: dict[tuple[Shape, str], dict[Any, str]] = {}

    def check(self, drafts: list[tuple[str, Draft]]) -> None:
        """Takes the drafts of one chunk, each with the name of its place."""
        wanted: dict[tuple[Shape, str], list[Claim]] = {}
        for where, draft in drafts:
            for shape, name, path, value in _claims_of(draft):
                claim = (where, path, value, draft.key)
                wanted.setdefault((shape, name), []).append(claim)
        for (shape, name), claims in wanted.items():
            self._settle(shape, name, claims)

    def _settle(self, shape: Shape, name: str, claims: list[Claim]) -> None:
        holders = self._holders.setdefault((shape, name), {})
        if name != shape.key or shape.owner:
            holders.update(
                _stored(shape, name, [value for _w, _p, value, _k in claims])
            )
        taken = self._holders.setdefault((shape, f"{name} in documents"), {})
        for where, path, value, key in claims:
            holder = holders.get(value, key)
            if value in taken:
                message = _("%(other)s has the same") % {"other": taken[value]}
            elif holder != key:
                message = _("%(other)s has the same") % {"other": holder}
            else:
                taken[value] = where
                continue
            self.mistakes.append(Mistake(where, path, message))


def _claims_of(draft: Draft, path: str = "") -> Iterator[tuple[Shape, str, str, Any]]:
    shape = draft.shape
    prefix = f"{path}." if path else ""
    for name, field in shape.values.items():
        if field.unique:
            value = draft.key if name == shape.key else draft.values.get(name)
            if value is not None:
                yield shape, name, prefix + name, value
    if shape.owner:
        yield shape, "id", f"{prefix}id", draft.key
    for name, rows in draft.rows.items():
        for index, row in enumerate(rows):
            yield from _claims_of(row, f"{prefix}{name}[{index}]")


def _stored(shape: Shape, name: str, values: list[Any]) -> dict[Any, str]:
    """The stored records that have one of the values, by value."""
    key = f"{shape.owner}__slug" if shape.owner else shape.key
    found = QuerySet(shape.model).filter(**{f"{name}__in": values})
    return dict(found.values_list(name, key))
