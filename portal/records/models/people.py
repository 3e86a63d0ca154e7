from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import (
    FoldedField,
    LikenessField,
    LinesField,
    ProseField,
    SortKeyField,
)
from portal.publishing.models import RecordQuerySet, State
from portal.records.dates import PartialDateField, check_order, in_order, is_before
from portal.records.models.facts import SourcedRecord, SourcedRow


class Person(SourcedRecord):
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(
        _("name for sorting"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("The part that a list sorts by first: Macron, Emmanuel."),
    )
    other_names = LinesField(
        _("other spellings"),
        blank=True,
        default=list,
        help_text=_(
            "Every spelling seen, in any script, one a line. "
            "Readers see them and can search for them."
        ),
    )
    country = models.ForeignKey(
        "records.Country",
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    wikidata = models.CharField(
        _("Wikidata identifier"),
        max_length=12,
        blank=True,
        default="",
        validators=[RegexValidator(r"\AQ[1-9]\d*\Z")],
        help_text=_("Such as Q567; only where it is certain."),
    )
    biography = ProseField(_("biography"), blank=True, default="")
    sort_key = SortKeyField(of=["sort_name", "name"])
    folded = FoldedField(of=["name", "sort_name", "other_names"])
    likeness = LikenessField(of=["name"])

    objects = RecordQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "slug"]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        return reverse("records:person_detail", args=[self.slug])


class PositionQuerySet(models.QuerySet):
    def published(self):
        """Those of published people."""
        return self.filter(person__state=State.PUBLISHED)

    def held_on(self, date):
        """The positions that may have been held on a partial date.

        A position without dates may have been held on any day.
        """
        upper = f"{date}~"  # after every month and day of the date
        return self.filter(
            Q(start="") | Q(start__lte=upper), Q(end="") | Q(end__gte=date[:4])
        )


class Position(SourcedRow):
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="positions",
    )
    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("As it is printed: Foreign Minister of Iraq."),
    )
    organisation = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
    )
    start = PartialDateField(_("start"), blank=True)
    end = PartialDateField(_("end"), blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [in_order("start", "end", "records_position_in_order")]

    def __str__(self):
        return self.title or str(self.pk)

    def clean(self):
        check_order(self.start, self.end, "end")

    def covers(self, date):
        """Whether it may have been held on a partial date."""
        is_over = self.end and is_before(self.end, date)
        return not is_over and not (self.start and is_before(date, self.start))


class LifeEvent(SourcedRow):
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="life_events",
    )
    date = PartialDateField(_("date"), blank=True)
    what = models.CharField(_("what happened"), max_length=500)
    is_claim = models.BooleanField(
        _("one source's claim"),
        default=False,
        help_text=_("No second source confirms it."),
    )

    class Meta(SourcedRow.Meta):
        verbose_name = _("life event")
        verbose_name_plural = _("life events")

    def __str__(self):
        return self.what or str(self.pk)
