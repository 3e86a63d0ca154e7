from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField, LinesField, SortKeyField
from portal.publishing.models import RecordQuerySet
from portal.records.models.facts import SourcedRecord


class Organisation(SourcedRecord):
    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government body")
        PARLIAMENT = "parliament", _("parliament")
        SECURITY = "security", _("security body")
        MILITARY = "military", _("military body")
        INTERNATIONAL = "international", _("international organisation")
        JOINT_COMMITTEE = "joint-committee", _("joint committee")
        POLITICAL = "political", _("political body")
        ARMED_GROUP = "armed-group", _("armed group")
        RELIGIOUS = "religious", _("religious body")
        CIVIL_SOCIETY = "civil-society", _("civil society")
        MEDIA = "media", _("media")
        COMPANY = "company", _("company")

    name = models.CharField(_("name"), max_length=200)
    other_names = LinesField(
        _("other names"),
        blank=True,
        default=list,
        help_text=_("Other spellings and short forms in any script, one a line."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = models.ForeignKey(
        "records.Country",
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )
    sort_key = SortKeyField(of=["name"])
    folded = FoldedField(of=["name", "other_names"])

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "slug"]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        return reverse("records:organisation_detail", args=[self.slug])
