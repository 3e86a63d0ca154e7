"""Two documents that grew from the same one, brought together.

What only one of them changed is taken from it; where both changed the same value to
different ones stands a conflict, and the merged document keeps mine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.documents.canon import Document
from portal.documents.order import woven
from portal.documents.shape import Shape, shape_of_type

MISSING = object()


@dataclass(frozen=True)
class Conflict:
    """A place where both changed what was there; a value is None where it is gone.

    `path` is as in `Change`: a value, a row that one removed and the other changed (it
    stays), or a list that both put into another order, as the ids of its rows.
    """

    path: str
    base: Any
    mine: Any
    theirs: Any


@dataclass
class Merge:
    document: Document
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Document, mine: Document, theirs: Document) -> Merge:
    """Brings together what two changed in a document since `base`.

    All three are whole documents of one type, else ValueError. Rows meet by their ids.
    The merged document may still break a rule that spans several fields; applying it
    tells.
    """
    if len({document["type"] for document in (base, mine, theirs)}) > 1:
        raise ValueError("documents of different types")
    conflicts: list[Conflict] = []
    content = _Merger(conflicts).content(
        shape_of_type(base["type"]), base, mine, theirs, ""
    )
    return Merge(content, conflicts)


class _Merger:
    def __init__(self, conflicts: list[Conflict]):
        self.conflicts = conflicts

    def content(
        self, shape: Shape, base: Document, mine: Document, theirs: Document, path: str
    ) -> Document:
        merged: Document = {}
        for name in [*mine, *(name for name in theirs if name not in mine)]:
            versions = [one.get(name, MISSING) for one in (base, mine, theirs)]
            here = path + name
            if name in shape.rows:
                value = self._rows(shape.rows[name], _lists(versions), here)
            elif name in shape.translated:
                value = self._texts(versions, here)
            elif isinstance(versions[1], list):
                value = _items(*_lists(versions), is_sorted=name in shape.many)
            else:
                value = self._value(*versions, here)
            if value is not MISSING:
                merged[name] = value
        return merged

    def _value(self, base: Any, mine: Any, theirs: Any, path: str) -> Any:
        if mine == theirs or theirs == base:
            return mine
        if mine != base:
            versions = (None if v is MISSING else v for v in (base, mine, theirs))
            self.conflicts.append(Conflict(path, *versions))
            return mine
        return theirs

    def _texts(self, versions: list[Any], path: str) -> dict[str, str]:
        versions = [{} if version is MISSING else version for version in versions]
        _base, mine, theirs = versions
        merged = {}
        for code in mine | theirs:
            texts = (version.get(code, "") for version in versions)
            merged[code] = self._value(*texts, f"{path}.{code}")
        return merged

    def _rows(
        self, shape: Shape, versions: list[list[Document]], path: str
    ) -> list[Document]:
        base, mine, theirs = ({row["id"]: row for row in rows} for rows in versions)
        kept = {}
        for key in mine | theirs:
            rows = base.get(key), mine.get(key), theirs.get(key)
            row = self._row(shape, *rows, f"{path}[{key}]")
            if row is not None:
                kept[key] = row
        order = self._order(base, mine, theirs, kept, path)
        return [kept[key] for key in order]

    def _row(self, shape: Shape, base, mine, theirs, path: str) -> Document | None:
        if mine and theirs:
            return self.content(shape, base or {}, mine, theirs, f"{path}.")
        left = mine or theirs
        if base is None:
            return left
        if left == base:
            return None
        self.conflicts.append(Conflict(path, base, mine, theirs))
        return left

    def _order(self, base, mine, theirs, kept: Iterable[str], path: str) -> list[str]:
        """The order of whoever changed it; rows of the other follow their forerunners."""
        shared = base.keys() & mine.keys() & theirs.keys()
        old, own, other = (
            [key for key in rows if key in shared] for rows in (base, mine, theirs)
        )
        if old not in (own, other) and own != other:
            self.conflicts.append(Conflict(path, old, own, other))
        first, second = (theirs, mine) if own == old else (mine, theirs)
        order = woven([*first], [*second])
        return [key for key in order if key in kept]


def _lists(versions: list[Any]) -> list[list]:
    return [[] if version is MISSING else version for version in versions]


def _items(base: list, mine: list, theirs: list, is_sorted: bool) -> list:
    """What both have or one added; what one removed is gone."""
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    order = woven(mine, theirs)
    found = [one for one in order if (one in mine and one in theirs) or one not in base]
    return sorted(found) if is_sorted else found
