"""What holds for every answer: its headers, and that readers only read."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string

EDITING = tuple(f"/{code}/admin/" for code, _name in settings.LANGUAGES)
READING = ("GET", "HEAD")


class HeadersMiddleware(CSPMiddleware):
    """The policies that every answer carries; the editing site needs one of its own."""

    def process_response(self, request, response):
        for name, value in settings.SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(EDITING) and not report_only:
            parts.config = settings.EDITING_SECURITY_POLICY
        return parts


def reading_only(get_response):
    """Refuses to do anything but read outside the editing site."""

    def middleware(request):
        if request.method in READING or request.path_info.startswith(EDITING):
            return get_response(request)
        page = render_to_string("405.html", request=request)
        return HttpResponseNotAllowed(READING, page)

    return middleware
