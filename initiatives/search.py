"""What initiatives are found by."""

from collections import defaultdict

from initiatives.models import Aim, Initiative, Milestone, Phase, Project
from portal.records.models import Country, Topic
from portal.records.search import (
    NAMES,
    TYPES,
    Called,
    by_language,
    choice_words,
    columns,
    linked,
    type_words,
)
from portal.search.registry import Text, register

ROWS = {
    Aim: ["text"],
    Phase: ["title"],
    Project: ["title", "place"],
    Milestone: ["what"],
}
NAMES[Initiative] = ["title"]
TYPES[Initiative] = "initiatives"


def initiatives(ids):
    rows = Initiative.objects.published().filter(pk__in=ids)
    rows = rows.values(
        *("pk", "slug", "launched", "status"),
        *columns("title", "summary", "text", "status_note"),
    )
    their_topics = linked(Initiative, "topics", ids)
    partners = linked(Initiative, "partner_countries", ids)
    topics = Called(Topic, (key for some in their_topics.values() for key in some))
    countries = Called(Country, (key for some in partners.values() for key in some))
    owned = _owned(ids)
    for row in rows:
        about, country = their_topics[row["pk"]], partners[row["pk"]]
        texts = by_language(row, "summary", "status_note", prose="text")
        for code, more in owned[row["pk"]].items():
            texts[code] = "\n".join([*filter(None, [texts.get(code)]), *more])
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            date=row["launched"],
            titles=by_language(row, "title"),
            texts=texts,
            names=countries.of(country),
            about=type_words(Initiative)
            + choice_words(Initiative.Status, row["status"])
            + topics.of(about),
            facets=topics.facets("topic", about) + countries.facets("country", country),
            refers=topics.refers(about) + countries.refers(country),
        )


def _owned(ids) -> dict[int, dict[str, list[str]]]:
    """The texts of the rows that initiatives own, by initiative and language."""
    found = defaultdict(lambda: defaultdict(list))
    for model, fields in ROWS.items():
        rows = model.objects.filter(initiative__in=ids).order_by("position", "pk")
        for row in rows.values("initiative_id", *columns(*fields)):
            for code, text in by_language(row, *fields).items():
                found[row["initiative_id"]][code].append(text)
    return found


register(Initiative, "initiatives", initiatives, is_named=True, is_called=True)
