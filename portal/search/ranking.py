"""The order of results, which is ours and the same on every engine.

How the words met comes first, the worst word deciding; then where, the worst word
deciding again; then whether the record has the reader's language; then the date, the
latest first; then the type; then the slug. Each combination of the first three is a
class, asked for by itself, best first, until the page is full: the cost follows what is
shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.search import entries
from portal.search.expression import (
    All,
    Expression,
    Match,
    Phrases,
    all_of,
    any_of,
)
from portal.search.query import Query, Word, spelled

# By the first letter of a term: spelling, month and country; light stem; Snowball; verb.
TIERS = {"s": 0, "m": 0, "c": 0, "l": 1, "n": 2, "v": 3}
NAME_KEYS = 4
PLACES = (entries.TITLE, entries.NAMES, entries.ANYWHERE)


@dataclass(frozen=True)
class Question:
    """A query with what narrows it: the engine's part of it, and the rest."""

    words: tuple[Word, ...]
    base: Match  # facets, dates, phrases and exclusions
    phrase_words: tuple[Word, ...] = ()

    @property
    def has_words(self) -> bool:
        return bool(self.words or self.phrase_words)

    @property
    def tiers(self) -> list[int]:
        """The ways of meeting that tell records apart."""
        found = {
            TIERS[term[0]] for w in self.words for part in w.parts for term in part
        }
        found |= {NAME_KEYS for word in self.words if word.keys}
        return sorted(found | {0})

    def match(self, tier: int = NAME_KEYS, place: str = entries.ANYWHERE) -> Match:
        """All words, met so or better, there or in a better place."""
        parts = [_word(word, tier, place) for word in self.words]
        parts += [_word(word, 0, place) for word in self.phrase_words]
        return narrowed(self.base, all_of(parts)) if parts else self.base

    def some(self) -> Iterator[list[Match]]:
        """Some of the words: each way to leave one out, then each word by itself."""
        parts = [
            _word(word, NAME_KEYS, entries.ANYWHERE)
            for word in self.words + self.phrase_words
        ]
        base = replace(self.base, phrases=Phrases())
        if 2 < len(parts) <= 6:
            but_one = [all_of(parts[:at] + parts[at + 1 :]) for at in range(len(parts))]
            yield [narrowed(base, part) for part in but_one]
        if len(parts) > 1 or self.phrase_words:
            yield [narrowed(base, part) for part in parts]

    def classes(self, language: str) -> Iterator[list[Match]]:
        """The classes of each tier, best first."""
        for tier in self.tiers:
            found = []
            for place in PLACES:
                match = self.match(tier, place)
                found += by_language(match, language)
            yield found


def by_language(match: Match, language: str) -> list[Match]:
    """Records that have a language, then the others."""
    lacks = entries.lacks(language)
    return [
        replace(match, not_terms=(*match.not_terms, lacks)),
        narrowed(match, lacks),
    ]


def any_match(matches: list[Match]) -> Match:
    """Any of several that are narrowed in the same way."""
    return replace(matches[0], expression=any_of([one.expression for one in matches]))


def narrowed(match: Match, expression: Expression) -> Match:
    if match.expression == entries.ALL:
        return replace(match, expression=expression)
    return replace(match, expression=All((match.expression, expression)))


def question(query: Query, words: tuple[Word, ...], base: Match) -> Question:
    """`words` are those of the query, as far as they are known better now."""
    phrases = tuple(spelled(phrase) for phrase in query.phrases)
    base = replace(
        base,
        not_terms=tuple(entries.ANYWHERE + term for term in query.excluded),
        phrases=Phrases(phrase for phrase in phrases if len(phrase) > 1),
        not_phrases=Phrases(query.excluded_phrases),
    )
    return Question(words, base, tuple(w for phrase in query.phrases for w in phrase))


def _word(word: Word, tier: int, place: str) -> Expression:
    parts = [
        any_of([place + term for term in part if TIERS[term[0]] <= tier])
        for part in word.parts
    ]
    others = [all_of([place + term for term in other]) for other in word.others]
    met = any_of([all_of(parts), *others])
    if tier < NAME_KEYS or not word.keys:
        return met
    # Keys are of names only, which stand in these two places.
    where = entries.TITLE if place == entries.TITLE else entries.NAMES
    keys = [where + key for key in word.keys]
    return any_of([met, *keys, *(place + spelled for spelled in word.spellings)])
