"""Finding in lists that no index holds, drafts among them: by one column of text.

The column has the texts, folded, and below them terms of their words between spaces. A
word is found within the texts, as it is being typed, or as one of the terms: in another
form, as a country or month in the other language, as a name in another spelling.
"""

from collections.abc import Iterable

from portal.search import analysis, names
from portal.search.text import clean, fold, words

MOST_WORDS = 10


def column(texts: Iterable[str], proper: Iterable[str]) -> str:
    """The column for some texts; `proper` are those of them that are names."""
    texts = list(filter(None, texts))
    terms = {term for text in texts for word in _terms(text) for term in word}
    keys = {term for name in proper for word in names.terms(name) for term in word}
    folded = dict.fromkeys(map(fold, texts))
    return "\n".join([*folded, f" {' '.join(sorted(terms | keys))} "])


def likeness(name: str) -> str:
    """The same for names that may be one in two spellings: sounds of first and last word.

    Empty for a name of a single word, which many have.
    """
    sounds = [min(names.keys(word), default="") for word in names.tokens(name)]
    ends = [sounds[0], sounds[-1]] if len(sounds) > 1 else [""]
    return " ".join(ends) if all(ends) else ""


def needles(search: str) -> list[list[str]]:
    """For each word of a search what the column has to hold, any of it."""
    written = words(clean(search))[:MOST_WORDS]
    found = []
    for word, terms in zip(written, _terms(search), strict=False):
        keys = [term for one in names.terms(word) for term in one]
        found.append([fold(word), *(f" {term} " for term in (*terms, *keys))])
    return found


def _terms(text: str) -> list[list[str]]:
    """For each word its meaning and its best stem."""
    found = []
    for terms in analysis.terms(text, "ar"):
        stems = [term for term in terms if term[0] in "ln"]
        found.append([t for t in terms if t[0] in "mc"] + stems[:1])
    return found
