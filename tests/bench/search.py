"""What searching costs, in a record of any size that is made for it.

python -m tests.bench.search [MEETINGS [WORDS]]

Bilingual meetings, two entries each with texts of so many words, go straight into the
index of a scratch database: SQLite in a temporary folder, kept in BENCH_DIR where that
is set; or PostgreSQL where DATABASE_URL names one that may be filled. Times are CPU
milliseconds, on PostgreSQL those of its process too, or by the clock where it runs on
another machine. `page` is the whole answer to a reader, rendered, with the facets.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from tests.bench.texts import PLANTED, Texts

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
LENGTH = int(sys.argv[2]) if len(sys.argv) > 2 else 200
ROUNDS = 5
PUBLICATIONS = 50
CHUNK = 500
FILTERS = {"country": "fr", "kind": "signing"}
ALSO_ASKED = {
    "two common words": ["التعاون cooperation"],
    "common and rare": ["cooperation refinery"],
    "phrase": ['"of cooperation between"'],
    "facets alone": [""],
    "name, other script": ["الكاظمي", "Kazemi"],
    "nothing": ["xyzzyx cooperation"],
}


def ask(query, clock, language="en", **options):
    """The results, and the time that the whole answer took, in milliseconds."""
    from portal.search.index import find

    start = clock()
    results = find(query, language=language, **options)
    return results, (clock() - start) * 1000


def page(query, clock, sort):
    """The time that the page took, in milliseconds."""
    from django.test import RequestFactory
    from django.utils.translation import override

    from portal.pages.views.search import search

    asked = {"q": query, "sort": sort} | ({} if query else FILTERS)
    start = clock()
    with override("en"):
        search(RequestFactory(SERVER_NAME="127.0.0.1").get("/en/search/", asked))
    return (clock() - start) * 1000


def keys_found(query):
    """The records that a query finds: all of them, whatever the page."""
    from portal.search.engines import engine
    from portal.search.index import _base, _found
    from portal.search.models import SearchRecord
    from portal.search.query import parse

    asked = _found(parse(query, "en"), _base(parse(query, "en"), {})).asked
    keys = engine().keys(asked)
    found = set()
    for start in range(0, len(keys), CHUNK):
        rows = SearchRecord.objects.filter(pk__in=keys[start : start + CHUNK])
        found.update(rows.values_list("record_id", flat=True))
    return found


def fill(texts, clock):
    from portal.search.engines import engine
    from portal.search.models import SearchRecord

    if SearchRecord.objects.count() != texts.count:
        start, began = clock(), perf_counter()
        _fill(texts)
        seconds = clock() - start
        a_second = f"{texts.count / seconds:,.0f} meetings a second"
        by_clock = f"{perf_counter() - began:,.0f} s by the clock"
        print(f"filling      {seconds:9.1f} s, {a_second}, {by_clock}", flush=True)
    print(f"index        {engine().size() / 1e6:9.1f} MB", flush=True)


def _fill(texts):
    from meetings.models import Meeting
    from portal.search.engines import engine
    from portal.search.update import in_bulk, renew

    with in_bulk():
        for first in range(0, texts.count, CHUNK):
            renew(Meeting, range(first, min(first + CHUNK, texts.count)))
    engine().tidy()


def time_publications(texts, clock):
    from meetings.models import Meeting
    from portal.search.update import renew

    times = {"withdrawal": [], "publication": [], "correction": []}

    def timed(name, number):
        start = clock()
        renew(Meeting, [number])
        times[name].append((clock() - start) * 1000)

    for number in range(0, texts.count, max(texts.count // PUBLICATIONS, 1)):
        texts.withdrawn.add(number)
        timed("withdrawal", number)
        texts.withdrawn.remove(number)
        timed("publication", number)
        texts.changed.add(number)
        timed("correction", number)
        # As it was, for the next run.
        texts.changed.remove(number)
        renew(Meeting, [number])
    for name, some in times.items():
        print(f"{name:12} {show(some)}")


def show(times):
    times = sorted(times)
    return f"p50 {times[len(times) // 2]:7.1f}   p95 {times[int(len(times) * 0.95)]:7.1f} ms"


def time_queries(texts, clock):
    columns = "".join(f"{name:^30}" for name in ("relevance", "date", "page"))
    print(f"{'':22}{columns} found  false  matches")
    asked = {
        name: [query for _share, _forms, query in words]
        for name, words in PLANTED.items()
    }
    for name, queries in (asked | ALSO_ASKED).items():
        columns = {"relevance": [], "date": [], "page": []}
        for query in ROUNDS * queries:
            filters = {} if query else FILTERS
            for sort in ("relevance", "date"):
                _results, time = ask(query, clock, sort=sort, filters=filters)
                columns[sort].append(time)
            columns["page"].append(page(query, clock, "relevance"))
        shown = map(show, columns.values())
        print(f"{name:19}", *shown, judged(texts, queries), sep="   ", flush=True)


def judged(texts, queries):
    true = [query for query in queries if query in texts.planted]
    shown = {query: keys_found(query) for query in true}
    meant = sum(len(texts.planted[query][0]) for query in true)
    right = sum(len(texts.planted[query][0] & shown[query]) for query in true)
    number = sum(len(keys) for keys in shown.values())
    if not meant:
        query = queries[0]
        filters = {} if query else FILTERS
        return f"{'':13}  {ask(query, process_time, filters=filters)[0].count}"
    return f"{right / meant:6.1%} {(number - right) / meant:6.1%}  {number}"


def main():
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    clock = clock_of(connection)
    of_words = f"texts of {LENGTH} words"
    print(f"{COUNT:,} meetings, {2 * COUNT:,} entries, {of_words}, {connection.vendor}")
    texts = Texts(COUNT, LENGTH)
    _register(texts)
    fill(texts, clock)
    time_queries(texts, clock)
    time_publications(texts, clock)
    load, _five, _fifteen = os.getloadavg()
    print(f"load         {load:9.1f} on {os.cpu_count()} processors")


def clock_of(connection):
    """Tells the CPU seconds of this process and of the one that serves it."""
    if connection.vendor == "sqlite":
        return process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    served = Path(f"/proc/{pid}/schedstat")
    if "postgres" not in _command(pid):
        return perf_counter
    return lambda: process_time() + int(served.read_text().split()[0]) / 1e9


def _command(pid):
    file = Path(f"/proc/{pid}/comm")
    return file.read_text() if file.exists() else ""


def _register(texts):
    from meetings.models import Meeting
    from portal.search import registry

    registry.register(Meeting, "meetings", texts.build)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("BENCH_DIR", temporary))
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            name = f"search-{COUNT}-{LENGTH}.sqlite3"
            os.environ["DATABASE_URL"] = f"sqlite:///{folder / name}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        main()
