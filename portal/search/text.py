"""Folding: every spelling of one text becomes the same text.

Pure, linear in its input and idempotent; nothing a person types makes it raise.
Spelling variants after Lucene's ArabicNormalizer, completed for Persian and Kurdish
keyboards.
"""

import re
import unicodedata

# Combining marks: those of the first plane, where a character set is fast, and the
# scripts of the others (Brahmi, Chakma … music, Adlam), which hardly any text has.
_MARKS = "".join(c for c in map(chr, range(0x10000)) if unicodedata.combining(c))
_FAR_MARKS = re.compile(
    "[{}]".format(
        "".join(
            c for c in map(chr, range(0x10000, 0x20000)) if unicodedata.combining(c)
        )
    )
)

# Quranic signs, tatweel, soft hyphen, zero-width signs, bidi controls and isolates,
# variation selectors: none of them is part of a spelling.
_UNSEEN = (
    "\u0610-\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08d3-\u08ff\u00ad\u034f\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_DIGIT = re.compile(r"[^\D0-9]")
_DROPPED = re.compile(f"[{_MARKS}{_UNSEEN}]+")
# Normalisation sorts the marks of a letter at a cost that is the square of their
# number; no script needs more than four.
_PILED_MARKS = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")

_ARABIC_LETTERS = str.maketrans("ٱٲٳٵىیېۍێےکڪګہھەۀۂۃةٶٸ", "ااااييييييكككهههههههوي")
_LATIN_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ħ": "h", "ŋ": "n", "ə": "a", "ŧ": "t", "ß": "ss"}
    | dict.fromkeys("ʿʾʻʼˈ‘’`´", "'")
)

_PUNCTUATION = " \t\r\n\"'«»“”„‹›()[]{}-–—.،,"
# "al" belongs to the words after the first question mark themselves; the hamza that
# would tell is often left out. The Latin article may take the sound of the next letter.
_ARTICLE = re.compile(
    r"ال(?!له\b|ي?مان[يو]|بان[يو]|كترون|كسندر|ياس\b|هام\b|ان\b)(?=[^\W\d_]{3})"
    r"|(?:the\s+|al[\s-]+|(?:el|ul)-|[aeu](sh|th|dh|s|r|n|t|d|z)-(?=\1))(?=\w)"
)


def clean(text: str) -> str:
    """The text in NFKC with ASCII digits, without marks and unseen signs; its letters
    and their case stay."""
    return text if text.isascii() else _bare("NFKC", text)


def fold(text: str) -> str:
    """The text as it is compared: cleaned, in lower case, without diacritics and
    hamza seats, each letter in one form (أ إ آ as ا, ى as ي, ة as ه, ک as ك)."""
    if text.isascii():
        return text.lower()
    text = _bare("NFKD", _bare("NFKD", text).casefold())
    text = text.translate(_ARABIC_LETTERS).translate(_LATIN_LETTERS)
    return unicodedata.normalize("NFC", text)


def _bare(form: str, text: str) -> str:
    has_far = bool(text) and max(text) > "\uffff"
    text = _FAR_MARKS.sub("", text) if has_far else text
    text = unicodedata.normalize(form, _PILED_MARKS.sub(r"\1", text))
    text = _FAR_MARKS.sub("", text) if has_far else text
    return _DIGIT.sub(_ascii_digit, _DROPPED.sub("", text))


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


_FOLDED = {
    code: folded
    for code in range(0x620, 0x700)
    if (folded := fold(chr(code))) != chr(code)
}


def fold_word(word: str) -> str:
    """fold() for one cleaned word in Arabic letters, several times faster."""
    return word.translate(_FOLDED)


def sort_key(text: str) -> str:
    """What a name is sorted by: folded, with its leading article and punctuation off,
    in either script (الكاظمي and كاظمي, Al-Kadhimi and Kadhimi sort together)."""
    folded = fold(text).strip(_PUNCTUATION)
    if clean(text).lstrip(_PUNCTUATION).startswith(("أ", "إ", "آ")):
        return folded
    article = _ARTICLE.match(folded)
    return folded[article.end() :] if article else folded


_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
_WORDS = re.compile(
    # An ordinal's ending says nothing that its number does not.
    r"([0-9]+)(?:(?:st|nd|rd|th)\b)?"
    f"|([{_ARABIC}]+)"
    # "al" is no word of its own in al-Kadhimi, Al Kadhimi and as-Sisi.
    r"|(?:\b(?:al[\s-]|(?:el|ul)[\s-]|[aeu](sh|th|dh|s|r|n|t|d|z)-(?=\3))(?=[^\W\d_]))?"
    rf"([^\W\d_{_ARABIC}]+(?:['’ʼ][^\W\d_{_ARABIC}]+)*)",
    re.IGNORECASE,
)


def words(cleaned: str) -> list[str]:
    """The words of a cleaned text: runs of digits, of Arabic letters, of others."""
    return [m[m.lastindex] for m in _WORDS.finditer(cleaned)]
