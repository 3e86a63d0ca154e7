"""Whole documents of any type, drawn from what its shape allows."""

from datetime import date
from uuid import UUID

from django.db import models
from hypothesis import strategies as st

from portal.documents.build import reference
from portal.documents.canon import FORMAT, plain
from portal.documents.shape import LANGUAGES, Shape, shape_of
from portal.publishing.fields import LinesField, ProseField
from portal.publishing.models import PERMANENT_ID_LETTERS
from portal.records.dates import PartialDateField, is_before

LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\n\u0651\u200f"
)
DATES = st.one_of(
    st.integers(1990, 2030).map(str),
    st.dates(min_value=date(1990, 1, 1)).map(lambda day: day.isoformat()[:7]),
    st.dates(min_value=date(1990, 1, 1)).map(lambda day: day.isoformat()),
)
TIMES = st.sampled_from(["2021-07-28T09:30:00Z", "2022-01-01T00:00:00.000001Z"])
PATTERNED = {
    "wikidata": st.sampled_from(["", "Q1", "Q567"]),
    "permanent_id": st.text(PERMANENT_ID_LETTERS, min_size=10, max_size=10),
    "url": st.sampled_from(["", "https://example.org/%D8%A7?a=1&b=2"]),
    "archived_url": st.sampled_from(["", "http://example.org/x"]),
    "aliases": st.lists(st.sampled_from(["old", "older-1"]), unique=True, max_size=2),
    "outdated_translations": st.sampled_from([[], ["en:summary", "en:title"]]),
    "state": st.sampled_from(["draft", "submitted", "published"]),
    "image": st.just(""),
}
PROSE = ["", "<p>نص <strong>مهم</strong></p><p>Two &amp; two</p>", "<p>One</p>"]


def text(field):
    size = min(field.max_length or 60, 60)
    shortest = 0 if field.blank else 1
    return (
        st.text(LETTERS, min_size=shortest, max_size=size)
        .map(plain)
        .filter(lambda words: shortest <= len(words) <= (field.max_length or 10**6))
    )


def value(name, field):
    if name in PATTERNED:
        return PATTERNED[name]
    if field.choices:
        choices = st.sampled_from([choice for choice, _label in field.choices])
        return st.one_of(st.just(""), choices) if field.blank else choices
    kinds = [
        (PartialDateField, st.one_of(st.just(""), DATES) if field.blank else DATES),
        (LinesField, st.lists(st.sampled_from(["Sisi", "السيسي", "É"]), max_size=3)),
        (ProseField, st.sampled_from(PROSE)),
        (models.BooleanField, st.booleans()),
        (models.IntegerField, st.one_of(st.none(), st.integers(0, 300))),
        (models.TimeField, st.sampled_from([None, "09:30:00", "23:59:59"])),
        (models.DateTimeField, TIMES),
        (models.CharField, None),
        (models.TextField, None),
    ]
    strategy = next(strategy for kind, strategy in kinds if isinstance(field, kind))
    return strategy if strategy is not None else text(field)


def content(shape: Shape, pool: dict, ids=None):
    """A strategy of everything that a shape's records or rows hold.

    `pool` has the stored records by model, to refer to.
    """
    parts = {}
    for name, field in shape.values.items():
        if name in shape.translated:
            parts[name] = st.fixed_dictionaries(
                {
                    code: value(name, shape.options.get_field(f"{name}_{code}"))
                    for code in LANGUAGES
                }
            )
        elif name != shape.key:
            parts[name] = value(name, field)
    for name, field in (shape.links | shape.many).items():
        keys = st.sampled_from([reference(one) for one in pool[field.related_model]])
        if field.many_to_many:
            parts[name] = st.lists(keys, unique=True, max_size=3).map(sorted)
        else:
            parts[name] = st.one_of(st.none(), keys) if field.null else keys
    if shape.owner:
        parts["id"] = st.integers(1, 2**128 - 1).map(lambda n: str(UUID(int=n)))
    for name, row in shape.rows.items():
        parts[name] = st.lists(
            content(row, pool), max_size=3, unique_by=lambda one: one["id"]
        )
    return st.fixed_dictionaries(parts).map(lambda one: consistent(shape, one))


def consistent(shape, one):
    """Mends what the model itself forbids."""
    if "start" in one and one["end"] and is_before(one["end"], one["start"]):
        one["end"] = one["start"]
    if "quotation" in one and not (one["quotation_language"] and one["quotation_form"]):
        one["quotation"] = ""
    if "round" in one:
        one["round"] = None if one["series"] is None else one["round"]
        if one["round"]:
            one["series"] = one["round"].split("#")[0]
    for rows, unique in (("participants", "person"), ("rounds", "number")):
        if rows in one:
            kept = {row[unique]: row for row in one[rows]}
            one[rows] = list(kept.values())
    if "first_published_at" in one:
        published = one["state"] == "published"
        one |= {"publish_at": None, "withdrawn_at": None}
        one["first_published_at"] = one["first_published_at"] if published else None
    return one


def document(shape: Shape, pool: dict, key: str):
    head = {"format": FORMAT, "type": shape.type, shape.key: key}
    return content(shape, pool).map(lambda one: head | one)


def pool_of(records) -> dict:
    pool = {}
    for record in records:
        pool.setdefault(type(record), []).append(record)
        for name in shape_of(type(record)).rows:
            for row in getattr(record, name).all():
                pool.setdefault(type(row), []).append(row)
    return pool
