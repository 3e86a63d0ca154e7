"""Addresses that lead elsewhere, and those that lead nowhere."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.pages.nearest import asked_list, nearest
from portal.pages.permanent import record_with_id


def choose_language(request):
    """The page without a language leads to the reader's; no cookie is asked."""
    return _negotiated(f"/{_preferred_language(request)}/")


def permanent_link(request, permanent_id):
    """A record by its permanent id, in the reader's language; also a withdrawn one."""
    record = record_with_id(permanent_id)
    if record is None:
        raise Http404
    with translation.override(_preferred_language(request)):
        return _negotiated(record.get_absolute_url())


def page_not_found(request, exception):
    context = {
        "nearest": nearest(request.path_info),
        "asked_list": asked_list(request.path_info),
    }
    return render(request, "404.html", context, status=404)


def _negotiated(address):
    response = HttpResponseRedirect(address)
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
