"""The pictures that were made, and when they are made and deleted.

A picture is made when a record is published or corrected, right after that is saved.
One that is missing all the same, as after an import, is made when it is first read or
by `manage.py make_pictures`. They stand among the uploads, in a folder for each record.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.utils.translation import override

from portal.documents.shape import shape_of, shapes
from portal.pages.sharing.drawing import can_draw, draw
from portal.pages.sharing.words import Words, words_of
from portal.publishing.models import Record

logger = logging.getLogger(__name__)

FOLDER = "sharing"
# A publication brings few records; more at once are an import.
FEW = 5
CHUNK = 100


def follow_public(model: type[Model], keys: list[int]) -> None:
    """Has the pictures of changed records follow once the change is saved."""

    def renew_pictures():
        renew(model, keys)

    if issubclass(model, Record) and len(keys) <= FEW and can_draw():
        transaction.on_commit(renew_pictures, robust=True)


def renew(model: type[Record], keys: list[int]) -> None:
    """Makes the pictures of what is published, and deletes those of what is not."""
    published = {r.pk: r for r in model.objects.published().filter(pk__in=keys)}
    for pk, folder in _folders(model, keys):
        languages = list(_in_all_languages(published[pk])) if pk in published else []
        for words in languages:
            picture(folder, words)
        _delete_others(folder, {_file_name(words) for words in languages})


def make_missing(progress: Callable[[int], None]) -> int:
    """Makes the pictures that are missing, on all processors; how many."""
    count = 0
    with ProcessPoolExecutor() as processes:
        for shape in shapes():
            if not issubclass(shape.model, Record):
                continue
            records = shape.model.objects.published().order_by("pk").iterator(CHUNK)
            for chunk in _chunks(missing(records)):
                drawn = processes.map(draw, [words for _folder, words in chunk])
                for (folder, words), content in zip(chunk, drawn, strict=True):
                    keep(folder, words, content)
                count += len(chunk)
                progress(len(chunk))
    return count


def missing(records: Iterable[Record]) -> Iterable[tuple[str, Words]]:
    """The folder and words of each picture that is still to be made."""
    for record in records:
        folder = folder_of(record)
        for words in _in_all_languages(record):
            if not default_storage.exists(f"{folder}/{_file_name(words)}"):
                yield folder, words


def _chunks(pictures: Iterable[tuple[str, Words]]) -> Iterator[list]:
    iterator = iter(pictures)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def picture(folder: str, words: Words) -> bytes:
    """The kept picture, made now if there is none."""
    try:
        with default_storage.open(f"{folder}/{_file_name(words)}") as file:
            return file.read()
    except FileNotFoundError:
        content = draw(words)
        keep(folder, words, content)
        return content


def keep(folder: str, words: Words, content: bytes) -> None:
    name = f"{folder}/{_file_name(words)}"
    try:
        kept = default_storage.save(name, ContentFile(content))
        if kept != name:
            # Another process was faster with the same picture.
            default_storage.delete(kept)
    except OSError:
        logger.exception("The picture %s cannot be kept.", name)


def folder_of(record: Record) -> str:
    return f"{FOLDER}/{shape_of(type(record)).type}/{record.permanent_id}"


def _folders(model, keys):
    rows = model._base_manager.filter(pk__in=keys)
    for pk, permanent_id in rows.values_list("pk", "permanent_id"):
        yield pk, f"{FOLDER}/{shape_of(model).type}/{permanent_id}"


def _in_all_languages(record: Record) -> Iterable[Words]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            words = words_of(record)
        yield words


def _file_name(words: Words) -> str:
    return f"{words.language}-{words.digest}.png"


def _delete_others(folder: str, kept: set[str]) -> None:
    try:
        _folders_in_it, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in set(names) - kept:
        default_storage.delete(f"{folder}/{name}")
