"""The texts of any number of bilingual meetings, and where the planted words are.

Words follow Zipf's law, but for some that are planted where it is known. A meeting's
texts depend on its number alone, so they are the same in every run.
"""

import random
from itertools import accumulate

WORDS = 40_000
STREAM = 2_000_000
LETTERS = {"ar": "بتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "bcdfghjklmnpqrstvwz"}
VOWELS = {"ar": ["", "", "ا", "ي", "و"], "en": list("aeiou")}
COUNTRIES = ["fr", "de", "gb", "us", "tr", "ir", "sa", "jo", "eg", "cn", "jp", "it"]
KINDS = ["reception", "bilateral", "phone_call", "conference", "signing"]
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


class Texts:
    """`length` is that of a text in words; `changed` are the meetings with another
    title, `withdrawn` those that the public does not read."""

    def __init__(self, count, length):
        self.count, self.length = count, length
        self.random = random.Random(count)
        self.streams = {code: self._stream(code) for code in LETTERS}
        self.planted = {}
        for words in PLANTED.values():
            for share, forms, query in words:
                number = share if share >= 1 else int(share * count)
                places = self.random.sample(range(count), min(number, count))
                self.planted[query] = (set(places), forms)
        self.changed, self.withdrawn = set(), set()

    def _stream(self, code):
        def word():
            return "".join(
                self.random.choice(LETTERS[code]) + self.random.choice(VOWELS[code])
                for _n in range(self.random.randint(2, 5))
            )

        words = list(dict.fromkeys(word() for _n in range(3 * WORDS)))[:WORDS]
        weights = list(accumulate(1 / (n + 3) for n in range(len(words))))
        return self.random.choices(words, cum_weights=weights, k=STREAM)

    def build(self, ids):
        """As the search has the texts of a type built."""
        return [self._text(number) for number in ids if number not in self.withdrawn]

    def _text(self, number):
        from portal.search.registry import Text

        chance = random.Random(number)
        texts = {code: self._words(code, chance) for code in LETTERS}
        for query, (places, forms) in self.planted.items():
            if number in places:
                code = "en" if query.isascii() else "ar"
                form = forms[number % len(forms)]
                around = ["of", form, "between"] if code == "en" else [form]
                at = number % (3 * self.length // 4)
                texts[code][at:at] = around
        titles = {code: " ".join(words[:8]) for code, words in texts.items()}
        if number in self.changed:
            titles["en"] += " corrected"
        return Text(
            record_id=number,
            slug=f"meeting-{number}",
            date=f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02}-"
            f"{chance.randint(1, 28):02}",
            titles=titles,
            texts={code: " ".join(words) for code, words in texts.items()},
            names=["مصطفى الكاظمي", "Mustafa Al-Kadhimi"] if number % 500 == 0 else [],
            about=["لقاء", "meeting"],
            facets=list(self._facets(chance)),
        )

    def _words(self, code, chance):
        start = chance.randrange(STREAM - self.length)
        return self.streams[code][start : start + self.length]

    def _facets(self, chance):
        yield "kind", chance.choice(KINDS)
        yield "country", chance.choice(COUNTRIES)
        yield "person", f"person-{chance.randrange(max(20, self.count // 20))}"
        for topic in chance.sample(range(40), 3):
            yield "topic", f"topic-{topic}"
