"""The words that the index knows: for spelling suggestions and begun words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from django.db import connection

from portal.search import analysis
from portal.search.engines import Row
from portal.search.entries import spellings
from portal.search.models import SearchSpelling, SearchWord
from portal.search.query import Word, entry_keys
from portal.search.registry import Text
from portal.search.text import clean, words

_SHORTEST, _LONGEST = 3, 24
_MOST_BEGUN = 40
_MOST_NEAR = 400
_MOST_SPELLINGS = 20
_AGAIN_AND_AGAIN = 3
ADD = """
    INSERT INTO search_searchword (word, form, count, name_count)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (word) DO UPDATE SET
    count = search_searchword.count + excluded.count,
    name_count = search_searchword.name_count + excluded.name_count
"""


def move(removed: Iterable[Row], added: Iterable[Row], texts: Iterable[Text]) -> None:
    """Counts the words of some rows out and of others in; `texts` show how the words
    are written."""
    moves: Counter[str] = Counter()
    name_moves: Counter[str] = Counter()
    for step, rows in ((1, added), (-1, removed)):
        for row in rows:
            anywhere, proper = spellings(row.terms)
            for word in filter(_is_kept, anywhere):
                moves[word] += step
                name_moves[word] += step * (word in proper)
    moved = [word for word in moves if moves[word] or name_moves[word]]
    if not moved:
        return
    known = _known(moved)
    forms = _forms(texts, {word for word in moved if word not in known})
    with connection.cursor() as cursor:
        cursor.executemany(
            ADD,
            sorted((w, forms.get(w, w), moves[w], name_moves[w]) for w in moved),
        )
    new = [word for word in moved if word not in known]
    new_names = [w for w in moved if name_moves[w] > 0 and not known.get(w)]
    _add_spellings((word, _mistyped(word)) for word in new)
    _add_spellings((w, {f"={k[1:]}" for k in entry_keys(w)}) for w in new_names)
    _forget([word for word in moved if moves[word] < 0])


def clear() -> None:
    SearchSpelling.objects.all().delete()
    SearchWord.objects.all().delete()


def with_spellings(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words of a query with the spellings of known names that they may be. What stands
    in the texts again and again, and in no name, is not taken for one."""
    spelled = {part[0][1:] for word in words for part in word.parts}
    keys = {f"={key[1:]}" for word in words for key in word.keys}
    found = SearchSpelling.objects.filter(key__in=keys).values_list("key", "word")
    by_key = defaultdict(set)
    for key, word in found[:_MOST_NEAR]:
        by_key[key].add(word)
    names = set().union(*by_key.values())
    rows = SearchWord.objects.filter(word__in=spelled | names)
    counts = {row.word: row for row in rows}
    return tuple(_with_spellings(word, by_key, counts) for word in words)


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
    rows = SearchSpelling.objects.filter(key__in=_mistyped(word))
    near = set(rows.values_list("word", flat=True)[:_MOST_NEAR])
    allowed = 1 if len(word) < 6 else 2
    known = SearchWord.objects.filter(word__in=near)
    found = [
        (distance, -row.count, row.word, row.form)
        for row in known
        if 0 < (distance := _distance(word, row.word)) <= allowed
    ]
    return min(found)[-1] if found else ""


def _known(moved: list[str]) -> dict[str, int]:
    """In how many names each of some words stands, of those that are known."""
    found = {}
    for start in range(0, len(moved), 5000):
        rows = SearchWord.objects.filter(word__in=moved[start : start + 5000])
        found.update(rows.values_list("word", "name_count"))
    return found


def _add_spellings(found: Iterable[tuple[str, set[str]]]) -> None:
    SearchSpelling.objects.bulk_create(
        (
            SearchSpelling(key=key, word=word)
            for word, keys in found
            for key in sorted(keys)
            if len(key) <= _LONGEST
        ),
        ignore_conflicts=True,
    )


def _forget(fewer: list[str]) -> None:
    gone = SearchWord.objects.filter(word__in=fewer, count__lte=0)
    names = list(gone.values_list("word", flat=True))
    if names:
        SearchSpelling.objects.filter(word__in=names).delete()
        SearchWord.objects.filter(word__in=names).delete()


def _forms(texts: Iterable[Text], wanted: set[str]) -> dict[str, str]:
    """How some words are written where they first stand."""
    forms: dict[str, str] = {}
    for text in texts:
        if len(forms) == len(wanted):
            break
        shown = (text.titles.values(), text.spellings, text.names, text.texts.values())
        for part in chain(*shown, text.about):
            written = words(clean(part))
            for form, terms in zip(written, analysis.terms(part, "ar"), strict=False):
                if terms[0][1:] in wanted:
                    forms.setdefault(terms[0][1:], form[:48])
    return forms


def _is_kept(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def _mistyped(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _distance(first: str, second: str) -> int:
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
