"""The public log: what was approved, when, one chain for the whole record.

Each entry has the hash of its envelope, which names the entry before it. Whoever keeps
the head of the chain can tell later that nothing before it was altered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from portal.documents.build import documents
from portal.documents.canon import canonical, digest
from portal.documents.shape import LANGUAGES, shape_of, shapes
from portal.publishing.models import Action, LogEntry, Record
from portal.publishing.version import lock_public

FORMAT = 1
GENESIS = "0" * 64
CHUNK = 200


class Head(NamedTuple):
    """The last entry of the chain: its number, and its hash in 64 hexadecimal digits."""

    number: int
    hash: str


@dataclass(frozen=True)
class Approval:
    """Who wrote and who approved, and what readers are told of it by language."""

    action: str
    author: Any = None
    approver: Any = None
    kind: str = ""
    note: dict[str, str] = field(default_factory=dict)


def read_head() -> Head:
    last = LogEntry.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*last) if last else Head(0, GENESIS)


def append(model: type[Model], primary_keys: Iterable[int], approval: Approval) -> None:
    """Logs some records of a model as they stand now; what is no record is left out.

    In the transaction that changes them, which has to hold `lock_public`.
    """
    if not issubclass(model, Record):
        return
    keys = list(primary_keys)
    for start in range(0, len(keys), CHUNK):
        _append_chunk(model, keys[start : start + CHUNK], approval)


def append_imported(written: dict[type[Model], list[int]]) -> None:
    """Logs what an import has published, and what it took from the public."""
    for model, keys in written.items():
        if not issubclass(model, Record):
            continue
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            published = model.objects.published().filter(pk__in=chunk)
            public = set(published.values_list("pk", flat=True))
            append(model, sorted(public), Approval(Action.IMPORTED))
            gone = _logged_as_public(model, set(chunk) - public)
            append(model, gone, Approval(Action.WITHDRAWN))


def envelope(entry: LogEntry) -> dict[str, Any]:
    """What the hash of an entry covers, as its line in the log's file has it.

    Accounts are numbers: that two people took part is public, their names are not.
    """
    return {
        "format": FORMAT,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "action": entry.action,
        "kind": entry.kind,
        "type": entry.type,
        "slug": entry.slug,
        "permanent_id": entry.permanent_id,
        "revision": entry.revision,
        "note": {code: getattr(entry, f"note_{code}") or "" for code in LANGUAGES},
        "author": entry.author_id,
        "approver": entry.approver_id,
        "document": entry.document_hash,
        "previous": entry.previous,
    }


def hash_of(entry: LogEntry) -> str:
    return digest(canonical(envelope(entry)))


def revisions(record: Record) -> QuerySet[LogEntry]:
    """The entries of a record's log, the first one first."""
    type_ = shape_of(type(record)).type
    return LogEntry.objects.of(type_, record.pk).order_by("number")


def texts(record: Record) -> QuerySet[LogEntry]:
    """The entries that brought a text of a record, the first one first."""
    return revisions(record).exclude(action=Action.WITHDRAWN)


def log_once(**signal) -> None:
    """Logs as imported what was published before there was a log."""
    with transaction.atomic():
        if LogEntry.objects.exists():
            return
        lock_public()
        for shape in shapes():
            if issubclass(shape.model, Record):
                keys = shape.model.objects.published().order_by("pk")
                keys = list(keys.values_list("pk", flat=True))
                append(shape.model, keys, Approval(Action.IMPORTED))


def _logged_as_public(model: type[Record], keys: set[int]) -> list[int]:
    """Those of some records that the log has as published."""
    entries = LogEntry.objects.filter(type=shape_of(model).type, record_id__in=keys)
    last = dict(entries.order_by("number").values_list("record_id", "action"))
    return sorted(key for key, action in last.items() if action != Action.WITHDRAWN)


def _append_chunk(model, keys: list[int], approval: Approval) -> None:
    type_ = shape_of(model).type
    last = LogEntry.objects.filter(type=type_, record_id__in=keys)
    numbers = dict(
        last.order_by().values_list("record_id").annotate(last=Max("revision"))
    )
    number, previous = read_head()
    entries = []
    for key, record, text in _texts(model, keys, approval):
        number += 1
        is_new = approval.action != Action.WITHDRAWN
        entry = LogEntry(
            number=number,
            at=timezone.now(),
            action=approval.action,
            kind=approval.kind,
            type=type_,
            record_id=key,
            slug=record["slug"],
            permanent_id=record["permanent_id"],
            revision=numbers.get(key, 0) + is_new,
            author=approval.author,
            approver=approval.approver,
            document=text,
            document_hash=digest(text) if text else "",
            previous=previous,
            **{f"note_{code}": approval.note.get(code, "") for code in LANGUAGES},
        )
        entry.hash = previous = hash_of(entry)
        entries.append(entry)
    LogEntry.objects.bulk_create(entries)


def _texts(model, keys, approval) -> Iterator[tuple[int, dict, str]]:
    """Each record's key, its document, and what of it the entry keeps."""
    found = model._base_manager.filter(pk__in=keys).order_by("pk")
    ordered = found.values_list("pk", flat=True)
    for key, document in zip(list(ordered), documents(found), strict=True):
        is_kept = approval.action != Action.WITHDRAWN
        yield key, document, canonical(document) if is_kept else ""
