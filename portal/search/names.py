"""Names across scripts: two spellings may be one name when they have a key in common.

A key is the skeleton of consonants, which Arabic writes and every transliteration
keeps, with the kind of the last vowel. Letters that are transliterated in several ways
(ض ظ ذ ث ق ج, th dh gh ch c g) branch, so a name has several keys. Keys are for names
only, never for running text, and of lower rank than any other way of meeting.
"""

import re
from functools import lru_cache
from itertools import product

from portal.search.text import clean, fold

_MOST_KEYS = 24
_LONGEST = 48

# x is ش, q is خ, a an initial vowel.
_ARABIC = {
    **{"ب": "b", "پ": "b", "ف": "f", "ڤ": "f", "ت": "t", "ط": "t", "ث": "ts", "د": "d"},
    **{"ذ": "zd", "ض": "dz", "ظ": "zd", "ز": "z", "ژ": "jz", "س": "s", "ص": "s"},
    **{"ش": "x", "چ": "xj", "ج": "jg", "غ": "g", "گ": "gj", "ق": "kg", "ك": "k"},
    **{"خ": "q", "ح": "h", "ه": "h", "ل": "l", "م": "m", "ن": "n", "ر": "r"},
}
_LATIN: dict[str, tuple[str, ...]] = {
    **{"tsch": ("x",), "sch": ("x", "sk"), "tch": ("x",), "chr": ("kr",)},
    **{"kh": ("q", "k"), "gh": ("g",), "dh": ("z", "d"), "th": ("t", "z", "s")},
    **{"sh": ("x",), "ch": ("x", "k", "q"), "ph": ("f",), "dj": ("j",), "ck": ("k",)},
    **{"qu": ("k",), "gu": ("g", "j"), "zh": ("j",), "ts": ("ts", "s"), "rh": ("r",)},
    **{"tz": ("ts", "z"), "dz": ("dz", "z"), "wh": ("",), "cz": ("x",), "sz": ("x", "s")},
    **{"b": ("b",), "p": ("b",), "f": ("f",), "v": ("f",), "t": ("t",), "d": ("d",)},
    **{"z": ("z",), "s": ("s",), "j": ("j",), "g": ("g", "j"), "k": ("k",), "q": ("k",)},
    **{"x": ("ks",), "h": ("h",), "l": ("l",), "m": ("m",), "n": ("n",), "r": ("r",)},
    **{"c": ("k",), "ĝ": ("g", ""), "ŝ": ("x",), "ĉ": ("s", "x"), "ľ": ("l", "")},
}
_SOFT_C = ("s",)
_VOWELS = frozenset("aeiouyw")
_SOUNDS = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|.")
# Turkish and French letters, each before the folding takes its mark off.
_MARKED = str.maketrans("çÇşŞğĞšŠčČžŽ", "ĉĉŝŝĝĝŝŝĉĉjj")
