"""How far the translations of records are: missing, complete, older than their source."""

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.documents.build import to_document
from portal.documents.canon import Document
from portal.documents.outdated import outdated
from portal.documents.shape import Shape
from portal.publishing.languages import label
from portal.publishing.models import Record

OUTDATED = "outdated_translations"


def name_in_words(shape: Shape, name: str) -> str:
    """What an outdated translation is called: Summary — English."""
    code, path = name.split(":", 1)
    *rows, field = path.split("/")
    part = shape.rows.get(rows[0]) if rows else shape
    if part is None or field not in part.translated:
        return name
    words = label(part.options.get_field(f"{field}_{code}"))
    if not rows:
        return str(words)
    row = capfirst(part.options.verbose_name)
    return _("%(row)s: %(field)s") % {"row": row, "field": words}


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
