from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def choose_language(request):
    """The only page without a language leads to the reader's; no cookie is asked."""
    response = HttpResponseRedirect(f"/{_preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _preferred_language(request):
    for code, _quality in parse_accept_lang_header(
        request.headers.get("Accept-Language", "")
    ):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def home(request):
    return render(request, "pages/home.html")


def profile(request):
    return render(request, "pages/profile.html")


def about(request):
    return render(request, "pages/about.html")


def data(request):
    return render(request, "pages/data.html")
