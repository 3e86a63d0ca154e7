from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField
from portal.publishing.models import RecordQuerySet
from portal.records.dates import PartialDateField
from portal.records.linked import with_names
from portal.records.models import SourcedRecord


class StatementQuerySet(RecordQuerySet):
    def with_speaker(self):
        return with_names(self, "speaker")


class Statement(SourcedRecord):
    """What somebody said, in gist, and in quotation where a source prints one."""

    class Form(models.TextChoices):
        ORIGINAL = "original", _("original wording")
        TRANSLATION = "translation_in_source", _("translated by the publisher")
        PARAPHRASE = "paraphrase", _("paraphrase")

    gist = models.CharField(
        _("gist"), max_length=500, help_text=_("In neutral words of our own.")
    )
    speaker = models.ForeignKey(
        "records.Person",
        verbose_name=_("speaker"),
        on_delete=models.PROTECT,
        related_name="statements",
    )
    meeting = models.ForeignKey(
        "meetings.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    date = PartialDateField(_("date"), blank=True)
    quotation = models.TextField(
        _("quotation"), blank=True, default="", help_text=_("Word for word, and short.")
    )
    quotation_language = models.CharField(
        _("language of the quotation"),
        max_length=12,
        blank=True,
        default="",
        help_text=_("Its language code, such as ar or en."),
    )
    quotation_form = models.CharField(
        _("how faithful the wording is"),
        max_length=21,
        choices=Form,
        blank=True,
        default="",
    )
    folded = FoldedField(of=["gist", "quotation"])

    linked_fields = (
        *("date", "speaker", "meeting"),
        *("quotation", "quotation_language", "quotation_form"),
    )

    objects = StatementQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-date", "slug"]
        constraints = [
            *SourcedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quotation="")
                | (~Q(quotation_language="") & ~Q(quotation_form="")),
                name="meetings_statement_quotation_described",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-date", "slug"], name="statement_list")
        ]

    def __str__(self):
        return self.gist or self.slug

    def clean(self):
        if self.quotation and not (self.quotation_language and self.quotation_form):
            raise ValidationError(
                {"quotation": _("Say its language and how faithful the wording is.")}
            )

    def get_absolute_url(self):
        return reverse("meetings:statement_detail", args=[self.slug])
