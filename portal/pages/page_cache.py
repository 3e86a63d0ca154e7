"""Rendered pages, kept in front of Django until the record moves.

A public page is a pure function of its address and of the record's state. So a page
once rendered is answered from memory, compressed, by every worker for itself: one
query reads the version, and a version that has moved empties the whole store.

A view says that its answer may be kept, and under which query, by
`response.canonical_query`; a request with any other query is rendered anew and never
kept.
"""

import gzip
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from portal.pages.release import release
from portal.publishing.due import publish_due
from portal.publishing.version import read_version

MAX_BYTES = 32 * 1024 * 1024
MAX_PAGE = 2 * 1024 * 1024
LEFT_OUT = {"content-length", "content-encoding", "etag", "set-cookie"}
ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    "identity": lambda body: body,
}


@dataclass(slots=True)
class Page:
    """A rendered page with its bodies by encoding, made when first asked for."""

    headers: list[tuple[str, str]]
    body: bytes
    bodies: dict[str, bytes] = field(default_factory=dict)

    def encoded(self, encoding: str) -> bytes:
        if encoding not in self.bodies:
            self.bodies[encoding] = ENCODERS[encoding](self.body)
        return self.bodies[encoding]


class Store:
    """The pages of one process, the longest unused leaving first."""

    def __init__(self, max_bytes: int = MAX_BYTES):
        self.max_bytes = max_bytes
        self.tag = ""
        self.size = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, tag: str) -> Page | None:
        with self._lock:
            self._turn_to(tag)
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, tag: str, page: Page) -> None:
        with self._lock:
            if tag != self.tag or key in self._pages or len(page.body) > MAX_PAGE:
                return
            self._pages[key] = page
            self.size += 2 * len(page.body) + len(key)
            while self.size > self.max_bytes:
                old_key, old = self._pages.popitem(last=False)
                self.size -= 2 * len(old.body) + len(old_key)

    def _turn_to(self, tag: str) -> None:
        if tag != self.tag:
            self.tag, self.size = tag, 0
            self._pages.clear()


class PageHandler(WSGIHandler):
    """Django's handler with the store of pages before it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.store = Store()
        self._hosts: set[str] = set()

    def __call__(self, environ, start_response):
        if not self._may_be_kept(environ):
            return super().__call__(environ, start_response)
        try:
            environ["sijill.tag"] = tag = current_tag()
        except DatabaseError:
            connection.close()
            return super().__call__(environ, start_response)
        page = self.store.get(_key(environ), tag)
        if page is None:
            return super().__call__(environ, start_response)
        status, headers, body = _answer(page, tag, environ)
        start_response(status, headers)
        return [body]

    def get_response(self, request):
        response = super().get_response(request)
        tag = request.META.get("sijill.tag")
        canonical = getattr(response, "canonical_query", None)
        if tag is None or canonical is None or response.status_code != 200:
            return response
        if response.cookies or "Cookie" in response.get("Vary", ""):
            return response
        response["Cache-Control"] = "public, max-age=60"
        headers = [(n, v) for n, v in response.items() if n.lower() not in LEFT_OUT]
        page = Page(headers, response.content)
        if _sorted(request.META.get("QUERY_STRING", "")) == _sorted(canonical):
            self.store.put(_key(request.META), tag, page)
        status, headers, body = _answer(page, tag, request.META)
        response.status_code = int(status[:3])
        response.content = body
        for name, value in headers:
            response[name] = value
        return response

    def _may_be_kept(self, environ) -> bool:
        """Whether the request could be for a page: method, scheme and host first."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ["SCRIPT_NAME"]:
            return False
        if settings.SECURE_SSL_REDIRECT and not _is_secure(environ):
            return False
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            domain, _port = split_domain_port(host)
            if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
                return False
            if len(self._hosts) < 100:
                self._hosts.add(host)
        return not environ["PATH_INFO"].startswith(settings.STATIC_URL)


def current_tag() -> str:
    """What an answer depends on beside its address: record, day and release."""
    version = read_version()
    if version.is_due:
        publish_due()
        version = read_version()
    return f"{version.number}-{timezone.localdate():%Y%m%d}-{release()}"


def _answer(page: Page, tag: str, environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body of a page for what a request accepts and has."""
    etag = f'W/"{tag}"'
    headers = [*page.headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
    if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return "304 Not Modified", headers, b""
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.encoded(encoding)
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    return "200 OK", headers, b"" if is_head else body


def _encoding(accepted: str) -> str:
    """The best encoding that a request names without refusing it."""
    offers = {}
    for part in accepted.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        offers[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0")
    return next((name for name in ("br", "gzip") if offers.get(name)), "identity")


def _key(environ) -> str:
    query = environ.get("QUERY_STRING", "")
    return f"{environ['PATH_INFO']}?{_sorted(query)}" if query else environ["PATH_INFO"]


def _sorted(query: str) -> str:
    return "&".join(sorted(query.split("&"))) if "&" in query else query


def _is_secure(environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(name, "").split(",")[0].strip() == value
    return environ["wsgi.url_scheme"] == "https"
