"""Names across scripts: two spellings may be one name when they have a key in common.

A key is the skeleton of consonants, which Arabic writes and every transliteration
keeps, with the kind of the last vowel: it tells حسن from حسين, Kadhim from Kadhimi.
Letters that are transliterated in several ways (ض ظ ذ ث ق ج; th dh gh ch c g) branch,
so a name has several keys. Keys are made of names only, never of running text, and
rank below every other way of meeting.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from portal.search.text import clean, fold

_MOST_KEYS = 24
_LONGEST = 48
_VOWELS = frozenset("aeiouyw")

# x is ش, q is خ, a is any initial vowel; the letters of one string are alternatives.
_ARABIC = dict(zip("بپفڤتطدزسصشغكحهلمنر", "bbffttdzssxgkhhlmnr", strict=True))
_ARABIC |= {"ث": "ts", "ذ": "zd", "ض": "dz", "ظ": "zd", "ج": "jg", "ق": "kg", "خ": "q"}
_ARABIC |= {"چ": "xj", "ژ": "jz", "گ": "gj"}

_LATIN: dict[str, tuple[str, ...]] = {letter: (letter,) for letter in "bdfhjklmnrstz"}
_LATIN |= {"p": ("b",), "v": ("f", ""), "q": ("k",), "x": ("ks",), "g": ("g", "j")}
_LATIN |= {"kh": ("q", "k"), "gh": ("g",), "dh": ("z", "d", "dh"), "ph": ("f",)}
_LATIN |= {"th": ("t", "z", "s", "th"), "sh": ("x", "sh"), "zh": ("j", "zh")}
_LATIN |= {"ch": ("x", "k", "q", "j"), "tch": ("x",), "tsch": ("x",)}
_LATIN |= {"sch": ("x", "sk")}
_LATIN |= {"chr": ("kr",), "dj": ("j",), "ck": ("k",), "qu": ("k",), "gu": ("g", "j")}
_LATIN |= {"ts": ("ts", "s"), "tz": ("ts", "z"), "dz": ("dz", "z"), "rh": ("r", "rh")}
_LATIN |= {"wh": ("", "h"), "cz": ("x",), "sz": ("x", "s")}
# What a mark makes of a letter in Turkish, French and Czech; 1 and 2 stand for ç and ğ.
_LATIN |= {"1": ("s", "x"), "2": ("g", "")}
_MARKED = str.maketrans("çÇğĞıİ", "1122iI") | {
    ord(letter): sound
    for letters, sound in (("şŞšŠ", "sh"), ("čČ", "tch"), ("žŽ", "zh"))
    for letter in letters
}
_LONGEST_SOUND = max(map(len, _LATIN))

_ABD = re.compile(r"^(عبي?د)\s*ال(?=..)|(?<=..)\s+ال(?=..)|(?<=..)ال(?=(?:دين|له)$)")
_ARTICLE_LETTERS = r"(?:al|el|ul|il|l|[aeu](?:sh|ch|th|dh|[srntdz]))"
_LATIN_ARTICLE = re.compile(rf"^{_ARTICLE_LETTERS}[-'\s]+(?=\w\w)")
_GLUED_ARTICLE = re.compile(
    r"^(?:[ae]l(?=[^aeiouyl]\w\w|[aeiou]\w{3})|[aeu](sh|ch|[srntdz])(?=\1))"
)
_LATIN_ABD = re.compile(r"^abd[aeiou]+(?=l)")
_DOUBLED = re.compile(r"(.)\1+")
_DOUBLED_LATIN = re.compile(r"([^h])\1+")  # Mashhour has a sh and an h
# The vowel before a last consonant, as Arabic may write it: e is ي, u is و, o is ا.
_VOWEL_ENDINGS = {"a": "o", "e": "eo", "i": "e", "y": "e", "o": "u", "u": "u", "w": "u"}
_LAST_SYLLABLE = re.compile(
    r"([aeiouwy]+)(?:[ksgdtzcp]h|t?sch|t[sz]|d[jz]|ck|h?[^aeiouwyh])(e?)$"
)
_ARABIC_OPEN = frozenset("ايوهحعء")
_FINAL_I = re.compile(r"(?:ie|ih|ei|ye)$")
_SON = frozenset(("بن", "ابن", "bin", "ibn", "ben"))

_GAP = re.compile(r"([\s-])[\s-]+")
_COMPOUND = re.compile(
    r"\bعبي?د\s+(?=ال)|\bآل\s+(?=\w)|(?<=\w\w)\s+(?:الدين|الله)\b"
    r"|\babd[\s-]*(?:[aeou]+[lrsntdz]h?)?[\s-]+(?=\w)"
    r"|(?<=\w\w)[\s-]+[aeu][ld]?[\s-]*d(?:in|ine|een)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"(?:\b{_ARTICLE_LETTERS}[\s-]+)?\w[\w'’]*", re.IGNORECASE)


def keys(name_token: str) -> set[str]:
    """The keys of one word of a name, in either script, with its article or without;
    empty when it has no consonant and no initial vowel. Each is of a-z alone."""
    return set(_keys(name_token[:_LONGEST]))


def tokens(name: str) -> list[str]:
    """The words of a name as keys() takes them: عبد الله, Abd al-Rahman and صلاح الدين
    are one word, an article belongs to the word after it."""
    spaced = _GAP.sub(r"\1", clean(name))
    joined = _COMPOUND.sub(lambda match: re.sub(r"[\s-]", "", match[0]), spaced)
    return _PARTS.findall(joined)


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where in a text words stand that may be words of a name: start, end, and the
    word as keys() takes it."""
    # Joined without a change of length.
    joined = _COMPOUND.sub(lambda match: re.sub(r"[\s-]", "_", match[0]), text)
    for match in _PARTS.finditer(joined):
        yield *match.span(), match[0].replace("_", "")


def terms(name: str) -> list[list[str]]:
    """For each word of a name its keys as terms for the index: "k" and the key."""
    return [sorted(f"k{key}" for key in keys(token)) for token in tokens(name)]


@lru_cache(maxsize=1 << 14)
def _keys(token: str) -> frozenset[str]:
    token = clean(token)
    is_arabic = any("\u0620" <= letter <= "\u06ff" for letter in token)
    name = fold(token if is_arabic else token.translate(_MARKED)).strip()
    if name in _SON:
        return frozenset(("ibn",))
    forms = _arabic_forms(name) if is_arabic else _latin_forms(name)
    sounds = _arabic_sounds if is_arabic else _latin_sounds
    endings = _arabic_endings if is_arabic else _latin_endings
    return frozenset(
        key + ending
        for form in forms
        for key in _spell(sounds(form))
        for ending in endings(form)
    )


def _spell(sounds: Iterable[tuple[str, ...]]) -> set[str]:
    """Every way to choose one of each sound's alternatives, up to a bound."""
    chosen, count = [], 1
    for alternatives in sounds:
        if count * len(alternatives) > _MOST_KEYS:
            alternatives = alternatives[:1]
        count *= len(alternatives)
        chosen.append(alternatives)
    found = set()
    for choice in product(*chosen):
        spelled = "".join(choice)
        # Doubling is not written in Arabic; but S alone for السيسي would be too little.
        single = _DOUBLED.sub(r"\1", spelled)
        found.add(single if len(single) > 1 else spelled)
    return found - {""}


def _arabic_forms(name: str) -> set[str]:
    """The name without its article; and with it where "al" may be the name's own."""
    # "|" is an article inside a name, of which the l is heard or not.
    name = re.sub("[^\u0620-\u06ff|]", "", _ABD.sub(r"\1|", name)).replace("تش", "چ")
    if not name.startswith("ال") or len(name) < 4:
        return {name} - {""}
    rest = name[2:]
    forms = {rest}
    if rest[0] in "اويهس" or len(name) <= 5 or rest.startswith("كس"):
        forms.add(name)
    if rest[0] in "احعهبكغخقمويجف":  # Lahcen, Larabi
        forms.add("ل" + rest)
    return forms


def _arabic_sounds(name: str) -> Iterable[tuple[str, ...]]:
    yield ({"و": "w", "ي": "y", "ا": "a", "ع": "a", "ء": "a"}.get(name[0], ""),)
    last = len(name) - 1
    for place, letter in enumerate(name):
        if letter == "ه" and place == last > 1:
            continue
        if letter == "|":
            yield ("l", "")
        elif letter in _ARABIC:
            is_silent = letter == "ح" and place == last > 0
            yield (*_ARABIC[letter], *([""] * is_silent))


def _arabic_endings(name: str) -> tuple[str, ...]:
    last, before = name[-1], name[-2:-1]
    if last not in _ARABIC_OPEN:
        return (
            {"ي": "e", "و": "u", "ا": "o"}.get(before, "") if len(name) > 2 else "",
        )
    # Folding has made one letter of ى (heard as a) and ي; hamza and ayn may follow an i.
    return ("", "i") if last in "يءوع" or name.endswith("يه") else ("",)


def _latin_forms(name: str) -> set[str]:
    whole = re.sub("[^a-z12]", "", _LATIN_ARTICLE.sub("", name))
    forms = {whole}
    if article := _GLUED_ARTICLE.match(whole):
        forms.add(whole[article.end() :])
    long = {form.replace("oo", "ou").replace("ee", "ei") for form in forms}
    return {_DOUBLED_LATIN.sub(r"\1", form) for form in long} - {""}


def _latin_sounds(name: str) -> Iterable[tuple[str, ...]]:
    yield _initial_vowel(name)
    abd = _LATIN_ABD.match(name)
    place = 0
    while place < len(name):
        for length in range(_LONGEST_SOUND, 0, -1):
            sound = name[place : place + length]
            if len(sound) == length and (sound in _LATIN or sound == "c"):
                break
        is_abd_article = abd is not None and place == abd.end()
        yield ("l", "") if is_abd_article else _latin_sound(name, sound, place)
        place += length


def _latin_sound(name: str, sound: str, place: int) -> tuple[str, ...]:
    after = name[place + len(sound) : place + len(sound) + 1]
    if sound == "c":
        # In Turkish it is ج.
        return ("s", "j") if after and after in "eiy" else ("k", "j")
    if sound == "h":
        return ("h",) if after in _VOWELS else ("h", "") if after else ("",)
    if sound == "j" and place == 0:  # Jens, ينس
        return ("j", "y")
    if sound == "v" and place == 0:  # Vali, والي
        return ("f", "w")
    if sound == "s" and after in _VOWELS and name[place - 1 : place] in _VOWELS:
        return ("s", "z")
    return _LATIN.get(sound, ("",))


def _initial_vowel(name: str) -> tuple[str, ...]:
    if name[0] == "y":
        return ("y", "a")
    if name[0] == "w":
        return ("w",)
    if name.startswith("ou"):
        return ("a", "w")
    if name[0] == "i" and name[1:2] and name[1] in "aeou":
        return ("a", "y")
    return ("a",) if name[0] in _VOWELS else ("",)


def _latin_endings(name: str) -> tuple[str, ...]:
    if _FINAL_I.search(name):
        return ("", "i")
    if name[-1] in "iy":
        return ("i",)
    if not (match := _LAST_SYLLABLE.search(name)):
        return ("",)
    vowels, silent_e = match.groups()
    heard = {ending for vowel in vowels for ending in _VOWEL_ENDINGS[vowel]}
    # Any vowel may be short, and not written in Arabic, but these.
    is_long = vowels in ("ou", "ei", "ai", "ey", "ay") and not silent_e
    return tuple(sorted(heard)) if is_long else ("", *sorted(heard))
