"""What readers would type, written before the results were seen, and what they want.

Each query of queries.csv has the language of the page, what is typed, the records that
answer it (patterns, any of which will do) and what it tests.
"""

import csv
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

FIRST = 5
LEAST = 0.97
RECORD = settings.BASE_DIR / "portal" / "pages" / "record"


def rows():
    path = Path(__file__).with_name("queries.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answer(row):
    client = Client(headers={"host": "localhost"})
    path = f"/{row['language']}/search.json"
    results = client.get(path, {"q": row["query"]}).json()["results"]
    return [f"{one['type']}/{one['slug']}" for one in results[:FIRST]]


def is_answered(row, found):
    patterns = row["expected"].split()
    return any(fnmatch(record, pattern) for record in found for pattern in patterns)


@pytest.mark.django_db
def test_readers_find_what_they_look_for():
    call_command("import_record", RECORD, verbosity=0)
    misses = []
    for row in rows():
        found = answer(row)
        if not is_answered(row, found):
            misses.append(f"{row['query']} ({row['tests']}): {found}")

    print(f"{len(rows()) - len(misses)} of {len(rows())} found", *misses, sep="\n")
    assert 1 - len(misses) / len(rows()) >= LEAST, "\n".join(misses)


def test_each_expected_record_is_in_the_record():
    records = [f"{path.parent.name}/{path.stem}" for path in RECORD.glob("*/*.json")]
    unknown = [
        pattern
        for row in rows()
        for pattern in row["expected"].split()
        if not any(fnmatch(record, pattern) for record in records)
    ]

    assert unknown == []
    assert len(rows()) >= 150
