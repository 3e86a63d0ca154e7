"""What meetings, visits, series and statements are found by."""

from collections import defaultdict
from itertools import chain

from initiatives.models import Initiative
from meetings.models import (
    Meeting,
    Outcome,
    Participation,
    Round,
    Series,
    Statement,
    Visit,
)
from portal.records.models import Country, Organisation, Person, Topic
from portal.records.search import (
    NAMES,
    TYPES,
    Called,
    by_language,
    choice_words,
    columns,
    in_languages,
    linked,
    type_words,
)
from portal.search.registry import Text, register

NAMES |= {Series: ["title"], Visit: ["title"]}
TYPES |= {Series: "series", Visit: "visits"}
# The many-to-many fields of a meeting, the facet of each, and whether its names are of
# people and places.
LINKS = {
    "countries": (Country, "country", True),
    "organisations": (Organisation, "", False),
    "topics": (Topic, "topic", False),
    "initiatives": (Initiative, "", False),
}
# What stands between a name and a role, in languages with a comma of their own.
COMMAS = {"ar": "، "}


def meetings(ids):
    rows = Meeting.objects.published().filter(pk__in=ids)
    rows = list(
        rows.values(
            *("pk", "slug", "date", "kind", "presence"),
            *("country_id", "series_id", "visit_id"),
            *columns("title", "summary", "text", "city", "venue"),
        )
    )
    links = [_Links(name, ids) for name in LINKS]
    present = _participants(ids)
    people = Called(Person, (key for key, _row in chain(*present.values())))
    places = Called(Country, (row["country_id"] for row in rows))
    series = Called(Series, (row["series_id"] for row in rows))
    visits = Called(Visit, (row["visit_id"] for row in rows))
    outcomes = _outcomes(ids)
    for row in rows:
        text = _meeting(row, outcomes[row["pk"]])
        who = [key for key, _row in present[row["pk"]]]
        for person, role in present[row["pk"]]:
            _add_participant(text, people.names.get(person), role)
        for called, key in ((places, "country_id"), (series, "series_id")):
            text.refers += called.refers([row[key]])
        text.refers += people.refers(who) + visits.refers([row["visit_id"]])
        text.names += people.of(who) + places.of([row["country_id"]])
        text.about += series.of([row["series_id"]]) + visits.of([row["visit_id"]])
        text.facets += people.facets("person", who)
        for link in links:
            link.add_to(text)
        yield text


class _Links:
    """What one field of some meetings refers to."""

    def __init__(self, name: str, ids):
        model, self.facet, self.is_proper = LINKS[name]
        self.by_meeting = linked(Meeting, name, ids)
        self.called = Called(model, chain(*self.by_meeting.values()))

    def add_to(self, text: Text) -> None:
        ids = self.by_meeting[text.record_id]
        names = text.names if self.is_proper else text.about
        names += self.called.of(ids)
        text.facets += self.called.facets(self.facet, ids) if self.facet else []
        text.refers += self.called.refers(ids)


def _meeting(row: dict, outcomes: list[dict]) -> Text:
    texts = by_language(row, "summary", "city", "venue", prose="text")
    kinds = choice_words(Meeting.Kind, row["kind"])
    presence = choice_words(Meeting.Presence, row["presence"])
    about = [*type_words(Meeting), *kinds, *presence]
    for outcome in outcomes:
        about += choice_words(Outcome.Kind, outcome["kind"])
        _add(texts, by_language(outcome, "text"))
    return Text(
        record_id=row["pk"],
        slug=row["slug"],
        date=row["date"],
        titles=by_language(row, "title"),
        texts=texts,
        names=in_languages(row, "city"),
        about=about + in_languages(row, "venue"),
        facets=[("kind", row["kind"])],
    )


def _add(texts: dict[str, str], more: dict[str, str]) -> None:
    for code, text in more.items():
        texts[code] = f"{texts[code]}\n{text}" if code in texts else text


def _add_participant(text: Text, names: list[str] | None, role: dict) -> None:
    """Name and role as readers see them; a person they may not see adds nothing."""
    if not names:
        return
    said = by_language(role, "role")
    for code, name in by_language(role, "person__name").items():
        more = f"{name}{COMMAS.get(code, ', ')}{said[code]}" if code in said else name
        _add(text.texts, {code: more})


def _participants(ids) -> dict[int, list[tuple[int, dict]]]:
    rows = Participation.objects.filter(meeting__in=ids).order_by("position", "pk")
    found = defaultdict(list)
    for row in rows.values("meeting_id", "person_id", *columns("role", "person__name")):
        found[row["meeting_id"]].append((row["person_id"], row))
    return found


def _outcomes(ids) -> dict[int, list[dict]]:
    rows = Outcome.objects.filter(meeting__in=ids).order_by("position", "pk")
    found = defaultdict(list)
    for row in rows.values("meeting_id", "kind", *columns("text")):
        found[row["meeting_id"]].append(row)
    return found


def visits(ids):
    rows = Visit.objects.published().filter(pk__in=ids)
    travelled = linked(Visit, "countries", ids)
    countries = Called(Country, chain(*travelled.values()))
    for row in rows.values("pk", "slug", "start", *columns("title", "summary")):
        there = travelled[row["pk"]]
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            date=row["start"],
            titles=by_language(row, "title"),
            texts=by_language(row, "summary"),
            names=countries.of(there),
            about=type_words(Visit),
            facets=countries.facets("country", there),
            refers=countries.refers(there),
        )


def series(ids):
    rows = Series.objects.published().filter(pk__in=ids)
    rounds = defaultdict(list)
    for row in Round.objects.filter(series__in=ids).values(
        "series_id", *columns("place", "note")
    ):
        rounds[row["series_id"]].append(row)
    for row in rows.values("pk", "slug", *columns("title", "summary")):
        texts = by_language(row, "summary")
        for one in rounds[row["pk"]]:
            _add(texts, by_language(one, "place", "note"))
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            titles=by_language(row, "title"),
            texts=texts,
            about=type_words(Series),
        )


def statements(ids):
    rows = list(
        Statement.objects.published()
        .filter(pk__in=ids)
        .values(
            *("pk", "slug", "date", "speaker_id", "meeting_id"),
            *("quotation", "quotation_language"),
            *columns("gist"),
        )
    )
    people = Called(Person, (row["speaker_id"] for row in rows))
    for row in rows:
        speaker = [row["speaker_id"]]
        texts = dict.fromkeys(by_language(row, "gist"), row["quotation"])
        yield Text(
            record_id=row["pk"],
            slug=row["slug"],
            date=row["date"],
            titles=by_language(row, "gist"),
            texts=texts if row["quotation"] else {},
            names=people.of(speaker),
            about=type_words(Statement),
            facets=people.facets("person", speaker),
            refers=people.refers(speaker),
        )


register(Meeting, "meetings", meetings)
register(Visit, "visits", visits, is_called=True, place=1)
register(Series, "series", series, is_called=True)
register(Statement, "statements", statements, place=2)
