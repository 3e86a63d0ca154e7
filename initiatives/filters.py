from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from portal.records.filters import ChoiceFacet, Filter, RecordFacet
from portal.records.models import Country, Topic


class InitiativeFilter(Filter):
    facets = [
        ChoiceFacet(
            "status", _("Status"), "status", choices=tuple(Initiative.Status.choices)
        ),
        RecordFacet("topic", _("Topic"), "topics", model=Topic),
        RecordFacet(
            "country",
            _("Partner country"),
            "partner_countries",
            model=Country,
            key="code",
        ),
    ]
