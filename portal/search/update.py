"""Keeps the index as the published record is, in the transaction that changes it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from django.db import transaction
from django.db.models import Max

from portal.search import entries, order, vocabulary
from portal.search.engines import Row, engine
from portal.search.expression import Match, any_of
from portal.search.models import SearchEntry, SearchRecord
from portal.search.registry import Text, Type, type_named, type_of, types

CHUNK = 500
# What many changes do to the words that are known, to be written when all are made.
_gathered: ContextVar[vocabulary.Moves | None] = ContextVar("moves", default=None)


@contextmanager
def in_bulk() -> Iterator[None]:
    """Within it, many changes cost less: counts of words are written once, at its end.
    Till then words of what is new are not suggested."""
    moves = vocabulary.Moves()
    token = _gathered.set(moves)
    try:
        yield
    finally:
        _gathered.reset(token)
    with transaction.atomic():
        engine().lock()
        moves.write()


def renew(model, primary_keys: Iterable[int]) -> None:
    """Brings the index up to the present state of some records of a model, and of the
    records that are found by their names. A model that is not searched is passed over.
    """
    if type_ := type_of(model):
        with transaction.atomic():
            engine().lock()
            _renew(type_, list(primary_keys))


def _renew(type_: Type, record_ids: list[int]) -> None:
    renamed, referred = _write(type_, record_ids)
    for name, ids in _found_by(type_, renamed).items():
        for chunk in chunks(sorted(ids), CHUNK):
            _write(type_named(name), chunk)
    _write_referred(referred)


def _write_referred(referred: dict[str, set[int]]) -> None:
    for name, ids in referred.items():
        _write(type_named(name), sorted(ids))


def rebuild(progress: Callable[[int], None] = lambda count: None) -> int:
    """Makes the whole index anew, chunk by chunk; the number of records in it."""
    with transaction.atomic():
        engine().clear()
        vocabulary.clear()
        SearchEntry.objects.all().delete()
        SearchRecord.objects.all().delete()
    with in_bulk():
        # What is there because others refer to it comes with them.
        for type_ in (type_ for type_ in types() if not type_.is_there_if_referred):
            _rebuild(type_, progress)
    engine().tidy()
    return SearchRecord.objects.count()


def _rebuild(type_: Type, progress: Callable[[int], None]) -> None:
    ids = type_.model.objects.values_list("pk", flat=True).order_by("pk")
    for chunk in chunks(list(ids), CHUNK):
        with transaction.atomic():
            engine().lock()
            _renamed, referred = _write(type_, chunk)
            _write_referred(referred)
        progress(len(chunk))


def _write(type_: Type, record_ids: list[int]) -> tuple[set[int], dict[str, set[int]]]:
    """Writes some records of a type: which have other names than before, and which
    others, by type, may be public because of them, or not any more."""
    found = SearchRecord.objects.filter(type=type_.name, record_id__in=record_ids)
    before = {record.record_id: record for record in found}
    texts = {text.record_id: text for text in built(type_, record_ids)}
    rows = {key: entries.terms_of(type_, text) for key, text in texts.items()}
    old = {
        key: entries.unpack(record.pk, record.tokens) for key, record in before.items()
    }
    after = _records(type_, texts, rows, before)
    new = {key: Row(record.pk, *rows[key]) for key, record in after.items()}
    _save(before, after, texts)
    changed = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    removed = [old[key] for key in changed if key in old]
    added = [new[key] for key in changed if key in new]
    engine().replace(removed, added)
    _count_words(removed, added)
    renamed = {
        key
        for key in record_ids
        if getattr(before.get(key), "names", None)
        != getattr(after.get(key), "names", None)
    }
    return renamed, _referred(removed, added)


def _count_words(removed: list[Row], added: list[Row]) -> None:
    if (moves := _gathered.get()) is not None:
        moves.add(removed, added)
        return
    moves = vocabulary.Moves()
    moves.add(removed, added)
    moves.write()


def built(type_: Type, record_ids: list[int]) -> Iterable[Text]:
    if type_.is_there_if_referred:
        terms = [entries.reference(type_.name, key) for key in record_ids]
        referring = engine().counts([Match(term) for term in terms], 1)
        record_ids = [
            key for key, number in zip(record_ids, referring, strict=True) if number
        ]
    return type_.build(record_ids)


def _records(type_, texts, rows, before) -> dict[int, SearchRecord]:
    dates = [
        text.date
        for key, text in texts.items()
        if key not in before or before[key].date != text.date
    ]
    places = _free_places(dates)
    return {
        key: SearchRecord(
            pk=before[key].pk
            if key in before and before[key].date == text.date
            else next(places[text.date]),
            type=type_.name,
            record_id=key,
            slug=text.slug,
            date=text.date,
            facets="\n".join(sorted({f"{n}={value}" for n, value in text.facets})),
            names="\n".join([*text.titles.values(), *text.spellings]),
            tokens=entries.pack(*rows[key]),
        )
        for key, text in texts.items()
    }


def _free_places(dates: list[str]) -> dict[str, Iterator[int]]:
    """The free keys of each of some dates."""
    if not dates:
        return {}
    taken = SearchRecord.objects.filter(date__in=set(dates)).order_by()
    last = dict(taken.values_list("date").annotate(last=Max("pk")))
    return {
        date: count(last[date] + 1 if date in last else order.first_key(date))
        for date in dates
    }


def _save(before, after, texts: dict[int, Text]) -> None:
    keys = [record.pk for record in before.values()]
    if keys:
        SearchEntry.objects.filter(record__in=keys).delete()
        SearchRecord.objects.filter(pk__in=keys).delete()
    SearchRecord.objects.bulk_create(after.values())
    SearchEntry.objects.bulk_create(
        SearchEntry(
            record=after[key],
            language=language,
            title=title,
            text=text.texts.get(language, ""),
        )
        for key, text in texts.items()
        for language, title in text.titles.items()
    )


def _found_by(type_: Type, record_ids: set[int]) -> dict[str, set[int]]:
    """The records, by type, in which the names of some records stand."""
    found = defaultdict(set)
    if type_.is_called:
        for chunk in chunks(sorted(record_ids), 100):
            named = any_of([entries.reference(type_.name, key) for key in chunk])
            keys = engine().keys(Match(named))
            for part in chunks(keys, CHUNK):
                rows = SearchRecord.objects.filter(pk__in=part)
                for name, record_id in rows.values_list("type", "record_id"):
                    found[name].add(record_id)
    return found


def _referred(removed: list[Row], added: list[Row]) -> dict[str, set[int]]:
    before, after = _references(removed), _references(added)
    found = defaultdict(set)
    for name in (type_.name for type_ in types() if type_.is_there_if_referred):
        ended = before[name] - after[name]
        begun = after[name] - before[name]
        there = SearchRecord.objects.filter(type=name, record_id__in=begun)
        if begun := begun - set(there.values_list("record_id", flat=True)) | ended:
            found[name] = begun
    return found


def _references(rows: list[Row]) -> dict[str, set[int]]:
    found = defaultdict(set)
    for row in rows:
        for term in row.terms[row.terms.find("@") :].split():
            if term[0] != "@":
                break
            name, _, record_id = term[1:].partition(":")
            found[name].add(int(record_id))
    return found


def chunks(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def fill_if_empty(**signal) -> None:
    """Makes the index of an installation that had a record and no index yet."""
    if not SearchRecord.objects.exists():
        rebuild()
