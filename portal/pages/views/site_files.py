"""What machines ask a site for, beside its pages."""

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.documents.shape import LANGUAGES
from portal.pages import sitemaps
from portal.pages.release import release
from portal.publishing.version import read_version
from portal.records.views import keep

PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"


def robots(request):
    lines = ["User-agent: *"]
    for code in LANGUAGES:
        with override(code):
            lines.append(f"Disallow: {reverse('admin:index')}")
            # Words may be found that somebody links to; narrowing them has no end.
            lines.append(f"Disallow: {reverse('pages:search')}?*&")
            lines.append(f"Disallow: {reverse('pages:search_feed')}?")
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return keep(HttpResponse("\n".join(lines), content_type=PLAIN))


def sitemap(request):
    return keep(HttpResponse(sitemaps.index(), content_type=XML))


def sitemap_pages(request):
    return keep(HttpResponse(sitemaps.pages(), content_type=XML))


def sitemap_part(request, type, number):
    text = sitemaps.part(type, number)
    if not text:
        raise Http404
    return keep(HttpResponse(text, content_type=XML))


def security_contact(request):
    """RFC 9116; it has to expire, so that nobody trusts a forgotten one."""
    year, month = divmod(timezone.localdate().month + 5, 12)
    expires = timezone.localdate().replace(day=1, month=month + 1)
    expires = expires.replace(year=expires.year + year)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security_contact')}",
        "",
    ]
    return keep(HttpResponse("\n".join(lines), content_type=PLAIN))


def health(request):
    """Whether this server can answer: 200, or 503 where the database does not."""
    content = {"status": "ok", "release": release()}
    try:
        content["record"] = read_version().number
    except DatabaseError:
        content["status"] = "no database"
    response = JsonResponse(content, status=200 if "record" in content else 503)
    response["Cache-Control"] = "no-store"
    return response
