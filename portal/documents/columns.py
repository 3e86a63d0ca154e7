"""The documents of a type as the columns of a table: what one cell can hold.

A translated field has a column for every language; lists stand in one cell, their items
parted by `|`. The rows that a record owns, and its files, have no place in a table.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.documents.canon import Document
from portal.documents.shape import LANGUAGES, Shape

BETWEEN = "|"
# Keys hold none of these, so people may part them as they like.
BETWEEN_KEYS = re.compile(r"[|;,،؛\s]+")
ITEM = re.compile(r"(?:\\.|[^|\\]|\\\Z)+", re.DOTALL)
OUTER_SPACE = re.compile(r"\A\s+|(?<!\\)\s+\Z")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
YES = {"true", "1", "yes", "نعم"}
NO = {"false", "0", "no", "لا", "كلا"}
# What a spreadsheet takes for a formula, after an apostrophe or several.
FORMULA = re.compile(r"\A'*\s*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True)
class Column:
    """One column: the field, and the language where the field is translated.

    `is_fixed` marks what is there to be read, such as the state: an import leaves it.
    """

    name: str
    shape: Shape
    field_name: str
    language: str = ""

    @property
    def field(self) -> models.Field:
        if self.language:
            return self.shape.options.get_field(self.name)
        return self.shape.fields[self.field_name]

    @property
    def is_key(self) -> bool:
        return self.field_name == self.shape.key

    @property
    def is_fixed(self) -> bool:
        return not self.field.editable

    @property
    def is_required(self) -> bool:
        """Whether a new record needs it."""
        if self.language and self.language != settings.LANGUAGE_CODE:
            return False
        return self.is_key or not (self.field.blank or self.field.has_default())

    def cell(self, document: Document) -> str:
        """What stands in the column for a document."""
        value = document[self.field_name]
        if self.language:
            value = value[self.language]
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list):
            is_keys = self.field_name in self.shape.many
            return BETWEEN.join(value if is_keys else map(_escaped, value))
        return "" if value is None else str(value)

    def value(self, cell: str) -> Any:
        """What a document says for a cell; ValueError with words for what it cannot."""
        if self.field_name in self.shape.many:
            return sorted(filter(None, BETWEEN_KEYS.split(cell)))
        if isinstance(self.field, models.JSONField):
            return [_unescaped(item) for item in ITEM.findall(cell) if item.strip()]
        if self.language or self._is_free_text:
            return cell
        cell = cell.strip().translate(DIGITS)
        if not cell:
            is_none = self.field.null or self.field.is_relation
            return None if is_none else ""
        if isinstance(self.field, models.BooleanField):
            return _flag(cell)
        if isinstance(self.field, models.IntegerField):
            return _number(cell)
        if self.field.choices:
            return _choice(self.field, cell)
        tidy = getattr(self.field, "from_cell", None)
        return tidy(cell) if tidy else cell

    @property
    def _is_free_text(self) -> bool:
        is_text = isinstance(self.field, models.CharField | models.TextField)
        has_form = self.field.choices or hasattr(self.field, "from_cell")
        return is_text and not self.is_key and not has_form


def columns(shape: Shape) -> list[Column]:
    """The columns of a type: its key, what is its own, what every record has, and last
    what is only there to be read."""
    found = []
    for name, field in shape.fields.items():
        if isinstance(field, models.FileField):
            continue
        languages = LANGUAGES if name in shape.translated else [""]
        for code in languages:
            found.append(Column(f"{name}_{code}" if code else name, shape, name, code))
    common = _common(shape)

    def place(column: Column) -> tuple[bool, ...]:
        is_fixed = column.is_fixed and not column.is_key
        return not column.is_key, is_fixed, column.field_name in common

    return sorted(found, key=place)


def _common(shape: Shape) -> set[str]:
    """The fields that a model shares with others."""
    shared = [
        base._meta
        for base in shape.model.__mro__[1:]
        if getattr(base, "_meta", None) and base._meta.abstract
    ]
    return {
        field.name
        for options in shared
        for field in [*options.local_fields, *options.local_many_to_many]
    }


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell[1:]) else cell


def _escaped(item: str) -> str:
    item = item.replace("\\", "\\\\").replace(BETWEEN, f"\\{BETWEEN}")
    item = f"\\{item}" if item[:1].isspace() else item
    return f"{item[:-1]}\\{item[-1]}" if item[-1:].isspace() else item


def _unescaped(item: str) -> str:
    return re.sub(r"\\(.)", r"\1", OUTER_SPACE.sub("", item), flags=re.DOTALL)


def _flag(cell: str) -> bool:
    word = cell.casefold()
    if word not in YES | NO:
        raise ValueError(_("this must be %(kind)s") % {"kind": _("true or false")})
    return word in YES


def _number(cell: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", cell, re.ASCII):
        raise ValueError(_("this must be %(kind)s") % {"kind": _("a whole number")})
    return int(cell)


def _choice(field: models.Field, cell: str) -> str:
    """The value of a choice by its code, or by its words in one of the languages."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found |= {
                str(label).casefold(): value for value, label in field.flatchoices
            }
    codes = {str(value).casefold(): value for value, _label in field.flatchoices}
    return (found | codes).get(cell.casefold(), cell)
