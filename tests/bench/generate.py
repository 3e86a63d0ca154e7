"""Makes a data package of any number of bilingual meetings, always the same ones.

python -m tests.bench.generate PATH 10000
"""

import json
import random
import sys
from pathlib import Path
from uuid import UUID

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
ARABIC = [
    "رئيس",
    "الوزراء",
    "يستقبل",
    "سفير",
    "لبحث",
    "التعاون",
    "في",
    "مجالات",
    "الطاقة",
    "والاقتصاد",
    "والأمن",
    "ودعم",
    "المشاريع",
    "المشتركة",
    "بين",
    "البلدين",
    "خلال",
    "لقاء",
    "رسمي",
    "تناول",
    "العلاقات",
    "الثنائية",
    "والاستثمار",
    "والمياه",
    "والتعليم",
    "والصحة",
    "والنقل",
    "والموانئ",
    "والزراعة",
    "والثقافة",
    "وتطوير",
    "المبادرات",
]
ENGLISH = [
    "the",
    "prime",
    "minister",
    "receives",
    "an",
    "ambassador",
    "to",
    "discuss",
    "cooperation",
    "in",
    "energy",
    "economy",
    "and",
    "security",
    "and",
    "support",
    "for",
    "joint",
    "projects",
    "between",
    "both",
    "countries",
    "in",
    "an",
    "official",
    "meeting",
    "on",
    "bilateral",
    "relations",
    "investment",
    "water",
    "education",
    "health",
    "transport",
    "ports",
    "agriculture",
    "culture",
    "and",
    "initiatives",
]
COUNTRIES = ["FR", "DE", "GB", "US", "TR", "IR", "SA", "JO", "EG", "CN", "JP", "IT"]
OUTCOMES = ["agreement", "invitation_received", "commitment", "invitation_extended"]
KINDS = ["reception", "bilateral", "phone_call", "conference", "signing"]


class Generator:
    def __init__(self, count: int):
        self.random = random.Random(count)
        self.count = count
        self.people = [f"person-{n}" for n in range(max(20, count // 20))]
        self.topics = [f"topic-{n}" for n in range(40)]
        self.sources = [f"source-{n}" for n in range(max(20, count // 5))]

    def documents(self):
        for slug in self.sources:
            yield self.record("sources", slug) | {
                "publisher": "Publisher",
                "title": self.words(ENGLISH, 8),
                "language": "en",
            }
        for slug in self.topics:
            yield self.record("topics", slug) | {"name": self.text(2)}
        for slug in self.people:
            yield self.record("people", slug) | {"name": self.text(3)}
        for number in range(self.count):
            yield self.meeting(number)

    def meeting(self, number):
        # Every tenth has an invitation.
        kind = OUTCOMES[number % 20 if number % 20 in (1, 3) else 2 * (number % 2)]
        people = self.random.sample(self.people, self.random.randint(2, 4))
        day = f"{self.random.randint(1, 28):02}"
        month = f"{self.random.randint(1, 12):02}"
        return self.record("meetings", f"meeting-{number}") | {
            "title": self.text(8),
            "summary": self.text(60),
            "text": {
                "ar": f"<p>{self.words(ARABIC, 150)}</p>",
                "en": f"<p>{self.words(ENGLISH, 150)}</p>",
            },
            "date": f"{self.random.randint(2005, 2025)}-{month}-{day}",
            "kind": self.random.choice(KINDS),
            "city": {"ar": "بغداد", "en": "Baghdad"},
            "country": "IQ",
            "countries": [self.random.choice(COUNTRIES)],
            "topics": self.random.sample(self.topics, 3),
            "sources": self.random.sample(self.sources, 2),
            "participants": [
                {"id": self.uuid(), "person": slug, "role": self.text(4)}
                for slug in people
            ],
            "outcomes": [
                {"id": self.uuid(), "kind": kind, "text": self.text(12)}
                for _number in range(self.random.randint(0, 2))
            ],
        }

    def record(self, type_, slug):
        return {
            "format": 1,
            "type": type_,
            "slug": slug,
            "permanent_id": "".join(self.random.choices(LETTERS, k=10)),
            "state": "published",
            "first_published_at": "2026-01-01T00:00:00Z",
        }

    def text(self, length):
        return {"ar": self.words(ARABIC, length), "en": self.words(ENGLISH, length)}

    def words(self, vocabulary, length):
        return " ".join(self.random.choices(vocabulary, k=length))

    def uuid(self):
        return str(UUID(int=self.random.getrandbits(128), version=4))


def write(folder: Path, count: int) -> None:
    for document in Generator(count).documents():
        path = folder / document["type"] / f"{document['slug']}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(document, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    (folder / "datapackage.json").write_text("{}", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
