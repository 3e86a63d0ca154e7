"""What every fact of the record has: its sources, and what readers must know of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.models import OwnedRow
from portal.publishing.models import Record


class Sourced(models.Model):
    sources = models.ManyToManyField(
        "records.Source",
        verbose_name=_("sources"),
        related_name="%(class)s_facts",
        blank=True,
    )

    class Meta:
        abstract = True


class SourcedRecord(Record, Sourced):
    """A record with sources of its own, and with what they leave open."""

    disagreements = models.TextField(
        _("where sources disagree"),
        blank=True,
        default="",
        help_text=_("Who says what, and which is used here and why."),
    )
    evidence = models.TextField(
        _("about the evidence"),
        blank=True,
        default="",
        help_text=_("What is inferred, and what rests on one source."),
    )

    class Meta(Record.Meta):
        abstract = True


class SourcedRow(OwnedRow, Sourced):
    """A row of a record that can name sources of its own."""

    class Meta(OwnedRow.Meta):
        abstract = True
