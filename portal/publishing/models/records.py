from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from portal.documents.outdated import NAME as OUTDATED_NAME
from portal.publishing.fields import LinesField

PERMANENT_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_permanent_id():
    """Ten letters and digits that nobody misreads."""
    return get_random_string(10, PERMANENT_ID_LETTERS)


validate_slug = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use small Latin letters, digits and single hyphens between them."),
)


def validate_outdated(names):
    if not all(OUTDATED_NAME.match(name) for name in names):
        raise ValidationError(
            _("A translation is named as in en:summary or en:outcomes/<id>/text.")
        )


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RecordQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def withdrawn(self):
        return self.filter(state=State.WITHDRAWN)


class Record(models.Model):
    """What every public record has: its names in addresses, and where it is in its life.

    The fields from `state` on are written by `portal.publishing.workflow` alone, and by
    documents that bring them.
    """

    slug = models.CharField(
        _("name in the address"),
        max_length=100,
        unique=True,
        validators=[validate_slug],
        help_text=_(
            "From the English title, or from country, counterpart, place and date: "
            "fr-macron-baghdad-2020-09-02. It cannot be changed once published."
        ),
    )
    permanent_id = models.CharField(
        _("permanent id"),
        max_length=10,
        unique=True,
        default=new_permanent_id,
        editable=False,
        validators=[RegexValidator(rf"\A[{PERMANENT_ID_LETTERS}]{{10}}\Z")],
    )
    aliases = LinesField(
        _("earlier names in the address"),
        blank=True,
        default=list,
        help_text=_("One a line. Their addresses lead here."),
    )
    outdated_translations = LinesField(
        _("translations older than their source"),
        blank=True,
        default=list,
        editable=False,
        validators=[validate_outdated],
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=State,
        default=State.DRAFT,
        editable=False,
    )
    publish_at = models.DateTimeField(
        _("to be published"), null=True, blank=True, editable=False
    )
    first_published_at = models.DateTimeField(
        _("first published"), null=True, blank=True, editable=False
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn on"), null=True, blank=True, editable=False
    )
    withdrawal_reason = models.TextField(
        _("reason for the withdrawal"), blank=True, default="", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    undocumented_fields = ("submitted_by", "approved_by", "changed_at")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="%(app_label)s_%(class)s_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | Q(first_published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_since",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED) | Q(publish_at__isnull=False),
                name="%(app_label)s_%(class)s_scheduled_for",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="%(app_label)s_%(class)s_withdrawn_since",
            ),
        ]

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    @property
    def was_published(self):
        return self.first_published_at is not None

    def reasons_against_publishing(self):
        """What the record itself lacks for the public, in words; models add theirs."""
        return []
