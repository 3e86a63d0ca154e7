"""Finding records: the one question that pages, feeds and suggestions ask."""

import re
from dataclasses import dataclass, field, replace

from django.db.models import prefetch_related_objects

from portal.search import (
    entries,
    facets,
    order,
    otherwise,
    registry,
    results,
    vocabulary,
)
from portal.search.engines import engine
from portal.search.expression import Match
from portal.search.facets import CAP, FACETS, Choice
from portal.search.models import SearchRecord
from portal.search.query import Query, Word, parse
from portal.search.ranking import (
    NAME_KEYS,
    Question,
    any_match,
    narrowed,
    question,
)
from portal.search.snippets import Marker, Snippet
from portal.search.text import clean

_YEAR = re.compile("[1-9][0-9]{3}")

__all__ = ["CAP", "FACETS", "Choice", "Hit", "Results", "complete", "find"]


@dataclass(frozen=True)
class Hit:
    """A record that was found, in the reader's language where it has that.

    `date` is a partial date or "". `is_named` marks what the query names. `also` are
    other recorded spellings of its name, where they are what the query met.
    """

    type: str
    slug: str
    record_id: int
    language: str
    title: str
    date: str
    snippet: Snippet
    marked_title: Snippet
    is_named: bool = False
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page under the active language."""
        return registry.type_named(self.type).url(self.slug)


@dataclass(frozen=True)
class Results:
    """One page of what was found; `count` is of all pages.

    `facets` are by name (see FACETS), the commonest value first, years the latest
    first. `named` are those of the hits that the query names. `loosened`: nothing has
    all the words, these have some. `begun`: words were taken as the beginnings of
    others. `suggestion` is another query that finds something, or "". `next` is the
    number of the next page or None.
    """

    query: Query
    count: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    loosened: bool = False
    begun: bool = False
    otherwise: bool = False
    suggestion: str = ""
    page: int = 1
    next: int | None = None

    @property
    def named(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.is_named]


@dataclass(frozen=True)
class _Found:
    """What a query came to: `asked` is what the engine was asked in the end, `keys` of
    all results where they are few; any of `alternatives` where that was loosened."""

    asked: Match
    count: int
    keys: list[int]
    question: Question
    alternatives: tuple[Match, ...] = ()
    begun: bool = False
    otherwise: bool = False

    @property
    def loosened(self) -> bool:
        return bool(self.alternatives)


def find(
    query: Query | str,
    *,
    language: str,
    filters: dict[str, str] | None = None,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
    with_facets: bool = True,
) -> Results:
    """One page of the records that a query finds.

    `filters` has values by the names of facets; a value that nothing has finds nothing.
    `sort` is "relevance" or "date" (the latest first). A query without words, with a
    date or filters, browses by date; without any of these it finds nothing.
    """
    if isinstance(query, str):
        query = parse(query, language)
    chosen = {name: value for name, value in (filters or {}).items() if value}
    if query.is_empty and not chosen:
        return Results(query)
    found = _found(query, _base(query, chosen))
    start = (max(page, 1) - 1) * per_page
    stop = min(start + per_page, found.count)
    keys, named = _ranked(found, query, language, sort == "date", start, stop)
    is_misspelled = found.count == 0 or found.loosened
    return Results(
        query=query,
        count=found.count,
        hits=_hits(keys, query, found.question, language, named),
        facets=_facets(found) if with_facets else {},
        loosened=found.loosened,
        begun=found.begun,
        otherwise=found.otherwise,
        suggestion=_suggestion(query, found.question) if is_misspelled else "",
        page=page,
        next=page + 1 if stop < found.count and start < stop else None,
    )


def complete(text: str, *, language: str, limit: int = 8) -> list[Hit]:
    """People, countries, topics and initiatives that a name being typed may mean; what
    is typed may stop within a word. Their snippets are empty."""
    query = parse(text, language)
    if not query.words:
        return []
    *whole, last = query.words
    begun = _begun(last)
    asked = question(query, (*whole, begun), Match(entries.ALL))
    keys = results.named(query, asked)
    for tier in asked.tiers:
        if len(keys) < limit:
            match = narrowed(asked.match(tier, entries.TITLE), entries.NAMED)
            more = results.by_date(match, 0, limit + len(keys))
            keys += [key for key in more if key not in keys]
    return _hits(keys[:limit], query, asked, language, keys)


def _base(query: Query, filters: dict[str, str]) -> Match:
    """What narrows the words: the date and the facets."""
    match = Match(entries.ALL)
    if query.date:
        match = order.within(match, query.date.date)
    for name, value in filters.items():
        if name == "year" and _YEAR.fullmatch(value):
            match = order.within(match, value)
        else:
            term = entries.facet(name, value) if name in FACETS else None
            match = narrowed(match, term or entries.NOTHING)
    return match


def _found(query: Query, base: Match) -> _Found:
    asked = question(query, vocabulary.with_spellings(query.words), base)
    if (found := _looked_up(asked.match(), asked)).count or not asked.has_words:
        return found
    begun = replace(asked, words=tuple(_begun(word) for word in asked.words))
    if begun != asked and (found := _looked_up(begun.match(), begun)).count:
        return replace(found, begun=True)
    untitled = replace(asked, words=otherwise.without_titles(asked.words))
    if untitled != asked and (found := _looked_up(untitled.match(), untitled)).count:
        return found
    others = replace(asked, words=otherwise.with_others(asked.words))
    if others != asked and (found := _looked_up(others.match(), others)).count:
        return replace(found, otherwise=True)
    for matches in asked.some():
        if (found := _looked_up(any_match(matches), asked)).count:
            return replace(found, alternatives=tuple(matches))
    return found


def _ranked(
    found: _Found, query: Query, language: str, by_date: bool, start: int, stop: int
) -> tuple[list[int], list[int]]:
    """The keys of one page in their order, and what the query names."""
    if by_date or not found.question.has_words:
        return results.by_date(found.asked, start, stop) if start < stop else [], []
    if found.loosened:
        return results.by_rarity(found.alternatives, language, start, stop), []
    named = results.named(query, found.question)
    return results.by_relevance(found.question, language, named, start, stop), named


def _looked_up(match: Match, asked: Question) -> _Found:
    keys = engine().keys(match, CAP + 1)
    count = len(keys) if len(keys) <= CAP else engine().counts([match])[0]
    return _Found(match, count, keys if len(keys) <= CAP else [], asked)


def _begun(word: Word) -> Word:
    """The word, or any that begins with it."""
    spelled = word.parts[-1][0][1:]
    if len(spelled) < 2 or spelled.isdigit():
        return word
    begun = tuple(f"s{one}" for one in vocabulary.begun(spelled))
    last = tuple(dict.fromkeys((*word.parts[-1], *begun)))
    return replace(word, parts=(*word.parts[:-1], last))


def _facets(found: _Found) -> dict[str, list[Choice]]:
    if found.count <= CAP:
        return facets.of_few(found.keys)
    return facets.of_many(found.asked, found.count)


def _hits(
    keys: list[int], query: Query, asked: Question, language: str, named: list[int]
) -> list[Hit]:
    records = SearchRecord.objects.defer("tokens").in_bulk(keys)
    shown = [records[key] for key in keys if key in records]
    prefetch_related_objects(shown, "entries")
    marker = Marker(replace(query, words=asked.words))
    return [_hit(record, marker, language, record.pk in named) for record in shown]


def _hit(record: SearchRecord, marker: Marker, language: str, is_named: bool) -> Hit:
    own, *others = sorted(
        record.entries.all(), key=lambda entry: (entry.language != language, entry.pk)
    )
    title = marker.marked(own.title, own.language)
    snippet = marker.snippet(own.text, own.language)
    if not snippet.is_marked and not title.is_marked:
        for other in others:
            elsewhere = marker.snippet(other.text, other.language)
            snippet = elsewhere if elsewhere.is_marked else snippet
    is_proper = registry.type_named(record.type).is_proper
    names = record.names.split("\n") if is_proper and not title.is_marked else ()
    also = (name for name in names if marker.spelled_so(name))
    return Hit(
        type=record.type,
        slug=record.slug,
        record_id=record.record_id,
        language=own.language,
        title=own.title,
        date=record.date,
        snippet=snippet,
        marked_title=title,
        is_named=is_named,
        also=tuple(name for name in also if name != own.title),
    )


def _suggestion(query: Query, asked: Question) -> str:
    """The query with unknown words put right, if that finds something: those that
    nothing has, else those too that stand only in names that sound alike."""
    written = [word for word in asked.words if word.written]
    for tier in (NAME_KEYS, NAME_KEYS - 1):
        alone = [Question((word,), Match(entries.ALL)).match(tier) for word in written]
        known = engine().keys_of_each(alone, 1)
        unknown = [word for word, keys in zip(written, known, strict=True) if not keys]
        if better := _put_right(query, unknown):
            corrected = parse(better, query.language)
            match = question(corrected, corrected.words, asked.base).match()
            if engine().keys(match, 1):
                return better
    return ""


def _put_right(query: Query, unknown: list[Word]) -> str:
    text = clean(query.text)
    for word in unknown:
        if near := vocabulary.nearest(word.parts[0][0][1:]):
            text = re.sub(
                rf"(?<!\w){re.escape(word.written)}(?!\w)", near, text, count=1
            )
    return text if text != clean(query.text) else ""
