"""How far the translations of records are: missing, complete, older than their source."""

from django.db.models import QuerySet

from portal.documents.build import to_document
from portal.documents.canon import Document
from portal.documents.outdated import outdated
from portal.publishing.models import Record


def stored_document(record: Record) -> Document:
    """The document of a record as it stands in the database."""
    return to_document(QuerySet(type(record)).get(pk=record.pk))


def note_outdated(before: Document | None, record: Record) -> None:
    """Keeps which translations of a saved record its new source texts have overtaken.

    `before` is the document of the record until then, None for a new one.
    """
    kept = before["outdated_translations"] if before else []
    names = outdated(before, stored_document(record), kept)
    if names != record.outdated_translations:
        QuerySet(type(record)).filter(pk=record.pk).update(outdated_translations=names)
        record.outdated_translations = names
