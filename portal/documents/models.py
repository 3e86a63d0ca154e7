from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnedRow(models.Model):
    """A row that lives in a list of one record, and moves and goes with it.

    Its key is a UUID, so that it survives roll-backs, exports and imports. The
    position is only the order in the list and need not be unique.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
