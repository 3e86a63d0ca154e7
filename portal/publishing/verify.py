"""Checks the public log, and the record against it: what was altered in silence?"""

import json
from collections.abc import Callable, Iterator

from portal.documents.build import documents
from portal.documents.canon import digest
from portal.documents.difference import Change, RowChange, difference
from portal.documents.shape import shape_of, shapes
from portal.publishing.log import GENESIS, Head, hash_of
from portal.publishing.models import Action, LogEntry, Record

CHUNK = 500
Progress = Callable[[int], None]


def verify(
    head: Head | None = None, progress: Progress = lambda count: None
) -> Iterator[str]:
    """Yields a sentence for each thing that is not as the log has it.

    `head` is an earlier end of the chain, kept elsewhere. `progress` is called with
    the number of entries or records just checked.
    """
    yield from _check_chain(head, progress)
    for shape in shapes():
        if issubclass(shape.model, Record):
            yield from _check_records(shape.model, progress)


def _check_chain(head: Head | None, progress: Progress) -> Iterator[str]:
    number, previous = 0, GENESIS
    entries = LogEntry.objects.order_by("number")
    is_head_met = head is None
    while chunk := list(entries.filter(number__gt=number)[:CHUNK]):
        for entry in chunk:
            name = f"log entry {entry.number} ({entry.type}/{entry.slug})"
            if entry.number != number + 1:
                yield f"log entries {number + 1} to {entry.number - 1} are missing"
            if entry.previous != previous:
                yield f"{name} does not follow the entry before it"
            if hash_of(entry) != entry.hash:
                yield f"{name} was altered: its hash is another"
            if entry.document and digest(entry.document) != entry.document_hash:
                yield f"{name}: the text of revision {entry.revision} was altered"
            number, previous = entry.number, entry.hash
            is_head_met = is_head_met or head == (number, previous)
        progress(len(chunk))
    if not is_head_met:
        yield f"no entry {head.number} with the hash {head.hash} is in the log"


def _check_records(model: type[Record], progress: Progress) -> Iterator[str]:
    type_ = shape_of(model).type
    public = model.objects.published().order_by("pk")
    keys = list(public.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        logged = _latest(type_, chunk)
        found = documents(model.objects.published().filter(pk__in=chunk).order_by("pk"))
        for key, document in zip(chunk, found, strict=True):
            yield from _check_record(
                f"{type_}/{document['slug']}", document, logged.get(key)
            )
        progress(len(chunk))
    yield from _check_hidden(model, type_, set(keys))


def _check_record(name: str, document, entry: LogEntry | None) -> Iterator[str]:
    if entry is None:
        yield f"{name} is public and not in the log"
    elif entry.action == Action.WITHDRAWN:
        yield f"{name} is public and was withdrawn in log entry {entry.number}"
    elif entry.document:
        changes = difference(json.loads(entry.document), document)
        if changes:
            places = ", ".join(_places(changes))
            yield f"{name} is not as approved in log entry {entry.number}: {places}"


def _check_hidden(model: type[Record], type_: str, public: set[int]) -> Iterator[str]:
    """What the log has as public and is not."""
    last = dict(
        LogEntry.objects.filter(type=type_)
        .order_by("number")
        .values_list("record_id", "number")
    )
    hidden = [number for key, number in last.items() if key not in public]
    for start in range(0, len(hidden), CHUNK):
        entries = LogEntry.objects.filter(number__in=hidden[start : start + CHUNK])
        for entry in entries.exclude(action=Action.WITHDRAWN).order_by("number"):
            name = f"{type_}/{entry.slug}"
            yield f"{name} is not public, and log entry {entry.number} published it"


def _latest(type_: str, keys: list[int]) -> dict[int, LogEntry]:
    """The last entry of each of some records."""
    entries = LogEntry.objects.filter(type=type_, record_id__in=keys)
    numbers = dict(entries.order_by("number").values_list("record_id", "number"))
    return {e.record_id: e for e in LogEntry.objects.filter(pk__in=numbers.values())}


def _places(changes: list[Change]) -> Iterator[str]:
    for change in changes:
        if isinstance(change, RowChange) and change.changes:
            yield from _places(list(change.changes))
        else:
            yield change.path
