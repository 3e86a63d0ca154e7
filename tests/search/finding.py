"""Short ways to ask the index."""

from portal.search.index import find


def found(text, language="en", **options):
    """The slugs that a query finds, in their order."""
    return [hit.slug for hit in find(text, language=language, **options).hits]


def values(results, facet):
    return {choice.value: choice.count for choice in results.facets.get(facet, [])}
