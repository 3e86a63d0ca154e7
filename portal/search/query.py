"""What a person typed, understood: words, phrases, exclusions and a date.

كاظمي ماكرون           records with both words
"oil sector" «النفط»   phrases, word for word
-Paris -"oil sector"   not with these
July 2021, في 2020     dated so
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.search import analysis, arabic, dates, names
from portal.search.text import clean, words

MOST_CHARACTERS = 500
MOST_WORDS = 30

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_QUOTED = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:"([^"]*)"|«([^»]*)»|“([^”“]*)”|„([^“”]*)[“”]'
    r"|”([^”“]*)”|‘([^’]*)’|‹([^›]*)›)"
)
_EXCLUDED = re.compile(r"(?<!\S)[-−–](?=\w)(\S+)")
_ENGLISH_FUNCTION_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in"}
_ENGLISH_FUNCTION_WORDS |= {"into", "is", "its", "of", "on", "or", "the", "this", "to"}
_ENGLISH_FUNCTION_WORDS |= {"was", "with", "are", "did", "do", "does", "has", "have"}
_ENGLISH_FUNCTION_WORDS |= {
    "he",
    "his",
    "how",
    "were",
    "what",
    "when",
    "where",
    "which",
}


@dataclass(frozen=True)
class Word:
    """A word, or several that are one name (عبد الله): the terms of each, and the name
    keys of all together. `written` is the word without marks, `spellings` are terms of
    known names that may be the same name, `others` what else the word may be: terms
    that are all there."""

    parts: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    written: str = ""
    spellings: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class QueryDate:
    """`words` as they were typed, `date` as a partial date: 2021, 2021-07, 2021-07-28."""

    words: str
    date: str


@dataclass(frozen=True)
class Query:
    """`text` is what was typed, `without_date` the same without the words of the date.

    `phrases` are the terms of their words, `excluded` terms, `excluded_phrases`
    spellings. `is_cut` says that not all of a long query is searched for, `is_empty`
    that it names nothing to search for: neither words nor a date.
    """

    text: str
    language: str
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    date: QueryDate | None = None
    without_date: str = ""
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.date)

    @property
    def all_words(self) -> tuple[Word, ...]:
        """The words, and those of the phrases."""
        return self.words + tuple(word for phrase in self.phrases for word in phrase)


def parse(text: str, language: str) -> Query:
    """Never raises, whatever the text."""
    typed = " ".join(_CONTROLS.sub(" ", text[: 4 * MOST_CHARACTERS]).split())
    is_cut = len(text) > 4 * MOST_CHARACTERS or len(typed) > MOST_CHARACTERS
    typed = typed[:MOST_CHARACTERS]
    rest, date, without_date = _without_date(typed, language)
    rest, phrases, excluded_phrases = _without_phrases(rest, language)
    excluded = [match[1] for match in _EXCLUDED.finditer(rest)]
    found = _words(_EXCLUDED.sub(" ", rest), language)
    not_terms = [t for word in excluded for t in _excluded(word, language)]
    is_cut = is_cut or len(found) > MOST_WORDS or len(phrases) > MOST_WORDS
    return Query(
        text=typed,
        language=language,
        words=tuple(found[:MOST_WORDS]),
        phrases=tuple(phrases[:MOST_WORDS]),
        excluded=tuple(dict.fromkeys(not_terms)),
        excluded_phrases=tuple(excluded_phrases[:MOST_WORDS]),
        date=date,
        without_date=without_date,
        is_cut=is_cut,
    )


def _without_date(typed: str, language: str) -> tuple[str, QueryDate | None, str]:
    """The text with a gap for its date, which no quotation marks enclose."""
    bare = _QUOTED.sub(lambda match: " " * len(match[0]), typed)
    found = dates.find(bare, language)
    if not found:
        return typed, None, typed
    before, after = typed[: found.start].rstrip(), typed[found.end :].lstrip(" ,،")
    said = QueryDate(typed[found.start : found.end], found.date)
    return f"{before} {after}", said, f"{before} {after}".strip()


def _without_phrases(rest: str, language: str):
    """The text with gaps for its phrases, those of one word being words."""
    phrases, excluded = [], []
    for match in _QUOTED.finditer(rest):
        inside = next((part for part in match.groups()[1:] if part), "")
        phrase = tuple(
            Word((tuple(terms),)) for terms in analysis.terms(inside, language)
        )
        if match["minus"] and phrase:
            excluded.append(spelled(phrase))
        elif phrase:
            phrases.append(phrase)
    return _QUOTED.sub(" ", rest), phrases, excluded


def spelled(phrase: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.parts[0][0][1:] for word in phrase)


def _words(rest: str, language: str) -> list[Word]:
    """The words that matter: function words only where there are no others."""
    written = words(clean(rest))
    found = [
        (word, [*terms, *_with_dots(word, terms, language)])
        for word, terms in zip(written, analysis.terms(rest, language), strict=True)
    ]
    telling = [pair for pair in found if not is_function_word(pair[0])]
    return _joined(telling or found, rest)


def _with_dots(word: str, terms: list[str], language: str) -> list[str]:
    """The other terms of a word whose final haa is a ta marbuta typed without dots."""
    if not word.endswith("ه") or len(word) < 4:
        return []
    (dotted,) = analysis.terms(f"{word[:-1]}ة", language)
    return [term for term in dotted if term not in terms]


def is_function_word(word: str) -> bool:
    return word.lower() in _ENGLISH_FUNCTION_WORDS or arabic.is_function_word(word)


def _joined(found: list[tuple[str, list[str]]], rest: str) -> list[Word]:
    """With name keys; words that are one word of a name become one."""
    result, place = [], 0
    tokens = {_letters(token): token for token in names.tokens(rest)}
    while place < len(found):
        for length in (3, 2, 1):
            part = found[place : place + length]
            token = tokens.get(_letters("".join(word for word, _terms in part)))
            if len(part) == length and (token or length == 1):
                break
        keys = entry_keys(token or part[0][0]) if _may_be_name(part) else ()
        terms = tuple(tuple(word_terms) for _word, word_terms in part)
        written = part[0][0] if len(part) == 1 else ""
        result.append(Word(terms, tuple(sorted(keys)), written))
        place += length
    return result


def entry_keys(token: str) -> set[str]:
    """The terms of a name's keys; one consonant alone would be met by too many."""
    return {f"k{key}" for key in names.keys(token) if len(key) > 1}


def _letters(token: str) -> str:
    return re.sub(r"\W", "", clean(token)).lower()


def _may_be_name(part: list[tuple[str, list[str]]]) -> bool:
    return len(part) > 1 or (len(part[0][0]) > 2 and not part[0][0].isdigit())


def _excluded(word: str, language: str) -> list[str]:
    """The terms of an excluded word that mean it surely."""
    found = analysis.terms(word, language)
    return [term for terms in found for term in sure_terms(terms)]


def sure_terms(terms: Iterable[str]) -> list[str]:
    """Those of a word's terms that no other word shares: English has no light stem."""
    has_light = any(term[0] == "l" for term in terms)
    return [term for term in terms if term[0] in ("smcl" if has_light else "smcn")]
