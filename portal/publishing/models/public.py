"""What is kept of the published record: its version, its counts, its earlier names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RecordVersion(models.Model):
    """One row with the number that every publication and withdrawal moves."""

    number = models.PositiveBigIntegerField(default=0)
    next_due = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("version of the record")
        verbose_name_plural = _("version of the record")
        default_permissions = ()
        permissions = [("publish_record", _("Can publish and withdraw records"))]
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="publishing_one_version")
        ]

    def __str__(self):
        return str(self.number)


class Tally(models.Model):
    """How many published records of a type have a facet, and a further one or a month."""

    type = models.CharField(max_length=20)
    facet = models.CharField(max_length=120, blank=True)
    further = models.CharField(max_length=120, blank=True)
    month = models.CharField(max_length=7, blank=True)
    count = models.IntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["type", "facet", "further", "month"],
                name="publishing_tally_once",
            )
        ]

    def __str__(self):
        return f"{self.type} {self.facet} {self.further}{self.month}: {self.count}"


class Tallied(models.Model):
    """For which facets a record was counted."""

    type = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    facets = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["type", "record_id"], name="publishing_tallied_once"
            )
        ]

    def __str__(self):
        return f"{self.type} {self.record_id}"


class Alias(models.Model):
    """An earlier name of a published record in addresses."""

    type = models.CharField(max_length=20)
    alias = models.CharField(max_length=200)
    record_id = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["type", "alias"], name="publishing_alias_name"),
            models.Index(fields=["type", "record_id"], name="publishing_alias_record"),
        ]

    def __str__(self):
        return f"{self.type} {self.alias}"
