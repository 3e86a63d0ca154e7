"""What a word of a query may be in other words: written apart, or with a synonym.

Only for queries that nothing has all the words of: data/synonyms.txt says what is said
in other words, and two known words may have been written as one.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

from portal.search import analysis, vocabulary
from portal.search.query import Word

_DATA = Path(__file__).parent / "data"

Terms = tuple[str, ...]


def with_others(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with what else each may be, where it may be something else."""
    halves = vocabulary.halves([w.written for w in words if w.written])
    return tuple(
        replace(word, others=(*word.others, *_synonyms(word), *halves[word.written]))
        for word in words
    )


def _synonyms(word: Word) -> list[Terms]:
    if len(word.parts) > 1:
        return []
    found = (other for term in word.parts[0] for other in synonyms().get(term, ()))
    return list(dict.fromkeys(found))


@cache
def synonyms() -> dict[str, list[Terms]]:
    """By a term of a word the terms of its synonyms, several for a phrase."""
    found = defaultdict(list)
    for line in (_DATA / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        group = [_terms(words) for words in line.partition("#")[0].split(",")]
        for terms in group:
            if len(terms) == 1:
                found[terms[0]] += [other for other in group if other != terms]
    return dict(found)


def _terms(words: str) -> Terms:
    """The best stem of each word, which all of its forms have."""
    found = analysis.terms(words, "ar")
    return tuple(
        next((term for term in terms if term[0] in "cmln"), terms[0]) for terms in found
    )
