"""Uploaded files that nothing refers to: of declined changes, of imports not made."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from portal.documents.files import HASH, all_file_fields
from portal.documents.shape import Shape
from portal.publishing import uploads
from portal.publishing.models import LogEntry, Proposal


def orphans(grace: timedelta) -> list[str]:
    """The names of the files that nothing refers to and that are older than `grace`.

    What is younger may belong to a form that is just being saved.
    """
    before = timezone.now() - grace
    found = []
    for shape, field in all_file_fields():
        hashes = {one for text in _texts(shape) for one in re.findall(HASH, text)}
        names = QuerySet(shape.model).exclude(**{field.name: ""})
        kept = set(names.values_list(field.name, flat=True).distinct())
        for name in _stored(field.upload_to):
            original = field.original(name)
            digest = re.search(HASH, name)
            is_kept = original in kept or (digest and digest[0] in hashes)
            if not is_kept and default_storage.get_modified_time(name) < before:
                found.append(name)
    for name in _stored(uploads.FOLDER):
        if default_storage.get_modified_time(name) < before:
            found.append(name)
    return sorted(found)


def sweep(grace: timedelta) -> list[str]:
    """Deletes what `orphans` finds; the names of what was deleted."""
    names = orphans(grace)
    for name in names:
        default_storage.delete(name)
    return names


def _texts(shape: Shape) -> Iterator[str]:
    """The documents of a type that may be applied again: approved, or proposed."""
    approved = LogEntry.objects.filter(type=shape.type, document__isnull=False)
    yield from approved.values_list("document", flat=True)
    proposed = Proposal.objects.open().filter(type=shape.type)
    yield from proposed.values_list("document", flat=True)


def _stored(folder: str) -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}"
    for inner in folders:
        yield from _stored(f"{folder}/{inner}")
