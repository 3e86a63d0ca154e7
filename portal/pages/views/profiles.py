from django.conf import settings
from django.shortcuts import render

from initiatives.models import Initiative
from meetings.models import Meeting
from portal.records.models import Organisation, Person, Source
from portal.records.views import keep, published
from portal.records.views.people import sources_behind


def profile(request):
    """The office holder; an empty installation has a page that says so."""
    person = _office_holder()
    if person is None:
        return keep(render(request, "pages/profile.html"))
    meetings = Meeting.objects.published().with_participants()
    context = {
        "person": person,
        "record": person,
        "meetings": meetings.filter(participants__person=person)[:6],
        "statements": person.statements.published()[:6],
        "initiatives": Initiative.objects.published()[:12],
        "sources": sources_behind(person),
    }
    return keep(render(request, "pages/profile.html", context))


def _office_holder():
    people = Person.objects.published().prefetch_related(
        published("sources", Source.objects),
        "positions",
        published("positions__organisation", Organisation.objects),
        published("positions__sources", Source.objects),
        "life_events",
        published("life_events__sources", Source.objects),
    )
    return people.filter(slug=settings.OFFICE_HOLDER).first()
