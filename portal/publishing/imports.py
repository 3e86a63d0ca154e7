"""Records from a table or a package, by publishers: shown first, then taken over.

What is new becomes a draft, what is published gets a proposal, a draft is changed. No
import changes a state, and none changes what is being reviewed. What is shown comes of
applying everything and taking it back.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from portal.documents.apply import Entry, apply_documents
from portal.documents.build import documents
from portal.documents.canon import Document, canonical, digest
from portal.documents.mistakes import DocumentError, Mistake
from portal.documents.outdated import outdated
from portal.documents.shape import Shape, shape_of_type
from portal.documents.trial import undone
from portal.publishing.models import Record, State
from portal.publishing.proposals import propose
from portal.publishing.public import renew
from portal.publishing.version import lock_public

MAX_DOCUMENTS = 5000

NEW, DRAFT, PROPOSAL, DIRECT, SAME = "new", "draft", "proposal", "direct", "same"


class Stale(Exception):
    """The record is not as it was when the import was shown."""


@dataclass
class Planned:
    """What an import does with one record.

    `wanted` is the whole document to apply, `before` and `after` the documents of the
    record without and with it; `before` is None for a new one.
    """

    where: str
    shape: Shape
    kind: str
    before: Document | None
    wanted: Document
    after: Document | None = None

    @property
    def key(self) -> str:
        return self.wanted[self.shape.key]

    @property
    def record(self) -> Model:
        return QuerySet(self.shape.model).get(**{self.shape.key: self.key})


@dataclass
class Plan:
    planned: list[Planned]

    @property
    def counts(self) -> dict[str, int]:
        return Counter(one.kind for one in self.planned)

    @property
    def is_empty(self) -> bool:
        return all(one.kind == SAME for one in self.planned)

    @property
    def digest(self) -> str:
        """Names what is shown: what there is of every record, and what is wanted of it."""
        lines = [
            f"{one.shape.type}/{one.key} {digest(canonical(one.before or {}))} "
            f"{digest(canonical(one.wanted))}"
            for one in self.planned
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def of_kind(self, kind: str) -> list[Planned]:
        return [one for one in self.planned if one.kind == kind]


def stored_documents(shape: Shape, keys: Iterable[str]) -> dict[str, Document]:
    """The documents of the stored records of a type that have one of the keys."""
    records = QuerySet(shape.model).filter(**{f"{shape.key}__in": list(keys)})
    return {document[shape.key]: document for document in documents(records)}


def make_plan(entries: Iterable[Entry], user) -> Plan:
    """What the documents would do; nothing of it stays.

    Raises `DocumentError` with every mistake. A document says what it has, what it
    leaves out stays as it is.
    """
    found, mistakes = _read(entries)
    planned = [*_planned(found, mistakes)]
    mistakes += [m for one in planned if (m := _reason_against(one, user))]
    to_apply = [one for one in planned if one.kind != SAME]
    with undone():
        try:
            apply_documents([Entry(one.where, one.wanted) for one in to_apply])
        except DocumentError as error:
            mistakes += error.mistakes
        if mistakes:
            raise DocumentError(list(dict.fromkeys(mistakes)))
        _read_back(to_apply)
    for one in to_apply:
        if one.before and canonical(one.before) == canonical(one.after):
            one.kind = SAME
    return Plan(planned)


def carry_out(
    entries: Iterable[Entry],
    user,
    shown: str,
    *,
    kind: str = "",
    note: dict[str, str] | None = None,
    store_files: Callable[[], None] = lambda: None,
) -> Plan:
    """Takes over what was shown under a digest, all of it or nothing.

    Raises `Stale` where it is no longer that, `DocumentError` or `Refused` where it may
    not be. `kind` and `note` tell of the changes that are proposed; see `propose`.
    `store_files` is called before anything is written that names files.
    """
    entries = list(entries)
    with transaction.atomic():
        lock_public()
        _lock(entries)
        plan = make_plan(entries, user)
        if plan.digest != shown:
            raise Stale
        store_files()
        direct = [*plan.of_kind(NEW), *plan.of_kind(DRAFT), *plan.of_kind(DIRECT)]
        applied = apply_documents([Entry(one.where, _settled(one)) for one in direct])
        for one in plan.of_kind(PROPOSAL):
            propose(one.record, _settled(one), user, kind, note or {})
        _note(plan, user)
        renew({m: keys for m, keys in applied.written.items() if not _is_record(m)})
    return plan


def _read(entries: Iterable[Entry]) -> tuple[list[Entry], list[Mistake]]:
    """The documents that have a type and a key, and the mistakes of all others."""
    found, mistakes = [], []
    for number, entry in enumerate(entries, start=1):
        if number > MAX_DOCUMENTS:
            message = _("more than %(number)d records: import them in parts")
            message %= {"number": MAX_DOCUMENTS}
            raise DocumentError([Mistake("", "", message)])
        mistakes += entry.mistakes
        document = entry.document
        shape = _shape_of(document)
        if shape and isinstance(document.get(shape.key), str) and document[shape.key]:
            found.append(entry)
        elif shape:
            mistakes.append(Mistake(entry.where, shape.key, _("this must be given")))
        elif document is not None:
            mistakes.append(Mistake(entry.where, "type", _("no such type of record")))
    return found, mistakes


def _shape_of(document: Any) -> Shape | None:
    is_document = isinstance(document, dict)
    return shape_of_type(str(document.get("type", ""))) if is_document else None


def _planned(entries: list[Entry], mistakes: list[Mistake]) -> Iterable[Planned]:
    by_shape: dict[Shape, list[Entry]] = {}
    for entry in entries:
        by_shape.setdefault(_shape_of(entry.document), []).append(entry)
    for shape, ones in by_shape.items():
        stored = stored_documents(shape, [one.document[shape.key] for one in ones])
        for entry in ones:
            before = stored.get(entry.document[shape.key])
            wanted = _completed(shape, before, entry.document)
            kind = _kind(shape, before, wanted)
            yield Planned(entry.where, shape, kind, before, wanted)


def _completed(shape: Shape, before: Document | None, document: Document) -> Document:
    """A document with all that it leaves out, and with the state that there is."""
    wanted = {
        name: value
        for name, value in document.items()
        if name not in shape.fields or _is_editors(shape, name, before)
    }
    for name, value in (before or {}).items():
        given = wanted.get(name, value)
        if name in shape.translated and isinstance(given, dict):
            given = value | given
        wanted[name] = given
    return wanted


def _is_editors(shape: Shape, name: str, before: Document | None) -> bool:
    """Whether an import says anything of a field: a new record may bring its id."""
    is_new_id = before is None and name == "permanent_id"
    return shape.fields[name].editable or name == shape.key or is_new_id


def _kind(shape: Shape, before: Document | None, wanted: Document) -> str:
    if before is None:
        return NEW
    if before == wanted:
        return SAME
    if not _is_record(shape.model):
        return DIRECT
    return PROPOSAL if before["state"] == State.PUBLISHED else DRAFT


def _is_record(model: type[Model]) -> bool:
    return issubclass(model, Record)


def _reason_against(one: Planned, user) -> Mistake | None:
    app, name = one.shape.options.app_label, one.shape.options.model_name
    right = "add" if one.kind == NEW else "change"
    if one.kind != SAME and not user.has_perm(f"{app}.{right}_{name}"):
        return Mistake(one.where, "", _("you may not write records of this type"))
    if one.kind == DRAFT and one.before["state"] != State.DRAFT:
        state = State(one.before["state"]).label
        message = _("this is %(state)s; an import changes drafts and published records")
        return Mistake(one.where, "", message % {"state": state})
    return None


def _read_back(planned: list[Planned]) -> None:
    """Reads what became of the records, and which translations grew old by it."""
    for shape in {one.shape for one in planned}:
        ones = [one for one in planned if one.shape is shape]
        found = stored_documents(shape, [one.key for one in ones])
        for one in ones:
            one.after = found[one.key]
            if _is_record(shape.model):
                kept = one.before["outdated_translations"] if one.before else []
                names = outdated(one.before, one.after, kept)
                one.after["outdated_translations"] = names


def _settled(one: Planned) -> Document:
    """What is applied in the end; a new record is given its id only then."""
    return one.after if one.before else one.wanted


def _lock(entries: list[Entry]) -> None:
    """Locks the records before they are read, so that nobody writes in between."""
    by_shape: dict[Shape, list[str]] = {}
    for entry in entries:
        if shape := _shape_of(entry.document):
            by_shape.setdefault(shape, []).append(str(entry.document.get(shape.key)))
    for shape in sorted(by_shape, key=lambda one: one.type):
        rows = QuerySet(shape.model).filter(**{f"{shape.key}__in": by_shape[shape]})
        list(rows.order_by("pk").select_for_update().values_list("pk"))


def _note(plan: Plan, user) -> None:
    """Leaves the import in the editors' own history of the records."""
    for kind, flag in ((NEW, ADDITION), (DRAFT, CHANGE), (DIRECT, CHANGE)):
        for shape in {one.shape for one in plan.of_kind(kind)}:
            keys = [one.key for one in plan.of_kind(kind) if one.shape is shape]
            records = QuerySet(shape.model).filter(**{f"{shape.key}__in": keys})
            message = _("Imported.")
            LogEntry.objects.log_actions(user.pk, records, flag, message)
