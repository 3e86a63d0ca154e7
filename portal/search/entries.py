"""From the text of a record to the terms that it is found by.

A term in the index begins with the place where it stands, and places include each
other: what stands in the title stands among the names and anywhere as well. So one
list tells where a word is, whatever place is asked for.

    t   the title, or another name of the record itself
    n   people, places, kinds and topics
    x   anywhere
    p   the names of people and places, as they are spelled
    =   a fact: =all, =type=visits, =country=fr, =lacks=en, =named, =is=<a whole name>
    @   a reference: @people:12
"""

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.conf import settings

from portal.search import analysis, names
from portal.search.engines import GAP, Row
from portal.search.query import entry_keys, is_function_word
from portal.search.registry import Text, Type

TITLE, NAMES, ANYWHERE, PROPER = "t", "n", "x", "p"
ALL = "=all"
NAMED = "=named"
NOTHING = "=nothing"
_LANGUAGES = [code for code, _name in settings.LANGUAGES]
_LONGEST_TEXT = 200_000  # characters; no word after them is found
_LONGEST_NAME = 100
_FACT = re.compile(r"[a-z0-9_-]{1,120}")


class Field(NamedTuple):
    """What one text gives: its terms, and its words as they are spelled."""

    terms: frozenset[str]
    spelled: str


def facet(name: str, value: str) -> str | None:
    """The term of a facet's value; None for a value that no record can have."""
    return f"={name}={value}" if _FACT.fullmatch(value) else None


def lacks(language: str) -> str:
    return f"=lacks={language}"


def reference(type: str, record_id: int) -> str:
    return f"@{type}:{record_id}"


def wholes(word_terms: list[list[str]]) -> set[str]:
    """The terms of a whole name: as it is spelled, by its stems, as a country."""
    telling = [w for w in word_terms if not is_function_word(w[0][1:])]
    if not (word_terms := telling or word_terms):
        return set()
    spelled = "_".join(terms[0][1:] for terms in word_terms)
    stems = "_".join(next((t for t in w if t[0] in "ln"), w[0]) for w in word_terms)
    found = {f"=is={name[:_LONGEST_NAME]}" for name in (spelled, stems)}
    meant = [{term for term in w if term[0] == "c"} for w in word_terms]
    return found | {f"=is={country}" for country in set.intersection(*meant)}


def terms_of(type: Type, text: Text) -> tuple[str, str]:
    """The terms of a record, and its spelled words, as an engine takes them."""
    titles = [_field(title, code) for code, title in text.titles.items()]
    titles += [_name(name).field for name in text.spellings]
    its_names = [_name(name) for name in text.names]
    about = [_name(words).field for words in text.about]
    texts = [_text(words, code) for code, words in text.texts.items()]
    if type.is_cited:
        titles, texts = [], titles + texts
    own = [*text.titles.values(), *text.spellings] if type.is_proper else []
    proper = [_name(name) for name in own] + its_names
    title_keys = frozenset().union(*(_name(name).keys for name in own))
    name_keys = title_keys.union(*(name.keys for name in its_names))
    in_title = frozenset().union(*(one.terms for one in titles))
    in_names = in_title.union(*(one.field.terms for one in its_names))
    in_names = in_names.union(*(one.terms for one in about))
    anywhere = in_names.union(_date_terms(text.date), *(one.terms for one in texts))
    found = {TITLE + term for term in in_title | title_keys}
    found.update(NAMES + term for term in in_names | name_keys)
    found.update(ANYWHERE + term for term in anywhere)
    found.update(PROPER + t for n in proper for t in n.field.terms if t[0] == "s")
    found.update(_facts(type, text))
    fields = chain(titles, (one.field for one in its_names), about, texts)
    spelled = dict.fromkeys(one.spelled for one in fields)
    return " ".join(sorted(found)), f" {GAP} ".join(spelled)


def _facts(type: Type, text: Text) -> Iterable[str]:
    yield ALL
    yield f"=type={type.name}"
    yield from filter(None, (facet(*pair) for pair in text.facets))
    yield from (reference(*pair) for pair in text.refers)
    yield from (lacks(code) for code in _LANGUAGES if code not in text.titles)
    if type.is_named:
        yield NAMED
        for name in (*text.titles.values(), *text.spellings):
            yield from wholes(analysis.terms(name, _LANGUAGES[0]))


def _date_terms(date: str) -> set[str]:
    """A year is found as a number and a month by its names; a day would be noise."""
    year, month = date[:4], date[5:7]
    return {f"{tier}{word}" for tier, word in (("s", year), ("m", month)) if word}


class Name(NamedTuple):
    field: Field
    keys: frozenset[str]


@lru_cache(maxsize=1 << 14)
def _name(name: str) -> Name:
    """A name or label; the same ones return in record after record."""
    field = _text(name, _LANGUAGES[0])
    return Name(field, frozenset(chain(*map(entry_keys, names.tokens(name)))))


_field = lru_cache(maxsize=1 << 10)(lambda words, language: _text(words, language))


def _text(words: str, language: str) -> Field:
    found = analysis.terms(words[:_LONGEST_TEXT], language)
    # Equal words share one list, and most words of a long text are equal to others.
    different = {id(terms): terms for terms in found}.values()
    spelled = "".join([f" {terms[0]}" for terms in found]).replace(" s", " ")
    return Field(frozenset(chain.from_iterable(different)), spelled[1:])


def spellings(terms: str) -> tuple[set[str], set[str]]:
    """The words that a record's terms spell, and those of them in proper names."""
    return _beginning(f"{ANYWHERE}s", terms), _beginning(f"{PROPER}s", terms)


def _beginning(start: str, terms: str) -> set[str]:
    """What follows a start in the terms that have it; sorted, they stand together."""
    first, last = terms.find(f" {start}"), terms.rfind(f" {start}")
    if first < 0:
        return set()
    end = terms.find(" ", last + 1)
    found = terms[first : end if end > 0 else None]
    return set(found.replace(f" {start}", " ").split())


def pack(terms: str, spelled: str) -> bytes:
    return zlib.compress(f"{terms}\n{spelled}".encode(), 1)


def unpack(key: int, tokens: bytes) -> Row:
    terms, _, spelled = zlib.decompress(tokens).decode().partition("\n")
    return Row(key, terms, spelled)
