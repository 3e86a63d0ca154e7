from django.conf import settings
from django.db.models import Max, Min
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from initiatives.models import Initiative
from meetings.models import Meeting
from portal.pages.numbers import numbers
from portal.records.models import Organisation, Person, Source
from portal.records.views import keep, published
from portal.records.views.people import sources_behind


def choose_language(request):
    """The page without a language leads to the reader's; no cookie is asked."""
    response = HttpResponseRedirect(f"/{_preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _preferred_language(request):
    accepted = request.headers.get("Accept-Language", "")
    for code, _quality in parse_accept_lang_header(accepted):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def home(request):
    meetings = Meeting.objects.published()
    context = {
        "meetings": meetings.with_participants()[:6],
        "initiatives": Initiative.objects.published()[:8],
        "numbers": numbers(),
        "days": meetings.aggregate(first=Min("date"), last=Max("date")),
    }
    return keep(render(request, "pages/home.html", context))


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


def about(request):
    return keep(render(request, "pages/about.html", {"numbers": numbers()}))


def data(request):
    return keep(render(request, "pages/data.html", {"numbers": numbers()}))
