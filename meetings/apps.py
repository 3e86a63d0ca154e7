from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        # Registers what lower floors must know of this one; needs the models.
        import meetings.desk
        import meetings.documents
        import meetings.search  # noqa: F401
        from meetings.facets import facets_of
        from meetings.linked_data import meeting
        from meetings.models import Meeting
        from portal.publishing.tally import register
        from portal.records import linked_data

        linked_data.register(Meeting, meeting)
        register(Meeting, "meetings", facets_of)
