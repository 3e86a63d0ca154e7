"""The whole record out of the portal, and into it."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet

from portal.documents.apply import Applied, apply_documents
from portal.documents.package import Package, write_package
from portal.publishing import log
from portal.publishing.public import renew
from portal.publishing.version import lock_public
from portal.search.update import in_bulk

Progress = Callable[[int], None]


def export_package(folder: Path, published_only: bool, progress: Progress) -> int:
    """Writes the record as a data package; the number of documents in it."""

    def select(shape):
        manager = shape.model.objects
        return manager.published() if published_only else QuerySet(shape.model)

    with transaction.atomic():
        return write_package(folder, select, progress)


def import_package(package: Package, progress: Progress) -> Applied:
    """Applies every document of a package, or none; `DocumentError` names mistakes.

    States come from the documents: what is published in the package is published
    here, without a second person.
    """
    with transaction.atomic():
        lock_public()
        applied = apply_documents(package, progress)
        package.store_files()
        log.append_imported(applied.written)
        with in_bulk():
            renew(applied.written)
    with connection.cursor() as cursor:
        # Without statistics the planner of either database is many times slower.
        cursor.execute("ANALYZE")
    return applied
