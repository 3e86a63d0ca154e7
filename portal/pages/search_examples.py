"""How to search, each way with searches that find something in the record."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from portal.pages.asked import Asked
from portal.publishing.languages import language_of


@dataclass(frozen=True)
class Way:
    """A heading, what it says, and searches to try."""

    title: str
    text: str
    searches: list[Asked] = field(default_factory=list)

    @property
    def examples(self) -> list[dict]:
        return [
            {
                "words": asked.text,
                "language": language_of(asked.text, "en"),
                "query": asked.canonical_query,
            }
            for asked in self.searches
        ]


def _asked(*texts: str) -> list[Asked]:
    return [Asked(text) for text in texts]


WAYS = [
    Way(
        _("Names"),
        _(
            "A name is found in every recorded spelling, and in most others that sound "
            "like it, in either script, with its article or without."
        ),
        _asked("الكاظمي", "كاظمي", "Kadhimi", "Kazemi", "اردوغان", "Erdogan"),
    ),
    Way(
        _("Forms of a word"),
        _(
            "A word finds its other forms: the plural, the article, what is joined to "
            "it. Hamza, vowel marks and the dots of the final letter do not matter."
        ),
        _asked("سفير", "السفراء", "مبادرة", "ambassadors"),
    ),
    Way(
        _("Both languages"),
        _(
            "A search in one language also finds what is written in the other; "
            "countries, months, kinds and topics are known in both."
        ),
        _asked("فرنسا", "French", "اتصال هاتفي", "phone call"),
    ),
    Way(
        _("Several words"),
        _(
            "All of them are looked for. Where no record has all, those that have some "
            "are shown, and the page says so."
        ),
        _asked("ماكرون بغداد", "Saudi investment"),
    ),
    Way(
        _("Words in their order"),
        _("Quotation marks of any kind keep words together, spelled as they are."),
        _asked("«الحوار الاستراتيجي»", '"strategic dialogue"'),
    ),
    Way(
        _("Without a word"),
        _("A minus before a word, or before a phrase, leaves out what has it."),
        _asked("ماكرون -بغداد", "Macron -Baghdad"),
    ),
    Way(
        _("Dates in words"),
        _(
            "A year, a month or a day is understood in either language, with Arabic or "
            "Western digits and the month names of any Arab country. The page shows "
            "which date it understood, and how to remove it."
        ),
        _asked(
            "تموز 2021", "يوليو ٢٠٢١", "July 2021", "لقاءات في 2020", "26 July 2021"
        ),
    ),
]
