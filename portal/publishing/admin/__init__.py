"""What the sections build their admins on."""

from portal.publishing.admin.accounts import AccountAdmin
from portal.publishing.admin.bilingual import Bilingual, BilingualAdmin
from portal.publishing.admin.forms import BilingualForm, RecordForm
from portal.publishing.admin.lists import year_filter
from portal.publishing.admin.proposals import ProposalAdmin
from portal.publishing.admin.records import RecordAdmin
from portal.publishing.admin.rows import RowForm, RowFormSet, RowInline

__all__ = [
    "AccountAdmin",
    "Bilingual",
    "BilingualAdmin",
    "BilingualForm",
    "ProposalAdmin",
    "RecordAdmin",
    "RecordForm",
    "RowForm",
    "RowFormSet",
    "RowInline",
    "year_filter",
]
