"""Rendered pages, kept in front of Django until the record moves.

A public page is a pure function of its address and of the record's state. So a page
once rendered is answered from memory, compressed, by every worker for itself: one
query reads the version, and a version that has moved empties the whole store.

A view says that its answer may be kept, and under which query, by
`response.canonical_query`; a request with any other query is rendered anew and never
kept.
"""

import gzip
import logging
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from zlib import crc32

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host
from django.http.response import ResponseHeaders
from django.utils import timezone

from portal.pages.release import release
from portal.publishing.due import publish_due
from portal.publishing.version import read_version

logger = logging.getLogger(__name__)

MAX_BYTES = 32 * 1024 * 1024
MAX_PAGE = 2 * 1024 * 1024
# What a page costs beside its bodies: its headers and the objects that hold it.
OVERHEAD = 4 * 1024
MAX_HOSTS = 100
ITS_OWN = {"content-length", "content-encoding", "etag", "vary"}
# Django names the language for every address without one; a view that says its answer
# is for everybody has not asked for it.
HARMLESS = {"", "accept-encoding", "accept-language"}
ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    "identity": lambda body: body,
}
ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')

Headers = list[tuple[str, str]]
Key = tuple[str, str]  # path and query


@dataclass(slots=True)
class Page:
    """A rendered page with its answers by encoding, made when first asked for."""

    etag: str
    headers: Headers
    body: bytes
    answers: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    def answer(self, encoding: str) -> tuple[Headers, bytes]:
        if encoding not in self.answers:
            body = ENCODERS[encoding](self.body)
            headers = [*self.common_headers(), ("Content-Length", str(len(body)))]
            if encoding != "identity":
                headers.append(("Content-Encoding", encoding))
            self.answers[encoding] = headers, body
        return self.answers[encoding]

    def common_headers(self) -> Headers:
        """The headers that an answer without a body has as well."""
        own = [("ETag", self.etag), ("Vary", "Accept-Encoding")]
        return self.headers + own

    @property
    def size(self) -> int:
        """At most how many bytes it takes, with the bodies still to be made."""
        return 2 * len(self.body) + OVERHEAD


class Store:
    """The pages of one process, the longest unused leaving first."""

    def __init__(self, max_bytes: int = MAX_BYTES):
        self.max_bytes = max_bytes
        self.tag = ""
        self.size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key, tag: str) -> Page | None:
        with self._lock:
            if tag != self.tag:
                self.tag, self.size = tag, 0
                self._pages.clear()
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, tag: str, page: Page) -> None:
        with self._lock:
            if tag != self.tag or key in self._pages or len(page.body) > MAX_PAGE:
                return
            self._pages[key] = page
            self.size += page.size
            while self.size > self.max_bytes:
                _key, old = self._pages.popitem(last=False)
                self.size -= old.size


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
            tag = current_tag()
        except DatabaseError:
            connection.close()
            return super().__call__(environ, start_response)
        page = self.store.get(_key(environ), tag)
        if page is None:
            environ["sijill.tag"] = tag
            return super().__call__(environ, start_response)
        status, headers, body = _answer(page, environ)
        start_response(status, headers)
        return [body]

    def get_response(self, request):
        response = super().get_response(request)
        tag = request.META.get("sijill.tag")
        if tag is None or not _is_for_everybody(response):
            return response
        key = _key(request.META)
        etag = f'W/"{tag}-{crc32("?".join(key).encode()):08x}"'
        response["Cache-Control"] = "public, max-age=60"
        headers = [(n, v) for n, v in response.items() if n.lower() not in ITS_OWN]
        page = Page(etag, headers, response.content)
        if key[1] == _sorted(response.canonical_query):
            self.store.put(key, tag, page)
        status, headers, body = _answer(page, request.META)
        response.status_code = int(status[:3])
        response.content = body
        response.headers = ResponseHeaders(dict(headers))
        return response

    def _may_be_kept(self, environ) -> bool:
        """Whether the request could be for a page: method, scheme and host first."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if method not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
            return False
        if settings.SECURE_SSL_REDIRECT and not _is_secure(environ):
            return False
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            domain, _port = split_domain_port(host)
            if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
                return False
            if len(self._hosts) < MAX_HOSTS:
                self._hosts.add(host)
        return not path.startswith(settings.STATIC_URL)


def current_tag() -> str:
    """What an answer depends on beside its address: record, day and release."""
    version = read_version()
    if version.is_due:
        try:
            publish_due()
        except DatabaseError:
            raise
        except Exception:
            # What cannot be published must not keep the rest from being read.
            logger.exception("A scheduled record could not be published.")
        version = read_version()
    return f"{version.number}-{timezone.localdate():%Y%m%d}-{release()}"


def _is_for_everybody(response) -> bool:
    """Whether a view says so, and nothing in its answer belongs to one reader."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if getattr(response, "canonical_query", None) is None:
        return False
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    if not vary <= HARMLESS:
        return False
    return "'nonce-" not in response.get("Content-Security-Policy", "")


def _answer(page: Page, environ) -> tuple[str, Headers, bytes]:
    """Status, headers and body of a page for what a request accepts and has."""
    if _has(page.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        return "304 Not Modified", page.common_headers(), b""
    headers, body = page.answer(_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    return "200 OK", headers.copy(), b"" if is_head else body


def _has(etag: str, if_none_match: str) -> bool:
    """Weak comparison of RFC 9110, 8.8.3.2."""
    if not if_none_match:
        return False
    tags = ENTITY_TAG.findall(if_none_match)
    return if_none_match.strip() == "*" or etag.removeprefix("W/") in tags


@lru_cache(maxsize=100)
def _encoding(accepted: str) -> str:
    """The best encoding that a request names without refusing it."""
    offers = {}
    for part in accepted.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        offers[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", quality)
    return next((name for name in ("br", "gzip") if offers.get(name)), "identity")


def _key(environ) -> Key:
    return environ.get("PATH_INFO", ""), _sorted(environ.get("QUERY_STRING", ""))


def _sorted(query: str) -> str:
    return "&".join(sorted(query.split("&"))) if "&" in query else query


def _is_secure(environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(name, "").split(",")[0].strip() == value
    return environ["wsgi.url_scheme"] == "https"
