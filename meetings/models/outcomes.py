from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from portal.publishing.models import State
from portal.records.linked import with_names
from portal.records.models import Country, Organisation, Person, Source, SourcedRow


class OutcomeQuerySet(models.QuerySet):
    def published(self):
        """Those of a published meeting."""
        return self.filter(meeting__state=State.PUBLISHED)

    def with_what_followed(self):
        return with_names(self, "followed_by_meeting", "followed_by_visit")

    def with_parties(self):
        """With between whom it was, its sources, and what followed."""
        return self.with_what_followed().prefetch_related(
            Prefetch("people", Person.objects.published()),
            Prefetch("countries", Country.objects.published()),
            Prefetch("organisations", Organisation.objects.published()),
            Prefetch("sources", Source.objects.published()),
        )

    def invitations(self):
        return self.filter(kind__in=Outcome.INVITATIONS)


class Outcome(SourcedRow):
    class Kind(models.TextChoices):
        INVITATION_RECEIVED = "invitation_received", _("invitation received")
        INVITATION_EXTENDED = "invitation_extended", _("invitation extended")
        MESSAGE_RECEIVED = "message_received", _("message received")
        MESSAGE_DELIVERED = "message_delivered", _("message delivered")
        AGREEMENT = "agreement", _("agreement")
        JOINT_STATEMENT = "joint_statement", _("joint statement")
        COMMITMENT = "commitment", _("commitment")
        ANNOUNCEMENT = "announcement", _("announcement")

    INVITATIONS = [Kind.INVITATION_RECEIVED, Kind.INVITATION_EXTENDED]

    meeting = models.ForeignKey(
        "meetings.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        related_name="outcomes",
    )
    kind = models.CharField(_("kind"), max_length=19, choices=Kind)
    text = models.TextField(_("outcome"))
    people = models.ManyToManyField(
        "records.Person",
        verbose_name=_("between whom: people"),
        blank=True,
        related_name="outcomes",
    )
    countries = models.ManyToManyField(
        "records.Country",
        verbose_name=_("between whom: countries"),
        blank=True,
        related_name="outcomes",
    )
    organisations = models.ManyToManyField(
        "records.Organisation",
        verbose_name=_("between whom: organisations"),
        blank=True,
        related_name="outcomes",
    )
    followed_by_meeting = models.ForeignKey(
        "meetings.Meeting",
        verbose_name=_("followed by the meeting"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follows",
        help_text=_("A later meeting of this record; not a claim about its cause."),
    )
    followed_by_visit = models.ForeignKey(
        "meetings.Visit",
        verbose_name=_("followed by the visit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follows",
        help_text=_("A later visit of this record; not a claim about its cause."),
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        indexes = [models.Index(fields=["kind"])]

    def __str__(self):
        return self.text or str(self.pk)

    @property
    def what_followed(self):
        """The meeting and the visit that followed, where readers may see them."""
        records = [self.followed_by_meeting, self.followed_by_visit]
        return [record for record in records if record and record.is_published]
