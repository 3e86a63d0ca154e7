"""What a reader may have meant by an address that leads nowhere.

However many records there are, it costs the same: names in addresses are found where
they would stand in the order of names, their words in the index.
"""

import re
from difflib import SequenceMatcher

from django.conf import settings
from django.db.models import F, Model, Value
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from portal.documents.shape import Shape, shape_of_type, shapes
from portal.search.index import Hit, complete, find

SHOWN = 5
AROUND = 6
LENGTH = 100
LIKE_ENOUGH = 0.6
BY_WORDS = 0.95
WORD = re.compile(r"[^\W\d_]{3,}")

Found = dict[tuple[str, str], float]


def nearest(path: str) -> list[Model]:
    """The published records that a public address comes near to, the nearest first."""
    asked, name = _type_and_name(path)
    if not name:
        return []
    found: Found = {}
    for type_, key in _called(name):
        found[type_, key] = 2.0
    for type_, key in _around(asked, name):
        likeness = SequenceMatcher(None, name, key).ratio()
        found[type_, key] = max(likeness, found.get((type_, key), 0))
    for type_, key in _with_words(asked, name):
        found[type_, key] = max(BY_WORDS, found.get((type_, key), 0))
    likely = {row: score for row, score in found.items() if score >= LIKE_ENOUGH}
    return _records(sorted(likely, key=lambda row: (-likely[row], row))[:SHOWN])


def asked_list(path: str) -> str:
    """The address of the list that an address would be of, if there is one."""
    _empty, language, type_, *_rest = [*path.split("/"), "", ""]
    address = f"/{language}/{type_}/"
    if language not in dict(settings.LANGUAGES) or not type_:
        return ""
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address


def _type_and_name(path: str) -> tuple[Shape | None, str]:
    """What an address asks for: `/en/people/joe-biden/` for a person so called."""
    language, *parts = [part for part in path.split("/") if part] or [""]
    if language not in dict(settings.LANGUAGES) or not parts:
        return None, ""
    shape = shape_of_type(parts[0])
    name = parts[1] if shape and len(parts) > 1 else "" if shape else parts[-1]
    return shape, name.replace("\0", "")[:LENGTH].lower()


def _called(name: str):
    """The records of every type that have exactly this name in their addresses."""
    queries = [
        shape.model.objects.published()
        .filter(**{shape.key: name.upper() if shape.key == "code" else name})
        .order_by()
        .annotate(of_type=Value(shape.type), key=F(shape.key))
        .values_list("of_type", "key")
        for shape in shapes()
    ]
    return list(queries[0].union(*queries[1:], all=True))


def _around(asked: Shape | None, name: str):
    """The names that stand before and after this one among all of the type."""
    if asked is None or asked.key != "slug":
        return []
    slugs = asked.model.objects.published().values_list("slug", flat=True)
    before = slugs.filter(slug__lt=name).order_by("-slug")[:AROUND]
    after = slugs.filter(slug__gt=name).order_by("slug")[:AROUND]
    return [(asked.type, slug) for slug in (*before, *after)]


def _with_words(asked: Shape | None, name: str):
    """The records of the type that are found by all the words of this name; or, of any
    type, those that are called so."""
    words = " ".join(WORD.findall(name))
    hits = _found(asked, words) if asked else []
    for hit in hits or complete(words, language=get_language(), limit=SHOWN):
        shape = shape_of_type(hit.type)
        yield hit.type, hit.slug.upper() if shape.key == "code" else hit.slug


def _found(asked: Shape, words: str) -> list[Hit]:
    options = {
        "language": get_language(),
        "filters": {"type": asked.type},
        "per_page": SHOWN,
        "with_facets": False,
    }
    results = find(words, **options)
    if results.suggestion:
        results = find(results.suggestion, **options)
    return [] if results.loosened else results.hits


def _records(rows: list[tuple[str, str]]) -> list[Model]:
    """The records of some types and keys, in their order."""
    by_row = {}
    for type_ in {type_ for type_, _key in rows}:
        shape = shape_of_type(type_)
        keys = [key for of_type, key in rows if of_type == type_]
        found = shape.model.objects.published().filter(**{f"{shape.key}__in": keys})
        by_row |= {(type_, getattr(one, shape.key)): one for one in found}
    return [by_row[row] for row in rows if row in by_row]
