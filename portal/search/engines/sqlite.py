"""SQLite FTS5, without the texts.

One table knows which rows have a term and nothing of where, which makes it small and
fast; another has the spelled words with their places, and is asked for phrases alone.
Neither can tell what it was given: a row is removed by naming all of it.
"""

import itertools
import json
from collections.abc import Iterable, Sequence

from django.db import connection

from portal.search import order
from portal.search.engines import ADD_COUNTS, Row
from portal.search.expression import Match, text

_TOKENS = """tokenize="ascii tokenchars '=:@_-'" """
_OPTIONS = f"content='', columnsize=0, {_TOKENS}"
# Bytes that gather in memory before they are written as one piece.
_GATHERED = 16 << 20

CREATE = [
    f"CREATE VIRTUAL TABLE search_terms USING fts5(terms, detail=none, {_OPTIONS})",
    f"CREATE VIRTUAL TABLE search_spelled USING fts5(words, {_OPTIONS})",
    f"INSERT INTO search_terms(search_terms, rank) VALUES ('hashsize', {_GATHERED})",
    f"INSERT INTO search_spelled(search_spelled, rank) VALUES ('hashsize', {_GATHERED})",
]
WAYS = """CREATE TABLE search_ways (
    way text NOT NULL, word text NOT NULL, PRIMARY KEY (way, word)) WITHOUT ROWID"""
DROP = ["DROP TABLE search_terms", "DROP TABLE search_spelled"]


def lock() -> None:
    """Nothing: a transaction that writes is alone."""


def replace(removed: Iterable[Row], added: Iterable[Row]) -> None:
    """Removes rows with exactly what they were added with, and adds others."""
    # In the order of keys, or every row would be written as a piece of its own.
    removed = sorted(removed)
    added = sorted(added)
    with connection.cursor() as cursor:
        for table, column, field in (
            ("search_terms", "terms", 1),
            ("search_spelled", "words", 2),
        ):
            cursor.executemany(
                f"INSERT INTO {table}({table}, rowid, {column}) VALUES ('delete', %s, %s)",
                [(row.key, row[field]) for row in removed],
            )
            cursor.executemany(
                f"INSERT INTO {table}(rowid, {column}) VALUES (%s, %s)",
                [(row.key, row[field]) for row in added],
            )


def count_words(moves: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Adds to the counts of words, and gives them as they are then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchword (word, count, name_count)"
            " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
            " json_extract(value, '$[2]') FROM json_each(%s) WHERE true"
            f" {ADD_COUNTS}",
            [json.dumps(moves, ensure_ascii=False)],
        )
        return cursor.fetchall()


def keys(match: Match, limit: int | None = None) -> list[int]:
    """The keys of the rows that match, in their order."""
    return keys_of_each([match], limit)[0]


def keys_of_each(matches: Sequence[Match], limit: int | None = None) -> list[list[int]]:
    """The keys of each of several matches, in one question."""
    found: list[list[int]] = [[] for _match in matches]
    rows = _ask("rowid", "ORDER BY rowid", matches, limit)
    if len(matches) == 1:
        return [[key for _number, key in rows]]
    for number, key in rows:
        found[number].append(key)
    return found


def last_key(match: Match) -> int | None:
    found = _ask("rowid", "ORDER BY rowid DESC", [match], 1)
    return found[0][1] if found else None


def counts(matches: Sequence[Match], limit: int | None = None) -> list[int]:
    """How many rows each match has, counted up to a limit."""
    return [number for _number, number in sorted(_ask("count(*)", "", matches, limit))]


def spans(
    match: Match, bounds: Sequence[int], first: int, most: int
) -> list[tuple[list[int], int]]:
    """From each bound to the next: the first few keys, and how many, counted up to most."""
    each = [
        order.between(match, start, stop - 1)
        for start, stop in itertools.pairwise(bounds)
    ]
    return list(zip(keys_of_each(each, first), counts(each, most), strict=True))


def _ask(select: str, order: str, matches: Sequence[Match], limit: int | None):
    parts, values = [], []
    for number, match in enumerate(matches):
        sql, its_values = _where(match)
        inner = f"SELECT rowid FROM search_terms WHERE {sql} {order} LIMIT %s"
        parts.append(f"SELECT {number}, {select} FROM ({inner})")
        values += [*its_values, -1 if limit is None else limit]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()


def clear() -> None:
    with connection.cursor() as cursor:
        for table in ("search_terms", "search_spelled"):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")


def tidy() -> None:
    """Merges what many writings left in pieces; after much was added."""
    with connection.cursor() as cursor:
        for table in ("search_terms", "search_spelled"):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA optimize")


def size() -> int:
    """Bytes that the engine's tables take."""
    sql = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search\\_%\\_%' ESCAPE '\\'"
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%", "%%"), ())
        return cursor.fetchone()[0]


def _where(match: Match) -> tuple[str, list]:
    asked = text(match.expression, _quoted, " AND ", " OR ")
    if match.not_terms:
        asked = f"{asked} NOT ({' OR '.join(map(_quoted, match.not_terms))})"
    parts, values = ["search_terms MATCH %s"], [asked]
    between, ends = _between(match)
    # The sign keeps the planner from asking the table anew for each key.
    within = f"SELECT rowid FROM search_spelled WHERE search_spelled MATCH %s{between}"
    for negation, phrases in (("", match.phrases), ("NOT ", match.not_phrases)):
        for phrase in phrases:
            parts.append(f"+rowid {negation}IN ({within})")
            values += [_quoted(" ".join(phrase)), *ends]
    return " AND ".join(parts) + between, values + ends


def _between(match: Match) -> tuple[str, list]:
    """What bounds the keys of a table, with an "and" before it."""
    ends = {">=": match.first, "<=": match.last}
    asked = {sign: end for sign, end in ends.items() if end is not None}
    return "".join(f" AND rowid {sign} %s" for sign in asked), list(asked.values())


def _quoted(term: str) -> str:
    return '"' + term.replace('"', "") + '"'
