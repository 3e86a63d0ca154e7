"""From a document to a draft: checked values, nothing written yet."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal.documents.canon import FORMAT, Document, plain
from portal.documents.known import Known
from portal.documents.mistakes import Notes
from portal.documents.shape import LANGUAGES, Shape, shape_of, shape_of_type

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Draft:
    """One record or row as a document wants it.

    `values` are by attribute, `links` and `many` hold references, `rows` the drafts of
    each list that the document gives. What the document leaves out is in none of them.
    """

    shape: Shape
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str | None] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list["Draft"]] = field(default_factory=dict)


def read(document: Document, known: Known, notes: Notes) -> Draft | None:
    """The draft of a document, its mistakes noted; None without a type and a key."""
    if not notes.expect(dict, document, ""):
        return None
    if document.get("format", FORMAT) != FORMAT:
        notes.add("format", _("only format %(number)d is known") % {"number": FORMAT})
    shape = shape_of_type(str(document.get("type", "")))
    if shape is None:
        notes.add("type", _("no such type of record"))
        return None
    key = document.get(shape.key)
    if not isinstance(key, str) or not key:
        notes.add(shape.key, _("this must be given"))
        return None
    content = {n: v for n, v in document.items() if n not in ("format", "type")}
    return _Reader(known, notes).draft(shape, content, "", f"{shape.type}/{key}")


class _Reader:
    def __init__(self, known: Known, notes: Notes):
        self.known = known
        self.notes = notes

    def draft(self, shape: Shape, content: Document, path: str, seed: str) -> Draft:
        """`seed` names the place, so that a row without an id keeps the same one."""
        draft = Draft(shape)
        for name, raw in content.items():
            here = f"{path}.{name}" if path else name
            if name == "id" and shape.owner:
                continue
            elif name in shape.translated:
                self._translated(draft, name, raw, here)
            elif name in shape.values:
                self._value(draft, name, raw, here)
            elif name in shape.links:
                self._link(draft, name, raw, here)
            elif name in shape.many:
                self._many(draft, name, raw, here)
            elif name in shape.rows:
                self._rows(draft, name, raw, here, f"{seed}/{name}")
            else:
                self.notes.add(here, _("unknown field"))
        draft.key = self._key(shape, content, path, seed)
        if shape.owner or not self.known.is_stored(shape, draft.key):
            self._check_complete(draft, path)
        self._check_whole(draft, path)
        return draft

    def _key(self, shape: Shape, content: Document, path: str, seed: str) -> Any:
        if not shape.owner:
            return content[shape.key]
        try:
            raw = content.get("id")
            return UUID(raw) if raw else uuid5(NAMESPACE_URL, seed)
        except (TypeError, ValueError, AttributeError):
            self.notes.add(f"{path}.id", _("this must be a UUID"))
            return uuid5(NAMESPACE_URL, seed)

    def _translated(self, draft: Draft, name: str, raw: Any, path: str) -> None:
        if not self.notes.expect(dict, raw, path):
            return
        for language, text in raw.items():
            here = f"{path}.{language}"
            if language not in LANGUAGES:
                self.notes.add(here, _("unknown language"))
            elif self.notes.expect(str, text, here):
                attribute = f"{name}_{language}"
                model_field = draft.shape.options.get_field(attribute)
                draft.values[attribute] = self._clean(model_field, text, here)

    def _value(self, draft: Draft, name: str, raw: Any, path: str) -> None:
        model_field = draft.shape.values[name]
        kinds = {
            models.BooleanField: bool,
            models.IntegerField: int,
            models.JSONField: list,
        }
        kind = next((k for f, k in kinds.items() if isinstance(model_field, f)), str)
        if raw is None and model_field.null:
            draft.values[name] = None
        elif self.notes.expect(kind, raw, path):
            draft.values[name] = self._clean(model_field, raw, path)

    def _clean(self, model_field: models.Field, raw: Any, path: str) -> Any:
        texts = raw if isinstance(raw, list) else [raw]
        if any(isinstance(text, str) and UNSTORABLE.search(text) for text in texts):
            self.notes.add(path, _("a character that cannot be stored"))
            return ""
        value = plain(raw) if isinstance(raw, str) else raw
        if isinstance(raw, list):
            value = [plain(text) if isinstance(text, str) else text for text in raw]
        if value == "" and model_field.null and not model_field.empty_strings_allowed:
            value = None
        try:
            if (value is None and model_field.null) or (
                not value and model_field.blank
            ):
                return value
            return model_field.clean(value, None)
        except ValidationError as error:
            for message in error.messages:
                self.notes.add(path, message)
            return value

    def _link(self, draft: Draft, name: str, raw: Any, path: str) -> None:
        if raw is None:
            draft.links[name] = None
            if not draft.shape.links[name].null:
                self.notes.add(path, _("this must be given"))
        elif self.notes.expect(str, raw, path):
            draft.links[name] = raw
            self._check_reference(draft.shape.links[name], raw, path)

    def _many(self, draft: Draft, name: str, raw: Any, path: str) -> None:
        if not self.notes.expect(list, raw, path):
            return
        for index, key in enumerate(raw):
            here = f"{path}[{index}]"
            if self.notes.expect(str, key, here):
                self._check_reference(draft.shape.many[name], key, here)
                if key in raw[:index]:
                    self.notes.add(here, _("“%(key)s” stands twice") % {"key": key})
        draft.many[name] = [key for key in raw if isinstance(key, str)]

    def _rows(self, draft: Draft, name: str, raw: Any, path: str, seed: str) -> None:
        if not self.notes.expect(list, raw, path):
            return
        shape, rows = draft.shape.rows[name], []
        for index, content in enumerate(raw):
            here = f"{path}[{index}]"
            if self.notes.expect(dict, content, here):
                row = self.draft(shape, content, here, f"{seed}/{index}")
                row.values["position"] = index + 1
                rows.append(row)
        draft.rows[name] = rows
        self._check_unique(shape, rows, path)

    def _check_reference(self, relation: models.Field, key: str, path: str) -> None:
        shape = shape_of(relation.related_model)
        if not self.known.has(shape, key):
            self.known.await_key(shape, key, self.notes.where, path)

    def _check_complete(self, draft: Draft, path: str) -> None:
        """Notes what a new record or row cannot do without."""
        for name, model_field in draft.shape.fields.items():
            here = ".".join(part for part in (path, name) if part)
            if name in draft.shape.translated:
                language = settings.LANGUAGE_CODE
                name, here = f"{name}_{language}", f"{here}.{language}"
                model_field = draft.shape.options.get_field(name)
            optional = model_field.blank or model_field.has_default()
            given = name in draft.values or name in draft.links
            if not optional and not given and name != draft.shape.key:
                self.notes.add(here, _("this must be given"))

    def _check_unique(self, shape: Shape, rows: list[Draft], path: str) -> None:
        """Refuses what a unique constraint would: the database names no place."""
        for constraint in shape.options.constraints:
            if not isinstance(constraint, models.UniqueConstraint):
                continue
            names = [name for name in constraint.fields if name != shape.owner]
            seen = set()
            for index, row in enumerate(rows):
                key = tuple(row.links.get(n, row.values.get(n)) for n in names)
                if key in seen:
                    message = _("“%(key)s” stands twice") % {"key": key[0]}
                    self.notes.add(f"{path}[{index}].{names[0]}", message)
                seen.add(key)

    def _check_whole(self, draft: Draft, path: str) -> None:
        """The model's own `clean`, which compares the fields of one row."""
        for name, key in draft.links.items():
            owner_name = self._owner_of(draft.shape.links[name])
            if (
                key
                and "#" in key
                and draft.links.get(owner_name, key)
                not in (
                    key,
                    key.split("#")[0],
                )
            ):
                here = f"{path}.{name}" if path else name
                self.notes.add(here, _("this belongs to another record"))
        try:
            draft.shape.model(**draft.values).clean()
        except ValidationError as error:
            for name, messages in getattr(error, "error_dict", {"": [error]}).items():
                here = ".".join(p for p in (path, name) if p and p != "__all__")
                for message in ValidationError(messages).messages:
                    self.notes.add(here, message)

    @staticmethod
    def _owner_of(relation: models.Field) -> str:
        """The name under which a record also links to the owner of a row it links to.

        A meeting links to a round and to its series: both have to agree.
        """
        return shape_of(relation.related_model).owner
