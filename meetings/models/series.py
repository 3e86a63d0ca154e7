from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField
from portal.publishing.models import RecordQuerySet
from portal.records.dates import PartialDateField
from portal.records.models import SourcedRecord, SourcedRow


class Series(SourcedRecord):
    """A dialogue that goes on in rounds."""

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True, default="")
    folded = FoldedField(of=["title", "summary"])

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("dialogue series")
        verbose_name_plural = pgettext_lazy("plural", "dialogue series")
        ordering = ["slug"]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("meetings:series_detail", args=[self.slug])


class Round(SourcedRow):
    series = models.ForeignKey(
        Series,
        verbose_name=_("dialogue series"),
        on_delete=models.CASCADE,
        related_name="rounds",
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    date = PartialDateField(_("date"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")

    class Meta(SourcedRow.Meta):
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                condition=Q(number__isnull=False),
                name="meetings_round_number_once",
            )
        ]

    def __str__(self):
        if self.number is None:
            return gettext("Round of %(series)s") % {"series": self.series}
        return gettext("Round %(number)d of %(series)s") % {
            "number": self.number,
            "series": self.series,
        }
