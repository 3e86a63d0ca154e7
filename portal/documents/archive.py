"""A data package in one file: a zip whose files are checked before any is written."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from portal.documents.mistakes import DocumentError, Mistake
from portal.documents.package import FILES, MANIFEST, Package
from portal.documents.shape import shape_of_type

MAX_FILES = 20_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_DOCUMENT = 4 * 1024 * 1024
CHUNK = 64 * 1024
# What systems put into archives by themselves.
STRAYS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")

BROKEN = (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError)


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[Package]:
    """The package of a zip, in a folder that is gone after the block.

    Raises `DocumentError` for what is no zip, or is not safe to unpack.
    """
    with TemporaryDirectory(prefix="sijill-") as folder:
        try:
            with ZipFile(file) as archive:
                _unpack(archive, Path(folder))
        except BROKEN as error:
            message = _("not a zip that can be read: %(reason)s") % {"reason": error}
            raise DocumentError([Mistake("", "", message)]) from error
        yield Package(Path(folder))


def _unpack(archive: ZipFile, folder: Path) -> None:
    members = [one for one in archive.infolist() if not _is_stray(one)]
    if len(members) > MAX_FILES:
        message = _("more than %(number)d files") % {"number": MAX_FILES}
        raise DocumentError([Mistake("", "", message)])
    top = _top([one.filename for one in members])
    mistakes, wanted, seen = [], {}, set()
    for member in members:
        name = member.filename.removeprefix(top)
        if message := _reason_against(member, name, seen):
            mistakes.append(Mistake(member.filename, "", message))
        seen.add(name.casefold())
        wanted[name] = member
    if mistakes:
        raise DocumentError(mistakes)
    left = MAX_UNPACKED
    for name, member in wanted.items():
        left -= _write(archive, member, folder / name, left)


def _is_stray(member: ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(part in STRAYS for part in parts)


def _top(names: list[str]) -> str:
    """The folder that everything stands in where a whole folder was packed."""
    tops = {name.partition("/")[0] for name in names}
    top = f"{tops.pop()}/" if len(tops) == 1 else ""
    return top if f"{top}{MANIFEST}" in names else ""


def _reason_against(member: ZipInfo, name: str, seen: set[str]) -> str:
    parts = name.split("/")
    if "\\" in name or "\0" in name or ":" in name or {"", ".", ".."} & set(parts):
        return _("this leads out of the package")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("this is a link")
    if member.flag_bits & 1:
        return _("this is encrypted")
    if name.casefold() in seen:
        return _("this stands twice")
    is_document = len(parts) == 2 and shape_of_type(parts[0]) and name.endswith(".json")
    if name != MANIFEST and not is_document and parts[0] != FILES:
        return _("this is no part of a data package")
    if parts[0] != FILES and member.file_size > MAX_DOCUMENT:
        return _("larger than %(number)d MB") % {"number": MAX_DOCUMENT // 1024**2}
    return ""


def _write(archive: ZipFile, member: ZipInfo, path: Path, left: int) -> int:
    """Writes a file and gives its size, whatever the archive says of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(member) as source, path.open("xb") as target:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > left:
                message = _("unpacked, this is larger than %(number)d MB")
                number = {"number": MAX_UNPACKED // 1024**2}
                raise DocumentError([Mistake("", "", message % number)])
            target.write(chunk)
    return size
