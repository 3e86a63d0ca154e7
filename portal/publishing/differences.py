"""The changes between documents as people read them: names, words, dates, languages.

`templates/publishing/_difference.html` shows what `in_words` gives.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import models
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime, parse_time
from django.utils.html import escape
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.documents.canon import Document
from portal.documents.difference import Change, RowChange, difference
from portal.documents.merge import Conflict
from portal.documents.shape import shape_of, shape_of_type
from portal.documents.words import Part, parts
from portal.publishing.fields import ProseField
from portal.publishing.languages import (
    label,
    language_attrs,
    script_attrs,
    with_marked_scripts,
)
from portal.publishing.legible import legible
from portal.publishing.names import Names
from portal.publishing.translations import OUTDATED, name_in_words

NO_LANGUAGE = {"lang": "zxx", "dir": "ltr"}
# Of a long text that stays, so many characters are shown on each side of a change.
AROUND = 240
TITLE_WORDS = 12


class Item(NamedTuple):
    """What was removed from a list or added to it, or what a value was or is."""

    action: str
    text: str
    attrs: dict[str, str]


@dataclass
class Shown:
    """A changed field in words.

    Of a `text` the parts are its words, those `skipped` need not be shown. Of a `list`
    they are the items removed and added, of a `value` what it was and what it is.
    """

    label: str
    action: str
    kind: str
    parts: list[Part] | list[Item]
    lang: str = ""
    dir: str = ""


@dataclass
class ShownRow:
    """A row of a list in words, with what changed in it."""

    label: str
    title: str
    action: str
    places: tuple[int | None, int | None]
    is_moved: bool
    changes: list[Shown] = field(default_factory=list)

    is_row = True

    @property
    def attrs(self) -> dict[str, str]:
        return script_attrs(self.title)


def content_difference(before: Document | None, after: Document | None) -> list[Change]:
    """The changes that editors make: without permanent id, state and other bookkeeping."""
    return difference(before, after, omit=kept_for_us(after or before) - {OUTDATED})


def kept_for_us(document: Document | None) -> set[str]:
    """The fields of a document that no editor writes."""
    fields = shape_of_type(document["type"]).fields if document else {}
    return {name for name, one in fields.items() if not one.editable}


def overlaps(
    conflicts: Iterable[Conflict], theirs: Document, mine: Document
) -> Iterator[Change]:
    """The changes from one text to the other where a merge found conflicts."""
    paths = {conflict.path for conflict in conflicts}
    for change in content_difference(theirs, mine):
        if isinstance(change, RowChange):
            inner = tuple(one for one in change.changes if one.path in paths)
            if change.path in paths or change.path.partition("[")[0] in paths:
                yield change
            elif inner:
                yield replace(change, changes=inner, is_moved=False)
        elif change.path in paths:
            yield change


def in_words(
    changes: Iterable[Change], *, is_public: bool = False
) -> list[Shown | ShownRow]:
    """The changes in the active language.

    `is_public` names no record that readers may not see.
    """
    changes = list(changes)
    names = Names(changes, is_public)
    return [_shown(change, names) for change in changes]


def _shown(change: Change, names: Names) -> Shown | ShownRow:
    if isinstance(change, RowChange):
        return ShownRow(
            label=capfirst(change.shape.options.verbose_name),
            title=_title(change, names),
            action=change.action,
            places=change.places,
            is_moved=change.is_moved,
            changes=[_shown(inner, names) for inner in change.changes],
        )
    return _shown_text(change) if _is_text(change) else _shown_value(change, names)


def _title(change: RowChange, names: Names) -> str:
    """What a row is called: whom or what it links to, else its first text, or number."""
    row = change.after or change.before
    for name, link in change.shape.links.items():
        if not link.null and row.get(name):
            return names.of(link, row[name])
    for name in change.shape.values:
        if name in change.shape.translated and row.get(name):
            texts = row[name].get(get_language()), *row[name].values()
            if text := next(filter(None, texts), ""):
                return Truncator(text).words(TITLE_WORDS)
    return str(change.places[1] or change.places[0])


def _is_text(change: Change) -> bool:
    is_text = isinstance(change.field, models.CharField | models.TextField)
    return (
        is_text
        and not change.field.choices
        and not hasattr(change.field, "in_words")
        and not isinstance(change.field, models.URLField)
    )


def _shown_text(change: Change) -> Shown:
    texts = [change.before or "", change.after or ""]
    if isinstance(change.field, ProseField):
        lines = [legible(text) for text in texts]
        texts = lines if lines[0] != lines[1] else texts
    attrs = (
        language_attrs(change.language)
        if change.language
        else script_attrs(texts[1] or texts[0])
    )
    shown = [_marked(part, attrs["lang"]) for part in shortened(parts(*texts))]
    return Shown(_label(change), change.action, "text", shown, **attrs)


def _marked(part: Part, code: str) -> Part:
    text = escape(part.text)
    marked = with_marked_scripts(text, code)
    return part if marked == text else part._replace(text=marked)


def _shown_value(change: Change, names: Names) -> Shown:
    values = change.before, change.after
    is_list = any(isinstance(value, list) for value in values)
    before, after = ([*_values(value, change, names)] for value in values)
    if is_list and change.before and change.after and (change.added or change.removed):
        before = [*_values(change.removed, change, names)]
        after = [*_values(change.added, change, names)]
    is_address = isinstance(change.field, models.URLField)
    found = [
        Item(action, text, NO_LANGUAGE if is_address else script_attrs(text))
        for action, texts in (("removed", before), ("added", after))
        for text in texts
    ]
    kind = "list" if is_list else "value"
    return Shown(_label(change), change.action, kind, found)


def _values(value: Any, change: Change, names: Names):
    if value is not None:
        for one in value if isinstance(value, list) else [value]:
            if change.field.is_relation:
                yield names.of(change.field, one)
            else:
                yield value_in_words(change.field, one)


def value_in_words(model_field: models.Field, value: Any) -> str:
    """A value of a document that is neither a text in a language nor a reference."""
    if model_field.name == OUTDATED:
        return name_in_words(shape_of(model_field.model), value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if model_field.choices:
        return str(dict(model_field.flatchoices).get(value, value))
    if hasattr(model_field, "in_words"):
        return model_field.in_words(value)
    if isinstance(model_field, models.DateTimeField) and parse_datetime(value):
        time = timezone.localtime(parse_datetime(value))
        return formats.date_format(time, "DATETIME_FORMAT")
    if isinstance(model_field, models.TimeField) and parse_time(value):
        return formats.time_format(parse_time(value), "TIME_FORMAT")
    return str(value)


def _label(change: Change) -> str:
    if change.language:
        name = f"{change.name}_{change.language}"
        return str(label(change.shape.options.get_field(name)))
    return capfirst(str(change.field.verbose_name))


def shortened(found: list[Part]) -> list[Part]:
    """Long stretches that stay are cut to what stands beside a change."""
    short = []
    for place, part in enumerate(found):
        if part.action != "kept" or len(part.text) <= 3 * AROUND:
            short.append(part)
            continue
        words = part.text
        start = words.find(" ", AROUND) if place else 0
        end = words.rfind(" ", 0, -AROUND) if place < len(found) - 1 else len(words)
        if not 0 <= start < end:
            short.append(part)
            continue
        pieces = (
            ("kept", words[:start]),
            ("skipped", words[start:end]),
            ("kept", words[end:]),
        )
        short += (Part(action, text) for action, text in pieces if text)
    return short
