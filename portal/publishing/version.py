"""Which state of the record the public reads: one number, moved with every change.

Every worker and every server asks the database for it at each request, so all notice
a publication at once.
"""

from typing import NamedTuple

from django.db import connection
from django.db.models import F, Min
from django.utils import timezone

from portal.documents.shape import shapes
from portal.publishing.models import Record, RecordVersion, State

READ = "SELECT number, next_due FROM publishing_recordversion WHERE id = 1"


class Version(NamedTuple):
    """The number, and when the next scheduled record is due, in Unix seconds."""

    number: int
    next_due: int | None

    @property
    def is_due(self) -> bool:
        return self.next_due is not None and self.next_due <= timezone.now().timestamp()


def read_version() -> Version:
    """The present version, in one plain query of a single row."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row = cursor.fetchone()
    return Version(*row) if row else Version(0, None)


def lock_public() -> None:
    """Lets one transaction at a time change what the public reads.

    Taken before the rows of records, always, so that two steps cannot wait for each
    other.
    """
    RecordVersion.objects.get_or_create(pk=1)
    RecordVersion.objects.select_for_update().get(pk=1)


def move_version() -> None:
    """Says that what the public reads has changed; in the transaction that does it."""
    values = {"number": F("number") + 1, "next_due": _next_due()}
    if not RecordVersion.objects.filter(pk=1).update(**values):
        RecordVersion.objects.create(pk=1, number=1, next_due=_next_due())


def read_due_again() -> None:
    """Notes what is due next, after a schedule has changed."""
    if not RecordVersion.objects.filter(pk=1).update(next_due=_next_due()):
        RecordVersion.objects.create(pk=1, next_due=_next_due())


def _next_due() -> int | None:
    """When the first of the scheduled records is due."""
    times = []
    for shape in shapes():
        if issubclass(shape.model, Record):
            scheduled = shape.model.objects.filter(state=State.SCHEDULED)
            times.append(scheduled.aggregate(time=Min("publish_at"))["time"])
    times = [time for time in times if time is not None]
    return int(min(times).timestamp()) if times else None
