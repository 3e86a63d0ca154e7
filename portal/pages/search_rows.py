"""What pages and feeds show of the records that were found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from portal.publishing.languages import language_of
from portal.records.language import LABEL_FIELDS
from portal.search import analysis, registry
from portal.search.index import Hit, Results
from portal.search.models import SearchRecord

# How a word is the same word, and no name that sounds like it.
SAME = "smcln"


@dataclass(frozen=True)
class Row:
    """`language` and `snippet_language` are those that the words are written in,
    `also` the other spellings that the query met, with their languages."""

    hit: Hit
    type_name: str
    language: str
    snippet_language: str
    is_untranslated: bool
    also: list[tuple[str, str]]


def rows(results: Results) -> list[Row]:
    others = _spelled_otherwise(results)
    return [
        _row(hit, hit.also or others.get((hit.type, hit.record_id), ()))
        for hit in results.hits
    ]


def _row(hit: Hit, also: Iterable[str]) -> Row:
    language = written_in(hit)
    return Row(
        hit=hit,
        type_name=type_name(hit),
        language=language,
        snippet_language=language_of(str(hit.snippet), hit.snippet.language),
        is_untranslated=language != get_language() and _is_translated(hit),
        also=[(name, language_of(name, get_language())) for name in also],
    )


def written_in(hit: Hit) -> str:
    """The language of a title: a source in Arabic may be described in English."""
    return language_of(hit.title, hit.language)


def _is_translated(hit: Hit) -> bool:
    """Whether records of the type are to have their titles in every language."""
    model = registry.type_named(hit.type).model
    names = [build_localized_fieldname(name, get_language()) for name in LABEL_FIELDS]
    return any(hasattr(model, name) for name in names)


def _spelled_otherwise(results: Results) -> dict[tuple[str, int], list[str]]:
    """Other names of what the query names, as it names them; where the one that is
    shown is marked because it sounds alike."""
    asked = _terms(results.query.text)
    named = [
        (hit.type, hit.record_id)
        for hit in results.hits
        if hit.is_named and not hit.also and asked.isdisjoint(_terms(hit.title))
    ]
    records = SearchRecord.objects.filter(
        type__in={type for type, _id in named},
        record_id__in={id for _type, id in named},
    )
    found = {}
    for type, record_id, names in records.values_list("type", "record_id", "names"):
        found[type, record_id] = [
            name for name in names.split("\n") if not asked.isdisjoint(_terms(name))
        ]
    return {key: found.get(key, []) for key in named}


def _terms(text: str) -> set[str]:
    found = analysis.terms(text, get_language())
    return {term for terms in found for term in terms if term[0] in SAME}


def type_name(hit: Hit) -> str:
    return capfirst(registry.type_named(hit.type).model._meta.verbose_name)


def records_of(hits: list[Hit]) -> dict[tuple[str, int], Model]:
    """The records by type and primary key: one query for each type."""
    found = {}
    for name in {hit.type for hit in hits}:
        keys = [hit.record_id for hit in hits if hit.type == name]
        model = registry.type_named(name).model
        for record in model.objects.published().filter(pk__in=keys):
            found[name, record.pk] = record
    return found
