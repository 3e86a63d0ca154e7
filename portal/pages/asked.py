"""What an address of the search asks for, and the addresses beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from portal.search.index import CAP, FACETS, Results, find
from portal.search.query import parse

PER_PAGE = 20
LAST_PAGE = CAP // PER_PAGE
SORTS = ("relevance", "date")
LONGEST_TEXT = 1000
LONGEST_VALUE = 100
# What others are likely to ask as well; the store of pages keeps no more than this.
KEPT_TEXT = 50
KEPT_FILTERS = 1
KEPT_PAGES = 2
# They join and part letters of Persian and Kurdish.
JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Asked:
    """A search as an address has it. Whatever stands there, it asks for something."""

    text: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = SORTS[0]
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        values = {name: plain(query.get(name, ""), LONGEST_VALUE) for name in FACETS}
        sort, page = query.get("sort", ""), query.get("page", "")
        is_page = page.isascii() and page.isdigit() and len(page) < 4
        return cls(
            plain(query.get("q", ""), LONGEST_TEXT),
            {name: value for name, value in values.items() if value},
            sort if sort in SORTS else SORTS[0],
            min(max(int(page), 1), LAST_PAGE) if is_page else 1,
        )

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.filters)

    @property
    def is_words_alone(self) -> bool:
        return self == Asked(self.text)

    @property
    def parameters(self) -> dict[str, str]:
        """The query in canonical order, but for the page."""
        by_date = {"sort": self.sort} if self.sort != SORTS[0] else {}
        return ({"q": self.text} if self.text else {}) | self.filters | by_date

    @property
    def without_page(self) -> str:
        return urlencode(self.parameters)

    @property
    def canonical_query(self) -> str:
        page = {"page": self.page} if self.page > 1 else {}
        return urlencode(self.parameters | page)

    @property
    def kept_query(self) -> str:
        """The query under which the store keeps the answer; "" where it does not, as a
        search that is asked once would cost pages that are read often their place."""
        is_kept = (
            len(self.text) <= KEPT_TEXT
            and len(self.filters) <= KEPT_FILTERS
            and self.page <= KEPT_PAGES
        )
        return self.canonical_query if is_kept else ""

    def with_text(self, text: str) -> "Asked":
        return replace(self, text=text, page=1)

    def with_filter(self, name: str, value: str) -> "Asked":
        chosen = self.filters | {name: value}
        ordered = {name: chosen[name] for name in FACETS if name in chosen}
        return replace(self, filters=ordered, page=1)

    def without(self, *names: str) -> "Asked":
        left = {n: v for n, v in self.filters.items() if n not in names}
        return replace(self, filters=left, page=1)

    def sorted_by(self, sort: str) -> "Asked":
        return replace(self, sort=sort, page=1)

    def results(self, language: str, per_page: int = PER_PAGE) -> Results:
        """What is found; where that has not all the words and a suggestion has, what
        the suggestion finds."""
        if self.is_empty:
            return Results(parse("", language))
        results = self._find(language, per_page)
        if not results.suggestion:
            return results
        better = replace(self, text=results.suggestion)._find(language, per_page)
        return replace(better, suggestion=results.suggestion)

    def _find(self, language: str, per_page: int) -> Results:
        return find(
            self.text,
            language=language,
            filters=self.filters,
            sort=self.sort,
            page=self.page,
            per_page=per_page,
        )


def plain(text: str, length: int) -> str:
    """The text on one line with single spaces, without signs that cannot be seen."""
    words = "".join(map(_seen, text[: 2 * length])).split()
    return " ".join(words)[:length].strip()


def _seen(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if sign.isspace() or sign < " " else ""
