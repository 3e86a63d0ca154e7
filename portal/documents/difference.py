"""What two documents of one record say differently.

Read off the shape: field by field, in translated ones language by language; the rows
that a record owns by their ids, so that a row may move and change at once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.documents.canon import Document
from portal.documents.order import moved, woven
from portal.documents.shape import LANGUAGES, Shape, shape_of_type

NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Change:
    """A value that is not the same before and after; None where there is none.

    `name` is the field of `shape`; `language` is empty where it is not translated.
    `path` names the place as the mistakes of documents do: `title.ar`,
    `outcomes[<id>].text.en`. Values are those of documents.
    """

    shape: Shape
    name: str
    path: str
    before: Any
    after: Any
    language: str = ""

    @property
    def field(self) -> models.Field:
        return self.shape.fields[self.name]

    @property
    def action(self) -> str:
        """`added`, `removed` or `changed`."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def added(self) -> list[str]:
        """What a list has only after."""
        return [one for one in self.after or [] if one not in (self.before or [])]

    @property
    def removed(self) -> list[str]:
        """What a list has only before."""
        return [one for one in self.before or [] if one not in (self.after or [])]


@dataclass(frozen=True)
class RowChange(Change):
    """A row added to a list, removed from it, moved in it, or changed, or both.

    `name` is the list, `shape` the shape of the row, `before` and `after` its content.
    `places` count from one. Only the rows of a smallest number that explains the new
    order are moved. `changes` are those inside the row: all that it says where it was
    added or removed.
    """

    id: str = ""
    places: tuple[int | None, int | None] = (None, None)
    is_moved: bool = False
    changes: tuple[Change, ...] = ()


def difference(
    before: Document | None, after: Document | None, *, omit: Collection[str] = ()
) -> list[Change]:
    """The changes from one document to another, in the order of the model's fields.

    None stands for no document. `omit` names fields of the record to leave out. What a
    document does not have counts as empty. Raises ValueError for two types of record.
    """
    types = {document["type"] for document in (before, after) if document}
    if not types:
        return []
    if len(types) > 1:
        raise ValueError(f"documents of two types: {', '.join(sorted(types))}")
    shape = shape_of_type(types.pop())
    return [*_changes(shape, before or {}, after or {}, "", omit)]


def _changes(
    shape: Shape,
    before: Document,
    after: Document,
    path: str,
    omit: Collection[str] = (),
) -> Iterator[Change]:
    for name, field in shape.fields.items():
        if name in omit:
            continue
        values = before.get(name), after.get(name)
        if name in shape.translated:
            for language in LANGUAGES:
                texts = [(value or {}).get(language) for value in values]
                if change := _change(shape, name, path + name, texts, language):
                    yield change
        else:
            if isinstance(field, models.BooleanField):
                # A no is news only where there could have been a yes.
                no = False if before and after else None
                values = [value or no for value in values]
            if change := _change(shape, name, path + name, values):
                yield change
    for name, row_shape in shape.rows.items():
        if name not in omit:
            rows = before.get(name) or [], after.get(name) or []
            yield from _row_changes(row_shape, name, path + name, *rows)


def _change(shape, name, path, values, language="") -> Change | None:
    before, after = (None if value in NOTHING else value for value in values)
    if before == after:
        return None
    path = f"{path}.{language}" if language else path
    return Change(shape, name, path, before, after, language)


def _row_changes(
    shape: Shape, name: str, path: str, before: list[Document], after: list[Document]
) -> Iterator[RowChange]:
    """Rows that stay in the order after; each row removed where it had its place."""
    old, new = _by_id(before), _by_id(after)
    have_moved = moved(list(old), list(new))
    for key in woven(list(new), list(old)):
        (place, row), (new_place, new_row) = (
            found.get(key, (None, None)) for found in (old, new)
        )
        here = f"{path}[{key}]"
        changes = tuple(_changes(shape, row or {}, new_row or {}, f"{here}."))
        if changes or key in have_moved or not (row and new_row):
            yield RowChange(
                shape,
                name,
                here,
                row,
                new_row,
                id=key,
                places=(place, new_place),
                is_moved=key in have_moved,
                changes=changes,
            )


def _by_id(rows: list[Document]) -> dict[str, tuple[int, Document]]:
    """The rows with their places; one without an id goes by its place."""
    return {
        row.get("id") or str(place): (place, row)
        for place, row in enumerate(rows, start=1)
    }
