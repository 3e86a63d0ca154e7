"""A record's life: its states, the ways between them, and who may take them.

draft → submitted → published, or → scheduled → published; submitted → draft where
changes are asked for; published → withdrawn → draft. Views, the admin and commands only
call what stands here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing.lists import listed
from portal.publishing.log import Approval, append
from portal.publishing.models import Action, Record, Remark, State
from portal.publishing.public import renew
from portal.publishing.references import companions, published_referrers
from portal.publishing.version import lock_public, read_due_again

PUBLISH = "publishing.publish_record"


class Refused(ValidationError):
    """A step that a record cannot take now, with the reasons in the active language."""


@dataclass(frozen=True)
class Step:
    """One way from state to state. `is_publishers` steps need the right to publish."""

    name: str
    label: str
    sources: tuple[State, ...]
    target: State
    is_publishers: bool = False

    @property
    def is_approval(self) -> bool:
        return self.target in (State.PUBLISHED, State.SCHEDULED)


STEPS = {
    step.name: step
    for step in (
        Step("submit", gettext_lazy("Submit"), (State.DRAFT,), State.SUBMITTED),
        Step(
            "ask_for_changes",
            gettext_lazy("Ask for changes"),
            (State.SUBMITTED, State.SCHEDULED),
            State.DRAFT,
            is_publishers=True,
        ),
        Step(
            "publish",
            gettext_lazy("Publish"),
            (State.SUBMITTED, State.SCHEDULED),
            State.PUBLISHED,
            is_publishers=True,
        ),
        Step(
            "schedule",
            gettext_lazy("Schedule"),
            (State.SUBMITTED,),
            State.SCHEDULED,
            is_publishers=True,
        ),
        Step(
            "withdraw",
            gettext_lazy("Withdraw"),
            (State.PUBLISHED,),
            State.WITHDRAWN,
            is_publishers=True,
        ),
        Step(
            "restore",
            gettext_lazy("Restore as a draft"),
            (State.WITHDRAWN,),
            State.DRAFT,
            is_publishers=True,
        ),
    )
}


def can_publish(user) -> bool:
    return user.has_perm(PUBLISH)


def steps_for(record: Record, user) -> list[Step]:
    """The steps that a user may take with a record in its present state."""
    return [step for step in STEPS.values() if not _reasons_against(step, record, user)]


def can_edit(record: Record | None) -> bool:
    """Whether the form of a record may be saved in its state.

    That of a published one makes a proposal. What waits for its time has been approved
    as it is: a publisher sends it back first.
    """
    return record is None or record.state in (
        State.DRAFT,
        State.SUBMITTED,
        State.PUBLISHED,
    )


def submit(record: Record, user) -> None:
    with _locked("submit", record, user) as row:
        _move(row, State.SUBMITTED, submitted_by=user, withdrawn_at=None)


def vouch(record: Record, user) -> bool:
    """Notes who has just changed a submitted text: not that person approves it.

    Whether it was somebody else than who had submitted it.
    """
    rows = QuerySet(type(record)).filter(pk=record.pk, state=State.SUBMITTED)
    is_others = bool(rows.exclude(submitted_by=user).update(submitted_by=user))
    record.refresh_from_db(fields=["submitted_by"])
    return is_others


def ask_for_changes(record: Record, user, remark: str) -> None:
    """Sends a text back to its author with what has to change."""
    if not remark.strip():
        raise Refused(_("Say what has to change."))
    with _locked("ask_for_changes", record, user) as row:
        type_ = shape_of(type(row)).type
        Remark.objects.create(type=type_, record_id=row.pk, text=remark, author=user)
        _move(row, State.DRAFT, submitted_by=None, approved_by=None, publish_at=None)


def publish(record: Record, user, companions: Iterable[Record] = ()) -> None:
    """Publishes a submitted record, and with it the companions that were read with it.

    Refused where it refers to anything else that is not published.
    """
    with _locked("publish", record, user) as row:
        for one in [*approved_with(row, companions, user), row]:
            _publish(one, one.submitted_by or row.submitted_by, user)


def schedule(record: Record, user, when, companions: Iterable[Record] = ()) -> None:
    """Approves a submitted record, and its companions, to be published at a time."""
    if when <= timezone.now():
        raise Refused(_("The time of publication has to be in the future."))
    with _locked("schedule", record, user) as row:
        for one in [*approved_with(row, companions, user), row]:
            author = one.submitted_by or row.submitted_by
            if one.state != State.SCHEDULED or one.publish_at > when:
                columns = {"submitted_by": author, "approved_by": user}
                _move(one, State.SCHEDULED, publish_at=when, **columns)


def withdraw(record: Record, user, reason: dict[str, str], kind: str = "") -> None:
    """Withdraws a published record; `reason` gives the words by language.

    `kind` is one of `WITHDRAWAL_KINDS`, or "". Refused while anything published refers
    to the record.
    """
    if not reason.get(settings.LANGUAGE_CODE, "").strip():
        raise Refused(_("Readers have to be told why, in Arabic at least."))
    with _locked("withdraw", record, user) as row:
        if names := published_referrers(row):
            message = _("These are published and refer to it: %(names)s.")
            raise Refused(message % {"names": listed(names)})
        note = {language: reason.get(language, "").strip() for language in LANGUAGES}
        words = {f"withdrawal_reason_{language}": note[language] for language in note}
        approval = Approval(Action.WITHDRAWN, approver=user, kind=kind, note=note)
        _move(row, State.WITHDRAWN, approval, withdrawn_at=timezone.now(), **words)


def restore(record: Record, user) -> None:
    with _locked("restore", record, user) as row:
        words = {f"withdrawal_reason_{language}": "" for language in LANGUAGES}
        people = {"submitted_by": None, "approved_by": None}
        _move(row, State.DRAFT, withdrawn_at=None, **people, **words)


def approved_with(record: Record, given: Iterable[Record], user) -> list[Record]:
    """The companions of a record, where all were given and may be approved by a user.

    Raises `Refused` with the names of the others, or with what one of them or the
    record lacks.
    """
    wanted, given = companions(record), set(given)
    if reasons := _lacks(record, *wanted):
        raise Refused(reasons)
    missing = [one for one in wanted if one not in given or _is_withdrawn(one)]
    if missing:
        message = _("These are referred to and not published: %(names)s.")
        raise Refused(message % {"names": _names(missing)})
    if own := [one for one in wanted if settings.TWO_PEOPLE and _submitted(one, user)]:
        message = _("You submitted these yourself: %(names)s.")
        raise Refused(message % {"names": _names(own)})
    return wanted


def publish_with(companion: Record, author, approver) -> None:
    """Publishes what a record newly refers to, in the approval of that record."""
    _publish(companion, companion.submitted_by or author, approver)


def publish_scheduled(record: Record) -> bool:
    """Publishes a record that is due; what refers to unpublished goes back instead."""
    if companions(record) or _lacks(record):
        _move(record, State.SUBMITTED, publish_at=None, approved_by=None)
        return False
    _publish(record, record.submitted_by, record.approved_by)
    return True


@contextmanager
def _locked(step: str, record: Record, user) -> Iterator[Record]:
    """The row of a record, locked before it is read, where its step is allowed."""
    with transaction.atomic():
        lock_public()
        row = QuerySet(type(record)).select_for_update().get(pk=record.pk)
        if reasons := _reasons_against(STEPS[step], row, user):
            raise Refused(reasons)
        yield row
    record.refresh_from_db()


def _reasons_against(step: Step, record: Record, user) -> list[str]:
    reasons = []
    if record.state not in step.sources:
        message = _("“%(record)s” is %(state)s; this step does not lead from there.")
        state = record.get_state_display()
        reasons.append(message % {"record": record, "state": state})
    elif step.is_publishers and not can_publish(user):
        reasons.append(_("Only a publisher may do this."))
    elif step.is_approval and settings.TWO_PEOPLE and _submitted(record, user):
        reasons.append(_("Whoever submitted a text cannot approve it."))
    return reasons


def _submitted(record: Record, user) -> bool:
    return record.submitted_by_id is not None and record.submitted_by_id == user.pk


def _publish(row: Record, author, approver) -> None:
    _move(
        row,
        State.PUBLISHED,
        Approval(Action.PUBLISHED, author, approver),
        first_published_at=row.first_published_at or timezone.now(),
        publish_at=None,
        submitted_by=author,
        approved_by=approver,
    )


def _move(row: Record, state: State, approval: Approval | None = None, **columns):
    """Writes the columns of the workflow and nothing else; the public follows."""
    QuerySet(type(row)).filter(pk=row.pk).update(state=state, **columns)
    if State.PUBLISHED in (row.state, state):
        append(type(row), [row.pk], approval)
        renew({type(row): [row.pk]})
    elif State.SCHEDULED in (row.state, state):
        read_due_again()


def _lacks(*records: Record) -> list[str]:
    return [why for one in records for why in one.reasons_against_publishing()]


def _is_withdrawn(record: Record) -> bool:
    return record.state == State.WITHDRAWN


def _names(records: Iterable[Record]) -> str:
    return listed(sorted({str(one) for one in records}))
