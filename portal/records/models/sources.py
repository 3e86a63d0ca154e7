from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField
from portal.publishing.models import Record, RecordQuerySet
from portal.records.dates import PartialDateField


class Source(Record):
    """A page or text that facts rest on, described in its own language."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official text")
        AGENCY = "agency", _("news agency")
        PRESS = "press", _("press")
        OTHER = "other", _("other")

    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(
        _("title"),
        max_length=500,
        help_text=_("The title or a short description, in the source's language."),
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        help_text=_("The language code of the source, such as ar, en, fr or ku."),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True, default="")
    archived_url = models.URLField(
        _("archived copy"), max_length=2000, blank=True, default=""
    )
    published = PartialDateField(_("date of the source"), blank=True)
    kind = models.CharField(
        _("kind"), max_length=8, choices=Kind, blank=True, default=""
    )
    folded = FoldedField(of=["publisher", "title", "slug"])

    linked_fields = (
        "publisher",
        "language",
        "url",
        "archived_url",
        "published",
        "kind",
    )

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "published", "slug"]

    def __str__(self):
        return f"{self.publisher}: {self.title}"

    def get_absolute_url(self):
        return reverse("records:source_detail", args=[self.slug])
