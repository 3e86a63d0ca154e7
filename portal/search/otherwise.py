"""What a query may be in other words: with synonyms, written apart, without titles.

Only for queries that nothing has all the words of: data/synonyms.txt says what is said
in other words, data/titles.txt what people are addressed with beside their names, and
two known words may have been written as one.
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


def without_titles(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words but for titles, where there are others."""
    found = tuple(w for w in words if titles().isdisjoint(w.parts[0][:1]))
    return found or words


@cache
def titles() -> frozenset[str]:
    """The titles, with their article and without, as spelled terms."""
    spelled = [terms[0] for line in _lines("titles.txt") for terms in _analysed(line)]
    with_article = [f"sال{one[1:]}" for one in spelled if not one.isascii()]
    return frozenset(spelled + with_article)


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.partition("#")[0].strip()]


def _analysed(words: str) -> list[list[str]]:
    return analysis.terms(words, "ar")


def _synonyms(word: Word) -> list[Terms]:
    if len(word.parts) > 1:
        return []
    found = (other for term in word.parts[0] for other in synonyms().get(term, ()))
    return list(dict.fromkeys(found))


@cache
def synonyms() -> dict[str, list[Terms]]:
    """By a term of a word the terms of its synonyms, several for a phrase."""
    found = defaultdict(list)
    for line in _lines("synonyms.txt"):
        group = [_terms(words) for words in line.split(",")]
        for terms in group:
            if len(terms) == 1:
                found[terms[0]] += [other for other in group if other != terms]
    return dict(found)


def _terms(words: str) -> Terms:
    """The best stem of each word, which all of its forms have."""
    return tuple(
        next((term for term in terms if term[0] in "cmln"), terms[0])
        for terms in _analysed(words)
    )
