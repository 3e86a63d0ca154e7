from meetings.filters import InvitationFilter
from meetings.models import Outcome
from portal.records.completeness import completeness
from portal.records.views import RecordList


class InvitationList(RecordList):
    """The ledger of invitations received and extended, and of what followed."""

    model = Outcome
    filter_class = InvitationFilter
    template_name = "meetings/invitation_list.html"

    def get_records(self):
        return Outcome.objects.published().invitations()

    def get_queryset(self):
        invitations = super().get_queryset().invitations().with_parties()
        invitations = invitations.select_related("meeting")
        return invitations.order_by("-meeting__date", "meeting__slug", "position", "pk")

    def get_completeness(self):
        dates, changed = ("meeting__date",), "meeting__changed_at"
        return completeness(self.get_records(), dates, changed)
