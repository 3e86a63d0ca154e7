"""Uploaded files that nothing refers to: left by declined changes and broken uploads."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.core.files.storage import Storage
from django.db.models import QuerySet
from django.utils import timezone

from portal.documents.files import HASH, all_file_fields

Keeper = Callable[[], Iterable[str]]

_keepers: list[Keeper] = []


def keep_named_in(keeper: Keeper) -> None:
    """Keeps every file that is named in texts, such as those of earlier documents.

    `keeper` is called at each sweep and gives the texts one by one.
    """
    _keepers.append(keeper)


def orphans(grace: timedelta) -> list[str]:
    """The names of the files that nothing refers to and that are older than `grace`.

    What is younger may belong to a form that is just being saved.
    """
    before = timezone.now() - grace
    hashes = set()
    for keeper in _keepers:
        for text in keeper():
            hashes.update(re.findall(HASH, text))
    found = []
    for shape, field in all_file_fields():
        names = QuerySet(shape.model).exclude(**{field.name: ""})
        kept = set(names.values_list(field.name, flat=True).distinct())
        for name in _stored(field.storage, field.upload_to):
            original = field.original(name)
            digest = re.search(HASH, name)
            is_kept = original in kept or (digest and digest[0] in hashes)
            if not is_kept and field.storage.get_modified_time(name) < before:
                found.append(name)
    return sorted(found)


def sweep(grace: timedelta) -> list[str]:
    """Deletes what `orphans` finds; the names of what was deleted."""
    names = orphans(grace)
    for _shape, field in all_file_fields():
        for name in names:
            if name.startswith(f"{field.upload_to}/"):
                field.storage.delete(name)
    return names


def _stored(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}"
    for inner in folders:
        yield from _stored(storage, f"{folder}/{inner}")
