"""A record's public page before it is public.

The record, and what it refers to, is published inside a transaction that is undone; the
page is found by its address and rendered by the view that readers will reach.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.safestring import mark_safe
from django.utils.translation import override

from portal.documents.apply import apply_document
from portal.documents.canon import Document
from portal.documents.shape import LANGUAGES, shape_of
from portal.documents.trial import undone
from portal.publishing.models import Record, State
from portal.publishing.references import references

LINK = re.compile(r'(<a\b[^>]*?\bhref=)"([^"]*)"')
# The frames of previews run no scripts.
SCRIPT = re.compile(r"<script\b[^>]*?\bsrc=[^>]*></script>\s*")
PARALLEL = "view=parallel"

# From a record, a language or none, and a query or none.
Lead = Callable[[Record, str, str], str]


def preview(
    record: Record,
    language: str,
    *,
    document: Document | None = None,
    query: str = "",
    lead: Lead,
) -> str:
    """The page of a record, or of what a document makes of it, as HTML.

    `lead` gives the address of a record's preview, and of its page in one language:
    links of the page to what is not public lead there, others to a page of their own.
    Raises `DocumentError` where the document cannot be applied.
    """
    is_public = record.is_published
    with undone():
        if document is not None:
            apply_document(document)
            record = type(record).objects.get(pk=record.pk)
        shown = [record, *unpublished_references(record)]
        _publish(shown)
        with override(language):
            address = record.get_absolute_url()
            html = _page(address, language, query)
            links = _Links(record, shown, urljoin(address, f"?{query}"), lead)
            state = {"is_changed": document is not None, "is_public": is_public}
            note = render_to_string("publishing/_preview_note.html", state)
            head = render_to_string("publishing/_preview_head.html")
    html = SCRIPT.sub("", LINK.sub(links.replaced, html))
    html = html.replace("<body>", f"<body>{note}", 1)
    return mark_safe(html.replace("</head>", f"{head}</head>", 1))


def unpublished_references(record: Record) -> list[Record]:
    """What would be published with a record: all it refers to, and so on."""
    found: dict[tuple[type, int], Record] = {}
    reached = [record]
    while reached:
        for model, records in _by_model(reached).items():
            prefetch_related_objects(records, *shape_of(model).prefetch)
        referred = [target for one in reached for target in references(one)]
        reached = []
        for one in referred:
            key = type(one), one.pk
            is_open = one.state not in (State.PUBLISHED, State.WITHDRAWN)
            if is_open and key not in found and one != record:
                found[key] = one
                reached.append(one)
    return [*found.values()]


def _publish(records: list[Record]) -> None:
    """Says that records are published and nothing else: nothing follows from it."""
    since = Coalesce("first_published_at", Now())
    for model, some in _by_model(records).items():
        rows = QuerySet(model).filter(pk__in=[one.pk for one in some])
        rows.update(state=State.PUBLISHED, first_published_at=since)


def _by_model(records: list[Record]) -> dict[type[Record], list[Record]]:
    found = defaultdict(list)
    for one in records:
        found[type(one)].append(one)
    return found


def _page(address: str, language: str, query: str) -> str:
    """The answer of the public view at an address to somebody unknown."""
    site = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = address
    request.META |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "HTTP_HOST": site.netloc,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 443),
        "wsgi.url_scheme": site.scheme,
    }
    request.GET = QueryDict(query)
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = language
    request.resolver_match = match = resolve(address)
    response = match.func(request, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response.render()
    return response.content.decode()


class _Links:
    """Leads the links of a page to previews where readers find nothing yet."""

    def __init__(self, record: Record, shown: list[Record], address: str, lead: Lead):
        self.record = record
        self.address = address
        self.lead = lead
        self.places: dict[str, tuple[Record, str]] = {}
        for one in shown:
            for code in LANGUAGES:
                with override(code):
                    self.places[one.get_absolute_url()] = (one, code)
        hidden = [one for one in shown if not one.is_published]
        self.names = {name for one in hidden for name in (_key(one), one.permanent_id)}

    def replaced(self, match: re.Match) -> str:
        start, href = match[1], unescape(match[2])
        target, new = self._lead(href)
        return f'{start}"{escape(new)}" target="{target}" rel="noopener"'

    def _lead(self, href: str) -> tuple[str, str]:
        if href.startswith("#"):
            return "_self", href
        address, fragment = urldefrag(urljoin(self.address, href))
        split = urlsplit(address.removeprefix(settings.SITE_URL))
        if split.netloc or split.scheme:
            return "_blank", href
        if split.path in self.places:
            record, code = self.places[split.path]
            query = split.query if split.query == PARALLEL else ""
            if record != self.record:
                return "_top", self.lead(record, "", "")
            lead = self.lead(record, code, query)
            return "_self", f"{lead}#{fragment}" if fragment else lead
        return (
            ("_self", "#preview") if self._is_hidden(split.path) else ("_blank", href)
        )

    def _is_hidden(self, path: str) -> bool:
        """Whether an address is one of something that only the preview shows."""
        parts = {part.removesuffix(".json") for part in path.split("/")}
        return bool(parts & self.names)


def _key(record: Record) -> str:
    return getattr(record, shape_of(type(record)).key)
