from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models.participants import Participation
from meetings.models.statements import Statement
from portal.publishing import tally
from portal.publishing.fields import FoldedField, ProseField
from portal.publishing.models import RecordQuerySet
from portal.records.dates import PartialDateField
from portal.records.models import Source, SourcedRecord
from portal.records.neighbours import neighbours


class MeetingQuerySet(RecordQuerySet):
    def with_participants(self):
        """With the country of the place and those who took part, as a card needs."""
        people = Participation.objects.published().with_person()
        return self.select_related("country").prefetch_related(
            Prefetch("participants", people)
        )

    def with_statements(self):
        """With what was said, who said it and its sources."""
        statements = Statement.objects.published().with_speaker()
        return self.prefetch_related(
            Prefetch("statements", statements),
            Prefetch("statements__sources", Source.objects.published()),
        )

    def most_outcomes(self, among):
        """Those with the most recorded outcomes among the latest, the most first and
        of as many the latest; `outcome_count` is their number, at least one."""
        latest = self.order_by("-date", "slug").values("pk")[:among]
        counted = self.filter(pk__in=latest).annotate(outcome_count=Count("outcomes"))
        some = counted.filter(outcome_count__gt=0)
        return some.order_by("-outcome_count", "-date", "slug")

    def completeness(self):
        """How many meetings there are, from when to when, how many without English,
        and when one was last changed; all but the last from kept counts."""
        months = tally.months("meetings")
        changed = self.order_by("-changed_at").values_list("changed_at", flat=True)
        return {
            "count": sum(number for _month, number in months),
            "first": months[-1][0] if months else "",
            "last": months[0][0] if months else "",
            "lacking": tally.count("meetings", "lacks=en"),
            "changed": changed.first(),
        }

    def neighbours_of(self, meeting):
        """The nearest earlier and the nearest later meeting, or None: a pair."""
        return neighbours(self, meeting, "date")


class Meeting(SourcedRecord):
    class Kind(models.TextChoices):
        RECEPTION = "reception", _("reception")
        BILATERAL = "bilateral", _("bilateral talks")
        PHONE_CALL = "phone_call", _("phone call")
        AUDIENCE = "audience", _("audience")
        CONFERENCE = "conference", _("conference or summit")
        SIGNING = "signing", _("signing")
        STATE_VISIT = "state_visit", _("visit by a head of state")
        SITE_VISIT = "site_visit", _("site visit")
        CABINET_SESSION = "cabinet_session", _("cabinet session")
        OTHER = "other", _("other")

    class Presence(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        CALL = "call", _("by phone")
        VIDEO = "video", _("by video")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(
        _("title"), max_length=300, help_text=_("In neutral words of our own.")
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        default="",
        help_text=_("One to five sentences: what happened and what came of it."),
    )
    text = ProseField(_("text"), blank=True, default="")
    date = PartialDateField(_("date"))
    time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Local time of the place.")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    presence = models.CharField(
        _("presence"), max_length=9, choices=Presence, default=Presence.IN_PERSON
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.HELD
    )
    is_abroad = models.BooleanField(
        _("abroad"), default=False, help_text=_("Calls are taken at home.")
    )
    city = models.CharField(_("city"), max_length=100, blank=True, default="")
    country = models.ForeignKey(
        "records.Country",
        verbose_name=_("country of the place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_held",
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True, default="")
    visit = models.ForeignKey(
        "meetings.Visit",
        verbose_name=_("visit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    series = models.ForeignKey(
        "meetings.Series",
        verbose_name=_("dialogue series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    round = models.ForeignKey(
        "meetings.Round",
        verbose_name=_("round"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        help_text=_("Only a round of the dialogue series above."),
    )
    countries = models.ManyToManyField(
        "records.Country",
        verbose_name=_("foreign countries"),
        blank=True,
        related_name="meetings",
    )
    organisations = models.ManyToManyField(
        "records.Organisation",
        verbose_name=_("organisations"),
        blank=True,
        related_name="meetings",
    )
    topics = models.ManyToManyField(
        "records.Topic", verbose_name=_("topics"), blank=True, related_name="meetings"
    )
    initiatives = models.ManyToManyField(
        "initiatives.Initiative",
        verbose_name=_("initiatives"),
        blank=True,
        related_name="meetings",
    )
    photographs = models.ManyToManyField(
        "records.Photograph",
        verbose_name=_("photographs"),
        blank=True,
        related_name="meetings",
    )
    folded = FoldedField(of=["title", "summary", "city", "venue"])

    linked_fields = ("date",)

    objects = MeetingQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-date", "slug"]
        constraints = [
            *SourcedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(series__isnull=False),
                name="meetings_meeting_round_in_series",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-date", "slug"], name="meeting_list"),
            models.Index(
                fields=["state", "kind", "-date", "slug"], name="meeting_kind"
            ),
            models.Index(fields=["state", "-changed_at"], name="meeting_changed"),
        ]

    def __str__(self):
        return self.title or self.slug

    def clean(self):
        if self.round_id and self.pk and self.round.series_id != self.series_id:
            raise ValidationError(
                {"round": _("This round is of another dialogue series.")}
            )

    def get_absolute_url(self):
        return reverse("meetings:meeting_detail", args=[self.slug])

    @property
    def counterparts(self):
        """Those present on the other side, where readers may see them."""
        return [
            row
            for row in self.participants.all()
            if row.side == row.Side.COUNTERPART
            and row.is_present
            and row.person.is_published
        ]
