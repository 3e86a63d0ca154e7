"""The Arabic word: what is prefixed to it, its light stem and its Snowball stem.

The light stem is Light10 (Larkey, Ballesteros and Connell 2007), completed: attached
pronouns, the accusative alef, dual and plural before them, broken plurals by table,
and one-letter prepositions when what follows them is a word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock

import Stemmer

_DATA = Path(__file__).parent / "data"
_stemmer = Stemmer.Stemmer("arabic", 0)
# A stemmer must not be used by two threads at a time.
_stemming = Lock()

# Hamza seats, alef maqsura and ta marbuta stay until the word has been taken apart:
# they tell an ending from a radical. Letters of Persian and Kurdish keyboards go to
# the Arabic letter that other writers use for them.
_KEYBOARDS = str.maketrans("ٱٲٳیېۍێےکڪہھەۀۂۃپڤچژگ", "اااييييي" + "ككهههههه" + "بفجزك")
_LETTERS = str.maketrans("أإآىؤئ", "اااي" + "ءء")
_ALEFS = str.maketrans("أآة", "ااه")

_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)(?=..)")
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه")
# Each with the least number of letters that it leaves.
_ENDINGS = {"تان": 2, "تين": 2, "ات": 2, "ون": 2, "ين": 2, "ان": 3, "وا": 3}
# The second syllable of these is no ending: توجيه, تنبيه; تأمين, تعيين.
_VERBAL_NOUN = re.compile(r"ت..ي[هن]")


def lines(name: str) -> Iterator[list[str]]:
    """The words of each line of a file in data/, comments and empty lines left out."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if words := line.partition("#")[0].split():
            yield words


def _key(word: str) -> str:
    """What the tables know a word by: a hamza at its end stands alone, one below the
    alef stays, for إعداد is no plural and اعداد may be."""
    word = word.translate(_ALEFS)
    return word[:-1] + "ء" if word.endswith(("ؤ", "ئ")) else word


def _pairs(*names: str) -> list[list[str]]:
    return [line for name in names for line in lines(name) if len(line) == 2]


def _table(pairs: list[list[str]]) -> dict[str, str]:
    bare = {_key(form).replace("إ", "ا"): base for form, base in reversed(pairs)}
    return bare | {_key(form): base for form, base in reversed(pairs)}


_FUNCTION_WORDS = frozenset(
    word for line in lines("function_words.txt") for word in line
)
_BASES = _table(_pairs("broken_plurals.txt", "irregular_forms.txt"))


def _base(word: str) -> str | None:
    key = _key(word)
    # In Egypt the final yaa is written without its dots.
    return _BASES.get(key) or (
        _BASES.get(key.replace("ى", "ي")) if "ى" in key else None
    )


def _own_endings() -> Iterator[str]:
    for name, first in (
        ("broken_plurals", 1),
        ("first_letters", 0),
        ("last_letters", 0),
    ):
        for line in lines(f"{name}.txt"):
            for word in line[first:]:
                if word.endswith(tuple(_ENDINGS)) and word not in _BASES:
                    yield word.translate(_LETTERS)


_OWN_ENDINGS = frozenset(_own_endings())


def _without_pronoun(word: str) -> str:
    """وزارته → وزارة, وزرائهم → وزراء, قواتها → قوات, مستواه → مستوى."""
    if not word.endswith(_PRONOUNS):
        return word
    pronoun = next(filter(word.endswith, _PRONOUNS))
    rest = word[: -len(pronoun)]
    if len(rest) < 3 or not _may_own(rest, pronoun):
        is_maqsura = len(rest) > 3 and rest[0] == "م" and rest[-1] == "ا"
        return rest[:-1] + "ى" if is_maqsura and pronoun != "نا" else word
    if rest[-1] == "ت" and rest[-2] != "ا":
        return rest[:-1] + "ة"
    return rest[:-1] + "ء" if rest[-1] in "ؤئ" else rest


def _may_own(rest: str, pronoun: str) -> bool:
    """Whether the pronoun is one: not in اتجاه, تفاهم, قانونا, توجيه, توجيها."""
    if pronoun == "نا":
        return not rest.endswith(("ا", "و")) or rest.endswith("وا")
    return rest[-1] != "ا" and not _VERBAL_NOUN.fullmatch(rest + "ه")


def _without_endings(word: str) -> str:
    """Off go the accusative alef, then dual and plural, then the feminine."""
    word = word.translate(_LETTERS)
    if word.endswith("ا") and len(word) >= 4:
        word = word[:-1]
    for _ in range(2):
        for ending, least in _ENDINGS.items():
            if word.endswith(ending) and len(word) - len(ending) >= least:
                break
        else:
            break
        if word in _OWN_ENDINGS or _VERBAL_NOUN.fullmatch(word):
            break
        word = word[: -len(ending)]
    if len(word) < 3 or not word.endswith(("ة", "ه")):
        return word
    # A final haa may be a ta marbuta typed without its dots, but not in اتجاه, توجيه.
    is_own = word[-1] == "ه" and (word[-2] == "ا" or _VERBAL_NOUN.fullmatch(word))
    return word if is_own else word[:-1]


_SPELLINGS = {
    _without_endings(second): _without_endings(first)
    for second, first in _pairs("second_spellings.txt")
}


@lru_cache(maxsize=1 << 12)
def _singular(word: str) -> str:
    """The word without a pronoun, its broken plural or irregular form resolved."""
    if base := _base(word):
        return base
    word = _without_pronoun(word)
    return _base(word) or word


@lru_cache(maxsize=1 << 16)
def light(word: str) -> str:
    """The light stem of a word that has nothing prefixed to it."""
    stem = _without_endings(_singular(word))
    return _SPELLINGS.get(stem, stem)


_WORDS = [
    word
    for name in ("broken_plurals.txt", "first_letters.txt", "last_letters.txt")
    for line in lines(name)
    for word in line
]
_KNOWN_SPELLINGS = frozenset(_key(word) for word in _WORDS)
_KNOWN = frozenset(light(word) for word in _WORDS)


def is_known(word: str) -> bool:
    """Whether some form of the word stands in the tables."""
    return light(word) in _KNOWN or (word.endswith("ت") and word[:-1] in _KNOWN)


@lru_cache(maxsize=1 << 12)
def bare(word: str) -> tuple[str, ...]:
    """The word without conjunction, preposition and article, likeliest first; two
    when its first letter may be a preposition or its own."""
    word = word.translate(_KEYBOARDS)
    match = _ARTICLE.match(word)
    if match and not is_known(word):
        return (_after_article(word, match),)
    return tuple(_after_particles(word))


def is_function_word(word: str) -> bool:
    return word in _FUNCTION_WORDS


def is_irregular(word: str) -> bool:
    """Whether the word is a broken plural or an irregular form."""
    return _base(word) is not None


def has_article(word: str) -> bool:
    match = _ARTICLE.match(word)
    return bool(match) and not is_known(word) and not is_known(word[match.end() - 2 :])


def _after_article(word: str, match: re.Match[str]) -> str:
    rest = word[match.end() :]
    if match.group().endswith("لل"):
        with_lam = "ل" + rest
        is_own = is_known(with_lam) and _key(rest) not in _KNOWN_SPELLINGS
        return with_lam if is_own else rest
    own = word[match.end() - 2 :]
    return own if own != word and is_known(own) else rest


def _after_particles(word: str) -> list[str]:
    while word[:1] and word[0] in "وفبلك" and not is_known(word):
        first, rest = word[0], word[1:]
        if rest in _FUNCTION_WORDS:
            return [rest]
        if len(rest) < 3:
            break
        if first == "و":
            word = rest
            continue
        if rest[0] in "أإآ" or is_known(rest):
            return [rest]
        return [rest, word] if first in "بل" else [word]
    return [word]


def snowball(word: str) -> str:
    """The Snowball stem of a word that has nothing prefixed to it."""
    # It tells a feminine ending from a pronoun by the ta marbuta: fold afterwards.
    with _stemming:
        stem = _stemmer.stemWord(_singular(word).translate(_LETTERS))
    return stem.replace("ة", "ه")
