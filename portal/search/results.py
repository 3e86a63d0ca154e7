"""The rows of one page: best class first, then by date, type and slug."""

from collections.abc import Iterable, Iterator, Sequence

from portal.search import entries, order
from portal.search.analysis import terms
from portal.search.engines import engine
from portal.search.expression import Match
from portal.search.models import SearchRecord
from portal.search.names import tokens
from portal.search.query import Query, Word
from portal.search.ranking import Question, by_language, narrowed
from portal.search.registry import type_named, types
from portal.search.text import fold
from portal.search.vocabulary import distance

MOST_NAMED = 5
# A word that more names than these share names none of them.
_TOO_MANY = 20


def by_date(match: Match, start: int, stop: int) -> list[int]:
    """The keys from one place to another, the latest first."""
    keys = engine().keys(match, stop + 1)
    if len(keys) > stop:
        keys += _rest_of_group(match, keys[-1])
    return _part(keys, start, stop)


def by_relevance(
    question: Question, language: str, named: list[int], start: int, stop: int
) -> list[int]:
    """The same by class; `named` come before all classes."""
    return _by_class(question.classes(language), named, start, stop)


def by_rarity(
    alternatives: Sequence[Match], language: str, start: int, stop: int
) -> list[int]:
    """The same of several alternatives, first those that fewer records meet."""
    counts = engine().counts(alternatives)
    ranked = sorted(zip(counts, range(len(counts)), alternatives, strict=True))
    classes = (by_language(match, language) for _count, _at, match in ranked)
    return _by_class(classes, [], start, stop)


def _by_class(
    classes: Iterable[list[Match]], named: list[int], start: int, stop: int
) -> list[int]:
    found, seen, base = named[start:stop], set(named), len(named)
    for match, keys in _keys_of_each(classes, stop + 1):
        limit = stop + 1
        if len(keys) == limit and not seen.isdisjoint(keys):
            limit += len(seen)
            keys = engine().keys(match, limit)
        fresh = [key for key in keys if key not in seen]
        if len(keys) == limit:
            fresh += [k for k in _rest_of_group(match, keys[-1]) if k not in seen]
        found += _part(fresh, max(start - base, 0), stop - base)
        seen.update(fresh)
        base += len(fresh)
        if base >= stop:
            break
    return found


def _keys_of_each(
    classes: Iterable[list[Match]], limit: int
) -> Iterator[tuple[Match, list[int]]]:
    for matches in classes:
        yield from zip(matches, engine().keys_of_each(matches, limit), strict=True)


def _rest_of_group(match: Match, key: int) -> list[int]:
    """What follows a key with the same date."""
    return engine().keys(order.between(match, key + 1, order.last_of_group(key)))


def _part(keys: list[int], start: int, stop: int) -> list[int]:
    """A part of some keys, those of the same date by their types and slugs."""
    if not keys[start:stop]:
        return []
    groups = {order.group(key) for key in keys[start:stop]}
    first = next(at for at, key in enumerate(keys) if order.group(key) in groups)
    tied = [key for key in keys[first:] if order.group(key) in groups]
    if len(tied) > len(groups):
        rows = SearchRecord.objects.filter(pk__in=tied)
        rows = rows.values_list("pk", "type", "slug")
        ranks = {pk: (type_named(name).place, slug, name) for pk, name, slug in rows}
        tied.sort(key=lambda key: (order.group(key), ranks.get(key, ())))
    return tied[start - first : stop - first]


def named(query: Query, question: Question) -> list[int]:
    """What the query names, in its order: by its whole name, else by a part of it."""
    words = [list(part) for word in query.all_words for part in word.parts]
    wholes = sorted(entries.wholes(words))
    whole = [narrowed(question.base, one) for one in wholes]
    parts = [
        narrowed(question.match(tier, entries.TITLE), entries.NAMED)
        for tier in question.tiers
    ]
    asked = engine().keys_of_each([*whole, *parts], _TOO_MANY + 1)
    is_whole = {key for keys in asked[: len(whole)] for key in keys}
    for keys in asked[len(whole) :]:
        if keys or is_whole:
            some = keys if len(keys) <= _TOO_MANY else []
            return _best_named(question, is_whole, some)
    return _best_named(question, is_whole, [])


def _best_named(
    question: Question, is_whole: set[int], is_part: Iterable[int]
) -> list[int]:
    """Whole names first, then those that are spelled most like the query; a part names
    a person or country, and half of any name, or all but two of its words."""
    places = {type_.name: (at, type_) for at, type_ in enumerate(types())}
    rows = SearchRecord.objects.filter(pk__in=is_whole | set(is_part))
    length = sum(len(word.parts) for word in question.words)
    found = []
    for pk, type_name, slug, names in rows.values_list("pk", "type", "slug", "names"):
        place, type_ = places[type_name]
        its_names = names.split("\n")
        extra = min(len(terms(name, "ar")) for name in its_names) - length
        if pk in is_whole or type_.is_proper or extra <= max(length, 2):
            unlike = min(_unlike(question.words, name) for name in its_names)
            rank = (pk not in is_whole, unlike, place, max(extra, 0), slug)
            found.append((*rank, pk))
    return [pk for *_rank, pk in sorted(found)[:MOST_NAMED]]


def _unlike(words: Iterable[Word], name: str) -> int:
    """How many letters of the words a name spells in another way."""
    spelled = [fold(token) for token in tokens(name)] or [""]
    asked = ("".join(part[0][1:] for part in word.parts) for word in words)
    return sum(min(distance(word, one) for one in spelled) for word in asked)
