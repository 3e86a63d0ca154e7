"""From documents to records: the one way in, for one document or a hundred thousand.

First every document is read and checked; only if all are right is anything written,
in one transaction. Writing goes type by type and chunk by chunk, so memory does not
grow with their number.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.documents.canon import Document
from portal.documents.claims import Claims
from portal.documents.known import Known
from portal.documents.mistakes import DocumentError, Mistake, Notes
from portal.documents.read import read
from portal.documents.shape import shape_of_type, shapes
from portal.documents.write import Applied, Writer

CHUNK = 250


class Entry(NamedTuple):
    """A document with the name of the place that it comes from.

    A document that could not be read is None and brings its mistakes instead.
    """

    where: str
    document: Document | None
    mistakes: tuple[Mistake, ...] = ()


Progress = Callable[[int], None]


def apply_document(document: Document) -> Model:
    """Makes or changes the record of a document and returns it.

    What the document leaves out stays as it is; an empty list deletes its rows.
    Raises `DocumentError` with every mistake and saves nothing then.
    """
    apply_documents([document])
    shape = shape_of_type(document["type"])
    return QuerySet(shape.model).get(**{shape.key: document[shape.key]})


def apply_documents(
    documents: Iterable[Document | Entry], progress: Progress = lambda count: None
) -> Applied:
    """Applies documents, which are gone through twice; see `apply_document`.

    `progress` is called with the number of documents just read or written: each
    counts twice.
    """
    if isinstance(documents, list):
        documents = _in_order(documents)
    with transaction.atomic():
        known = Known()
        if mistakes := _check(documents, known, progress):
            raise DocumentError(mistakes)
        with override(settings.LANGUAGE_CODE):
            return _write(documents, known, progress)


def _in_order(documents: list[Document | Entry]) -> list[Entry]:
    """The documents as entries, each type after those that it may refer to."""
    entries = [
        one
        if isinstance(one, Entry)
        else Entry(f"{one.get('type')}/{one.get('slug') or one.get('code')}", one)
        for one in documents
    ]
    order = {shape.type: index for index, shape in enumerate(shapes())}
    return sorted(entries, key=lambda entry: order.get(_type(entry), -1))


def _type(entry: Entry) -> str:
    document = entry.document
    return str(document.get("type", "")) if isinstance(document, dict) else ""


def _check(documents, known: Known, progress: Progress) -> list[Mistake]:
    mistakes: list[Mistake] = []
    claims = Claims(mistakes)
    for chunk in _chunks(iter(documents), CHUNK):
        drafts = []
        for entry in chunk:
            mistakes.extend(entry.mistakes)
            if entry.document is None:
                continue
            draft = read(entry.document, known, Notes(entry.where, mistakes))
            if draft is not None:
                known.bring(draft.shape, draft.key)
                for name, rows in draft.rows.items():
                    shape = draft.shape.rows[name]
                    for row in rows:
                        known.bring(shape, f"{draft.key}#{row.key}")
                drafts.append((entry.where, draft))
        claims.check(drafts)
        progress(len(chunk))
    return mistakes + known.missing()


def _write(documents, known: Known, progress: Progress) -> Applied:
    writer = Writer(known)
    ignored = Notes("", [])
    try:
        for type_, entries in groupby(documents, _type):
            shape = shape_of_type(type_)
            for chunk in _chunks(entries, CHUNK):
                drafts = [read(entry.document, known, ignored) for entry in chunk]
                contents = [entry.document for entry in chunk]
                writer.write(shape, contents, drafts)
                progress(len(chunk))
            writer.link_forward()
        writer.finish()
    except ProtectedError as error:
        raise DocumentError([Mistake("", "", str(error.args[0]))]) from error
    except IntegrityError as error:
        message = _("the database refused this: %(error)s") % {"error": error}
        raise DocumentError([Mistake(type_, "", message)]) from error
    return writer.applied


def _chunks(entries: Iterator[Entry], size: int) -> Iterator[list[Entry]]:
    while chunk := list(islice(entries, size)):
        yield chunk
