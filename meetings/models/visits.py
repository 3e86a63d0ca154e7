from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField
from portal.publishing.models import RecordQuerySet
from portal.records.dates import PartialDateField, check_order, in_order
from portal.records.models import SourcedRecord


class Visit(SourcedRecord):
    """A journey with its dates and countries, which holds meetings."""

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True, default="")
    start = PartialDateField(_("start"))
    end = PartialDateField(
        _("end"), blank=True, help_text=_("Empty where no source gives it.")
    )
    countries = models.ManyToManyField(
        "records.Country",
        verbose_name=_("countries"),
        blank=True,
        related_name="visits",
    )
    folded = FoldedField(of=["title", "summary"])

    linked_fields = ("start", "end")

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-start", "slug"]
        constraints = [
            *SourcedRecord.Meta.constraints,
            in_order("start", "end", "meetings_visit_in_order"),
        ]
        indexes = [models.Index(fields=["state", "-start", "slug"], name="visit_list")]

    def __str__(self):
        return self.title or self.slug

    def clean(self):
        check_order(self.start, self.end, "end")

    def get_absolute_url(self):
        return reverse("meetings:visit_detail", args=[self.slug])

    @property
    def is_domestic(self):
        return [country.code for country in self.countries.all()] == [
            settings.HOME_COUNTRY
        ]
