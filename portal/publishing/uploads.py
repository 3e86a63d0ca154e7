"""Uploaded tables and packages, from the dry run until they are taken over."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadhandler import FileUploadHandler

from portal.documents.apply import Entry
from portal.documents.archive import unpacked
from portal.documents.mistakes import DocumentError
from portal.documents.shape import shape_of_type
from portal.documents.table import Table
from portal.publishing.imports import stored_documents

FOLDER = "imports"
MAX_TABLE = 5 * 1024 * 1024
MAX_PACKAGE = 100 * 1024 * 1024
ZIP = b"PK\x03\x04"


@dataclass
class Source:
    """What an upload holds: its entries, and how to store the files that they name."""

    entries: Iterable[Entry]
    store_files: Callable[[], None] = lambda: None


def is_package(file: File) -> bool:
    file.seek(0)
    start = file.read(len(ZIP))
    file.seek(0)
    return start == ZIP


@contextmanager
def opened(file: File, type: str) -> Iterator[Source]:
    """The documents of a package, or of a table of a type.

    Mistakes that are raised inside the block name the columns of a table.
    """
    if is_package(file):
        with unpacked(file) as package:
            yield Source(package, package.store_files)
        return
    shape = shape_of_type(type)
    table = Table(shape, file.read())
    try:
        yield Source(table.entries(stored_documents(shape, table.keys())))
    except DocumentError as error:
        raise DocumentError(
            [table.in_columns(one) for one in error.mistakes]
        ) from error


def keep(file: File) -> str:
    """Stores an upload until it is taken over; its name is its hash."""
    file.seek(0)
    name = f"{FOLDER}/{hashlib.file_digest(file, 'sha256').hexdigest()}"
    if not default_storage.exists(name):
        file.seek(0)
        default_storage.save(name, File(file))
    return name


def kept(name: str) -> File | None:
    """An upload that was kept, if it is still there and still what its name says."""
    if not default_storage.exists(name):
        return None
    file = default_storage.open(name)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    if name != f"{FOLDER}/{digest}":
        file.close()
        return None
    file.seek(0)
    return file


def forget(name: str) -> None:
    default_storage.delete(name)


class SizeLimit(FileUploadHandler):
    """Stops a request that brings more than any form of the site takes."""

    def handle_raw_input(
        self, input_data, META, content_length, boundary, encoding=None
    ):
        if content_length > MAX_PACKAGE + 1024 * 1024:
            raise RequestDataTooBig("The upload is too large.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
