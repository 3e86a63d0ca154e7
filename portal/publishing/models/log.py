from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    IMPORTED = "imported", _("imported")
    PUBLISHED = "published", _("published")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Kind(models.TextChoices):
    """Why a published record was changed or withdrawn."""

    ERROR = "error", _("an error")
    NEW_INFORMATION = "new_information", _("new information")
    SOURCE_WITHDRAWN = "source_withdrawn", _("a source was withdrawn")
    WORDING = "wording", _("wording or translation, no fact")
    DUPLICATE = "duplicate", _("recorded twice")
    LAW = "law", _("a duty of law")


CHANGE_KINDS = (Kind.ERROR, Kind.NEW_INFORMATION, Kind.SOURCE_WITHDRAWN, Kind.WORDING)
WITHDRAWAL_KINDS = (Kind.ERROR, Kind.SOURCE_WITHDRAWN, Kind.DUPLICATE, Kind.LAW)


class LogEntryQuerySet(models.QuerySet):
    def of(self, type, record_id):
        return self.filter(type=type, record_id=record_id)

    def with_people(self):
        return self.select_related("author", "approver")


class LogEntry(models.Model):
    """One approval in the public log, chained to the entry before it.

    `hash` is that of the entry's envelope (`portal.publishing.log.envelope`), which has
    the hash of the document and not the document: this can be erased where a law asks
    for it, and the chain holds.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"))
    action = models.CharField(_("action"), max_length=9, choices=Action)
    kind = models.CharField(_("reason"), max_length=16, choices=Kind, blank=True)
    type = models.CharField(_("type"), max_length=20)
    record_id = models.BigIntegerField()
    slug = models.CharField(_("name in the address"), max_length=100)
    permanent_id = models.CharField(_("permanent id"), max_length=10)
    revision = models.PositiveIntegerField(_("revision"))
    note = models.TextField(_("what changed"), blank=True, default="")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    document = models.TextField(null=True)  # noqa: DJ001  erased, not empty
    document_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the public log")
        verbose_name_plural = _("public log")
        default_permissions = ()
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["type", "record_id", "revision"], name="publishing_log_record"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=Action.values), name="publishing_log_action"
            ),
            models.UniqueConstraint(
                fields=["type", "record_id", "revision"],
                condition=~Q(action=Action.WITHDRAWN),
                name="publishing_log_revision_once",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.action} {self.type}/{self.slug}"

    @property
    def is_withdrawal(self):
        return self.action == Action.WITHDRAWN
