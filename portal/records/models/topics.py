from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.publishing.fields import FoldedField, SortKeyField
from portal.publishing.models import RecordQuerySet, State
from portal.records.models.facts import SourcedRecord


class TopicQuerySet(RecordQuerySet):
    def with_meeting_count(self):
        is_public = models.Q(meetings__state=State.PUBLISHED)
        count = models.Count("meetings", filter=is_public)
        return self.annotate(meeting_count=count)


class Topic(SourcedRecord):
    name = models.CharField(_("name"), max_length=100)
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader topic"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
    )
    sort_key = SortKeyField(of=["name"])
    folded = FoldedField(of=["name"])

    objects = TopicQuerySet.as_manager()

    class Meta(SourcedRecord.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_key", "slug"]

    def __str__(self):
        return self.name or self.slug

    def clean(self):
        topic = self.broader if self.pk else None
        while topic:
            if topic.pk == self.pk:
                raise ValidationError(
                    {"broader": _("A topic cannot be broader than itself.")}
                )
            topic = topic.broader

    def get_absolute_url(self):
        return reverse("records:topic_detail", args=[self.slug])
