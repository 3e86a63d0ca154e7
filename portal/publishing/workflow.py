"""A record's life: its states, the ways between them, and who may take them.

draft → submitted → published, or → scheduled → published; submitted → draft where
changes are asked for; published → withdrawn → draft. Views, the admin and commands only
call what stands here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.shape import LANGUAGES, Shape, shape_of, shapes
from portal.publishing.models import Record, State
from portal.publishing.public import renew
from portal.publishing.version import read_due_again

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


def can_edit(record: Record | None, user) -> bool:
    """Whether a user may change the content of a record in its form.

    What is published or waits to be is a publisher's to correct.
    """
    if record is None or record.state in (State.DRAFT, State.SUBMITTED):
        return True
    return record.state != State.WITHDRAWN and can_publish(user)


def submit(record: Record, user) -> None:
    with _locked("submit", record, user) as row:
        _move(row, State.SUBMITTED, submitted_by=user, withdrawn_at=None)


def ask_for_changes(record: Record, user) -> None:
    with _locked("ask_for_changes", record, user) as row:
        _move(row, State.DRAFT, submitted_by=None, publish_at=None)


def publish(record: Record, user) -> None:
    """Publishes a submitted record; all that it refers to has to be published."""
    with _locked("publish", record, user) as row:
        check_ready(row)
        since = row.first_published_at or timezone.now()
        _move(row, State.PUBLISHED, first_published_at=since, publish_at=None)


def schedule(record: Record, user, when) -> None:
    if when <= timezone.now():
        raise Refused(_("The time of publication has to be in the future."))
    with _locked("schedule", record, user) as row:
        check_ready(row)
        _move(row, State.SCHEDULED, publish_at=when)


def withdraw(record: Record, user, reason: dict[str, str]) -> None:
    """Withdraws a published record; `reason` gives the words by language.

    Refused while anything published refers to the record.
    """
    if not reason.get(settings.LANGUAGE_CODE, "").strip():
        raise Refused(_("Readers have to be told why, in Arabic at least."))
    with _locked("withdraw", record, user) as row:
        if names := _published_referrers(row):
            message = _("These are published and refer to it: %(names)s.")
            raise Refused(message % {"names": get_text_list(names, _("and"))})
        words = {
            f"withdrawal_reason_{language}": reason.get(language, "").strip()
            for language in LANGUAGES
        }
        _move(row, State.WITHDRAWN, withdrawn_at=timezone.now(), **words)


def restore(record: Record, user) -> None:
    with _locked("restore", record, user) as row:
        words = {f"withdrawal_reason_{language}": "" for language in LANGUAGES}
        _move(row, State.DRAFT, withdrawn_at=None, submitted_by=None, **words)


@contextmanager
def _locked(step: str, record: Record, user) -> Iterator[Record]:
    """The row of a record, locked before it is read, where its step is allowed."""
    with transaction.atomic():
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


def publish_scheduled(record: Record) -> bool:
    """Publishes a record that is due; what refers to unpublished goes back instead."""
    ready = not (_unpublished_references(record) or record.reasons_against_publishing())
    since = record.first_published_at or timezone.now()
    if ready:
        _move(record, State.PUBLISHED, first_published_at=since, publish_at=None)
    else:
        _move(record, State.SUBMITTED, publish_at=None)
    return ready


def _move(row: Record, state: State, **columns) -> None:
    """Writes the columns of the workflow and nothing else; the public follows."""
    QuerySet(type(row)).filter(pk=row.pk).update(state=state, **columns)
    if State.PUBLISHED in (row.state, state):
        renew({type(row): [row.pk]})
    elif State.SCHEDULED in (row.state, state):
        read_due_again()


def check_ready(record: Record) -> None:
    """Refuses what may not be public: for what it lacks, or for what it refers to."""
    if reasons := record.reasons_against_publishing():
        raise Refused(reasons)
    if names := _unpublished_references(record):
        message = _("These are referred to and not published: %(names)s.")
        raise Refused(message % {"names": get_text_list(names, _("and"))})


def _unpublished_references(record: Record) -> list[str]:
    found = references(record)
    return sorted({str(one) for one in found if not one.is_published})


def references(record: Record) -> list[Record]:
    """The records that a record refers to, itself or in its rows."""
    return _references(shape_of(type(record)), record)


def _references(shape: Shape, instance: Model) -> list[Record]:
    found: list[Model | None] = [getattr(instance, name) for name in shape.links]
    for name in shape.many:
        found += getattr(instance, name).all()
    for name, row_shape in shape.rows.items():
        for row in getattr(instance, name).all():
            found += _references(row_shape, row)
    return [one for one in found if isinstance(one, Record)]


def _published_referrers(record: Record) -> list[str]:
    names = set()
    for shape in shapes():
        for path in _paths_to(type(record), shape):
            referring = QuerySet(shape.model).filter(**{path: record})
            if issubclass(shape.model, Record):
                referring = referring.filter(state=State.PUBLISHED)
                names.update(str(one) for one in referring if one != record)
    return sorted(names)


def _paths_to(model: type[Model], shape: Shape, prefix: str = "") -> list[str]:
    """The query paths from a shape's records to the model that they refer to."""
    relations = shape.links | shape.many
    paths = [prefix + n for n, f in relations.items() if f.related_model is model]
    for name, row_shape in shape.rows.items():
        paths += _paths_to(model, row_shape, f"{prefix}{name}__")
    return paths
