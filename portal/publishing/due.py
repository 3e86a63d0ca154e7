"""Publishes what was scheduled and is due."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.documents.shape import shapes
from portal.publishing import workflow
from portal.publishing.models import Record, State
from portal.publishing.version import lock_public, read_due_again


def publish_due() -> list[Record]:
    """Publishes every record that is due, by a lock once among all servers.

    A record that refers to something unpublished goes back to the publishers.
    """
    published = []
    with transaction.atomic():
        lock_public()
        for shape in shapes():
            if issubclass(shape.model, Record):
                due = QuerySet(shape.model).filter(
                    state=State.SCHEDULED, publish_at__lte=timezone.now()
                )
                for record in due.select_for_update():
                    if workflow.publish_scheduled(record):
                        published.append(record)
        read_due_again()
    return published
