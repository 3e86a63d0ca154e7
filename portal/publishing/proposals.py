"""Changes proposed to published records: made, revised, approved, declined.

The public reads the approved text until a second person has read exactly what a
proposal changes. One whose base is not the present text is refused.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.documents.canon import Document, canonical
from portal.documents.merge import Merge, merge
from portal.documents.mistakes import DocumentError
from portal.documents.outdated import outdated
from portal.documents.shape import LANGUAGES, shape_of, shape_of_type
from portal.publishing import workflow
from portal.publishing.log import Approval, append
from portal.publishing.models import CHANGE_KINDS, Action, Proposal, Record
from portal.publishing.public import renew
from portal.publishing.references import companions
from portal.publishing.translations import OUTDATED
from portal.publishing.version import lock_public
from portal.publishing.workflow import Refused

# What a record is called and where it is in its life: no proposal changes it.
WORKFLOW = (
    "format",
    "type",
    "slug",
    "permanent_id",
    "state",
    "publish_at",
    "first_published_at",
    "withdrawn_at",
    "withdrawal_reason",
)


def propose(
    record: Record, document: Document, user, kind: str, note: dict[str, str]
) -> Proposal:
    """Proposes a document for a published record, in place of its present one.

    `kind` is one of `CHANGE_KINDS`, and `note` tells readers what changed, by language.
    Raises `Refused` where nothing would change or a note is missing.
    """
    with transaction.atomic():
        row = _locked_record(type(record), record.pk)
        base = to_document(row)
        shape = shape_of(type(record))
        proposal = Proposal(type=shape.type, record_id=row.pk, base=canonical(base))
        return _write(proposal, row, document, user, kind, note)


def revise(
    proposal: Proposal, document: Document, user, kind: str, note: dict[str, str]
) -> None:
    """Puts another text into an open proposal; its author is then who did so."""
    with transaction.atomic():
        row = _locked(proposal)
        record = _locked_record(shape_of_type(row.type).model, row.record_id)
        _write(row, record, document, user, kind, note)
    proposal.refresh_from_db()


def approve(proposal: Proposal, user, companions: Iterable[Record] = ()) -> None:
    """Makes a proposal what the public reads, with the companions read with it."""
    with transaction.atomic():
        lock_public()
        row = _locked(proposal)
        if reasons := reasons_against(row, user):
            raise Refused(reasons)
        record = _locked_record(shape_of_type(row.type).model, row.record_id)
        if canonical(to_document(record)) != row.base:
            raise Refused(_("The record has changed since this was proposed."))
        record = apply(row)
        for one in workflow.approved_with(record, companions, user):
            workflow.publish_with(one, row.author, user)
        note = {code: getattr(row, f"note_{code}") or "" for code in LANGUAGES}
        approval = Approval(Action.CHANGED, row.author, user, row.kind, note)
        append(type(record), [record.pk], approval)
        renew({type(record): [record.pk]})
        _decide(row, Proposal.State.APPROVED, user)
    proposal.refresh_from_db()


def decline(proposal: Proposal, user, remark: str) -> None:
    """Declines a proposal, with a remark that tells its author why."""
    if not remark.strip():
        raise Refused(_("Say why it is declined."))
    with transaction.atomic():
        row = _locked(proposal)
        if not workflow.can_publish(user):
            raise Refused(_("Only a publisher may do this."))
        _decide(row, Proposal.State.DECLINED, user, remark.strip())
    proposal.refresh_from_db()


def discard(proposal: Proposal, user) -> None:
    """Takes back one's own proposal."""
    with transaction.atomic():
        row = _locked(proposal)
        if row.author_id != user.pk:
            raise Refused(_("Only its author may take a proposal back."))
        _decide(row, Proposal.State.DISCARDED, user)
    proposal.refresh_from_db()


def bring_up_to_date(proposal: Proposal, user) -> None:
    """Puts an open proposal on the text that was published since it was made.

    Where both changed the same, what is proposed stands: whoever approves it reads all
    that would change once more. Raises `Refused` where nothing is left to change.
    """
    with transaction.atomic():
        row = _locked(proposal)
        if row.author_id != user.pk and not workflow.can_publish(user):
            raise Refused(_("Only its author or a publisher may do this."))
        record = _locked_record(shape_of_type(row.type).model, row.record_id)
        present = to_document(record)
        document = merged_with(row, present).document
        document |= {name: present[name] for name in WORKFLOW}
        document[OUTDATED] = outdated(present, document, present[OUTDATED])
        if document == present:
            raise Refused(_("This is published already: nothing would change."))
        row.base, row.document = canonical(present), canonical(document)
        with applied(row):
            pass  # Refuses two texts that are not right together.
        row.save()
    proposal.refresh_from_db()


def merged_with(proposal: Proposal, present: Document) -> Merge:
    """What is proposed together with another text than its base."""
    return merge(base_of(proposal), document_of(proposal), present)


def reasons_against(proposal: Proposal, user) -> list[str]:
    """Why a user may not approve an open proposal, if anything stands against it."""
    if not workflow.can_publish(user):
        return [_("Only a publisher may do this.")]
    if settings.TWO_PEOPLE and proposal.author_id == user.pk:
        return [_("Whoever proposed a text cannot approve it.")]
    return []


def record_of(proposal: Proposal) -> Record:
    model = shape_of_type(proposal.type).model
    return QuerySet(model).get(pk=proposal.record_id)


def open_proposals(record: Record) -> QuerySet[Proposal]:
    type_ = shape_of(type(record)).type
    return Proposal.objects.open().of(type_, record.pk).with_people()


def base_of(proposal: Proposal) -> Document:
    return json.loads(proposal.base)


def document_of(proposal: Proposal) -> Document:
    return json.loads(proposal.document)


def is_stale(proposal: Proposal) -> bool:
    """Whether the record is no longer the text that a proposal changes."""
    return canonical(to_document(record_of(proposal))) != proposal.base


def apply(proposal: Proposal) -> Record:
    """Writes the proposed text; for a transaction that checks or undoes it.

    Raises `Refused` where its document cannot be applied any more.
    """
    try:
        return apply_document(document_of(proposal))
    except DocumentError as error:
        raise Refused([str(mistake) for mistake in error.mistakes]) from error


@contextmanager
def applied(proposal: Proposal) -> Iterator[Record]:
    """The record as a proposal would have it, for as long as the block runs."""
    with transaction.atomic():
        yield apply(proposal)
        transaction.set_rollback(True)


def companions_of(proposal: Proposal) -> list[Record]:
    """What the proposed text refers to and is not published."""
    with applied(proposal) as record:
        return companions(record)


def _write(proposal, record, document, user, kind, note) -> Proposal:
    if not record.is_published:
        message = _("“%(record)s” is %(state)s; only what is published has proposals.")
        state = record.get_state_display()
        raise Refused(message % {"record": record, "state": state})
    if kind not in CHANGE_KINDS:
        raise Refused(_("Say what kind of change this is."))
    if not note.get(settings.LANGUAGE_CODE, "").strip():
        raise Refused(_("Readers have to be told what changed, in Arabic at least."))
    base = base_of(proposal)
    document = base | document | {name: base[name] for name in WORKFLOW}
    if document == base:
        raise Refused(_("This is what is published already: nothing would change."))
    proposal.document = canonical(document)
    proposal.author = user
    proposal.kind = kind
    for code in LANGUAGES:
        setattr(proposal, f"note_{code}", note.get(code, "").strip())
        with override(code):
            setattr(proposal, f"title_{code}", str(record)[:300])
    proposal.save()
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    """An open proposal, locked before it is read."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not row.is_open:
        message = _("This proposal is no longer open: %(state)s by %(name)s.")
        words = {"state": row.get_state_display(), "name": row.decided_by}
        raise Refused(message % words)
    return row


def _locked_record(model: type[Record], primary_key: int) -> Record:
    return QuerySet(model).select_for_update().get(pk=primary_key)


def _decide(proposal: Proposal, state: str, user, remark: str = "") -> None:
    proposal.state = state
    proposal.decided_by = user
    proposal.decided_at = timezone.now()
    proposal.remark = remark
    proposal.save()
