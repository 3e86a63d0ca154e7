"""The record as a folder: a Frictionless data package, one file a document.

`datapackage.json` lists the files; a record is `<type>/<slug>.json`, an uploaded file
`files/<its name in the document>`. The same record always makes the same bytes.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.documents.apply import Entry
from portal.documents.build import documents
from portal.documents.canon import FORMAT, Document, readable
from portal.documents.files import ContentFileField, file_fields
from portal.documents.mistakes import DocumentError, Mistake
from portal.documents.shape import Shape, shape_of_type, shapes

MANIFEST = "datapackage.json"
FILES = "files"


def write_package(
    folder: Path,
    select: Callable[[Shape], QuerySet],
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Writes the selected records of every type; the number of documents written.

    An earlier package at the place is replaced as a whole, when the new one is
    complete. Raises `FileExistsError` where something else stands there.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise FileExistsError(folder)
    draft = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    resources, count = [], 0
    try:
        for shape in shapes():
            paths = []
            for document in documents(select(shape).order_by(shape.key)):
                paths.append(_write_document(draft, shape, document))
                progress(1)
            if paths:
                resources.append(_resource(shape, paths))
            count += len(paths)
        draft.mkdir(parents=True, exist_ok=True)
        (draft / MANIFEST).write_text(readable(_manifest(resources)), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return count


def _write_document(folder: Path, shape: Shape, document: Document) -> str:
    path = folder / shape.type / f"{document[shape.key].lower()}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(readable(document), encoding="utf-8")
    for field, name in _files_of(shape, document):
        copy = folder / FILES / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with field.storage.open(name) as file:
            copy.write_bytes(file.read())
    return f"{shape.type}/{path.name}"


def _files_of(
    shape: Shape, document: Document
) -> Iterator[tuple[ContentFileField, str]]:
    """The files that a document names, each with its field."""
    for name, field in file_fields(shape).items():
        if isinstance(document.get(name), str) and document[name]:
            yield field, document[name]


def _resource(shape: Shape, paths: list[str]) -> Document:
    return {
        "name": shape.type,
        "path": paths,
        "profile": "data-resource",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _manifest(resources: list[Document]) -> Document:
    manifest = {
        "name": "sijill",
        "title": "Sijill سِجِلّ",
        "profile": "data-package",
        "licenses": [settings.RECORD_LICENCE],
        "format": FORMAT,
        "resources": resources,
    }
    if settings.RECORD_HOMEPAGE:
        manifest["homepage"] = settings.RECORD_HOMEPAGE
    return manifest


class Package:
    """The documents of a folder, type by type, in the order they may be applied.

    Iterating reads one file at a time and can be done again. A file that cannot be
    read becomes an entry with its mistakes.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._files: dict[str, ContentFileField] = {}
        mistakes, manifest = [], folder / MANIFEST
        if not folder.is_dir():
            mistakes = [Mistake(str(folder), "", _("there is no such folder"))]
        elif not manifest.is_file():
            mistakes = [Mistake(MANIFEST, "", _("this file is missing"))]
        else:
            mistakes = _read_json(manifest, MANIFEST).mistakes
        if mistakes:
            raise DocumentError(list(mistakes))

    def __len__(self) -> int:
        return sum(1 for _path in self.folder.glob("*/*.json"))

    def __iter__(self) -> Iterator[Entry]:
        yield from self._strangers()
        yield from self._missing()
        for shape in shapes():
            for path in sorted((self.folder / shape.type).glob("*.json")):
                yield self._entry(shape, path)

    def store_files(self) -> None:
        """Puts the files that the documents name where records find them."""
        for name, field in sorted(self._files.items()):
            field.store((self.folder / FILES / name).read_bytes())

    def _entry(self, shape: Shape, path: Path) -> Entry:
        where = f"{shape.type}/{path.name}"
        entry = _read_json(path, where)
        document = entry.document
        if not isinstance(document, dict):
            return entry
        mistakes = [*entry.mistakes]
        if document.get("type") != shape.type:
            message = _("this must be “%(type)s”, as the folder") % {"type": shape.type}
            mistakes.append(Mistake(where, "type", message))
        if str(document.get(shape.key)).lower() != path.stem:
            message = _("this must be “%(name)s”, as the file") % {"name": path.stem}
            mistakes.append(Mistake(where, shape.key, message))
        for field, name in _files_of(shape, document):
            mistakes += self._check_file(field, name, where)
        return entry._replace(document=document, mistakes=tuple(mistakes))

    def _check_file(
        self, field: ContentFileField, name: str, where: str
    ) -> list[Mistake]:
        if name in self._files:
            return []
        path = self.folder / FILES / name
        inside = (self.folder / FILES).resolve() in path.resolve().parents
        if not inside or not path.is_file():
            return [Mistake(where, field.name, _("this file is missing"))]
        try:
            field.check_content(name, path.read_bytes())
        except ValidationError as error:
            return [Mistake(where, field.name, message) for message in error.messages]
        self._files[name] = field
        return []

    def _strangers(self) -> Iterator[Entry]:
        for path in sorted(self.folder.iterdir()):
            known = path.name in (MANIFEST, FILES) or shape_of_type(path.name)
            if not known and not path.name.startswith("."):
                mistake = Mistake(path.name, "", _("no such type of record"))
                yield Entry(path.name, None, (mistake,))

    def _missing(self) -> Iterator[Entry]:
        """The files that the package lists and does not hold."""
        manifest = _read_json(self.folder / MANIFEST, MANIFEST).document
        resources = manifest.get("resources") if isinstance(manifest, dict) else None
        for resource in resources if isinstance(resources, list) else []:
            paths = resource.get("path") if isinstance(resource, dict) else None
            for path in paths if isinstance(paths, list) else []:
                if not isinstance(path, str) or not (self.folder / path).is_file():
                    mistake = Mistake(MANIFEST, str(path), _("this file is missing"))
                    yield Entry(MANIFEST, None, (mistake,))


def _read_json(path: Path, where: str) -> Entry:
    """The document of a file, or what keeps it from being read and where."""
    try:
        text = path.read_bytes().decode("utf-8")
        return Entry(where, json.loads(text, **STRICT))
    except UnicodeDecodeError as error:
        message = _("not UTF-8 at byte %(number)d") % {"number": error.start}
    except json.JSONDecodeError as error:
        message = _("not JSON at line %(line)d, column %(column)d: %(reason)s") % {
            "line": error.lineno,
            "column": error.colno,
            "reason": error.msg,
        }
    except RecursionError:
        message = _("nested too deeply")
    except (OSError, ValueError) as error:
        message = str(error)
    return Entry(where, None, (Mistake(where, "", message),))


def _unique_names(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("“%(key)s” stands twice") % {"key": twice})
    return document


def _refuse_number(text: str) -> None:
    raise ValueError(_("%(number)s is no whole number") % {"number": text})


STRICT = {
    "object_pairs_hook": _unique_names,
    "parse_float": _refuse_number,
    "parse_constant": _refuse_number,
}
