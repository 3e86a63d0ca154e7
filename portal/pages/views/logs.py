from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.pages import changes
from portal.publishing.log import read_head
from portal.publishing.models import Action, LogEntry
from portal.records.views import keep

PER_PAGE = 50


class ChangesForm(forms.Form):
    action = forms.ChoiceField(choices=Action, required=False)
    page = forms.IntegerField(min_value=1, required=False)


def log_changes(request):
    """The public log, the latest entry first; `?action=` chooses of one kind."""
    form = ChangesForm(request.GET)
    if not form.is_valid():
        raise Http404
    action = form.cleaned_data["action"]
    entries = LogEntry.objects.defer("document").order_by("-number")
    if action:
        entries = entries.filter(action=action)
    paginator = Paginator(entries, PER_PAGE)
    number = form.cleaned_data["page"] or 1
    if number > paginator.num_pages:
        raise Http404
    page = paginator.page(number)
    query = request.GET.copy()
    for name in list(query):
        if name != "action" or not action:
            del query[name]
    parameters = query.copy()
    if number > 1:
        query["page"] = number
    context = {
        "rows": changes.rows(list(page)),
        "page_obj": page,
        "page_range": paginator.get_elided_page_range(number),
        "parameters": parameters,
        "canonical_query": query.urlencode(),
        "choices": _choices(action),
        "head": read_head(),
        "feed_url": reverse("pages:changes_feed"),
    }
    return keep(render(request, "pages/changes.html", context), query.urlencode())


def log_feed(request):
    text = changes.feed(get_language())
    return keep(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"))


def log_file(request):
    """The whole log for whoever wants to check it."""
    response = StreamingHttpResponse(
        changes.lines(), content_type="application/x-ndjson; charset=utf-8"
    )
    patch_cache_control(response, public=True, max_age=60)
    return response


def _choices(action):
    names = {"": _("all changes")} | dict(Action.choices)
    return [
        {
            "words": words,
            "query": f"?action={value}" if value else "",
            "is_chosen": value == action,
        }
        for value, words in names.items()
    ]
