"""Compares the index with the record, and the engine with the index."""

from collections.abc import Callable, Iterator

from portal.search import entries, order
from portal.search.engines import Row, engine
from portal.search.expression import All, Match
from portal.search.models import SearchRecord
from portal.search.registry import Type, types
from portal.search.update import CHUNK, built, chunks

# So many of a row's terms are asked for; of a damaged row hardly any is there.
_ASKED_FOR = 40


def differences(progress: Callable[[int], None] = lambda count: None) -> Iterator[str]:
    """A sentence on each difference; none where all is well."""
    yield from _engine()
    for type_ in types():
        published = type_.model.objects.published().order_by("pk")
        ids = set(published.values_list("pk", flat=True))
        rows = SearchRecord.objects.filter(type=type_.name)
        ids |= set(rows.values_list("record_id", flat=True))
        for chunk in chunks(sorted(ids), CHUNK):
            yield from _of_records(type_, list(chunk))
            progress(len(chunk))


def _of_records(type_: Type, record_ids: list[int]) -> Iterator[str]:
    rows = SearchRecord.objects.filter(type=type_.name, record_id__in=record_ids)
    found = {row.record_id: row for row in rows.prefetch_related("entries")}
    texts = {text.record_id: text for text in built(type_, record_ids)}
    for key in record_ids:
        text, row = texts.get(key), found.get(key)
        if text and not row:
            yield f"{type_.name}/{text.slug} is published and not in the index."
        elif row and not text:
            yield f"{row} is in the index and not published."
        elif row and text:
            terms, spelled = entries.terms_of(type_, text)
            is_same = entries.unpack(row.pk, row.tokens) == Row(row.pk, terms, spelled)
            shown = {
                entry.language: (entry.title, entry.text) for entry in row.entries.all()
            }
            meant = {
                code: (t, text.texts.get(code, "")) for code, t in text.titles.items()
            }
            if not is_same or shown != meant or not _is_in_place(row, text.date):
                yield f"{row} says something else in the index."
            elif not _is_found(row, terms):
                yield f"{row} is not found by its own words."


def _is_in_place(row: SearchRecord, date: str) -> bool:
    is_there = order.group(row.pk) == order.group(order.first_key(date))
    return row.date == date and is_there


def _is_found(row: SearchRecord, terms: str) -> bool:
    some = sorted(terms.split(), key=lambda term: (-len(term), term))[:_ASKED_FOR]
    return bool(engine().keys(Match(All(tuple(some)), first=row.pk, last=row.pk), 1))


def _engine() -> Iterator[str]:
    """Rows that the engine has and no record."""
    first = None
    while keys := engine().keys(Match(entries.ALL, first=first), 10_000):
        known = SearchRecord.objects.filter(pk__gte=keys[0], pk__lte=keys[-1])
        strangers = set(keys) - set(known.values_list("pk", flat=True))
        for key in sorted(strangers):
            yield f"The engine finds {key}, which is no record of the index."
        first = keys[-1] + 1
