"""A document applied for a moment: for previews, checks and dry runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model

from portal.documents.apply import apply_document
from portal.documents.canon import Document


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint, or a transaction where none is open, that is always rolled back.

    What is to happen on commit does not happen. A response that is rendered late has to
    be rendered inside.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def trial(document: Document) -> Iterator[Model]:
    """The record as a document would make it, within the block only.

    Raises `DocumentError` where the document cannot be applied. On SQLite other writers
    wait until the block ends.
    """
    with undone():
        yield apply_document(document)
