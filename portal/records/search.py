"""What people, organisations, countries, topics, sources and photographs are found by,
and what the sections above say of these in their own entries."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils.translation import override

from portal.records.models import (
    Country,
    LifeEvent,
    Organisation,
    Person,
    Photograph,
    Position,
    Source,
    Topic,
)
from portal.search.registry import Text, register

LANGUAGES = [code for code, _name in settings.LANGUAGES]
_TAG = re.compile(r"<[^>]*>")


def plain(marked_up: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", marked_up)).split())


def columns(*fields: str) -> list[str]:
    """The columns of some translated fields, field by field."""
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


def by_language(row: dict, *fields: str, prose: str = "") -> dict[str, str]:
    """What some translated fields say, joined, in each language in which they do.

    `prose` is a field with markup and comes last.
    """
    found = {}
    for code in LANGUAGES:
        texts = [row[f"{field}_{code}"] for field in fields]
        if prose:
            texts.append(plain(row[f"{prose}_{code}"] or ""))
        if text := "\n".join(filter(None, texts)):
            found[code] = text
    return found


def in_languages(row: dict, *fields: str) -> list[str]:
    return [row[name] for name in columns(*fields) if row[name]]


@cache
def type_words(model) -> list[str]:
    """What a type of record is called, in all languages, one and many."""
    words = []
    for code in LANGUAGES:
        with override(code):
            words += [
                str(model._meta.verbose_name),
                str(model._meta.verbose_name_plural),
            ]
    return words


@cache
def choice_words(choices, value: str) -> list[str]:
    """The label of a choice in all languages."""
    words = []
    for code in LANGUAGES if value else []:
        with override(code):
            words.append(str(choices(value).label))
    return words


def linked(model, field: str, ids: Iterable[int]) -> dict[int, list[int]]:
    """The primary keys that a many-to-many field of some records holds, by record."""
    relation = model._meta.get_field(field)
    through = relation.remote_field.through
    own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    rows = through.objects.filter(**{f"{own}__in": ids}).order_by("pk")
    found = defaultdict(list)
    for key, target in rows.values_list(f"{own}_id", f"{other}_id"):
        found[key].append(target)
    return found


class Called:
    """The published ones among some records of a model, for those that name them: how
    they are called, and their name in addresses."""

    def __init__(self, model, ids: Iterable[int]):
        self.type = TYPES[model]
        names = NAMES[model]
        key = "code" if model is Country else "slug"
        lists = ["other_names"] * hasattr(model, "other_names")
        rows = model.objects.published().filter(pk__in=set(ids) - {None})
        self.names, self.slugs = {}, {}
        for row in rows.values("pk", key, *columns(*names), *lists):
            others = row["other_names"] if lists else []
            self.names[row["pk"]] = [*in_languages(row, *names), *others]
            self.slugs[row["pk"]] = row[key].lower()

    def of(self, ids: Iterable[int | None]) -> list[str]:
        return [name for key in ids for name in self.names.get(key, ())]

    def facets(self, name: str, ids: Iterable[int]) -> list[tuple[str, str]]:
        return [(name, self.slugs[key]) for key in ids if key in self.slugs]

    def refers(self, ids: Iterable[int | None]) -> list[tuple[str, int]]:
        return [(self.type, key) for key in ids if key is not None]


# How the records of each model are called, and their type.
NAMES = {Person: ["name"], Organisation: ["name"], Country: ["name"], Topic: ["name"]}
TYPES = {
    Person: "people",
    Organisation: "organisations",
    Country: "countries",
    Topic: "topics",
}


def _rows(model, ids: Iterable[int], *names: str) -> list[dict]:
    return list(model.objects.published().filter(pk__in=ids).values("pk", *names))


def people(ids):
    rows = _rows(
        *(Person, ids, "slug", "country_id", "other_names"),
        *columns("name", "sort_name", "biography"),
    )
    positions, events = defaultdict(list), defaultdict(list)
    for row in Position.objects.filter(person__in=ids).values(
        "person_id", "organisation_id", *columns("title")
    ):
        positions[row["person_id"]].append(row)
    for row in LifeEvent.objects.filter(person__in=ids).values(
        "person_id", *columns("what")
    ):
        events[row["person_id"]].append(row)
    countries = Called(Country, (row["country_id"] for row in rows))
    held = [row["organisation_id"] for some in positions.values() for row in some]
    organisations = Called(Organisation, held)
    for row in rows:
        country = [row["country_id"]]
        offices = [one["organisation_id"] for one in positions[row["pk"]]]
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            titles=by_language(row, "name"),
            texts=_joined(
                *(by_language(one, "title") for one in positions[row["pk"]]),
                by_language(row, prose="biography"),
                *(by_language(one, "what") for one in events[row["pk"]]),
            ),
            spellings=[*row["other_names"], *in_languages(row, "sort_name")],
            names=countries.of(country),
            about=type_words(Person) + organisations.of(offices),
            facets=countries.facets("country", country),
            refers=countries.refers(country) + organisations.refers(offices),
        )


def _joined(*texts: dict[str, str]) -> dict[str, str]:
    found = defaultdict(list)
    for some in texts:
        for code, text in some.items():
            found[code].append(text)
    return {code: "\n".join(parts) for code, parts in found.items()}


def organisations(ids):
    rows = _rows(
        *(Organisation, ids, "slug", "kind", "country_id", "other_names"),
        *columns("name"),
    )
    countries = Called(Country, (row["country_id"] for row in rows))
    for row in rows:
        country = [row["country_id"]]
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            titles=by_language(row, "name"),
            spellings=row["other_names"],
            names=countries.of(country),
            about=type_words(Organisation)
            + choice_words(Organisation.Kind, row["kind"]),
            facets=[*countries.facets("country", country), ("kind", row["kind"])],
            refers=countries.refers(country),
        )


def countries(ids):
    for row in _rows(Country, ids, "code", *columns("name")):
        yield Text(
            record_id=row["pk"],
            slug=row["code"].lower(),
            titles=by_language(row, "name"),
            about=type_words(Country),
        )


def topics(ids):
    rows = _rows(Topic, ids, "slug", "broader_id", *columns("name"))
    broader = Called(Topic, (row["broader_id"] for row in rows))
    for row in rows:
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            titles=by_language(row, "name"),
            about=type_words(Topic) + broader.of([row["broader_id"]]),
            refers=broader.refers([row["broader_id"]]),
        )


def sources(ids):
    names = ("slug", "publisher", "title", "language", "published", "kind")
    for row in _rows(Source, ids, *names):
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            date=row["published"],
            titles={row["language"]: row["title"]},
            texts={row["language"]: row["publisher"]},
            about=[*type_words(Source), row["publisher"]]
            + choice_words(Source.Kind, row["kind"]),
        )


def photographs(ids):
    rows = _rows(
        *(Photograph, ids, "slug", "date", "country_id", "credit"),
        *columns("title", "caption", "alt_text", "place"),
    )
    shown = linked(Photograph, "people", ids)
    people = Called(Person, (key for some in shown.values() for key in some))
    countries = Called(Country, (row["country_id"] for row in rows))
    for row in rows:
        who, country = shown[row["pk"]], [row["country_id"]]
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            date=row["date"],
            titles=by_language(row, "title"),
            texts=by_language(row, "caption", "alt_text", "place"),
            names=people.of(who) + countries.of(country) + in_languages(row, "place"),
            about=[*type_words(Photograph), row["credit"]],
            facets=people.facets("person", who) + countries.facets("country", country),
            refers=people.refers(who) + countries.refers(country),
        )


register(*(Person, "people", people), is_named=True, is_proper=True, is_called=True)
register(
    *(Country, "countries", countries),
    key="code",
    is_named=True,
    is_proper=True,
    is_called=True,
    is_there_if_referred=True,
)
register(Topic, "topics", topics, is_named=True, is_called=True)
register(*(Organisation, "organisations", organisations), is_named=True, is_called=True)
# After what happened that day come its pictures, then what was written of it.
register(Source, "sources", sources, is_cited=True, place=4)
register(Photograph, "photographs", photographs, place=3)
