"""The addresses of all public pages for search engines, in parts of ten thousand.

A part holds the records of one type whose primary keys lie in one range. So no part
has to be counted or walked to, and a new record moves no other into another part.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import QuerySet
from django.urls import LocalePrefixPattern, get_resolver, reverse
from django.utils.translation import override

from portal.documents.shape import LANGUAGES, Shape, shapes
from portal.publishing.models import Record
from portal.records.models import Country

ADDRESSES = 10_000
RECORDS = ADDRESSES // len(LANGUAGES)
PLACE = "a-record"
URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


class Part(NamedTuple):
    type: str
    number: int


def parts() -> list[Part]:
    """The parts that have anything in them, found by one question each."""
    return [
        Part(shape.type, number) for shape in shapes() for number in _numbers(shape)
    ]


def index() -> str:
    paths = [reverse("sitemap_pages")]
    paths += [reverse("sitemap_part", args=part) for part in parts()]
    lines = (f"<sitemap><loc>{_absolute(path)}</loc></sitemap>" for path in paths)
    return _document(INDEX, lines, "</sitemapindex>")


def pages() -> str:
    """The part with the pages that are not those of a record."""
    found = ({code: _path(code, name) for code in LANGUAGES} for name in _page_names())
    entries = (_entries(paths, "") for paths in found if paths[LANGUAGES[0]][-1] == "/")
    return _document(URLSET, entries, "</urlset>")


def part(type: str, number: int) -> str:
    """A part with records; "" where it would be empty."""
    shape = next((one for one in shapes() if one.type == type), None)
    rows = list(_rows(shape, number)) if shape else []
    patterns = _patterns(shape) if rows else {}
    entries = (
        _entries({c: p.replace(PLACE, key) for c, p in patterns.items()}, changed)
        for key, changed in rows
    )
    return _document(URLSET, entries, "</urlset>") if rows else ""


def _numbers(shape: Shape) -> Iterator[int]:
    number = 0
    while True:
        rest = _published(shape).filter(pk__gte=number * RECORDS).order_by("pk")
        first = rest.values_list("pk", flat=True).first()
        if first is None:
            return
        number = first // RECORDS
        yield number + 1
        number += 1


def _rows(shape: Shape, number: int) -> Iterator[tuple[str, str]]:
    """The key in the address and the time of the last change, of each record."""
    first = (number - 1) * RECORDS
    rows = _published(shape).filter(pk__gte=first, pk__lt=first + RECORDS)
    if not issubclass(shape.model, Record):
        for key in rows.order_by("pk").values_list(shape.key, flat=True):
            yield key.lower(), ""
        return
    names = shape.key, "changed_at", "first_published_at"
    for key, *times in rows.order_by("pk").values_list(*names):
        yield key, _iso(max(times))


def _published(shape: Shape) -> QuerySet:
    published = shape.model.objects.published()
    return published.in_record() if shape.model is Country else published


def _patterns(shape: Shape) -> dict[str, str]:
    """The path of a type's records in each language, with a place for the key."""
    record = shape.model(**{shape.key: PLACE})
    patterns = {}
    for code in LANGUAGES:
        with override(code):
            patterns[code] = record.get_absolute_url()
    return patterns


def _page_names() -> Iterator[str]:
    """The names of the addresses in a language that name no record."""
    for prefix in get_resolver().url_patterns:
        if isinstance(prefix.pattern, LocalePrefixPattern):
            for app in prefix.url_patterns:
                for one in app.url_patterns if app.app_name != "admin" else ():
                    if not one.pattern.converters:
                        yield f"{app.app_name}:{one.name}"


def _path(code: str, url_name: str) -> str:
    with override(code):
        return reverse(url_name)


def _entries(paths: dict[str, str], changed: str) -> str:
    """A page in every language, each naming the others."""
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_absolute(path)}"/>'
        for code, path in (paths | {"x-default": paths[LANGUAGES[0]]}).items()
    )
    changed = f"<lastmod>{changed}</lastmod>" if changed else ""
    return "\n".join(
        f"<url><loc>{_absolute(path)}</loc>{changed}{alternates}</url>"
        for path in paths.values()
    )


def _document(start: str, lines: Iterator[str], end: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, start, *lines, end, ""])


def _absolute(path: str) -> str:
    return escape(settings.SITE_URL + path)


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
