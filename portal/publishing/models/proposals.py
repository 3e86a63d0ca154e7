from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.publishing.models.log import Kind


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Proposal.State.OPEN)

    def of(self, type, record_id):
        return self.filter(type=type, record_id=record_id)

    def with_people(self):
        return self.select_related("author", "decided_by")


class Proposal(models.Model):
    """A text for a published record that nobody but its author has approved yet.

    `base` and `document` are canonical texts: what its author changed, and into what.
    Written by `portal.publishing.proposals` alone.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        DISCARDED = "discarded", _("discarded")

    type = models.CharField(_("type"), max_length=20)
    record_id = models.BigIntegerField()
    title = models.CharField(_("record"), max_length=300)
    base = models.TextField()
    document = models.TextField()
    kind = models.CharField(_("reason"), max_length=16, choices=Kind)
    note = models.TextField(_("what changed"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.OPEN
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True, default="")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        default_permissions = ("view",)
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["type", "record_id"], name="publishing_proposal_record"
            ),
            models.Index(fields=["state", "made_at"], name="publishing_proposal_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "approved", "declined", "discarded"]),
                name="publishing_proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "discarded"])
                | Q(decided_by__isnull=False),
                name="publishing_proposal_decided_by",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class Remark(models.Model):
    """What a publisher wrote when a text went back to its author."""

    type = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    text = models.TextField(_("remark"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["type", "record_id"], name="publishing_remark_record")
        ]

    def __str__(self):
        return self.text
