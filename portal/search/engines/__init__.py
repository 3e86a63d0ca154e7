"""The engines: which rows have which terms, and nothing else.

Each is a module with the same functions; `engine()` is the one of the database. A row
is its key, its terms in one text, and its spelled words in their order, field by field.
"""

from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from django.db import connection


class Row(NamedTuple):
    """`terms` are separated by spaces; `spelled` too, fields by GAP."""

    key: int
    terms: str
    spelled: str


GAP = "="
ADD_COUNTS = """
    ON CONFLICT (word) DO UPDATE SET
    count = search_searchword.count + excluded.count,
    name_count = search_searchword.name_count + excluded.name_count
    RETURNING word, count, name_count"""


def engine() -> ModuleType:
    return import_module(f"portal.search.engines.{connection.vendor}")
