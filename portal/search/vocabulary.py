"""The words that the index knows: for spelling suggestions, begun words and names.

Beside the counts stands a table of ways to a word: the word without one of its letters,
as it may be misspelled; and "=" with a name key, for words that are names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase

from django.db import connection

from portal.search import analysis
from portal.search.engines import Row, engine
from portal.search.entries import ANYWHERE, spellings
from portal.search.expression import Match
from portal.search.models import SearchEntry, SearchWord
from portal.search.query import Word, entry_keys
from portal.search.text import fold

_SHORTEST, _LONGEST = 3, 24
_MOST_BEGUN = 40
_MOST_NEAR = 400
_MOST_READ = 20
_MOST_SPELLINGS = 20
_AGAIN_AND_AGAIN = 3
_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
_WRITTEN = 5000  # words at a time
_ADD_WAY = "INSERT INTO search_ways VALUES (%s, %s) ON CONFLICT DO NOTHING"
_REMOVE_WAY = "DELETE FROM search_ways WHERE way = %s AND word = %s"


class Moves:
    """How many more records have each of some words, anywhere and in names."""

    def __init__(self) -> None:
        self.anywhere: Counter[str] = Counter()
        self.in_names: Counter[str] = Counter()

    def add(self, removed: Iterable[Row], added: Iterable[Row]) -> None:
        """Counts the words of some rows out and of others in."""
        for row in added:
            anywhere, proper = spellings(row.terms)
            self.anywhere.update(anywhere)
            self.in_names.update(proper)
        for row in removed:
            anywhere, proper = spellings(row.terms)
            self.anywhere.subtract(anywhere)
            self.in_names.subtract(proper)

    def write(self) -> None:
        """What is gathered may be written after what others wrote meanwhile: a word
        that they counted out before it is counted in has less than nothing till then.
        """
        moved = sorted(
            (word, number, self.in_names[word])
            for word, number in self.anywhere.items()
            if (number or self.in_names[word]) and _is_kept(word)
        )
        for start in range(0, len(moved), _WRITTEN):
            _write(moved[start : start + _WRITTEN])


def _write(moved: list[tuple[str, int, int]]) -> None:
    moves = {word: (move, name_move) for word, move, name_move in moved}
    begun, ended, none = [], [], []
    for word, count, name_count in engine().count_words(moved):
        before, name_before = count - moves[word][0], name_count - moves[word][1]
        if count > 0 >= before:
            begun += [(way, word) for way in _typed(word)]
        if name_count > 0 and (name_before <= 0 or before <= 0):
            begun += [(way, word) for way in _heard(word)]
        if count <= 0 < before:
            ended += [(way, word) for way in _typed(word) | _heard(word)]
        if count == name_count == 0:
            none.append(word)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_WAY, sorted(begun))
        cursor.executemany(_REMOVE_WAY, sorted(ended))
    SearchWord.objects.filter(word__in=none).delete()


def clear() -> None:
    SearchWord.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_ways")


def with_spellings(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words of a query with the spellings of known names that they may be, and as known
    words that two of them are together. What stands in the texts again and again, and
    in no name, is not taken for one."""
    spelled = {part[0][1:] for word in words for part in word.parts}
    by_key = _by_ways({f"={key[1:]}" for word in words for key in word.keys})
    names = set().union(*by_key.values())
    together = [f"{a.parts[-1][0][1:]}{b.parts[0][0][1:]}" for a, b in pairwise(words)]
    asked = spelled | names | set(filter(_is_kept, together))
    counts = {row.word: row for row in SearchWord.objects.filter(word__in=asked)}
    found = [_with_spellings(word, by_key, counts) for word in words]
    for at, joined in enumerate(together):
        if joined in counts:
            # Both words, or the one: it stands for either of them.
            for one in (at, at + 1):
                others = (*found[one].others, (f"s{joined}",))
                found[one] = replace(found[one], others=others)
    return tuple(found)


def halves(written: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The two known words, as terms, that a word unknown may be when put apart; those
    that are known best."""
    cut = {
        word: [
            (folded[:at], folded[at:])
            for at in range(_SHORTEST, len(folded) - _SHORTEST + 1)
        ]
        for word in written
        if _is_kept(folded := fold(word))
    }
    asked = {half for pairs in cut.values() for pair in pairs for half in pair}
    asked.update(map(fold, cut))
    rows = SearchWord.objects.filter(word__in=asked, count__gt=0)
    counts = dict(rows.values_list("word", "count"))
    found = defaultdict(list)
    for word, pairs in cut.items():
        known = [pair for pair in pairs if all(half in counts for half in pair)]
        if known and fold(word) not in counts:
            best = max(known, key=lambda pair: (min(map(counts.get, pair)), pair))
            found[word] = [tuple(f"s{half}" for half in best)]
    return found


def _with_spellings(word: Word, by_key, counts) -> Word:
    for part in word.parts:
        row = counts.get(part[0][1:])
        if row and row.count >= _AGAIN_AND_AGAIN and not row.name_count:
            return replace(word, keys=())
    near = {one for key in word.keys for one in by_key[f"={key[1:]}"]}
    known = [counts[one] for one in near if one in counts and counts[one].name_count]
    known.sort(key=lambda row: (-row.name_count, row.word))
    spellings = tuple(f"s{row.word}" for row in known[:_MOST_SPELLINGS])
    return replace(word, spellings=spellings)


def begun(start: str) -> list[str]:
    """The commonest words that begin so, in Arabic with the article or without."""
    found = []
    for prefix in (start, f"ال{start}"):
        rows = SearchWord.objects.filter(
            word__gte=prefix, word__lt=prefix + "\U0010ffff"
        )
        # Past so many words, another one begun so is no help.
        found += rows.order_by("-count", "word").values_list("word", "count")[
            :_MOST_BEGUN
        ]
    return [word for word, _count in sorted(found, key=lambda row: (-row[1], row[0]))]


def nearest(word: str) -> str:
    """The known word that a word may be a misspelling of, as it is written, or ""."""
    if not _is_kept(word):
        return ""
    near = set().union(*_by_ways(_typed(word)).values())
    if not near and len(word) > 5:
        near = set().union(*_by_ways(_longer(word)).values())
    # An article makes a word no longer; of three letters any is half of another.
    length = len(word) - 2 * (word.startswith("ال") and len(word) > 5)
    allowed = (length > 3) + (length > 5)
    found = [
        (steps, -row.count, row.word)
        for row in SearchWord.objects.filter(word__in=near)
        if 0 < (steps := distance(word, row.word)) <= allowed
    ]
    return _written(min(found)[-1]) if found else ""


def _written(word: str) -> str:
    """A word as a record that has it writes it; some have it in their kind alone."""
    keys = engine().keys(Match(f"{ANYWHERE}s{word}"), _MOST_READ)
    for entry in SearchEntry.objects.filter(record__in=keys).order_by("language"):
        text = f"{entry.title}\n{entry.text}"
        for start, end, terms in analysis.spans(text, entry.language):
            if terms[0] == f"s{word}":
                return text[start:end]
    return word


def _by_ways(ways: Iterable[str]) -> dict[str, set[str]]:
    """The words that some ways lead to, by way."""
    found = defaultdict(set)
    if ways := sorted(ways):
        marks = ", ".join(["%s"] * len(ways))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT way, word FROM search_ways WHERE way IN ({marks})"
                " ORDER BY way, word LIMIT %s",
                [*ways, _MOST_NEAR],
            )
            for way, word in cursor.fetchall():
                found[way].add(word)
    return found


def _is_kept(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def _typed(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _longer(word: str) -> set[str]:
    """The word with any letter more: ways to what has two more."""
    letters = ascii_lowercase if word.isascii() else _ARABIC_LETTERS
    places = range(len(word) + 1)
    return {word[:at] + letter + word[at:] for at in places for letter in letters}


def _heard(word: str) -> set[str]:
    return {f"={key[1:]}" for key in entry_keys(word) if len(key) <= _LONGEST}


def distance(first: str, second: str) -> int:
    """Letters to add, drop, change or swap with the next."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        last, before, row = before, row, [at]
        for to, other in enumerate(second, start=1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != other))
            is_swap = at > 1 and to > 1 and letter == second[to - 2]
            if is_swap and first[at - 2] == other:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
    return row[-1]
