"""Which translations say what their source no longer says.

A translation is named by its language and the place of the text in the document, as in
`en:summary` or `en:outcomes/<id of the row>/text`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from portal.documents.canon import Document
from portal.documents.shape import LANGUAGES, Shape, shape_of_type

SOURCE = settings.LANGUAGE_CODE
NAME = re.compile(
    rf"\A(?:{'|'.join(code for code in LANGUAGES if code != SOURCE)}):"
    r"(?:[a-z_]+/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?[a-z_]+\Z"
)


class Text(NamedTuple):
    """A translated text of a document: its field, and the row where one owns it."""

    field: str
    rows: str = ""
    row: str = ""

    @property
    def path(self) -> str:
        return f"{self.rows}/{self.row}/{self.field}" if self.rows else self.field


def outdated(before: Document | None, after: Document, kept: list[str]) -> list[str]:
    """The names of the translations of `after` that are older than their source.

    `before` is the same record as it was until now, None for a new one, and `kept`
    what was outdated in it. A translation grows old when its source is rewritten and
    the translation is not; it is up to date again once it is changed or emptied.
    """
    if before is None:
        return []
    earlier, found = texts(before), []
    for text, now in texts(after).items():
        was = earlier.get(text)
        for code in LANGUAGES:
            if was is None or code == SOURCE or not now[code] or was[code] != now[code]:
                continue
            name = f"{code}:{text.path}"
            is_rewritten = was[SOURCE] and was[SOURCE] != now[SOURCE]
            if is_rewritten or name in kept:
                found.append(name)
    return sorted(found)


def texts(document: Document) -> dict[Text, dict[str, str]]:
    """The translated texts that editors write, by language, in the order of fields."""
    shape = shape_of_type(document["type"])
    found = dict(_texts(shape, document))
    for name, row_shape in shape.rows.items():
        for row in document.get(name, ()):
            found |= {
                Text(text.field, name, row["id"]): words
                for text, words in _texts(row_shape, row)
            }
    return found


def _texts(shape: Shape, content: Document) -> Iterator[tuple[Text, dict[str, str]]]:
    for name in text_names(shape):
        words = content.get(name) or {}
        yield Text(name), {code: words.get(code) or "" for code in LANGUAGES}


def text_names(shape: Shape) -> list[str]:
    """The translated fields of a shape that editors write."""
    return [n for n, f in shape.values.items() if n in shape.translated and f.editable]
