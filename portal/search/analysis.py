"""What a text is found by: for each word its terms, best first.

Index and query pass through the same function, so a word meets every word that has a
term in common with it. The first letter of a term is its tier, and lower tiers come
later in a word's list:

    s      the folded spelling
    m, c   a month or a country, in any language (see meanings)
    l      the light stem: number, gender, pronouns, article, broken plurals
    n      the Snowball stem; merges more, and more strangers
    v      the stem as a verb, Arabic only; merges most: rank it last

A name key (see names) is "k" and lower than all of these, and is never made of
running text. What follows the first letter is of a-z, 0-9 and Arabic letters alone,
so that FTS5's unicode61 and PostgreSQL's simple configuration take a term as one word
and leave it as it is: neither splits between scripts, and there are no marks left to
strip. Other letters stand as "u" and their code point.

Nothing raises, and time and size are linear in the text.
"""

import re
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import Stemmer

from portal.search import arabic, meanings, verbs
from portal.search.text import clean, fold, fold_word, words

# PostgreSQL refuses lexemes beyond 2 kB; no word is as long as this.
_LONGEST = 64
_CACHED = 1 << 16
_english = Stemmer.Stemmer("english", 0)
# A stemmer must not be used by two threads at a time.
_stemming = Lock()
_OTHER_LETTERS = re.compile("[^a-z0-9\u0620-\u063f\u0641-\u064a\u066e-\u06d3]")
_APOSTROPHES = re.compile("['’ʼ]")
# organisation, recognised, defence, labour, programme: British spelling to American.
_BRITISH = re.compile(
    r"(?:(?<=[dlnt])|(?<=or|as|ic))is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"
)
_BRITISH_ENDS = {"programme": "program", "programmes": "programs", "defence": "defense"}
_RUN = re.compile(r"(?:\w|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed’'])+")


class Word(NamedTuple):
    terms: tuple[str, ...]
    key: str  # by which phrases know it
    needs_context: bool  # a month beside a number, or the first word of a phrase


def terms(text: str, language: str) -> list[list[str]]:
    """For each word of the text its terms, best first. Words are stemmed as Arabic or
    English by their script, whichever of the two the text is in; in another language
    they have their spelling and meaning alone. Equal words share one list: copy it
    before changing it."""
    return _terms(words(clean(text)), language)


def spans(text: str, language: str) -> list[tuple[int, int, list[str]]]:
    """The same with the place of each word in the text as it was given: start, end
    and terms; for marking what was found."""
    found, places = [], []
    for run in _RUN.finditer(text):
        parts = words(clean(run.group()))
        found += parts
        places += [run.span()] * len(parts)
    return [
        (*place, t) for place, t in zip(places, _terms(found, language), strict=True)
    ]


def _terms(found: list[str], language: str) -> list[list[str]]:
    is_stemmed = language in ("ar", "en")
    by_word: dict[str, tuple[list[str], bool]] = {}
    result, in_context = [], []
    for place, word in enumerate(found):
        if not (known := by_word.get(word)):
            its_terms, _, needs_context = _word(word, is_stemmed)
            known = by_word[word] = (list(its_terms), needs_context)
        result.append(known[0])
        if known[1]:
            in_context.append(place)
    for place in in_context:
        _add_month(result, found, place)
        _add_phrase(result, found, place)
    return result


def _add_month(result: list[list[str]], found: list[str], place: int) -> None:
    beside = found[max(place - 1, 0) : place] + found[place + 1 : place + 2]
    month = meanings.beside_number(found[place])
    if month and any(word.isdigit() for word in beside):
        result[place] = [result[place][0], month, *result[place][1:]]


def _add_phrase(result: list[list[str]], found: list[str], place: int) -> None:
    """Each word of the phrase has the phrase's token, so that a query in which every
    word must be met is met by the phrase's other names."""
    longest = meanings.meanings().phrases.longest(_word(found[place], True).key)
    keys = [_word(word, True).key for word in found[place : place + longest]]
    if not (match := meanings.meanings().phrases.at(keys)):
        return
    length, token = match
    for at in range(place, place + length):
        spelling, *others = result[at]
        # North Korea is not Korea, nor South Sudan Sudan.
        others = [term for term in others if term[0] not in "cm"]
        result[at] = [spelling, token, *others]


@lru_cache(maxsize=_CACHED)
def _word(word: str, is_stemmed: bool) -> Word:
    word = word[:_LONGEST]
    if word.isdigit():
        return Word((f"s{word}",), word, False)
    if meanings.is_arabic(word):
        (spelling, *stems), key = _arabic(word), meanings.key(word)
    else:
        (spelling, *stems), key = _latin(word), fold(word)
    token = meanings.of_word(word)
    its_terms = [spelling] + [token] * bool(token) + stems * is_stemmed
    may_be_month = not token and meanings.beside_number(word) is not None
    starts_phrase = meanings.meanings().phrases.longest(key) > 0
    return Word(tuple(its_terms), key, may_be_month or starts_phrase)


def _arabic(word: str) -> list[str]:
    bare = arabic.bare(word)
    lights = dict.fromkeys(f"l{arabic.light(reading)}" for reading in bare)
    found = verbs.stems(word)
    return [
        f"s{_plain(fold_word(word))}",
        *map(_plain, lights),
        _plain(f"n{arabic.snowball(bare[0])}"),
        *(_plain(f"v{stem}") for stem in found),
    ]


def _latin(word: str) -> list[str]:
    spelling = _plain(_APOSTROPHES.sub("", fold(word).removesuffix("'s")))
    american = _BRITISH_ENDS.get(spelling) or _BRITISH.sub("iz", spelling)
    if len(american) >= 6 and american.endswith("our"):
        american = american[:-3] + "or"
    with _stemming:
        return [f"s{spelling}", f"n{_english.stemWord(american)}"]


def _plain(term: str) -> str:
    return _OTHER_LETTERS.sub(lambda match: f"u{ord(match[0]):x}", term)
