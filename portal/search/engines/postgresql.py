"""PostgreSQL: two tsvectors with GIN indexes, one of terms without places, one of the
spelled words with their places, for phrases.

Nothing is parsed or stemmed by the database: vectors and queries are cast from text.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db import connection

from portal.search.engines import ADD_COUNTS, GAP, Row
from portal.search.expression import Match, Phrases, text

# What a tsvector can hold: places of words beyond it are not told apart.
_LAST_PLACE = 16_383
_MOST_PLACES = 255
_LOCK = 0x51A112

CREATE = [
    """CREATE TABLE search_terms (
        key bigint PRIMARY KEY, terms tsvector NOT NULL, spelled tsvector NOT NULL)""",
    # Knowing how common a term is, the planner would read all rows for it, and unpack
    # their vectors, where the index is ten times faster.
    "ALTER TABLE search_terms ALTER COLUMN terms SET STATISTICS 0",
    "ALTER TABLE search_terms ALTER COLUMN spelled SET STATISTICS 0",
    "CREATE INDEX search_terms_terms ON search_terms USING gin (terms)",
    "CREATE INDEX search_terms_spelled ON search_terms USING gin (spelled)",
    'ALTER TABLE search_searchword ALTER COLUMN word TYPE varchar(24) COLLATE "C"',
]
WAYS = """CREATE TABLE search_ways (
    way text COLLATE "C", word text COLLATE "C", PRIMARY KEY (way, word))"""
DROP = ["DROP TABLE search_terms"]


def lock() -> None:
    """Until the end of the transaction no other one changes the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def replace(removed: Iterable[Row], added: Iterable[Row]) -> None:
    """Removes rows and adds others."""
    added = sorted(added)
    rows = (
        [row.key for row in added],
        [_vector(row.terms) for row in added],
        [_placed(row.spelled) for row in added],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_terms WHERE key = ANY(%s)",
            [[row.key for row in removed]],
        )
        cursor.execute(
            "INSERT INTO search_terms SELECT key, terms::tsvector, spelled::tsvector"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[])"
            " AS rows(key, terms, spelled)",
            rows,
        )


def count_words(moves: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Adds to the counts of words, and gives them as they are then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchword (word, count, name_count)"
            f" SELECT * FROM unnest(%s::text[], %s::int[], %s::int[]) {ADD_COUNTS}",
            [list(column) for column in zip(*moves, strict=True)],
        )
        return cursor.fetchall()


def keys(match: Match, limit: int | None = None) -> list[int]:
    """The keys of the rows that match, in their order."""
    return keys_of_each([match], limit)[0]


def keys_of_each(matches: Sequence[Match], limit: int | None = None) -> list[list[int]]:
    """The keys of each of several matches, in one question."""
    found: list[list[int]] = [[] for _match in matches]
    # Not an order by the index of keys: it would walk the table for a rare term.
    for number, key in _ask("key", "ORDER BY key + 0", matches, limit):
        found[number].append(key)
    return [sorted(some) for some in found]


def last_key(match: Match) -> int | None:
    found = _ask("key", "ORDER BY key + 0 DESC", [match], 1)
    return found[0][1] if found else None


def counts(matches: Sequence[Match], limit: int | None = None) -> list[int]:
    """How many rows each match has, counted up to a limit."""
    return [number for _number, number in sorted(_ask("count(*)", "", matches, limit))]


def spans(
    match: Match, bounds: Sequence[int], first: int, most: int
) -> list[tuple[list[int], int]]:
    """From each bound to the next: the first few keys, and how many, counted up to most.

    In one reading: each narrower question would gather all that match once more.
    """
    sql, values = _where(match)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT span, (array_agg(key ORDER BY key))[:%s], count(*) FROM"
            " (SELECT key, width_bucket(key, %s::bigint[]) AS span FROM search_terms"
            f" WHERE {sql}) AS found GROUP BY span",
            [first, list(bounds), *values],
        )
        found = {span: (keys or [], number) for span, keys, number in cursor.fetchall()}
    each = (found.get(span, ([], 0)) for span in range(1, len(bounds)))
    return [(keys, min(number, most)) for keys, number in each]


def _ask(select: str, order: str, matches: Sequence[Match], limit: int | None):
    parts, values = [], []
    for number, match in enumerate(matches):
        sql, its_values = _where(match)
        inner = f"SELECT key FROM search_terms WHERE {sql} {order} LIMIT %s"
        parts.append(f"SELECT {number}, {select} FROM ({inner}) AS found")
        values += [*its_values, limit]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_terms")


def tidy() -> None:
    """Moves what was added into the indexes, and counts for the planner."""
    with connection.cursor() as cursor:
        for index in ("search_terms_terms", "search_terms_spelled"):
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute("ANALYZE")


def size() -> int:
    """Bytes that the engine's table and indexes take."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('search_terms')")
        return cursor.fetchone()[0]


def _where(match: Match) -> tuple[str, list]:
    asked = text(match.expression, _quoted, " & ", " | ")
    if match.not_terms:
        asked = f"{asked} & !({' | '.join(map(_quoted, match.not_terms))})"
    parts, values = ["terms @@ %s::tsquery"], [asked]
    if match.phrases:
        parts.append("key + 0 = ANY(%s)")
        values.append(match.phrases.once(partial(_read, joint=" & ")))
    if match.not_phrases:
        parts.append("key + 0 <> ALL(%s)")
        values.append(match.not_phrases.once(partial(_read, joint=" | ")))
    if match.first is not None:
        parts.append("key >= %s")
        values.append(match.first)
    if match.last is not None:
        parts.append("key <= %s")
        values.append(match.last)
    return " AND ".join(parts), values


def _read(phrases: Phrases, joint: str) -> list[int]:
    """The keys of the rows with all of some phrases, or with any."""
    each = (" <-> ".join(map(_quoted, phrase)) for phrase in phrases)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM search_terms WHERE spelled @@ %s::tsquery",
            [joint.join(f"({phrase})" for phrase in each)],
        )
        return [key for (key,) in cursor.fetchall()]


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "").replace("'", "") + "'"


def _vector(terms: str) -> str:
    return " ".join(map(_quoted, terms.split()))


def _placed(spelled: str) -> str:
    places: dict[str, list[str]] = {}
    for place, word in _places(spelled):
        found = places.setdefault(word, [])
        if len(found) < _MOST_PLACES:
            found.append(str(place))
    return " ".join(f"{_quoted(w)}:{','.join(found)}" for w, found in places.items())


def _places(spelled: str) -> Iterator[tuple[int, str]]:
    for place, word in enumerate(spelled.split(), start=1):
        if place > _LAST_PLACE:
            return
        if word != GAP:
            yield place, word
