"""What searching costs, in a record of any size that is made for it.

python -m tests.bench.search [MEETINGS]

Bilingual meetings, two entries each, go straight into the index of a scratch database:
SQLite in a temporary folder, or PostgreSQL where DATABASE_URL names one that may be
filled. Their words follow Zipf's law, but for some that are planted where it is known.
Times are CPU milliseconds of this process; on PostgreSQL, whose work is done in another
process, they are by the clock.
"""

import os
import random
import sys
import tempfile
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from time import perf_counter, process_time

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
ROUNDS = 5
WORDS = 40_000
LETTERS = {"ar": "بتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "bcdfghjklmnpqrstvwz"}
VOWELS = {"ar": ["", "", "ا", "ي", "و"], "en": list("aeiou")}
COUNTRIES = ["fr", "de", "gb", "us", "tr", "ir", "sa", "jo", "eg", "cn", "jp", "it"]
KINDS = ["reception", "bilateral", "phone_call", "conference", "signing"]
FILTERS = {"country": "fr", "kind": "signing"}
# By how many records have it: the forms that stand in the text, and the query.
PLANTED = {
    "rare": [
        (10, ["المصفاة", "مصفاة", "والمصفاة", "بالمصفاة"], "مصفاة"),
        (10, ["مبادرة", "والمبادرات", "المبادرة", "بالمبادرات"], "مبادرات"),
        (10, ["أنابيب", "الأنابيب", "انابيب"], "الانابيب"),
        (10, ["refinery", "refineries", "Refinery"], "refinery"),
        (10, ["pipeline", "pipelines"], "pipelines"),
    ],
    "medium": [
        (0.005, ["الاتفاقية", "اتفاقية", "والاتفاقيات"], "اتفاقية"),
        (0.005, ["reconstruction"], "reconstruction"),
    ],
    "common": [
        (0.4, ["التعاون", "والتعاون", "تعاون", "بالتعاون"], "التعاون"),
        (0.4, ["cooperation", "Cooperation"], "cooperation"),
    ],
}
ALSO_ASKED = {
    "two common words": ["التعاون cooperation"],
    "common and rare": ["cooperation refinery"],
    "phrase": ['"of cooperation between"'],
    "facets alone": [""],
    "name, other script": ["الكاظمي", "Kazemi"],
    "nothing": ["xyzzyx cooperation"],
}


class Record:
    """The texts of any number of meetings, and where the planted words are."""

    def __init__(self, count):
        self.count = count
        self.random = random.Random(count)
        self.vocabulary = {code: self._words(code) for code in LETTERS}
        self.weights = list(accumulate(1 / (n + 3) for n in range(WORDS)))
        self.planted = {}
        for words in PLANTED.values():
            for share, forms, query in words:
                number = share if share >= 1 else int(share * count)
                places = self.random.sample(range(count), min(number, count))
                self.planted[query] = (set(places), forms)

    def _words(self, code):
        def word():
            return "".join(
                self.random.choice(LETTERS[code]) + self.random.choice(VOWELS[code])
                for _n in range(self.random.randint(2, 5))
            )

        return list(dict.fromkeys(word() for _n in range(3 * WORDS)))[:WORDS]

    def text(self, code, length):
        total = self.weights[-1]
        places = (
            bisect(self.weights, self.random.random() * total) for _n in range(length)
        )
        words = self.vocabulary[code]
        return [words[min(place, len(words) - 1)] for place in places]

    def build(self, ids):
        from portal.search.registry import Text

        for number in ids:
            texts = {code: self.text(code, 200) for code in LETTERS}
            for query, (places, forms) in self.planted.items():
                if number in places:
                    code = "en" if query.isascii() else "ar"
                    form = forms[number % len(forms)]
                    around = ["of", form, "between"] if code == "en" else [form]
                    texts[code][number % 150 : number % 150] = around
            day = f"{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
            person = self.random.randrange(max(20, self.count // 20))
            yield Text(
                record_id=number,
                slug=f"meeting-{number}",
                date=f"{self.random.randint(2005, 2025)}-{day}",
                titles={code: " ".join(words[:8]) for code, words in texts.items()},
                texts={code: " ".join(words) for code, words in texts.items()},
                names=["مصطفى الكاظمي", "Mustafa Al-Kadhimi"]
                if number % 500 == 0
                else [],
                about=["لقاء", "meeting"],
                facets=[
                    ("kind", self.random.choice(KINDS)),
                    ("country", self.random.choice(COUNTRIES)),
                    ("person", f"person-{person}"),
                    *(
                        ("topic", f"topic-{n}")
                        for n in self.random.sample(range(40), 3)
                    ),
                ],
            )


def ask(query, clock, language="en", **options):
    """The results, and the time that the whole answer took, in milliseconds."""
    from portal.search.index import find

    start = clock()
    results = find(query, language=language, **options)
    return results, (clock() - start) * 1000


def keys_found(query):
    """The records that a query finds: all of them, whatever the page."""
    from portal.search.engines import engine
    from portal.search.index import _base, _found
    from portal.search.models import SearchRecord
    from portal.search.query import parse

    asked = _found(parse(query, "en"), _base(parse(query, "en"), {})).asked
    ids = dict(SearchRecord.objects.values_list("pk", "record_id"))
    return {ids[key] for key in engine().keys(asked)}


def fill(record, clock):
    from meetings.models import Meeting
    from portal.search import registry
    from portal.search.engines import engine
    from portal.search.update import renew

    registry.register(Meeting, "meetings", record.build)
    start = clock()
    for first in range(0, record.count, 500):
        renew(Meeting, range(first, min(first + 500, record.count)))
    seconds = clock() - start
    print(
        f"filling      {seconds:9.1f} s, {record.count / seconds:,.0f} meetings a second"
    )
    start = clock()
    engine().tidy()
    print(f"tidying      {clock() - start:9.1f} s")
    print(f"index        {engine().size() / 1e6:9.1f} MB")


def time_publications(record, clock):
    from meetings.models import Meeting
    from portal.search.update import renew

    times = []
    for number in range(0, record.count, max(record.count // 50, 1)):
        start = clock()
        renew(Meeting, [number])
        times.append((clock() - start) * 1000)
    print(f"publication  {show(times)}")


def show(times):
    times = sorted(times)
    return f"p50 {times[len(times) // 2]:7.1f}   p95 {times[int(len(times) * 0.95)]:7.1f} ms"


def time_queries(record, clock):
    print(f"{'':34}{'relevance':^28}{'date':^28} found  false  matches")
    asked = {
        name: [query for _share, _forms, query in words]
        for name, words in PLANTED.items()
    }
    for name, queries in (asked | ALSO_ASKED).items():
        columns = []
        for sort in ("relevance", "date"):
            times = []
            for query in queries:
                options = {"sort": sort}
                if not query:
                    options["filters"] = FILTERS
                times += [ask(query, clock, **options)[1] for _n in range(ROUNDS)]
            columns.append(show(times))
        print(f"{name:20}", *columns, judged(record, queries), sep="   ")


def judged(record, queries):
    true = [query for query in queries if query in record.planted]
    shown = {query: keys_found(query) for query in true}
    meant = sum(len(record.planted[query][0]) for query in true)
    right = sum(len(record.planted[query][0] & shown[query]) for query in true)
    number = sum(len(keys) for keys in shown.values())
    if not meant:
        query = queries[0]
        options = {} if query else {"filters": FILTERS}
        return f"{'':13}  {ask(query, process_time, **options)[0].count}"
    return f"{right / meant:6.1%} {(number - right) / meant:6.1%}  {number}"


def main():
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    clock = process_time if connection.vendor == "sqlite" else perf_counter
    call_command("migrate", verbosity=0)
    print(f"{COUNT:,} meetings, {2 * COUNT:,} entries, {connection.vendor}")
    record = Record(COUNT)
    fill(record, clock)
    time_queries(record, clock)
    time_publications(record, clock)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        main()
