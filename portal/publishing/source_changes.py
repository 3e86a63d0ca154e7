"""What the sources of outdated translations say since these were written."""

import json
from collections.abc import Iterator

from portal.documents.canon import Document
from portal.documents.difference import Change
from portal.documents.outdated import SOURCE, Text, texts
from portal.documents.shape import shape_of
from portal.publishing.differences import Shown, in_words
from portal.publishing.log import revisions
from portal.publishing.models import Record

MOST = 20


def changes_of_source(
    record: Record, document: Document, outdated: list[Text], code: str
) -> dict[Text, list[Shown]]:
    """For each outdated text how its source changed after it was translated.

    Found in the last revisions, where there are any: the latest one with the same
    translation that was not outdated yet.
    """
    now, found = texts(document), {}
    earlier = _earlier(record) if outdated else ()
    for then in earlier:
        was = texts(then)
        for text in outdated:
            is_old = f"{code}:{text.path}" in then["outdated_translations"]
            is_same = text in was and was[text][code] == now[text][code]
            if text not in found and is_same and not is_old:
                found[text] = _change(record, text, was[text], now[text])
        if len(found) == len(outdated):
            break
    return found


def _earlier(record: Record) -> Iterator[Document]:
    """The documents of the last revisions, the last one first."""
    entries = revisions(record).exclude(document="").exclude(document=None)
    newest = entries.order_by("-number").values_list("document", flat=True)
    for text in newest[:MOST]:
        yield {"outdated_translations": []} | json.loads(text)


def _change(record, text, was, now) -> list[Shown]:
    shape = shape_of(type(record))
    part = shape.rows[text.rows] if text.rows else shape
    before, after = was[SOURCE] or None, now[SOURCE] or None
    if before == after:
        return []
    path = f"{text.field}.{SOURCE}"
    return in_words([Change(part, text.field, path, before, after, SOURCE)])
