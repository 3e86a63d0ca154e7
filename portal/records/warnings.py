"""What editors are warned of where a record may be there already."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.documents.shape import LANGUAGES
from portal.publishing.warnings import Warned
from portal.records import addresses
from portal.records.models import Source
from portal.search.text import fold


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


def same_name(model):
    """Another record of a type has the name, in any of its spellings."""

    def check(typed, record):
        for code in LANGUAGES:
            wanted = fold(typed.text(f"name_{code}"))
            others = model.objects.filter(folded__contains=wanted)
            others = others.exclude(pk=record and record.pk) if wanted else ()
            same = tuple(one for one in others if wanted in map(fold, _names(one)))
            if same:
                text = _("There is a record of this name already:")
                yield Warned(typed.id_of(f"name_{code}"), text, same)

    return check


def _names(record):
    """Every spelling of the name of a record."""
    spellings = [getattr(record, f"name_{code}") or "" for code in LANGUAGES]
    return [*spellings, *getattr(record, "other_names", ())]
