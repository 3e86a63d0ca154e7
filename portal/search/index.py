"""Finding records: the one question that pages, feeds and suggestions ask."""

from dataclasses import dataclass, field

from portal.search import registry
from portal.search.query import Query
from portal.search.snippets import Snippet


@dataclass(frozen=True)
class Hit:
    """A record that was found, in the reader's language where it has that.

    `date` is a partial date or "". `is_named` marks what the query names.
    """

    type: str
    slug: str
    record_id: int
    language: str
    title: str
    date: str
    snippet: Snippet
    marked_title: Snippet
    is_named: bool = False

    @property
    def url(self) -> str:
        return registry.type_named(self.type).url(self.slug)


@dataclass(frozen=True)
class Choice:
    """A value of a facet and how many of the results have it.

    `count` is a lower bound where `is_capped` ("1,000+"), and None where there are too
    many results to count this one.
    """

    value: str
    count: int | None
    is_capped: bool = False


@dataclass(frozen=True)
class Results:
    """`count` is a lower bound where `is_capped`: more than CAP were found.

    `facets` are by name (type, year, country, kind, topic, person), the commonest value
    first. `named` are those of the first page's hits that the query names. `loosened`:
    nothing has all the words, these have some. `suggestion` is another query, or "".
    `next` is the number of the next page or None; pages end with the CAP-th result.
    """

    query: Query
    count: int = 0
    is_capped: bool = False
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    named: list[Hit] = field(default_factory=list)
    loosened: bool = False
    suggestion: str = ""
    page: int = 1
    next: int | None = None


CAP = 1000
FACETS = ("type", "year", "country", "kind", "topic", "person")


def find(
    query: Query | str,
    *,
    language: str,
    filters: dict[str, str] | None = None,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
) -> Results:
    """One page of the records that a query finds.

    `filters` has values by the names of facets; a value that nothing has finds nothing.
    `sort` is "relevance" or "date" (the latest first). A query without words, with a
    date or filters, browses by date.
    """
    raise NotImplementedError


def complete(text: str, *, language: str, limit: int = 8) -> list[Hit]:
    """People, countries, topics and initiatives (first) that a name being typed may
    mean, for suggestions; their snippets are empty."""
    raise NotImplementedError
