"""What a person typed, understood: words, phrases, exclusions and a date."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QueryDate:
    """`words` as they were typed, `date` as a partial date: 2021, 2021-07, 2021-07-28."""

    words: str
    date: str


@dataclass(frozen=True)
class Query:
    """`text` is what was typed, `without_date` the same without the words of the date.

    `is_cut` says that not all of a long query is searched for. `is_empty` that it names
    nothing to search for: neither words nor a date.
    """

    text: str
    language: str
    words: tuple = ()
    phrases: tuple = ()
    excluded: tuple = ()
    date: QueryDate | None = None
    without_date: str = ""
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.date)


def parse(text: str, language: str) -> Query:
    """Never raises, whatever the text."""
    raise NotImplementedError
