from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField, ProseField
from portal.publishing.models import RecordQuerySet
from portal.records.dates import PartialDateField, check_order, in_order
from portal.records.models import SourcedRecord, SourcedRow


class Initiative(SourcedRecord):
    class Status(models.TextChoices):
        NOT_STATED = "not_stated", _("not stated")
        ANNOUNCED = "announced", _("announced")
        UNDER_WAY = "under_way", _("under way")
        COMPLETED = "completed", _("completed")
        SUSPENDED = "suspended", _("suspended")

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(
        _("summary"),
        blank=True,
        default="",
        help_text=_("Two or three sentences, for lists and for the top of the page."),
    )
    text = ProseField(_("text"), blank=True, default="")
    launched = PartialDateField(
        _("launched"), blank=True, help_text=_("Empty where no source dates a launch.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.NOT_STATED
    )
    status_note = models.CharField(
        _("note on the status"), max_length=300, blank=True, default=""
    )
    topics = models.ManyToManyField(
        "records.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="initiatives",
    )
    partner_countries = models.ManyToManyField(
        "records.Country",
        verbose_name=_("partner countries"),
        blank=True,
        related_name="initiatives",
    )
    folded = FoldedField(of=["title", "summary"])

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["-launched", "slug"]
        indexes = [
            models.Index(fields=["state", "-launched", "slug"], name="initiative_list")
        ]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("initiatives:initiative_detail", args=[self.slug])


class Aim(SourcedRow):
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        on_delete=models.CASCADE,
        related_name="aims",
    )
    text = models.CharField(_("aim"), max_length=500)
    stated_by = models.CharField(
        _("as stated by"),
        max_length=200,
        blank=True,
        default="",
        help_text=_(
            "Whose words the aim follows, such as the prime minister's office."
        ),
    )

    class Meta(SourcedRow.Meta):
        verbose_name = _("aim")
        verbose_name_plural = _("aims")

    def __str__(self):
        return self.text or str(self.pk)


class Phase(SourcedRow):
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        on_delete=models.CASCADE,
        related_name="phases",
    )
    title = models.CharField(_("title"), max_length=300)
    start = PartialDateField(_("start"), blank=True)
    end = PartialDateField(_("end"), blank=True)

    class Meta(SourcedRow.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [in_order("start", "end", "initiatives_phase_in_order")]

    def __str__(self):
        return self.title or str(self.pk)

    def clean(self):
        check_order(self.start, self.end, "end")


class Project(SourcedRow):
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        on_delete=models.CASCADE,
        related_name="projects",
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=200, blank=True, default="")
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    status = models.CharField(_("status"), max_length=300, blank=True, default="")

    class Meta(SourcedRow.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self):
        return self.title or str(self.pk)


class Milestone(SourcedRow):
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        on_delete=models.CASCADE,
        related_name="milestones",
    )
    date = PartialDateField(_("date"))
    what = models.CharField(_("what happened"), max_length=500)

    class Meta(SourcedRow.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [models.Index(fields=["date"])]

    def __str__(self):
        return self.what or str(self.pk)
