from django.conf import settings

from portal.records.models import Country
from portal.records.views.base import RecordDetail, RecordList, excerpt


class CountryList(RecordList):
    model = Country
    paginate_by = 60

    def get_queryset(self):
        return super().get_queryset().in_record().with_meeting_count()

    def get_completeness(self):
        return {"count": self.object_list.count()}


class CountryDetail(RecordDetail):
    """A country of ISO 3166 by its code in small letters."""

    model = Country
    slug_field = "code"
    slug_url_kwarg = "code"

    def setup(self, request, *args, code, **kwargs):
        code = code.upper() if code.islower() else ""
        super().setup(request, *args, code=code, **kwargs)

    def get_context_data(self, **kwargs):
        country = self.object
        is_home = country.code == settings.HOME_COUNTRY
        meetings = country.meetings_held if is_home else country.meetings
        return super().get_context_data(
            is_home=is_home,
            meetings_query="?place=home"
            if is_home
            else f"?country={country.code.lower()}",
            meetings=excerpt(meetings.published().with_participants()),
            visits=excerpt(country.visits.published()),
            initiatives=excerpt(country.initiatives.published()),
            people=excerpt(country.people.published(), size=60),
            organisations=excerpt(country.organisations.published(), size=60),
            **kwargs,
        )
