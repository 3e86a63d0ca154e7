"""Months and countries: one token for what is said in many words and two languages.

A month is "m" and its number (m07), a country "c" and its ISO 3166 code (cfr). Names
come from CLDR (by Babel), other names and adjectives from data/country_words.txt.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from portal.search import arabic
from portal.search.text import clean, fold, fold_word, words

_DATA = Path(__file__).parent / "data"

# The four systems: Egypt and the Gulf, Iraq and Syria, Algeria and Tunisia, Morocco;
# Mauritania has some spellings of its own.
_MONTH_LOCALES = ("ar", "ar_IQ", "ar_DZ", "ar_MA", "ar_MR", "en")
# Months that are other words too: may, march, اوت, ماي, and اب (father) for آب. Short
# forms are names as well (Jan). They are months only beside a number.
_DOUBTFUL = frozenset(("may", "march", "ماي", "جوان", "اوت", "اب"))
_CERTAIN = frozenset(("May", "March", "آب"))

# CLDR has codes for unions, outlying islands and tests among the territories.
_NO_COUNTRIES = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC"}
_NO_COUNTRIES |= {"QO", "TA", "UM", "UN", "XA", "XB", "ZZ"}
# مالي is "financial" and عمان "Amman", far more often than the countries.
_NO_COUNTRY_NAMES = frozenset(("مالي", "عمان"))


class Phrases:
    """Phrases of two words and more, found in a sequence of word keys."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], str]]) -> None:
        self._by_head: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for keys, token in phrases:
            self._by_head.setdefault(keys[0], []).append((tuple(keys), token))
        for found in self._by_head.values():
            found.sort(key=lambda phrase: -len(phrase[0]))

    def longest(self, head: str) -> int:
        """The number of words in the longest phrase with this first key; 0 if none."""
        found = self._by_head.get(head)
        return len(found[0][0]) if found else 0

    def at(self, keys: Sequence[str]) -> tuple[int, str] | None:
        """The length and the token of the longest phrase that the keys begin with."""
        for phrase, token in self._by_head.get(keys[0], ()) if keys else ():
            if tuple(keys[: len(phrase)]) == phrase:
                return len(phrase), token
        return None


class Meanings(NamedTuple):
    names: dict[str, str]  # by the folded word
    adjectives: dict[str, str]  # by the light stem, Arabic only
    doubtful: dict[str, str]  # by the folded word
    phrases: Phrases


def key(word: str) -> str:
    """What a word of a phrase is known by: Arabic by its light stem."""
    return arabic.light(arabic.bare(word)[0]) if is_arabic(word) else fold(word)


def is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u08ff"


def _exact(word: str) -> str:
    return fold_word(arabic.bare(word)[0]) if is_arabic(word) else fold(word)


def _month_names() -> Iterator[tuple[str, str]]:
    for code in _MONTH_LOCALES:
        locale = Locale.parse(code)
        for number, name in locale.months["format"]["wide"].items():
            yield name, f"m{number:02}"
    for name, token in (("كانون 1", "m12"), ("كانون 2", "m01")):
        yield name, token
    for name, token in (("تشرين 1", "m10"), ("تشرين 2", "m11")):
        yield name, token


def _short_months() -> Iterator[tuple[str, str]]:
    for number, name in Locale.parse("en").months["format"]["abbreviated"].items():
        yield name, f"m{number:02}"
    yield "Sept", "m09"


def _country_names() -> Iterator[tuple[str, str]]:
    for code in ("ar", "en"):
        for territory, name in Locale.parse(code).territories.items():
            is_country = len(territory) == 2 and territory not in _NO_COUNTRIES
            if is_country and name not in _NO_COUNTRY_NAMES:
                yield name.partition("(")[0], f"c{territory.lower()}"
    for line in (_DATA / "country_words.txt").read_text(encoding="utf-8").splitlines():
        code, _, others = line.partition("#")[0].partition(":")
        for name in others.split(","):
            yield name, f"c{code.strip()}"


@cache
def meanings() -> Meanings:
    """Everything that has a token, by the ways in which it is looked up."""
    found = Meanings({}, {}, {}, Phrases([]))
    phrases = []
    for name, token in (*_month_names(), *_country_names()):
        parts = words(clean(name))
        if len(parts) > 1:
            phrases.append(([key(part) for part in parts], token))
        elif parts and (exact := _exact(parts[0])) not in _NO_COUNTRY_NAMES:
            is_doubtful = exact in _DOUBTFUL
            (found.doubtful if is_doubtful else found.names).setdefault(exact, token)
            if exact.endswith("ي") and token[0] == "c":
                found.adjectives.setdefault(key(parts[0]), token)
    for name, token in _short_months():
        found.doubtful.setdefault(fold(name), token)
    return found._replace(phrases=Phrases(phrases))


def of_word(word: str) -> str | None:
    """The token of a word that means one thing wherever it stands."""
    if word == "US":
        return "cus"
    found = meanings()
    if not is_arabic(word):
        return _of_latin(word, found)
    for bare in arabic.bare(word):
        spelling = fold_word(bare)
        token = found.names.get(spelling) or found.adjectives.get(arabic.light(bare))
        if token or bare in _CERTAIN:
            return token or found.doubtful[spelling]
    return None


def _of_latin(word: str, found: Meanings) -> str | None:
    if word in _CERTAIN:
        return found.doubtful[fold(word)]
    spelling = fold(word).removesuffix("'s")
    return found.names.get(spelling) or found.names.get(spelling.removesuffix("s"))


def beside_number(word: str) -> str | None:
    """The token of a month whose name is another word too: it takes a day or a year
    beside it to tell."""
    return meanings().doubtful.get(_exact(word))
