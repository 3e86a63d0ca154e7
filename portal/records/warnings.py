"""What editors of sources are warned of."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.publishing.warnings import Warned
from portal.records import addresses
from portal.records.models import Source


def cited_already(typed, record):
    """Another source has the same address, however the two are written."""
    for name in ("url", "archived_url"):
        wanted = addresses.normal(typed.text(name))
        if not wanted:
            continue
        at_host = addresses.host(typed.text(name))
        others = Source.objects.filter(
            Q(url__icontains=at_host) | Q(archived_url__icontains=at_host)
        )
        same = tuple(
            source
            for source in others.exclude(pk=record and record.pk)
            if wanted in map(addresses.normal, (source.url, source.archived_url))
        )
        if same:
            text = _("This address is cited in the record already:")
            yield Warned(typed.id_of(name), text, same)
