from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField, SortKeyField
from portal.publishing.models import State


class CountryQuerySet(models.QuerySet):
    def published(self):
        """All of them: a country has no life of its own in the record."""
        return self.all()

    def in_record(self):
        """Those that anything published names."""
        named = models.Q()
        for relation in (
            "meetings",
            "meetings_held",
            "visits",
            "initiatives",
            "people",
            "organisations",
        ):
            by_state = {f"{relation}__state": State.PUBLISHED}
            named |= models.Q(pk__in=self.filter(**by_state).values("pk"))
        return self.filter(named)

    def with_meeting_count(self):
        is_public = models.Q(meetings__state=State.PUBLISHED)
        count = models.Count("meetings", filter=is_public)
        return self.annotate(meeting_count=count)


class Country(models.Model):
    """A country of ISO 3166-1 with its names, from CLDR unless the office changed them."""

    code = models.CharField(_("ISO code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100)
    sort_key = SortKeyField(of=["name"])
    folded = FoldedField(of=["name", "code"])

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code=Upper("code")),
                name="records_country_code_upper",
            )
        ]

    def __str__(self):
        return self.name or self.code

    def get_absolute_url(self):
        return reverse("records:country_detail", args=[self.code.lower()])
