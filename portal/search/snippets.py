"""Pieces of the original text with the words that were found marked."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.search import analysis, names
from portal.search.query import Query, entry_keys, sure_terms

LENGTH = 240
_BEFORE = 60  # characters shown before the first mark
# Looked through for marks: a longer text is seldom met only after so much.
_LOOKED_INTO = 20_000
ELLIPSIS = "…"
_NAMES_LOOKED_INTO = 4_000
_LETTERS = string.ascii_lowercase
_RUN = re.compile(r"(?:\w|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed’'])+")


@dataclass(frozen=True)
class Snippet:
    """`parts` are pairs of a piece of text and whether it is marked; `language` is that
    of the text, which may be another than the title's."""

    language: str
    parts: tuple[tuple[str, bool], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return "".join(text for text, _is_marked in self.parts)

    @property
    def is_marked(self) -> bool:
        return any(is_marked for _text, is_marked in self.parts)

    @property
    def html(self) -> SafeString:
        """The text, escaped, with `<mark>` around what was found."""
        return format_html_join(
            "",
            "{}",
            (
                (format_html("<mark>{}</mark>", text) if is_marked else text,)
                for text, is_marked in self.parts
            ),
        )


class Marker:
    """Marks the words of one query in any number of texts."""

    def __init__(self, query: Query):
        words = query.all_words
        parts = [part for word in words for part in word.parts]
        self.surely = {term for part in parts for term in sure_terms(part)}
        self.maybe = {term for part in parts for term in part} - self.surely
        self.maybe.update(term for word in words for term in word.spellings)
        self.surely.update(t for word in words for other in word.others for t in other)
        self.keys = {key for word in query.words for key in word.keys}
        met = self.surely | self.maybe
        self.is_ascii = any(term.isascii() for term in met)
        # A month or a country is a word like no other, or several.
        self.has_meaning = any(term[0] in "mc" for term in met)
        small = set(_LETTERS if self.has_meaning else (term[1] for term in met))
        self.initials = small | {letter.upper() for letter in small}

    def marked(self, text: str, language: str) -> Snippet:
        """The whole text."""
        places = self._places(text, language, len(text))
        return Snippet(language, _parts(text, places))

    def snippet(self, text: str, language: str) -> Snippet:
        """About LENGTH characters of the text, around its first marks."""
        looked_into = text[:_LOOKED_INTO]
        places = self._places(looked_into, language, LENGTH)
        start = _start(looked_into, places)
        end = _end(text, start + LENGTH)
        inside = [(a - start, b - start) for a, b in places if a >= start and b <= end]
        parts = _parts(text[start:end].rstrip(), inside)
        before = ((ELLIPSIS, False),) if start else ()
        after = ((ELLIPSIS, False),) if end < len(text) else ()
        return Snippet(language, before + parts + after)

    def spelled_so(self, name: str) -> bool:
        """Whether a name has a word that was asked for, in some spelling."""
        found = analysis.terms(name, "ar")
        met = self.surely | self.maybe
        if any(not met.isdisjoint(terms) for terms in found):
            return True
        keys = map(entry_keys, names.tokens(name))
        return any(not self.keys.isdisjoint(some) for some in keys)

    def _places(self, text: str, language: str, length: int) -> list[tuple[int, int]]:
        """Of what is met surely, within a length from the first such place; where
        nothing is, of what may be meant."""
        if not self.surely:
            return []
        surely, maybe = [], []
        for run in _RUN.finditer(text) if self._may_be_in(text) else ():
            if surely and run.start() > surely[0][0] + length:
                break
            if self._may_be(run[0]):
                terms = _terms(run[0])
                if not self.surely.isdisjoint(terms):
                    surely.append(run.span())
                elif not surely and not self.maybe.isdisjoint(terms):
                    maybe.append(run.span())
        if surely or not self.has_meaning:
            return surely or maybe or list(self._names(text[:_NAMES_LOOKED_INTO]))
        # Slower, but it knows words by those beside them: months, United Kingdom.
        words = analysis.spans(text, language)
        found = [(a, b) for a, b, terms in words if not self.surely.isdisjoint(terms)]
        found = _joined(found) or maybe
        return found or list(self._names(text[:_NAMES_LOOKED_INTO]))

    def _may_be_in(self, text: str) -> bool:
        """Not where the query and the text have no script in common."""
        return self.is_ascii or self.has_meaning or not text.isascii()

    def _may_be(self, run: str) -> bool:
        """English stems begin as their words do."""
        first = run[0]
        return first in self.initials or not first.isascii() or not first.isalpha()

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        """Where nothing else is met, names that are spelled in another way."""
        for start, end, name in names.places(text) if self.keys else ():
            is_name = len(name) > 2 and not name.islower()
            if is_name and not self.keys.isdisjoint(_keys(name)):
                yield start, end


@lru_cache(maxsize=1 << 15)
def _terms(run: str) -> tuple[str, ...]:
    """The terms of what is written as one word; the same ones return all the time."""
    return tuple(chain(*analysis.terms(run, "ar")))


@lru_cache(maxsize=1 << 13)
def _keys(name: str) -> frozenset[str]:
    return frozenset(entry_keys(name))


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each place once: what is one word to the eye may be several to the analysis."""
    found: list[tuple[int, int]] = []
    for place in places:
        if not found or place[0] >= found[-1][1]:
            found.append(place)
    return found


def _parts(text: str, places: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    parts, reached = [], 0
    for start, end in places:
        parts += [(text[reached:start], False), (text[start:end], True)]
        reached = end
    parts.append((text[reached:], False))
    return tuple(part for part in parts if part[0])


def _start(text: str, places: list[tuple[int, int]]) -> int:
    """A beginning of a word shortly before the first mark."""
    if not places or places[0][0] <= _BEFORE:
        return 0
    at = places[0][0] - _BEFORE
    gap = text.find(" ", at, places[0][0])
    return gap + 1 if gap >= 0 else at


def _end(text: str, end: int) -> int:
    """The end of a word shortly before a place."""
    if end >= len(text):
        return len(text)
    gap = text.rfind(" ", end - 40, end)
    return gap if gap > 0 else end
