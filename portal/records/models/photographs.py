from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField
from portal.publishing.lists import listed
from portal.publishing.models import RecordQuerySet, State
from portal.records.dates import PartialDateField
from portal.records.fields import PictureField
from portal.records.models.facts import SourcedRecord


class Photograph(SourcedRecord):
    """A photograph as a fact; its image only where the rights permit it."""

    class Rights(models.TextChoices):
        NOT_STATED = "not_stated", _("not stated by the publisher")
        RESTRICTED = "restricted", _("restricted")
        LICENSED = "licensed", _("licensed for use here")
        OWN = "own", _("the office's own")
        PUBLIC_DOMAIN = "public_domain", _("in the public domain")

    PERMITTING = [Rights.LICENSED, Rights.OWN, Rights.PUBLIC_DOMAIN]

    title = models.CharField(
        _("what is shown"), max_length=300, help_text=_("In neutral words of our own.")
    )
    caption = models.TextField(_("caption"), blank=True, default="")
    alt_text = models.CharField(
        _("text in place of the image"),
        max_length=300,
        blank=True,
        default="",
        help_text=_(
            "For those who cannot see it. An image is published only with a text in "
            "each language."
        ),
    )
    image = PictureField(
        _("image"),
        upload_to="photographs",
        blank=True,
        default="",
        db_index=True,
        help_text=_(
            "JPEG, PNG or WebP up to 20 MB; only where the rights permit it. What the "
            "camera wrote beside the image, such as the place, is taken off."
        ),
    )
    date = PartialDateField(_("date"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    country = models.ForeignKey(
        "records.Country",
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photographs",
    )
    people = models.ManyToManyField(
        "records.Person",
        verbose_name=_("who is shown"),
        blank=True,
        related_name="photographs",
    )
    credit = models.CharField(
        _("credit"), max_length=300, help_text=_("As the publisher prints it.")
    )
    rights = models.CharField(
        _("rights"), max_length=13, choices=Rights, default=Rights.NOT_STATED
    )
    rights_note = models.TextField(_("note on the rights"), blank=True, default="")
    folded = FoldedField(of=["title", "place", "credit"])

    linked_fields = (
        *("caption", "alt_text", "image", "date", "place"),
        *("credit", "rights", "rights_note"),
    )

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["-date", "slug"]
        constraints = [
            *SourcedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(image="")
                | Q(rights__in=["licensed", "own", "public_domain"]),
                name="records_photograph_image_permitted",
            ),
        ]

    def __str__(self):
        return self.title or self.slug

    def clean(self):
        if self.image and self.rights not in self.PERMITTING:
            raise ValidationError({"image": _("The rights do not permit an image.")})
        if self.image and not self.alt_text_ar:
            raise ValidationError(
                {"alt_text_ar": _("An image needs a text for those who cannot see it.")}
            )
        is_public = self.state in (State.PUBLISHED, State.SCHEDULED)
        if is_public and (reasons := self.reasons_against_publishing()):
            raise ValidationError(reasons)

    def reasons_against_publishing(self):
        if not self.image:
            return []
        reasons = super().reasons_against_publishing()
        if self.rights not in self.PERMITTING:
            reasons.append(_("The rights do not permit an image."))
        if not self.credit.strip():
            reasons.append(_("An image is published only with its credit."))
        lacking = [
            name
            for code, name in settings.LANGUAGES
            if not (getattr(self, f"alt_text_{code}") or "").strip()
        ]
        if lacking:
            message = _(
                "An image is published only with a text in place of it in each "
                "language. It lacks: %(languages)s."
            )
            reasons.append(message % {"languages": listed(lacking)})
        return reasons

    def get_absolute_url(self):
        return reverse("records:photograph_detail", args=[self.slug])
