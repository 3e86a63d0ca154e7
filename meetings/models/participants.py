from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.publishing.models import State
from portal.records.linked import with_names
from portal.records.models import SourcedRow


class ParticipationQuerySet(models.QuerySet):
    def published(self):
        """Those whose person is published."""
        return self.filter(person__state=State.PUBLISHED)

    def with_person(self):
        return with_names(self, "person")

    def in_published_meetings(self):
        """With their meetings, the latest first."""
        return (
            self.filter(meeting__state=State.PUBLISHED)
            .select_related("meeting")
            .order_by("-meeting__date", "meeting__slug")
        )


class Participation(SourcedRow):
    """A person in a meeting, with the role held that day."""

    class Side(models.TextChoices):
        HOME = "home", _("our side")
        COUNTERPART = "counterpart", _("counterpart")
        OTHER = "other", _("other")

    meeting = models.ForeignKey(
        "meetings.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        related_name="participants",
    )
    person = models.ForeignKey(
        "records.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="participations",
    )
    role = models.CharField(
        _("role held that day"),
        max_length=300,
        help_text=_(
            "Left empty, it is filled from the position held on the day of the meeting. "
            "Later changes of the position do not change it."
        ),
    )
    side = models.CharField(
        _("side"), max_length=11, choices=Side, default=Side.COUNTERPART
    )
    is_present = models.BooleanField(
        _("present"), default=True, help_text=_("The sender of a letter is not.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    objects = ParticipationQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="meetings_participation_once"
            )
        ]

    def __str__(self):
        return str(self.person)
