"""Which sources stand behind a page, and which facts on it each of them supports."""


def citations(record, facts):
    """The sources of a record and of the facts on its page, each once, in their order.

    `facts` are triples: what names the sources, and the instance and the field that
    hold its text. Gives dicts with `source`, `is_general` (it supports the record as a
    whole) and `facts` (dicts with `instance` and `field`). Sources have to be
    prefetched, published ones only.
    """
    general = list(record.sources.all())
    found = {source: [] for source in general}
    for row, instance, field in facts:
        for source in row.sources.all():
            found.setdefault(source, []).append({"instance": instance, "field": field})
    return [
        {"source": source, "is_general": source in general, "facts": supported}
        for source, supported in found.items()
    ]
